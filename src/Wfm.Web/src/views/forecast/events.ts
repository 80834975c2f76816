// What the known events are to the forecast's pages: which days they touch, what they are worth, what past ones suggest.
import type { EventSizesView, EventSizeView, KindSizeView, KnownEventBody } from '../../api/types';
import { zone } from '../../app/session';
import type { Mark } from '../../parts/chart';
import { addDays, dayStart } from '../../time/zone';

/** Days an event of a queue is felt on, as a chart marks them. */
export const marksOf = (events: readonly KnownEventBody[], queue: string): readonly Mark[] => events
  .filter(one => !one.queue || one.queue === queue)
  .map(one => ({ from: dayStart(one.from, zone.value), to: dayStart(addDays(one.to, 1), zone.value), name: one.name }));

/** Events that touch the days around a shown week; without one, those not long over and those to come. */
export const around = (events: readonly KnownEventBody[], monday: string | null, today: string): readonly KnownEventBody[] => {
  const [from, to] = monday ? [addDays(monday, -28), addDays(monday, 34)] : [addDays(today, -56), '9999-12-31'];
  return events.filter(one => one.to >= from && one.from <= to);
};

/** What history tells of one event; nothing while it has not begun. */
export const learnedOf = (sizes: EventSizesView | null, one: KnownEventBody): EventSizeView | null =>
  sizes?.events.find(size => size.from === one.from && size.to === one.to && size.name === one.name && (size.queue ?? null) === (one.queue ?? null)) ?? null;

/** What past events of the kind say: of the queue where it has had some, else of all. */
export function suggestionFor(sizes: EventSizesView | null, kind: string, name: string, queue: string | null): KindSizeView | null {
  const like = (sizes?.kinds ?? []).filter(size => size.kind === kind && ((kind !== 'other' && kind !== 'schoolBreak') || size.name?.toUpperCase() === name.trim().toUpperCase()));
  return like.find(size => queue !== null && size.queue === queue) ?? like.find(size => !size.queue) ?? null;
}

/** A size in percent with the span it lies in nineteen times in twenty. */
export const bandOf = (size: number, error: number): readonly [number, number, number] => [size * 100, Math.max(-100, (size - 2 * error) * 100), (size + 2 * error) * 100];
