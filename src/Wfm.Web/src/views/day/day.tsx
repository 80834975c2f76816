import { useMemo, useState } from 'preact/hooks';
import { ask } from '../../api/client';
import { useLoad, useSend } from '../../api/load';
import type { AlarmInfo, DayAnswer, DayPicture, QueuePicture } from '../../api/types';
import { at, is } from '../../app/session';
import { Chart, type Line } from '../../parts/chart';
import { Explain } from '../../parts/explain';
import { say } from '../../parts/said';
import { Empty, Failure, Show } from '../../parts/states';
import { longDay, moment, number, percent, shares, time } from '../../words/show';
import { remark } from '../../words/remark';
import { t } from '../../words/words';
import { useQueues, type Queues } from '../queues';
import { Changes } from './changes';
import { Delegations } from './delegations';
import { Proposals } from './proposals';

/** How today stands against its limits, what is to come, and what could be done about it. */
export default function RunningDay() {
  const day = useLoad<DayAnswer>(at('day'), ['day', 'schedules']);
  const queues = useQueues();
  const send = useSend();
  const [looked, setLooked] = useState<DayAnswer | null>(null);
  const look = () => void send.run(async () => {
    setLooked((await ask<DayAnswer>('POST', at('day/look'), {})).body);
    day.again();
    say(t('day.looked'));
  });
  return (
    <>
      <h1>{t('nav.day')}</h1>
      <Show of={day}>
        {answer => (
          <>
            <div class="row">
              <h2 class="day-title">{longDay(answer.date)}</h2>
              {answer.picture && <span class="soft">{t('day.asOf', { time: time(answer.picture.at), away: answer.picture.peopleAway })}</span>}
              {is('trafikledning') && <button type="button" disabled={send.isSending} onClick={look}>{t('day.look')}</button>}
            </div>
            <Failure problem={send.failure} />
            {answer.picture ? <Picture picture={answer.picture} queues={queues} /> : <Unwatched answer={looked?.date === answer.date ? looked : answer} />}
            <Proposals date={answer.date} picture={answer.picture} queues={queues} />
            <Alarms date={answer.date} queues={queues} />
            <Changes date={answer.date} />
            <Delegations />
          </>
        )}
      </Show>
    </>
  );
}

const Unwatched = ({ answer }: { readonly answer: DayAnswer }) => (
  <Empty title={t('day.nothing')}>{answer.obstacle && <p>{remark(answer.obstacleSaid, answer.obstacle)}</p>}</Empty>
);

const toneOf = { none: 'good', below: 'bad', above: 'warn' } as const;

