import type { ReportDocumentColumn, ReportDocumentRow, ReportText } from '../../api/types';
import type { Line } from '../../parts/chart';
import { number, percent, points } from '../../words/show';
import { language } from '../../words/words';

export const said = (text: ReportText): string => (language.value === 'sv' ? text.sv : text.en);

export function show(column: ReportDocumentColumn, value: number | null | undefined): string {
  if (value === null || value === undefined) return '–';
  switch (column.measure) {
    case 'share': return percent(value);
    case 'points': return points(value);
    case 'seconds': return `${number(value)} s`;
    case 'hours': return number(value, 1);
    case 'people': return number(value, 1);
    case 'money': return number(value);
    default: return number(value);
  }
}

/** Told apart without colour: dashes. */
const styles = [{ colour: '#0b5c8a' }, { colour: '#8a4b00', dash: [8, 3] }, { colour: '#2e7d32', dash: [4, 4] }, { colour: '#a3141d', dash: [2, 3] }, { colour: '#52606d', dash: [12, 4, 2, 4] }, { colour: '#6a1b9a', dash: [1, 3] }] as const;

export const middleOf = (row: ReportDocumentRow): number => (Date.parse(row.start) + Date.parse(row.end)) / 2;

/** One line, or one for each lead where the report tells several; a moment of which a lead says nothing is a gap. */
export function linesOf(rows: readonly ReportDocumentRow[], moments: readonly number[], column: ReportDocumentColumn): Line[] {
  const leads = new Map(rows.flatMap(row => (row.texts['lead'] ? [[row.texts['lead'].en, said(row.texts['lead'])] as const] : [])));
  const named: (readonly [string | null, string])[] = leads.size > 0 ? [...leads] : [[null, said(column.title)]];
  return named.map(([lead, name], at) => {
    const values = new Map(rows.filter(row => (row.texts['lead']?.en ?? null) === lead).map(row => [middleOf(row), row.figures[column.key] ?? null]));
    return { ...styles[at % styles.length]!, name, values: moments.map(moment => values.get(moment) ?? null), show: (value: number) => show(column, value) };
  });
}
