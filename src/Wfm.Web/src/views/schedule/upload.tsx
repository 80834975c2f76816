import { useState } from 'preact/hooks';
import { Problem, sendFile } from '../../api/client';
import { useSend } from '../../api/load';
import type { EditAnswer } from '../../api/types';
import { at } from '../../app/session';
import { Dialog } from '../../parts/dialog';
import { say } from '../../parts/said';
import { Failure, Loading } from '../../parts/states';
import { remark } from '../../words/remark';
import { day, number, percent, signed } from '../../words/show';
import { t, tOr } from '../../words/words';
import { useQueues } from '../queues';
import { reasonOf, joined } from '../rule-reason';
import type { Desk } from './desk';

type GridAnswer = { readonly days: number; readonly effect: EditAnswer | null };

type GridFinding = { readonly sheet: string; readonly cell: string; readonly found: string; readonly expected: string; readonly said?: string | null };

const kinds = '.xlsx,.csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,text/csv';

/** A grid that was edited in a spreadsheet, back in: what is wrong with it by cell, what it would do, and then whole or not at all. */
export function Upload({ desk, close }: { readonly desk: Desk; readonly close: () => void }) {
  const [file, setFile] = useState<File | null>(null);
  const [tried, setTried] = useState<GridAnswer | null>(null);
  const [why, setWhy] = useState('');
  const [accepts, setAccepts] = useState(false);
  const look = useSend();
  const take = useSend();
  const path = at(`schedules/${desk.schedule.id}/grid`);
  const broken = tried?.effect?.newViolations.length ?? 0;

  const choose = (chosen: File | null) => {
    setTried(null);
    take.clear();
    if (!chosen) return;
    void look.run(async () => {
      // What is taken is what was looked at, even if the file on disk changes meanwhile.
      const read = new File([await chosen.arrayBuffer()], chosen.name, { type: chosen.type });
      setFile(read);
      setTried(await sendFile<GridAnswer>(`${path}?dryRun=true`, read));
    });
  };
  const apply = () => void take.run(async () => {
    const query = new URLSearchParams({ ...(why.trim() && { why: why.trim() }), ...(accepts && { acceptsBrokenRules: 'true' }) });
    const answer = await sendFile<GridAnswer>(`${path}?${query}`, file!);
    desk.detail.again();
    say(t('upload.taken', { n: answer.days }));
    close();
  });
  return (
    <Dialog title={t('upload.title')} close={close} wide>
      <p>{t('upload.how')}</p>
      <label>{t('upload.file')}<br /><input type="file" accept={kinds} onClick={event => (event.currentTarget.value = '')} onChange={event => choose(event.currentTarget.files?.[0] ?? null)} /></label>
      {look.isSending && <Loading what={t('upload.reading')} />}
      <Findings problem={look.failure} />
      {tried && tried.days === 0 && <p class="notice" role="status">{t('upload.nothing')}</p>}
      {tried?.effect && (
        <form class="stack" onSubmit={event => { event.preventDefault(); apply(); }}>
          <Effect days={tried.days} effect={tried.effect} desk={desk} />
          <label>{t('edit.why')}<textarea rows={2} maxLength={500} required={broken > 0} value={why} onInput={event => setWhy(event.currentTarget.value)} /></label>
          {broken > 0 && <label><input type="checkbox" required checked={accepts} onChange={event => setAccepts(event.currentTarget.checked)} />{t('edit.accept', { n: broken })}</label>}
          <Findings problem={take.failure} />
          <button class="main" disabled={take.isSending}>{t('upload.take', { n: tried.days })}</button>
        </form>
      )}
    </Dialog>
  );
}

/** What stands in which cell and what should: nothing was changed. */
function Findings({ problem }: { readonly problem: Problem | null }) {
  const facts = problem?.code === 'file-refused' ? (problem.facts as { readonly findings: readonly GridFinding[]; readonly count: number }) : null;
  if (!facts) return <Failure problem={problem} />;
  return (
    <div role="alert">
      <p class="notice bad"><strong>{t('upload.refused', { n: facts.count })}</strong></p>
      <div class="scroll table-scroll" tabIndex={0} role="region" aria-label={t('upload.findings')}>
        <table class="full">
          <thead><tr><th>{t('upload.sheet')}</th><th>{t('upload.cell')}</th><th>{t('upload.found')}</th><th>{t('upload.expected')}</th></tr></thead>
          <tbody>
            {facts.findings.slice(0, mostShown).map(one => (
              <tr key={`${one.sheet}${one.cell}`}><td>{one.sheet}</td><th scope="row">{one.cell}</th><td>{one.found}</td><td>{remark(one.said, one.expected)}</td></tr>
            ))}
          </tbody>
        </table>
      </div>
      {facts.count > mostShown && <p>{t('compare.first', { n: number(mostShown) })}</p>}
    </div>
  );
}

const mostShown = 200;

function Effect({ days, effect, desk }: { readonly days: number; readonly effect: EditAnswer; readonly desk: Desk }) {
  const queues = useQueues();
  const broken = joined(effect.newViolations);
  const moved = [...effect.queues].sort((one, other) => one.after - one.before - (other.after - other.before)).slice(0, 5);
  return (
    <>
      <p role="status">
        <strong>{t('edit.days', { n: days })}</strong> {t('edit.cost', { delta: signed(effect.costDelta, 1) })}{' '}
        {broken.length === 0 ? <span class="tag good">✓ {t('edit.noRules')}</span> : <span class="tag bad">▲ {t('edit.rules', { n: broken.length })}</span>}
      </p>
      {broken.length > 0 && (
        <ul>
          {broken.slice(0, 10).map(rule => (
            <li key={`${rule.rule}${rule.agent}${rule.date}${rule.facts}`}><strong>{tOr(`rule.${rule.rule}`, rule.rule)}</strong> {rule.agent && desk.people.name(rule.agent)} {rule.date && day(rule.date)} <small>{reasonOf(rule, queues.name)}</small></li>
          ))}
          {broken.length > 10 && <li>{t('edit.more', { n: number(broken.length - 10) })}</li>}
        </ul>
      )}
      {moved.length > 0 && (
        <table class="full">
          <caption>{t('upload.levels')}</caption>
          <tbody>{moved.map(one => <tr key={`${one.queue}${one.date}`}><th scope="row">{queues.name(one.queue)}</th><td class="d">{day(one.date)}</td><td class="n">{percent(one.before)} → {percent(one.after)}</td></tr>)}</tbody>
        </table>
      )}
    </>
  );
}
