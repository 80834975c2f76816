// Which hours an axis tells, so that they never stand into each other.
import { clockAt } from './zone';

const hour = 3_600_000;
const steps = [1, 2, 3, 4, 6, 12, 24];

/** Of the full hours of an axis those to label: each, or each second, third … by the clock when there is less room than a label needs. */
export function hoursTold(hours: readonly number[], hourWidth: number, needed: number, zone: string): number[] {
  const step = steps.find(one => one * hourWidth >= needed) ?? steps.at(-1)!;
  const told: number[] = [];
  for (const moment of hours) {
    // An hour that comes twice would stand too near its first.
    const isApart = told.length === 0 || ((moment - told.at(-1)!) / hour) * hourWidth >= needed;
    if (isApart && Number(clockAt(moment, zone).time.slice(0, 2)) % step === 0) told.push(moment);
  }
  return told;
}

/** How many slots share one written figure, so that it has the room it needs: one, two, or all of an hour. */
export const slotsPerFigure = (slotWidth: number, needed: number, slotsPerHour: number): number =>
  [1, 2, slotsPerHour].find(count => slotsPerHour % count === 0 && count * slotWidth >= needed) ?? slotsPerHour;
