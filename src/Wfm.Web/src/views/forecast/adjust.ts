// What a planner draws on a forecast before it is saved: steps that can be undone, kept in the browser until then.
import { computed, signal } from '@preact/signals';
import type { ForecastPoint } from '../../api/types';

/** Calls of a queue for a time: multiplied by a factor, or so many in each interval. */
export type Span = { readonly queue: string; readonly from: string; readonly to: string; readonly factor: number | null; readonly calls: number | null };

type Drawn = { readonly forecast: number; readonly steps: readonly (readonly Span[])[]; readonly done: number };

const kept = 'wfm-forecast-drawn';
const largestFactor = 10;
const nothing: Drawn = { forecast: 0, steps: [], done: 0 };

const drawn = signal<Drawn>(nothing);

export const mayUndo = computed(() => drawn.value.done > 0);
export const mayRedo = computed(() => drawn.value.done < drawn.value.steps.length);
/** Everything that is drawn and not undone, in its order. */
export const spans = computed<readonly Span[]>(() => drawn.value.steps.slice(0, drawn.value.done).flat());

function set(next: Drawn): void {
  drawn.value = next;
  if (next.steps.length > 0) localStorage.setItem(kept, JSON.stringify(next));
  else localStorage.removeItem(kept);
}

/** Begins with a forecast: what was drawn on it before a reload is there again, what was drawn on another is not. */
export function beginDrawing(forecast: number): void {
  if (drawn.value.forecast === forecast) return;
  const text = localStorage.getItem(kept);
  const before = text ? (JSON.parse(text) as Drawn) : nothing;
  drawn.value = before.forecast === forecast ? before : { ...nothing, forecast };
}

/** One step more; what was undone before it is gone. */
export function draw(step: readonly Span[]): void {
  if (step.length > 0) set({ ...drawn.value, steps: [...drawn.value.steps.slice(0, drawn.value.done), step], done: drawn.value.done + 1 });
}

/** Neighbours with the same calls as one span. */
export function joined(step: readonly Span[]): readonly Span[] {
  const found: Span[] = [];
  for (const span of [...step].sort((one, other) => one.from.localeCompare(other.from))) {
    const last = found.at(-1);
    if (last && last.to === span.from && last.calls === span.calls && last.factor === span.factor) found[found.length - 1] = { ...last, to: span.to };
    else found.push(span);
  }
  return found;
}

export const undo = (): void => set({ ...drawn.value, done: Math.max(0, drawn.value.done - 1) });
export const redo = (): void => set({ ...drawn.value, done: Math.min(drawn.value.steps.length, drawn.value.done + 1) });
export const dropDrawn = (): void => set({ ...drawn.value, steps: [], done: 0 });

export const factorOf = (before: number, after: number): number => Math.min(largestFactor, Math.max(0, after / before));

/** The points as they would be: each span after the other, bands as wide in parts of the calls. */
export function adjusted(points: readonly ForecastPoint[], all: readonly Span[]): readonly ForecastPoint[] {
  if (points.length === 0) return points;
  const own = all.filter(span => span.queue === points[0]!.queue).map(span => ({ ...span, start: Date.parse(span.from), end: Date.parse(span.to) }));
  if (own.length === 0) return points;
  return points.map(point => {
    const at = Date.parse(point.start);
    return own.reduce((one, span) => {
      if (at < span.start || at >= span.end) return one;
      const calls = span.calls ?? one.calls * span.factor!;
      const factor = one.calls > 0 ? calls / one.calls : 0;
      return { ...one, calls, p10: one.p10 * factor, p50: one.calls > 0 ? one.p50 * factor : calls, p90: one.calls > 0 ? one.p90 * factor : calls };
    }, point);
  });
}

export const callsOf = (points: readonly ForecastPoint[]): number => points.reduce((sum, point) => sum + point.calls, 0);
