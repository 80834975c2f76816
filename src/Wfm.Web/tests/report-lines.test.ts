import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { ReportDocumentColumn, ReportDocumentRow } from '../src/api/types';

vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined, removeItem: () => undefined });
vi.stubGlobal('document', { documentElement: { lang: '' } });
const { speak } = await import('../src/words/words');
const { linesOf, middleOf } = await import('../src/views/reports/lines');

const column: ReportDocumentColumn = { key: 'volume_hours', title: { sv: 'Volym', en: 'Volume' }, measure: 'hours', unit: { sv: 'h', en: 'h' }, definition: { sv: '', en: '' } } as ReportDocumentColumn;
const leads: Record<string, string> = { schedule: 'schemat', '1–2 days': '1–2 dagar' };
const row = (start: string, end: string, lead: string | null, hours: number | null): ReportDocumentRow =>
  ({ start, end, step: 'day', level: 'total', code: '', name: '', figures: { volume_hours: hours }, texts: lead ? { lead: { sv: leads[lead]!, en: lead } } : {}, withheld: [] }) as unknown as ReportDocumentRow;
const monday = ['2026-03-02T00:00:00Z', '2026-03-03T00:00:00Z'] as const, tuesday = ['2026-03-03T00:00:00Z', '2026-03-04T00:00:00Z'] as const;

describe('lines of a report', () => {
  beforeAll(() => speak('sv'));

  it('are one for each lead, with gaps where a lead says nothing', () => {
    const rows = [row(...monday, '1–2 days', -1), row(...monday, 'schedule', 2), row(...tuesday, 'schedule', 3)];
    const lines = linesOf(rows, [middleOf(rows[0]!), middleOf(rows[2]!)], column);
    expect(lines.map(line => [line.name, line.values])).toEqual([['1–2 dagar', [-1, null]], ['schemat', [2, 3]]]);
    expect(new Set(lines.map(line => line.colour)).size).toBe(2);
  });

  it('are one with the name of the figure where no lead is told', () => {
    const rows = [row(...monday, null, 4), row(...tuesday, null, null)];
    expect(linesOf(rows, rows.map(middleOf), column).map(line => [line.name, line.values])).toEqual([['Volym', [4, null]]]);
  });
});
