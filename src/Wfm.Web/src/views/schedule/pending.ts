// Changes that are not saved yet: kept in the browser, so that a reload or a restart of the server loses nothing.
import { computed, signal } from '@preact/signals';
import { isSame, keyOf, type Day } from './shift';

type Kept = { readonly schedule: number; readonly days: readonly Day[] };

const remembered = 'wfm-pending-edits';

const schedule = signal(0);
/** The days as they are to be, by agent and date; a day without pieces is a day off. */
export const pending = signal<ReadonlyMap<string, Day>>(new Map());
export const hasPending = computed(() => pending.value.size > 0);

/** Begins with what was left over of a version. */
export function begin(id: number): void {
  if (schedule.peek() === id) return;
  schedule.value = id;
  const kept = JSON.parse(localStorage.getItem(remembered) ?? 'null') as Kept | null;
  pending.value = new Map(kept?.schedule === id ? kept.days.map(day => [keyOf(day.agent, day.date), day]) : []);
}

/** Days as they are to be; those that are as stored again are no change. */
export function change(days: readonly Day[], stored: (agent: string, date: string) => Day | undefined): void {
  const next = new Map(pending.peek());
  for (const day of days) {
    const key = keyOf(day.agent, day.date);
    if (isSame(day, stored(day.agent, day.date))) next.delete(key);
    else next.set(key, day);
  }
  keep(next);
}

export function drop(): void {
  keep(new Map());
}

function keep(next: ReadonlyMap<string, Day>): void {
  pending.value = next;
  if (next.size === 0) localStorage.removeItem(remembered);
  else localStorage.setItem(remembered, JSON.stringify({ schedule: schedule.peek(), days: [...next.values()] } satisfies Kept));
}

/** Days on which the changes break a rule, by agent and date; of a rest over the end of the weeks the last day in them. */
export const broken = signal<ReadonlySet<string>>(new Set());

/** What is being dragged right now. */
export const draft = signal<Day | null>(null);

/** What would be saved: the changes so far with what is being dragged. */
export const proposed = computed<readonly Day[]>(() => {
  const days = new Map(pending.value);
  if (draft.value) days.set(keyOf(draft.value.agent, draft.value.date), draft.value);
  return [...days.values()];
});
