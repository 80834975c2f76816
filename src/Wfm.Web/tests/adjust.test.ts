import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ForecastPoint } from '../src/api/types';

const store = new Map<string, string>();
vi.stubGlobal('localStorage', { getItem: (key: string) => store.get(key) ?? null, setItem: (key: string, value: string) => store.set(key, value), removeItem: (key: string) => store.delete(key) });

const { adjusted, beginDrawing, callsOf, draw, dropDrawn, factorOf, joined, mayRedo, mayUndo, redo, spans, undo } = await import('../src/views/forecast/adjust');

const point = (hour: number, calls: number): ForecastPoint => ({ queue: 'bygg', start: `2026-03-09T${String(hour).padStart(2, '0')}:00:00Z`, calls, p10: calls * 0.8, p50: calls, p90: calls * 1.2, averageHandleSeconds: 300 });
const points = [point(8, 10), point(9, 20), point(10, 0)];
const more = { queue: 'bygg', from: '2026-03-09T08:00:00Z', to: '2026-03-09T10:00:00Z', factor: 1.5, calls: null };
const drawnPoint = { queue: 'bygg', from: '2026-03-09T09:00:00Z', to: '2026-03-09T10:00:00Z', factor: null, calls: 12 };

describe('drawing a forecast', () => {
  beforeEach(() => {
    beginDrawing(1);
    dropDrawn();
  });

  it('multiplies an area and sets a point, one after the other, with bands as wide', () => {
    const after = adjusted(points, [more, drawnPoint]);
    expect(after.map(one => one.calls)).toEqual([15, 12, 0]);
    expect(after[1]!.p90 / after[1]!.calls).toBeCloseTo(1.2, 12);
    expect(callsOf(after)).toBe(27);
  });

  it('leaves other queues and other times', () => expect(adjusted(points, [{ ...more, queue: 'annan' }, { ...more, from: '2026-03-10T08:00:00Z', to: '2026-03-11T08:00:00Z' }])).toEqual(points));

  it('steps back and forth, and a new step forgets what was undone', () => {
    draw([more]);
    draw([drawnPoint]);
    undo();
    expect([spans.value.length, mayUndo.value, mayRedo.value]).toEqual([1, true, true]);
    redo();
    expect(spans.value).toEqual([more, drawnPoint]);
    undo();
    draw([{ ...more, factor: 2 }]);
    expect([spans.value.length, mayRedo.value]).toEqual([2, false]);
  });

  it('is there again after a reload, and only on the forecast it was drawn on', () => {
    draw([more]);
    beginDrawing(2);
    expect(spans.value).toEqual([]);
    beginDrawing(1);
    expect(spans.value).toEqual([more]);
  });

  it('tells neighbours with the same calls as one', () => {
    const next = { ...drawnPoint, from: drawnPoint.to, to: '2026-03-09T11:00:00Z' };
    expect(joined([next, drawnPoint, { ...next, from: next.to, to: '2026-03-09T12:00:00Z', calls: 3 }])).toEqual([{ ...drawnPoint, to: next.to }, { ...next, from: next.to, to: '2026-03-09T12:00:00Z', calls: 3 }]);
  });

  it('keeps factors within what the server takes', () => expect([factorOf(10, 15), factorOf(1, 500), factorOf(10, -3)]).toEqual([1.5, 10, 0]));
});
