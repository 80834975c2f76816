import { useState } from 'preact/hooks';
import { useLoad } from '../../api/load';
import type { RunInfo } from '../../api/types';
import { at } from '../../app/session';
import { Show } from '../../parts/states';
import { remark } from '../../words/remark';
import { lasted, number, percent } from '../../words/show';
import { t, tOr } from '../../words/words';
import { tones } from './runs';

type NightRow = { readonly unit: string; readonly state: string; readonly reason: string | null; readonly said: string | null; readonly cost: number | null; readonly lowerBound: number | null; readonly tries: number; readonly seconds: number | null };
type Night = { readonly version: number | null; readonly why: string | null; readonly whySaid: string | null; readonly units: readonly NightRow[] };
type File = { readonly file: string; readonly outcome: string; readonly columns: string | null; readonly inserted: number; readonly changed: number; readonly unchanged: number; readonly problems: readonly string[]; readonly warnings: readonly string[]; readonly unknownQueues: readonly string[] };
type Removed = readonly { readonly class: string; readonly rows: number }[];

/** What a run did, in words; read when it is opened. */
export function RunReport({ run }: { readonly run: RunInfo }) {
  const [isOpen, setOpen] = useState(false);
  const loaded = useLoad<RunInfo>(isOpen ? at(`runs/${run.id}`) : null);
  return (
    <details onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>{t('runs.report')}</summary>
      {isOpen && <Show of={loaded}>{({ report }) => <Told kind={run.kind} report={report} />}</Show>}
    </details>
  );
}

function Told({ kind, report }: { readonly kind: string; readonly report: unknown }) {
  if (kind === 'night') return <NightReport {...(report as Night)} />;
  if (kind === 'import') return <FileReport {...(report as File)} />;
  if (kind === 'retention') return <RemovedReport removed={report as Removed} />;
  return <Facts of={Object.entries(report as Readonly<Record<string, string | number>>)} />;
}

function NightReport({ version, why, whySaid, units }: Night) {
  return (
    <>
      <p>{why ? remark(whySaid, why) : version === null ? t('runs.report.noDraft') : t('runs.report.draft', { version })}</p>
      <table class="full">
        <thead><tr><th scope="col">{t('runs.report.unit')}</th><th scope="col">{t('runs.state')}</th><th scope="col" class="n">{t('draft.cost')}</th><th scope="col" class="n">{t('draft.gap')}</th><th scope="col" class="n">{t('runs.report.tries')}</th><th scope="col" class="n">{t('runs.report.seconds')}</th><th scope="col">{t('runs.why')}</th></tr></thead>
        <tbody>
          {units.map(unit => {
            const state = unit.state.toLowerCase() as RunInfo['state'];
            return (
              <tr key={unit.unit}>
                <th scope="row">{unit.unit}</th><td><span class={`tag ${tones[state]}`}>{t(`runs.${state}`)}</span></td>
                <td class="n">{unit.cost === null ? '–' : number(unit.cost)}</td><td class="n">{unit.cost && unit.lowerBound ? percent((unit.cost - unit.lowerBound) / unit.cost) : '–'}</td>
                <td class="n">{number(unit.tries)}</td><td class="n">{unit.seconds === null ? '–' : lasted(unit.seconds)}</td>
                <td>{unit.reason && remark(unit.said, unit.reason)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}

function FileReport(file: File) {
  return (
    <>
      <p>{tOr(`runs.outcome.${file.outcome}`, file.outcome)}</p>
      <Facts of={[['file', file.file], ['columns', file.columns ?? '–'], ['inserted', file.inserted], ['changed', file.changed], ['unchanged', file.unchanged], ...(file.unknownQueues.length > 0 ? [['unknownQueues', file.unknownQueues.join(', ')] as const] : [])]} />
      <Lines title={t('runs.report.problems')} lines={file.problems} />
      <Lines title={t('runs.report.warnings')} lines={file.warnings} />
    </>
  );
}

// Where and what of a file: its own columns and values, with what was expected in English.
function Lines({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  return lines.length === 0 ? null : <><p><strong>{title}</strong></p><ul class="report" lang="en">{lines.map(line => <li key={line}><code>{line}</code></li>)}</ul></>;
}

function RemovedReport({ removed }: { readonly removed: Removed }) {
  const gone = removed.filter(row => row.rows > 0);
  return gone.length === 0 ? <p>{t('runs.report.nothingRemoved')}</p> : (
    <table>
      <thead><tr><th scope="col">{t('retention.class')}</th><th scope="col" class="n">{t('runs.report.removed')}</th></tr></thead>
      <tbody>{gone.map(row => <tr key={row.class}><th scope="row">{tOr(`retentionClass.${row.class}`, row.class)}</th><td class="n">{number(row.rows)}</td></tr>)}</tbody>
    </table>
  );
}

function Facts({ of }: { readonly of: readonly (readonly [string, string | number])[] }) {
  return <table><tbody>{of.map(([name, value]) => <tr key={name}><th scope="row">{tOr(`runs.report.${name}`, name)}</th><td class={typeof value === 'number' ? 'n' : undefined}>{name === 'bytes' ? `${number(Number(value) / 1e6, 1)} MB` : typeof value === 'number' ? number(value) : value}</td></tr>)}</tbody></table>;
}
