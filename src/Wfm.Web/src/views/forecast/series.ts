// Sums and means of calls for the charts of the forecast.
import type { CallPoint } from '../../api/types';
import { clockAt, weekdayOf } from '../../time/zone';

export type Sum = { readonly calls: number; readonly handle: number; readonly weighed: number };

/** Calls of each local day; handle time is weighed by calls. */
export function byDay(points: readonly { readonly at: number; readonly calls: number; readonly handle: number | null }[], zone: string): ReadonlyMap<string, Sum> {
  const days = new Map<string, Sum>();
  for (const point of points) {
    const { date } = clockAt(point.at, zone);
    const sum = days.get(date) ?? { calls: 0, handle: 0, weighed: 0 };
    days.set(date, { calls: sum.calls + point.calls, handle: sum.handle + (point.handle ?? 0) * point.calls, weighed: sum.weighed + (point.handle === null ? 0 : point.calls) });
  }
  return days;
}

/** A quarter of an hour of the week on the wall clock, such as "1 07:15". */
export function shifted(moment: number, zone: string): string {
  const clock = clockAt(moment, zone);
  return `${weekdayOf(clock.date)} ${clock.time}`;
}

/** The mean of each quarter of an hour of the week over the days that had calls at all. */
export function meanOf(points: readonly CallPoint[], zone: string): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  const days = new Map<number, Set<string>>();
  for (const point of points) {
    const clock = clockAt(Date.parse(point.start), zone);
    const weekday = weekdayOf(clock.date);
    const key = `${weekday} ${clock.time}`;
    sums.set(key, (sums.get(key) ?? 0) + point.offered);
    days.set(weekday, (days.get(weekday) ?? new Set()).add(clock.date));
  }
  return new Map([...sums].map(([key, sum]) => [key, sum / days.get(Number(key[0]))!.size]));
}
