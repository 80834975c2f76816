import { useMemo, useState } from 'preact/hooks';
import { useLoad } from '../../api/load';
import type { ReportDocument, ReportDocumentColumn, ReportDocumentRow, ReportInfo, UsualSpan } from '../../api/types';
import { query, setQuery } from '../../app/route';
import { at } from '../../app/session';
import { Chart, type Line } from '../../parts/chart';
import { Failure, Loading, Show } from '../../parts/states';
import { day, number, time, week } from '../../words/show';
import { language, t, tOr } from '../../words/words';
import { linesOf, middleOf, said, show } from './lines';
import { SavedReports } from './saved-reports';

const priced = 'hours-and-cost';

/** Follow-up: one report at a time, as a chart, a table, a file or a page to print. */
export default function Reports() {
  const list = useLoad<readonly ReportInfo[]>(at('reports'));
  const usual = useLoad<UsualSpan>(at('report-span'));
  return (
    <>
      <h1>{t('nav.reports')}</h1>
      <Show of={list}>{all => <><Show of={usual}>{span => <Chosen all={all} usual={span} />}</Show><SavedReports all={all} /></>}</Show>
    </>
  );
}

function Chosen({ all, usual }: { readonly all: readonly ReportInfo[]; readonly usual: UsualSpan }) {
  const report = all.find(one => one.name === query.value.get('report')) ?? all[0]!;
  const from = query.value.get('from') ?? usual.from;
  const to = query.value.get('to') ?? usual.to;
  const by = report.steps.includes(query.value.get('by') ?? '') ? query.value.get('by')! : report.usualStep;
  const [price, setPrice] = useState('');
  const path = `reports/${report.name}?from=${from}&to=${to}&by=${by}${price && report.name === priced ? `&price=${encodeURIComponent(price)}` : ''}`;
  const document_ = useLoad<ReportDocument>(at(path), ['feeds', 'schedules']);
  const file = (format: string) => `${at(path)}&format=${format}&language=${language.value}`;
  return (
    <>
      <div class="row">
        <label>{t('report')}
          <select value={report.name} onChange={event => setQuery({ report: event.currentTarget.value, by: null })}>
            {all.map(one => <option key={one.name} value={one.name}>{language.value === 'sv' ? one.titleSv : one.titleEn}</option>)}
          </select>
        </label>
        <label>{t('from')}<input type="date" value={from} max={to} onChange={event => event.currentTarget.value && setQuery({ from: event.currentTarget.value })} /></label>
        <label>{t('to')}<input type="date" value={to} min={from} onChange={event => event.currentTarget.value && setQuery({ to: event.currentTarget.value })} /></label>
        <label>{t('report.by')}
          <select value={by} onChange={event => setQuery({ by: event.currentTarget.value })}>{report.steps.map(step => <option key={step} value={step}>{tOr(`step.${step}`, step)}</option>)}</select>
        </label>
        {report.name === priced && <label>{t('report.price')}<input inputMode="decimal" value={price} onChange={event => setPrice(event.currentTarget.value)} /></label>}
        <span class="spring" />
        <a class="button" href={file('xlsx')} download>Excel</a><a class="button" href={file('csv')} download>CSV</a><a class="button" href={file('html')} target="_blank" rel="noreferrer">{t('print')}</a>
      </div>
      <Failure problem={document_.failure} retry={document_.again} />
      {document_.isLoading && !document_.value && <Loading what={t('report.working')} />}
      {document_.value && <Figures report={document_.value} />}
    </>
  );
}

