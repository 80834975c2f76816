import { describe, expect, it } from 'vitest';
import type { ConsequenceFigures, RequestView } from '../src/api/types';
import { inOrder, worseThanSeen } from '../src/views/requests/together';

const figures = (queue: string, before: number, after: number, date = '2026-03-11') => ({ queues: [{ queue, date, before: { serviceLevel: before }, after: { serviceLevel: after } }] }) as unknown as ConsequenceFigures;
const request = (id: number, kind: string, decideBy: string) => ({ id, kind, decideBy }) as RequestView;

describe('several requests together', () => {
  it('bring people before they take them away, and then by their date', () => {
    const order = inOrder([request(1, 'absence', '2026-03-02'), request(2, 'overtime', '2026-03-09'), request(3, 'absence', '2026-03-01')]);
    expect(order.map(one => one.id)).toEqual([2, 3, 1]);
  });

  it('go on while no day falls below what was seen of all', () => {
    expect(worseThanSeen(figures('bygg', 0.9, 0.85), figures('bygg', 0.9, 0.8))).toBeNull();
    expect(worseThanSeen(figures('bygg', 0.9, 0.796), figures('bygg', 0.9, 0.8))).toBeNull();
  });

  it('stop where a day would be worse than that', () => {
    expect(worseThanSeen(figures('bygg', 0.8, 0.78), figures('bygg', 0.9, 0.8))?.queue).toBe('bygg');
    expect(worseThanSeen(figures('vatten', 0.9, 0.85), figures('bygg', 0.9, 0.8))?.queue).toBe('vatten');
    expect(worseThanSeen(figures('bygg', 0.9, 0.8, '2026-03-12'), figures('bygg', 0.9, 0.7))?.date).toBe('2026-03-12');
  });
});
