import { useEffect, useState } from 'preact/hooks';
import { ask } from '../../api/client';
import { useLoad, useSend } from '../../api/load';
import type { PageOfRunInfo, RunInfo } from '../../api/types';
import { at, is, zone } from '../../app/session';
import { Explain } from '../../parts/explain';
import { say } from '../../parts/said';
import { Empty, Failure, Show } from '../../parts/states';
import { clockAt } from '../../time/zone';
import { remark } from '../../words/remark';
import { lasted, moment, number, percent, time } from '../../words/show';
import { t, tOr } from '../../words/words';
import { RunReport } from './run-report';

const beat = 3000;
export const tones: Record<RunInfo['state'], string> = { queued: 'soft', running: 'warn', done: 'good', failed: 'bad', parked: 'bad', cancelled: 'soft' };

/** What the machines did at night and do now: how far, how well, and why something failed. */
export default function Runs() {
  const [date, setDate] = useState('');
  const page = useLoad<PageOfRunInfo>(at(`runs?limit=100${date ? `&date=${date}` : ''}`), ['runs']);
  const send = useSend();
  const isBusy = page.value?.items.some(run => run.state === 'running' || run.state === 'queued') ?? false;
  useEffect(() => {
    // Progress is not told by events, so that a search does not wake every screen each second.
    if (!isBusy) return;
    const timer = window.setInterval(page.again, beat);
    return () => window.clearInterval(timer);
  }, [isBusy]);
  const act = (path: string, done: string) => void send.run(async () => {
    await ask('POST', at(path));
    say(done);
    page.again();
  });
  return (
    <>
      <h1>{t('nav.runs')}</h1>
      <div class="row">
        {is('trafikledning') && <button type="button" class="main" disabled={send.isSending} onClick={() => act('runs/night', t('runs.started'))}>{t('runs.night')}</button>}
        <label>{t('day')}<input type="date" value={date} max={clockAt(Date.now(), zone.value).date} onInput={event => setDate(event.currentTarget.value)} /></label>
        {date && <button type="button" onClick={() => setDate('')}>{t('runs.all')}</button>}
      </div>
      <p class="soft">{t('runs.how')}</p>
      <Failure problem={send.failure} />
      <Show of={page}>
        {({ items }) => items.length === 0 ? <Empty title={t('runs.none')} /> : (
          <div class="scroll" tabIndex={0} role="region" aria-label={t('nav.runs')}>
            <table class="full">
              <thead>
                <tr>
                  <th scope="col">{t('runs.what')}</th><th scope="col">{t('runs.state')}</th><th scope="col">{t('runs.progress')}</th><th scope="col">{t('when')}</th>
                  <th scope="col" class="n">{t('draft.cost')}<Explain figure="cost" /></th><th scope="col" class="n">{t('draft.gap')}</th><th scope="col">{t('runs.why')}</th><th scope="col"><span class="visually-hidden">{t('runs.act')}</span></th>
                </tr>
              </thead>
              <tbody>
                {items.map(run => (
                  <tr key={run.id}>
                    <th scope="row">{tOr(`run.${run.kind}`, run.kind)}<br /><small>{run.part}</small></th>
                    <td><span class={`tag ${tones[run.state]}`}>{t(`runs.${run.state}`)}</span>{run.tries > 1 && <><br /><small>{t('runs.tries', { n: run.tries })}</small></>}</td>
                    <td>{run.state === 'running' ? <progress value={run.progress} max={1} aria-label={percent(run.progress, 0)}>{percent(run.progress, 0)}</progress> : percent(run.progress, 0)}</td>
                    <td class="d">{moment(run.startedAt ?? run.queuedAt)}{run.finishedAt && run.startedAt && <><br /><small>{t('runs.took', { length: lasted((Date.parse(run.finishedAt) - Date.parse(run.startedAt)) / 1000) })}</small></>}{run.deadline && !run.finishedAt && <><br /><small>{t('runs.until', { time: time(run.deadline) })}</small></>}</td>
                    <td class="n">{run.cost === null ? '–' : number(run.cost)}</td>
                    <td class="n">{run.cost && run.lowerBound ? percent((run.cost - run.lowerBound) / run.cost) : '–'}</td>
                    <td>{run.reason && remark(run.said, run.reason)}{run.hasReport && <RunReport run={run} />}</td>
                    <td>
                      {is('trafikledning') && (run.state === 'running' || run.state === 'queued' || run.state === 'parked') && <button type="button" class="bad" disabled={send.isSending || run.isCancelAsked} onClick={() => act(`runs/${run.id}/cancel`, t('runs.cancelled.said'))}>{t(run.isCancelAsked ? 'runs.stopping' : 'runs.cancel')}</button>}
                      {is('trafikledning') && (run.state === 'done' || run.state === 'failed' || run.state === 'cancelled') && <button type="button" disabled={send.isSending} onClick={() => act(`runs/${run.id}/again`, t('runs.started'))}>{t('runs.again')}</button>}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Show>
    </>
  );
}
