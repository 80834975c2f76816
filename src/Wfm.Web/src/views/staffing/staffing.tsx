import { useMemo } from 'preact/hooks';
import { useLoad } from '../../api/load';
import type { CoverageDay, PlanInfo, RequirementPoint, ScheduleInfo } from '../../api/types';
import { Link, query, setQuery } from '../../app/route';
import { at, zone } from '../../app/session';
import { Chart, type Line } from '../../parts/chart';
import { Explain } from '../../parts/explain';
import { Empty, Failure, Loading, Show } from '../../parts/states';
import { addDays, clockAt, dayStart, weekdayOf } from '../../time/zone';
import { longDay, moment, number, percent, signed, time, week } from '../../words/show';
import { t } from '../../words/words';
import { useQueues, type Queues } from '../queues';
import { slotsOf, type Slot } from '../schedule/coverage-strip';

const hour = 3_600_000;

/** What is required against what is scheduled, and what callers will meet, quarter by quarter of an hour. */
export default function Staffing() {
  const versions = useLoad<readonly ScheduleInfo[]>(at('schedules'), ['schedules']);
  return (
    <>
      <h1>{t('nav.staffing')}</h1>
      <Show of={versions}>{all => (all.length === 0 ? <Empty title={t('schedule.none')}><p>{t('schedule.noneHow')}</p></Empty> : <OfDay all={all} />)}</Show>
    </>
  );
}

const lastOf = (one: ScheduleInfo): string => addDays(one.firstDay, one.weeks * 7 - 1);

function OfDay({ all }: { readonly all: readonly ScheduleInfo[] }) {
  const today = clockAt(Date.now(), zone.value).date;
  const asked = query.value.get('date');
  const start = all.filter(one => lastOf(one) >= today).sort((one, other) => one.firstDay.localeCompare(other.firstDay))[0] ?? all[0]!;
  const date = asked ?? (today >= start.firstDay && today <= lastOf(start) ? today : start.firstDay);
  const fitting = all.filter(one => one.firstDay <= date && date <= lastOf(one)).sort((one, other) => other.version - one.version);
  const schedule = fitting.find(one => one.id === Number(query.value.get('v'))) ?? fitting[0];
  const queue = query.value.get('queue') ?? '';
  const queues = useQueues();
  const coverage = useLoad<CoverageDay>(schedule ? at(`schedules/${schedule.id}/days/${date}`) : null, schedule ? [`schedules/${schedule.id}`] : []);
  const requirements = useLoad<readonly PlanInfo[]>(at('requirements'), ['requirements']);
  const noon = dayStart(date, zone.value) + 12 * hour;
  const requirement = requirements.value?.find(one => Date.parse(one.start) <= noon && noon <= Date.parse(one.end));
  const required = useLoad<readonly RequirementPoint[]>(requirement ? at(`requirements/${requirement.id}/intervals?from=${date}&to=${date}`) : null, ['requirements']);
  const need = requirement ? required.value : requirements.value && [];
  const step = (days: number) => setQuery({ date: addDays(date, days) });
  return (
    <>
      <div class="row">
        <button type="button" aria-label={t('day.before')} onClick={() => step(-1)}>‹</button>
        <label>{t('day')}<input type="date" value={date} onChange={event => event.currentTarget.value && setQuery({ date: event.currentTarget.value })} /></label>
        <button type="button" aria-label={t('day.after')} onClick={() => step(1)}>›</button>
        <label>{t('queue')}
          <select value={queue} onChange={event => setQuery({ queue: event.currentTarget.value || null })}>
            <option value="">{t('queue.all')}</option>
            {queues.all.map(one => <option key={one.code} value={one.code}>{one.queue.name}</option>)}
          </select>
        </label>
        {fitting.length > 0 && (
          <label>{t('schedule.version')}
            <select value={schedule?.id} onChange={event => setQuery({ v: event.currentTarget.value })}>
              {fitting.map(one => <option key={one.id} value={one.id}>{t('staffing.version', { version: one.version, state: t(`schedule.state.${one.state}`) })}</option>)}
            </select>
          </label>
        )}
        <h2 class="day-title">{longDay(date)}, {week(date)}</h2>
      </div>
      {!schedule ? <Empty title={t('staffing.noSchedule')} /> : (
        <>
          <Failure problem={coverage.failure ?? required.failure ?? requirements.failure} retry={coverage.again} />
          {!(coverage.value && need) && !(coverage.failure ?? required.failure ?? requirements.failure) && <Loading what={t('strip.loading')} />}
          {coverage.value && coverage.value.queues.every(one => one.calls === 0) && <Empty title={t(weekdayOf(date) > 5 ? 'staffing.weekend' : 'staffing.closed')} />}
          {coverage.value && need && coverage.value.queues.some(one => one.calls > 0) && (
            <Figures coverage={coverage.value} required={need} queue={queue} queues={queues} requirement={requirement} />
          )}
          <p><Link to={`/schedule?view=day&date=${date}&v=${schedule.id}`}>{t('staffing.toDay')}</Link></p>
        </>
      )}
    </>
  );
}

type FiguresProps = { readonly coverage: CoverageDay; readonly required: readonly RequirementPoint[]; readonly queue: string; readonly queues: Queues; readonly requirement: PlanInfo | undefined };

