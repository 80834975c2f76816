import { describe, expect, it } from 'vitest';
import { findingsOf, type FoundInCalls } from '../src/views/forecast/quality';
import { suggestionFor } from '../src/views/forecast/events';

const finding = (kind: string, from: string, start: string | null = null): FoundInCalls => ({ kind, from, to: from, start, raw: null, replacement: null, said: kind, text: kind });

describe('findings of a forecast', () => {
  it('are those of the queue, newest first, with the length of its history apart', () => {
    const quality = [
      { queue: 'växel', outcome: 'made', findings: [finding('outage_day', '2026-01-07'), finding('regime', '2025-01-01'), finding('outlier_interval', '2026-02-03', '2026-02-03T09:00:00Z'), finding('outlier_interval', '2026-02-03', '2026-02-03T10:00:00Z')] },
      { queue: 'skola', outcome: 'made', findings: [finding('missing_days', '2026-03-01')] },
    ];
    const { history, found, isOld } = findingsOf(quality, 'växel');
    expect(history.map(one => one.from)).toEqual(['2025-01-01']);
    expect(found.map(one => one.start ?? one.from)).toEqual(['2026-02-03T10:00:00Z', '2026-02-03T09:00:00Z', '2026-01-07']);
    expect(isOld).toBe(false);
  });

  it('of an older version are told to be sentences only', () => {
    expect(findingsOf([{ queue: 'växel', outcome: 'made', findings: ['12 usable days'] }], 'växel')).toEqual({ history: [], found: [], isOld: true });
    expect(findingsOf([], 'växel').found).toEqual([]);
  });
});

it('school breaks are suggested by their name', () => {
  const size = { kind: 'schoolBreak' as const, name: 'SPORTLOV', queue: null, sizeFraction: -0.2, standardError: 0.03, events: 2 };
  expect(suggestionFor({ events: [], kinds: [size] }, 'schoolBreak', 'Sportlov', null)).toBe(size);
  expect(suggestionFor({ events: [], kinds: [size] }, 'schoolBreak', 'Höstlov', null)).toBeNull();
});