function Figures({ report }: { readonly report: ReportDocument }) {
  const scopes = useMemo(() => [...new Map(report.rows.map(row => [`${row.level} ${row.code}`, row])).entries()], [report]);
  const [scope, setScope] = useState<string | null>(null);
  const current = scopes.find(([key]) => key === scope)?.[0] ?? scopes.find(([key]) => key.startsWith('total'))?.[0] ?? scopes[0]?.[0];
  const rows = report.rows.filter(row => `${row.level} ${row.code}` === current);
  const numeric = report.columns.filter(column => column.measure !== 'text');
  const [chosen, setChosen] = useState<string | null>(null);
  const column = numeric.find(one => one.key === chosen) ?? numeric[0];
  if (report.rows.length === 0) return <p>{t('report.empty')}</p>;
  return (
    <>
      <section>
        <div class="row">
          <label>{t('report.scope')}<select value={current} onChange={event => setScope(event.currentTarget.value)}>{scopes.map(([key, row]) => <option key={key} value={key}>{scopeOf(row)}</option>)}</select></label>
          {column && <label>{t('report.figure')}<select value={column.key} onChange={event => setChosen(event.currentTarget.value)}>{numeric.map(one => <option key={one.key} value={one.key}>{said(one.title)}</option>)}</select></label>}
        </div>
        {column && <TimeChart rows={rows} column={column} />}
        {column && <p class="soft">{said(column.definition)}</p>}
      </section>
      <section>
        <div class="scroll table-scroll tall" tabIndex={0} role="region" aria-label={said(report.title)}>
          <table class="full">
            <caption>{said(report.title)}</caption>
            <thead><tr><th scope="col">{t('report.time')}</th><th scope="col">{t('report.scope')}</th>{report.columns.map(one => <th key={one.key} scope="col" class={one.measure === 'text' ? undefined : 'n'} title={said(one.definition)}>{said(one.title)}</th>)}</tr></thead>
            <tbody>
              {report.rows.slice(0, 1000).map(row => (
                <tr key={`${row.start}${row.step}${row.level}${row.code}${row.texts['lead']?.en ?? ''}`}>
                  <th scope="row" class="d">{bucketOf(row)}</th><td>{scopeOf(row)}</td>
                  {report.columns.map(one => <td key={one.key} class={one.measure === 'text' ? undefined : 'n'}>{row.withheld.includes(one.key) ? <abbr title={t('report.withheld')}>*</abbr> : one.measure === 'text' ? (row.texts[one.key] ? said(row.texts[one.key]!) : '') : show(one, row.figures[one.key])}</td>)}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {report.rows.length > 1000 && <p>{t('compare.first', { n: number(1000) })}</p>}
        {report.notes.length > 0 && <><h3>{t('report.notes')}</h3><ul>{report.notes.map(note => <li key={note.en}>{said(note)}</li>)}</ul></>}
      </section>
    </>
  );
}

const scopeOf = (row: ReportDocumentRow): string => (row.level === 'total' || row.level === 'undivided' ? t(`scope.${row.level}`) : row.name || row.code);

function bucketOf(row: ReportDocumentRow): string {
  const date = row.start.slice(0, 10);
  if (row.step === 'whole') return t('report.whole');
  if (row.step === 'week') return `${week(date)} ${date.slice(0, 4)}`;
  if (row.step === 'month') return date.slice(0, 7);
  return row.step === 'day' ? day(date) : `${day(date)} ${time(Date.parse(row.start))}`;
}

/** A figure over time: one line, or one for each lead where the report tells several. */
function TimeChart({ rows, column }: { readonly rows: readonly ReportDocumentRow[]; readonly column: ReportDocumentColumn }) {
  const told = useMemo(() => rows.filter(row => row.step !== 'whole'), [rows]);
  const moments = useMemo(() => [...new Set(told.map(middleOf))], [told]);
  const lines = useMemo<Line[]>(() => linesOf(told, moments, column), [told, moments, column]);
  if (moments.length < 2) return null;
  const isByDay = told[0]!.step !== 'quarter' && told[0]!.step !== 'hour';
  const isWithin = lines.every(line => line.values.every(value => value === null || (value >= 0 && value <= 1)));
  return <Chart title={said(column.title)} at={moments} lines={lines} left={value => show(column, value)} height={220} byDay={isByDay} {...(column.measure === 'share' && isWithin ? { range: [0, 1] as const } : {})} />;
}