function Picture({ picture, queues }: { readonly picture: DayPicture; readonly queues: Queues }) {
  const sorted = useMemo(() => [...picture.queues].sort((one, other) => rank(other) - rank(one) || (one.chanceOfDay ?? 1) - (other.chanceOfDay ?? 1)), [picture]);
  const [chosen, setChosen] = useState<string | null>(null);
  const current = sorted.find(one => one.queue === chosen) ?? sorted[0];
  return (
    <section>
      <h2>{t('day.queues')}</h2>
      <div class="scroll" tabIndex={0} role="region" aria-label={t('day.queues')}>
        <table class="full">
          <thead>
            <tr>
              <th scope="col">{t('queue')}</th><th scope="col">{t('day.state')}<Explain figure="alarm" /></th><th scope="col" class="n">{t('day.offered')}</th><th scope="col" class="n">{t('day.against')}</th>
              <th scope="col" class="n">{t('day.soFar')}</th><th scope="col" class="n">{t('day.toCome')}<Explain figure="toCome" /></th><th scope="col" class="n">{t('target')}</th>
              <th scope="col" class="n">{t('day.limits')}</th><th scope="col" class="n">{t('day.below')}</th><th scope="col" class="n">{t('day.above')}</th>
            </tr>
          </thead>
          <tbody>
            {sorted.map(queue => (
              <tr key={queue.queue} class={queue.alarm.kind === 'below' ? 'below' : undefined}>
                <th scope="row"><button type="button" class="plain name" aria-pressed={queue === current} onClick={() => setChosen(queue.queue)}>{queues.name(queue.queue)}</button></th>
                <td>
                  {queue.levelToCome === null
                    ? <span class="tag">{t('day.over')}</span>
                    : queue.alarm.kind === 'none' && queue.levelToCome < queue.lowerLimit
                      ? <span class="tag warn">? {t('day.mayFall')}</span>
                      : <span class={`tag ${toneOf[queue.alarm.kind]}`}>{queue.alarm.kind === 'below' ? '▼ ' : queue.alarm.kind === 'above' ? '▲ ' : '✓ '}{t(`day.alarm.${queue.alarm.kind}`)}</span>}
                  {queue.isStale && <> <span class="tag warn">{t('day.stale', { time: queue.reportedUntil ? time(queue.reportedUntil) : '–' })}</span></>}
                </td>
                <td class="n">{number(queue.offered)}</td>
                <td class="n">{percent(queue.callsFactor, 0)}{queue.isUnusual && <><br /><small>{t('day.unusual')}</small></>}</td>
                <td class="n">{queue.offered > 0 ? percent(queue.answeredInTime / queue.offered) : '–'}</td>
                <td class="n">{percent(queue.levelToCome)} {queue.low80 !== null && queue.high80 !== null && <><br /><small>{shares(queue.low80, queue.high80)}</small></>}</td>
                <td class="n">{percent(queue.targetShare, 0)} / {queue.thresholdSeconds} s</td>
                <td class="n">{shares(queue.lowerLimit, queue.upperLimit)}</td>
                <td class="n">{percent(queue.chanceBelow, 0)}</td><td class="n">{percent(queue.chanceAbove, 0)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {current && <Slots queue={current} name={queues.name(current.queue)} />}
    </section>
  );
}

const rank = (queue: QueuePicture): number => (queue.alarm.kind === 'below' ? 2 : queue.alarm.kind === 'above' ? 1 : 0);

/** Calls that came, were forecast and are expected now, and the level against its limits. */
function Slots({ queue, name }: { readonly queue: QueuePicture; readonly name: string }) {
  const moments = useMemo(() => queue.slots.map(slot => Date.parse(slot.start)), [queue]);
  const calls = useMemo<Line[]>(() => {
    const show = (value: number) => number(value, 1);
    return [
      { name: t('day.forecast'), values: queue.slots.map(slot => slot.forecast), colour: '#52606d', dash: [4, 4], width: 1.5, isStepped: true, show },
      { name: t('day.offered'), values: queue.slots.map(slot => slot.offered), colour: '#0b5c8a', isStepped: true, fill: 'rgba(11,92,138,.12)', show },
      { name: t('day.expected'), values: queue.slots.map(slot => slot.expected), colour: '#8a4b00', dash: [8, 3], isStepped: true, show },
      { name: t('strip.scheduled'), values: queue.slots.map(slot => slot.people), colour: '#2e7d32', width: 1, isStepped: true, isRightAxis: true, show },
    ];
  }, [queue]);
  const levels = useMemo<Line[]>(() => {
    const show = (value: number) => percent(value);
    return [
      { name: t('day.soFar'), values: queue.slots.map(slot => (slot.offered && slot.answeredInTime !== null ? slot.answeredInTime / slot.offered : null)), colour: '#0b5c8a', isStepped: true, show },
      { name: t('day.toCome'), values: queue.slots.map(slot => slot.level), colour: '#8a4b00', dash: [8, 3], isStepped: true, show },
      { name: t('day.lower'), values: queue.slots.map(() => queue.lowerLimit), colour: '#a3141d', dash: [2, 3], width: 1, show },
      { name: t('day.upper'), values: queue.slots.map(() => queue.upperLimit), colour: '#52606d', dash: [2, 3], width: 1, show },
    ];
  }, [queue]);
  return (
    <>
      <Chart title={t('day.callsChart', { queue: name })} at={moments} lines={calls} left={value => number(value)} right={value => number(value)} />
      <Chart title={t('day.levelChart', { queue: name })} at={moments} lines={levels} left={value => percent(value, 0)} range={[0, 1]} height={170} />
    </>
  );
}

function Alarms({ date, queues }: { readonly date: string; readonly queues: Queues }) {
  const alarms = useLoad<readonly AlarmInfo[]>(at(`day/alarms?from=${date}&to=${date}`), ['day']);
  if (!alarms.value || alarms.value.length === 0) return null;
  return (
    <section>
      <h2>{t('day.alarms')}</h2>
      <ul class="bare own-requests">
        {alarms.value.map(alarm => (
          <li key={alarm.id}><span class={`tag ${toneOf[alarm.kind]}`}>{t(`day.alarm.${alarm.kind}`)}</span> <strong>{queues.name(alarm.queue)}</strong> {moment(alarm.raisedAt)}{alarm.endedAt && ` – ${time(alarm.endedAt)}`} <small>{t('day.alarmChance', { chance: percent(alarm.chance, 0), level: percent(alarm.level, 0) })}</small></li>
        ))}
      </ul>
    </section>
  );
}
