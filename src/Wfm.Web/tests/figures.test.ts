import { describe, expect, it } from 'vitest';
import type { CallPoint, CoverageDay } from '../src/api/types';
import { byDay, meanOf, shifted } from '../src/views/forecast/series';
import { slotsOf } from '../src/views/schedule/coverage-strip';

const stockholm = 'Europe/Stockholm';

describe('slots of a day', () => {
  const coverage: CoverageDay = {
    date: '2026-12-08', start: '2026-12-08T06:00:00Z', slotMinutes: 15, onContacts: [3, 4],
    queues: [
      { queue: 'a', target: 0.8, thresholdSeconds: 30, calls: 15, serviceLevel: null, chanceOfTarget: null },
      { queue: 'b', target: 0.9, thresholdSeconds: 30, calls: 5, serviceLevel: null, chanceOfTarget: null },
    ],
    intervals: [
      { queue: 'a', start: '2026-12-08T06:00:00Z', calls: 15, serviceLevel: 0.6, averageWaitSeconds: null, abandonment: null, occupancy: null },
      { queue: 'b', start: '2026-12-08T06:00:00Z', calls: 5, serviceLevel: 1, averageWaitSeconds: null, abandonment: null, occupancy: null },
    ],
  };
  const required = [
    { queue: 'a', start: '2026-12-08T06:00:00Z', calls: 15, averageHandleSeconds: 180, requiredErlangC: 4, required: 4, scheduledNeeded: 5 },
    { queue: 'b', start: '2026-12-08T06:00:00Z', calls: 5, averageHandleSeconds: 180, requiredErlangC: 2, required: 2, scheduledNeeded: 3 },
  ];

  it('weigh the level of each queue by its calls', () => {
    const [first, second] = slotsOf(coverage, required, coverage.onContacts, '');
    expect(first!.required).toBe(6);
    expect(first!.scheduled).toBe(3);
    expect(first!.level).toBeCloseTo((15 * 0.6 + 5 * 1) / 20, 12);
    expect(first!.target).toBeCloseTo((15 * 0.8 + 5 * 0.9) / 20, 12);
    expect(second).toEqual({ start: Date.parse('2026-12-08T06:15:00Z'), required: 0, scheduled: 4, level: null, target: 0 });
  });

  it('take one queue alone', () => expect(slotsOf(coverage, required, coverage.onContacts, 'b')[0]).toMatchObject({ required: 2, level: 1 }));
});

describe('calls for the charts', () => {
  it('are summed by the day of the unit, handle time weighed by calls', () => {
    const days = byDay([
      { at: Date.parse('2026-07-06T21:45:00Z'), calls: 1, handle: 100 },
      { at: Date.parse('2026-07-06T22:00:00Z'), calls: 2, handle: 200 },
      { at: Date.parse('2026-07-07T08:00:00Z'), calls: 6, handle: null },
    ], stockholm);
    expect([...days.keys()]).toEqual(['2026-07-06', '2026-07-07']);
    expect(days.get('2026-07-07')).toEqual({ calls: 8, handle: 400, weighed: 2 });
  });

  it('are averaged over the weeks that had that day, on the wall clock', () => {
    const point = (start: string, offered: number): CallPoint => ({ start, offered, answered: null, averageHandleSeconds: null });
    // Two Mondays, one before and one after the clock is changed: both at 08:00 in Stockholm.
    const mean = meanOf([point('2026-10-19T06:00:00Z', 4), point('2026-10-26T07:00:00Z', 10), point('2026-10-26T07:15:00Z', 3)], stockholm);
    expect(mean.get('1 08:00')).toBe(7);
    expect(mean.get('1 08:15')).toBe(1.5);
    expect(shifted(Date.parse('2026-10-26T07:00:00Z'), stockholm)).toBe('1 08:00');
  });
});
