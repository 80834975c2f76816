import { ask } from '../../api/client';
import { useLoad, useSend } from '../../api/load';
import type { GroupView, PeriodDetail, PeriodState, ScheduleInfo } from '../../api/types';
import { Link } from '../../app/route';
import { at, is, ledGroups } from '../../app/session';
import { say } from '../../parts/said';
import { Failure, Loading, Show } from '../../parts/states';
import { addDays } from '../../time/zone';
import { fullDate, moment } from '../../words/show';
import { t } from '../../words/words';
import { Draft } from './draft';
import { Publish } from './publish';
import { Summary } from './summary';
import { Wishes } from './wishes';

const steps: readonly PeriodState[] = ['planned', 'openForWishes', 'wishesClosed', 'draft', 'approved', 'published'];

/** One period: how far it has come, what comes next and who does it. */
export function PeriodCard({ id }: { readonly id: number }) {
  const detail = useLoad<PeriodDetail>(at(`periods/${id}`), ['periods', 'schedules']);
  const versions = useLoad<readonly ScheduleInfo[]>(at('schedules'), ['schedules']);
  const groups = useLoad<readonly GroupView[]>(at('groups'), ['groups']);
  const send = useSend();
  const groupName = (code: string) => groups.value?.find(one => one.code === code)?.name ?? code;
  const act = (verb: string, body: unknown, done: string) => void send.run(async () => {
    await ask('POST', at(`periods/${id}/${verb}`), body);
    say(done);
    detail.again();
  });
  return (
    <section>
      <Show of={detail}>
        {({ period, approvals, missing }) => {
          const place = steps.indexOf(period.state);
          const drafts = (versions.value ?? []).filter(one => one.firstDay === period.firstDay && one.weeks === period.weeks && one.state !== 'published');
          const mine = missing.filter(group => ledGroups.value.includes(group));
          return (
            <>
              <h2>{fullDate(period.firstDay)} – {fullDate(addDays(period.firstDay, period.weeks * 7 - 1))}</h2>
              <ol class="bare steps" aria-label={t('period.steps')}>
                {steps.map((step, index) => <li key={step} class={index < place ? 'past' : index === place ? 'here' : ''} aria-current={index === place ? 'step' : undefined}>{index < place ? '✓ ' : ''}{t(`period.${step}`)}</li>)}
              </ol>
              <dl class="facts dates">
                <div><dt>{t('period.wishesOpen')}</dt><dd>{fullDate(period.dates.wishesOpen)}</dd></div>
                <div><dt>{t('period.wishesClose')}</dt><dd>{fullDate(period.dates.wishesClose)}</dd></div>
                <div><dt>{t('period.approveBy')}</dt><dd>{fullDate(period.dates.approveBy)}</dd></div>
                <div><dt>{t('period.publishBy')}</dt><dd>{period.publishedAt ? moment(period.publishedAt) : fullDate(period.dates.publishBy)}</dd></div>
              </dl>
              {is('trafikledning') && (
                <div class="row">
                  {period.state === 'planned' && <button type="button" class="main" disabled={send.isSending} onClick={() => act('open', undefined, t('period.opened'))}>{t('period.open')}</button>}
                  {period.state === 'openForWishes' && <button type="button" class="main" disabled={send.isSending} onClick={() => act('close', undefined, t('period.closed'))}>{t('period.close')}</button>}
                </div>
              )}
              {is('trafikledning') && place >= 2 && period.state !== 'published' && (
                <Draft period={period} drafts={drafts} propose={schedule => act('propose', { schedule }, t('period.proposed'))} isSending={send.isSending} />
              )}
              {period.schedule !== null && period.state !== 'published' && (
                <div class="card">
                  <h3>{t('period.approvals')}</h3>
                  <ul class="bare">
                    {approvals.map(one => <li key={one.group}><span class="tag good">✓ {groupName(one.group)}</span> {one.who}, {moment(one.at)}</li>)}
                    {missing.map(group => <li key={group}><span class="tag warn">{t('period.waits')}: {groupName(group)}</span></li>)}
                  </ul>
                  <p><Link to={`/schedule?v=${period.schedule}`}>{t('period.see')}</Link></p>
                  {mine.length > 0 && (
                    <div class="row">
                      {mine.map(group => <button key={group} type="button" class="main" disabled={send.isSending} onClick={() => act('approve', { group, schedule: period.schedule }, t('period.approvedFor', { group: groupName(group) }))}>{t('period.approve', { group: groupName(group) })}</button>)}
                      {mine.length > 1 && <button type="button" disabled={send.isSending} onClick={() => void approveAll(mine)}>{t('period.approveAll', { n: mine.length })}</button>}
                    </div>
                  )}
                  {is('trafikledning') && (period.state === 'approved' || missing.length === 0) && <Publish period={period} published={detail.again} />}
                </div>
              )}
              <Failure problem={send.failure} />
              {send.isSending && <Loading />}
              {period.schedule !== null && <Summary period={period.id} />}
              {place >= 1 && <Wishes period={period} />}
            </>
          );

          async function approveAll(waiting: readonly string[]) {
            await send.run(async () => {
              for (const group of waiting) await ask('POST', at(`periods/${id}/approve`), { group, schedule: period.schedule });
              say(t('period.approvedAll'));
              detail.again();
            });
          }
        }}
      </Show>
    </section>
  );
}