function Figures({ coverage, required, queue, queues, requirement }: FiguresProps) {
  const slots = useMemo(() => slotsOf(coverage, required, coverage.onContacts, queue).filter(slot => slot.required > 0 || slot.level !== null), [coverage, required, queue]);
  const moments = useMemo(() => slots.map(slot => slot.start), [slots]);
  const people = useMemo<Line[]>(() => {
    const show = (value: number) => number(value);
    return [
      { name: t('strip.required'), values: slots.map(slot => slot.required), colour: '#a3141d', isStepped: true, show },
      ...(queue ? [] : [
        { name: t('strip.scheduled'), values: slots.map(slot => slot.scheduled), colour: '#0b5c8a', isStepped: true, dash: [8, 3], fill: 'rgba(11,92,138,.12)', show },
        { name: t('strip.net'), values: slots.map(slot => slot.scheduled - slot.required), colour: '#6b7280', isBar: true, width: 1, fill: 'rgba(107,114,128,.35)', show: (value: number) => signed(value) },
      ]),
    ];
  }, [slots, queue]);
  const levels = useMemo<Line[]>(() => [
    { name: t('consequence.level'), values: slots.map(slot => slot.level), colour: '#0b5c8a', isStepped: true, show: value => percent(value) },
    { name: t('target'), values: slots.map(slot => slot.target || null), colour: '#52606d', dash: [3, 3], width: 1, show: value => percent(value, 0) },
  ], [slots]);
  const title = queue ? queues.name(queue) : t('queue.all');
  return (
    <>
      <section>
        <h2>{t('staffing.people')}<Explain figure="net" {...(requirement ? { made: moment(requirement.createdAt), inputs: requirement.inputs } : {})} /></h2>
        <Chart title={`${title}: ${t('staffing.peopleChart')}`} at={moments} lines={people} left={value => number(value)} />
        {!queue && <NetStrip slots={slots} />}
        <p class="soft">{t(queue ? 'staffing.ofQueue' : 'staffing.pooled')}</p>
      </section>
      <section>
        <h2>{t('consequence.level')}<Explain figure="serviceLevel" /></h2>
        <Chart title={`${title}: ${t('staffing.levelChart')}`} at={moments} lines={levels} left={value => percent(value, 0)} range={[0, 1]} height={180} />
      </section>
      <section>
        <h2>{t('staffing.queues')}</h2>
        <Table coverage={coverage} queues={queues} />
      </section>
    </>
  );
}

/** Over and under in numbers and pattern, not by colour alone. */
function NetStrip({ slots }: { readonly slots: readonly Slot[] }) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={t('strip.net')}>
      <ol class="bare net">
        {slots.map(slot => {
          const net = slot.scheduled - slot.required;
          return <li key={slot.start} class={net < 0 ? 'short' : net > 2 ? 'over' : 'ok'}><small>{time(slot.start)}</small>{signed(net)}</li>;
        })}
      </ol>
    </div>
  );
}

function Table({ coverage, queues }: { readonly coverage: CoverageDay; readonly queues: Queues }) {
  const waits = useMemo(() => {
    const sums = new Map<string, { calls: number; wait: number; lost: number; below: number }>();
    const targets = new Map(coverage.queues.map(one => [one.queue, one.target]));
    for (const point of coverage.intervals) {
      const sum = sums.get(point.queue) ?? { calls: 0, wait: 0, lost: 0, below: 0 };
      sum.calls += point.calls;
      sum.wait += point.calls * (point.averageWaitSeconds ?? 0);
      sum.lost += point.calls * (point.abandonment ?? 0);
      if (point.serviceLevel !== null && point.serviceLevel < (targets.get(point.queue) ?? 0)) sum.below += coverage.slotMinutes;
      sums.set(point.queue, sum);
    }
    return sums;
  }, [coverage]);
  const rows = coverage.queues.filter(one => one.calls > 0).sort((one, other) => (one.chanceOfTarget ?? 1) - (other.chanceOfTarget ?? 1) || queues.name(one.queue).localeCompare(queues.name(other.queue), 'sv'));
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={t('staffing.queues')}>
      <table class="full">
        <thead>
          <tr>
            <th scope="col">{t('queue')}</th><th scope="col" class="n">{t('calls')}</th>
            <th scope="col" class="n">{t('consequence.level')}<Explain figure="serviceLevel" /></th><th scope="col" class="n">{t('target')}</th>
            <th scope="col" class="n">{t('consequence.chance')}<Explain figure="chance" /></th>
            <th scope="col" class="n">{t('consequence.minutes')}<Explain figure="minutesBelow" /></th>
            <th scope="col" class="n">{t('staffing.wait')}<Explain figure="wait" /></th><th scope="col" class="n">{t('staffing.lost')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(one => {
            const sum = waits.get(one.queue);
            const isBelow = one.serviceLevel !== null && one.serviceLevel < one.target;
            return (
              <tr key={one.queue} class={isBelow ? 'below' : undefined}>
                <th scope="row">{isBelow && <span class="below-mark" role="img" aria-label={t('below')}>▼ </span>}{queues.name(one.queue)}</th>
                <td class="n">{number(one.calls)}</td><td class="n">{percent(one.serviceLevel)}</td><td class="n">{percent(one.target, 0)} / {one.thresholdSeconds} s</td>
                <td class="n">{percent(one.chanceOfTarget, 0)}</td><td class="n">{number(sum?.below ?? 0)}</td>
                <td class="n">{sum && sum.calls > 0 ? `${number(sum.wait / sum.calls)} s` : '–'}</td><td class="n">{number(sum?.lost ?? 0, 1)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
