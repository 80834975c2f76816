import { useMemo, useState } from 'preact/hooks';
import type { ConsequenceFigures, QueueConsequence } from '../../api/types';
import { Chart, type Line } from '../../parts/chart';
import { Explain } from '../../parts/explain';
import { day, moment, number, percent, signed, span } from '../../words/show';
import { t, tOr } from '../../words/words';
import { looks } from '../activities';
import type { People } from '../people';
import { useQueues } from '../queues';
import { reasonOf, joined } from '../rule-reason';
import { extraTimeOf } from './extra-time';

type ConsequenceProps = { readonly figures: ConsequenceFigures; readonly people: People };

const tones = { fits: 'good', tight: 'warn', notRecommended: 'bad' } as const;
const shownAtFirst = 6;

/** What callers notice of a yes: per queue and day, per quarter of an hour, who else is away, rules broken. */
export function Consequence({ figures, people }: ConsequenceProps) {
  const queues = useQueues();
  const [isAll, setAll] = useState(false);
  const sorted = useMemo(() => [...figures.queues].sort((one, other) => weightOf(other) - weightOf(one)), [figures]);
  const touched = sorted.filter(queue => dropOf(queue) >= 0.0005);
  const rows = isAll ? sorted : touched.slice(0, shownAtFirst);
  const [chosen, setChosen] = useState<string | null>(null);
  const current = sorted.find(queue => keyOf(queue) === chosen) ?? sorted[0];
  const simulated = figures.simulated?.length ? t('consequence.simulated', { n: figures.simulated[0]!.days }) : t('consequence.table');
  return (
    <>
      <p class={`notice ${tones[figures.recommendation]}`}>
        <strong>{t(`recommendation.${figures.recommendation}`)}</strong>
        {sorted[0] && <span>{sentenceOf(sorted[0], queues.name)}</span>}
        <small>{simulated}</small>
      </p>
      {extraTimeOf(figures.overtime) && <p>{extraTimeOf(figures.overtime)}</p>}
      {rows.length > 0 && (
        <div class="scroll" tabIndex={0} role="region" aria-label={t('consequence.queues')}>
          <table class="full">
            <caption>{t('consequence.queues')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('queue')}</th><th scope="col">{t('day')}</th>
                <th scope="col" class="n">{t('consequence.level')}<Explain figure="serviceLevel" /></th>
                <th scope="col" class="n">{t('target')}</th>
                <th scope="col" class="n">{t('consequence.chance')}<Explain figure="chance" /></th>
                <th scope="col" class="n">{t('consequence.minutes')}<Explain figure="minutesBelow" /></th>
                <th scope="col" class="n">{t('consequence.late')}<Explain figure="lateCalls" /></th>
              </tr>
            </thead>
            <tbody>
              {rows.map(queue => (
                <tr key={keyOf(queue)} class={isBelow(queue) ? 'below' : undefined}>
                  <th scope="row">
                    <button type="button" class="plain name" aria-pressed={queue === current} onClick={() => setChosen(keyOf(queue))}>{queues.name(queue.queue)}</button>
                  </th>
                  <td class="d">{day(queue.date)}</td>
                  <td class="n">{isBelow(queue) && <span class="below-mark" aria-label={t('below')} role="img">▼ </span>}{percent(queue.before.serviceLevel)} → {percent(queue.after.serviceLevel)}</td>
                  <td class="n">{percent(queue.targetShare, 0)} / {queue.thresholdSeconds} s</td>
                  <td class="n">{percent(queue.before.chanceOfTarget, 0)} → {percent(queue.after.chanceOfTarget, 0)}</td>
                  <td class="n">{number(queue.before.minutesBelowTarget)} → {number(queue.after.minutesBelowTarget)}</td>
                  <td class="n">{signed(queue.after.lateCalls - queue.before.lateCalls, 1)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {sorted.length > rows.length && <button type="button" class="plain" onClick={() => setAll(true)}>{t('consequence.all', { n: sorted.length })}</button>}
      {current && current.intervals.length > 0 && <LevelChart queue={current} name={queues.name(current.queue)} />}
      <div class="facts-row">
        <div>
          <h3>{t('consequence.rules')}</h3>
          {figures.violations.length === 0 ? <p><span class="tag good">✓ {t('consequence.noRules')}</span></p> : (
            <ul>{joined(figures.violations).map(rule => <li key={`${rule.rule}${rule.agent}${rule.date}${rule.facts}`}><strong>{tOr(`rule.${rule.rule}`, rule.rule)}</strong> {rule.agent && people.name(rule.agent)} {rule.date && day(rule.date)} <small>{reasonOf(rule, queues.name)} {rule.paragraph}</small></li>)}</ul>
          )}
        </div>
        <div>
          <h3>{t('consequence.away', { n: figures.away.length })}</h3>
          {figures.away.length === 0 ? <p class="soft">{t('consequence.nobodyAway')}</p> : (
            <ul>{figures.away.map(away => <li key={`${away.agent}${away.start}`}>{people.name(away.agent)} – {looks.value[away.activity].name}, {day(away.start.slice(0, 10))} {span(away.start, away.end)}</li>)}</ul>
          )}
        </div>
      </div>
    </>
  );
}

const keyOf = (queue: QueueConsequence): string => `${queue.queue} ${queue.date}`;
const dropOf = (queue: QueueConsequence): number => (queue.before.serviceLevel ?? 0) - (queue.after.serviceLevel ?? 0);
// What breaks a promise comes before what makes one less sure, and that before what merely falls.
const weightOf = (queue: QueueConsequence): number =>
  (isBelow(queue) ? 4 : 0) + ((queue.before.chanceOfTarget ?? 0) - (queue.after.chanceOfTarget ?? 0) >= 0.05 ? 2 : 0) + dropOf(queue);
const isBelow = (queue: QueueConsequence): boolean => queue.after.serviceLevel !== null && queue.after.serviceLevel < queue.targetShare;

function sentenceOf(queue: QueueConsequence, name: (code: string) => string): string {
  return t('consequence.sentence', {
    queue: name(queue.queue), before: percent(queue.before.serviceLevel), after: percent(queue.after.serviceLevel), day: day(queue.date),
    late: signed(queue.after.lateCalls - queue.before.lateCalls, 1), target: percent(queue.targetShare, 0),
    chanceBefore: percent(queue.before.chanceOfTarget, 0), chanceAfter: percent(queue.after.chanceOfTarget, 0),
  });
}

function LevelChart({ queue, name }: { readonly queue: QueueConsequence; readonly name: string }) {
  const at = useMemo(() => queue.intervals.map(interval => Date.parse(interval.start)), [queue]);
  const lines = useMemo<Line[]>(() => {
    const share = (value: number) => percent(value);
    return [
      { name: t('consequence.before'), values: queue.intervals.map(one => one.levelBefore), colour: '#0b5c8a', isStepped: true, show: share },
      { name: t('consequence.after'), values: queue.intervals.map(one => one.levelAfter), colour: '#a3141d', dash: [6, 3], isStepped: true, show: share },
      { name: t('target'), values: queue.intervals.map(() => queue.targetShare), colour: '#52606d', dash: [2, 3], width: 1, show: share },
      { name: t('consequence.people'), values: queue.intervals.map(one => one.peopleAfter), colour: '#8a4b00', width: 1, isStepped: true, isRightAxis: true, show: value => number(value) },
    ];
  }, [queue]);
  return <Chart title={t('consequence.chart', { queue: name, day: `${day(queue.date)} ${moment(at[0]!).slice(-5)}–${moment(at.at(-1)! + 900_000).slice(-5)}` })} at={at} lines={lines} range={[0, 1]} left={value => percent(value, 0)} right={value => number(value)} height={200} />;
}
