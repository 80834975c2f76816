import { useMemo, useState } from 'preact/hooks';
import { useLoad } from '../../api/load';
import type { CallPoint, ForecastPoint, KnownEventBody, PlanInfo } from '../../api/types';
import { query, setQuery } from '../../app/route';
import { at, is, zone } from '../../app/session';
import { Chart, type Line, type Mark, type Stroke } from '../../parts/chart';
import { Explain } from '../../parts/explain';
import { Empty, Failure, Loading, Show } from '../../parts/states';
import { addDays, clockAt, daysFrom, dayStart, mondayOf } from '../../time/zone';
import { dateOf, day, fullDate, moment, number, week } from '../../words/show';
import { t } from '../../words/words';
import { useQueues } from '../queues';
import { adjusted, beginDrawing, draw, factorOf, joined, spans } from './adjust';
import { Adjustments } from './adjustments';
import { Drawing } from './drawing';
import { Errors } from './errors';
import { marksOf } from './events';
import { Findings } from './findings';
import { MakeForecast } from './make-forecast';
import { KnownEvents } from './known-events';
import { NewQueues } from './new-queues';
import { SpecialDays } from './special-days';
import { byDay, meanOf, shifted, type Sum } from './series';
import { usualOf } from './usual';

const hour = 3_600_000;
const weeksBack = 8;

/** What is expected to come, how sure that is, and what it rests on. */
export default function Forecast() {
  const versions = useLoad<readonly PlanInfo[]>(at('forecasts'), ['forecasts']);
  return (
    <>
      <h1>{t('nav.forecast')}</h1>
      <Show of={versions}>{all => (all.length === 0 ? <Empty title={t('forecast.none')} /> : <Version all={all} />)}</Show>
      {is('trafikledning') && <MakeForecast />}
      <SpecialDays />
      <KnownEvents />
      <NewQueues newest={versions.value?.[0]?.id ?? null} />
    </>
  );
}

function Version({ all }: { readonly all: readonly PlanInfo[] }) {
  const monday = query.value.get('week') ?? null;
  // The night may have forecast the next period already; what is looked for is the week asked for, or today.
  const [from, to] = monday ? [dayStart(monday, zone.value), dayStart(addDays(monday, 7), zone.value)] : [Date.now(), Date.now() + 1];
  const forecast = all.find(one => one.id === Number(query.value.get('f'))) ?? usualOf(all, from, to);
  const other = all.find(one => one.id === Number(query.value.get('other')));
  const queues = useQueues();
  const queue = query.value.get('queue') ?? queues.all[0]?.code ?? null;
  const first = clockAt(Date.parse(forecast.start), zone.value).date;
  const last = clockAt(Date.parse(forecast.end) - 1, zone.value).date;
  const points = useLoad<readonly ForecastPoint[]>(queue ? at(`forecasts/${forecast.id}/intervals?queue=${encodeURIComponent(queue)}`) : null);
  const isNewest = forecast === all[0];
  const isDrawing = isNewest && is('trafikledning') && query.value.get('draw') === '1';
  if (isNewest) beginDrawing(forecast.id);
  const now = useMemo(() => (isDrawing ? adjusted(points.value ?? [], spans.value) : points.value ?? []), [isDrawing, points.value, spans.value]);
  const events = useLoad<readonly KnownEventBody[]>(at('events-known'), ['events-known']);
  const marks = useMemo(() => (queue ? marksOf(events.value ?? [], queue) : []), [events.value, queue]);
  const others = useLoad<readonly ForecastPoint[]>(queue && other ? at(`forecasts/${other.id}/intervals?queue=${encodeURIComponent(queue)}`) : null);
  return (
    <>
      <div class="row">
        <label>{t('queue')}
          <select value={queue ?? ''} onChange={event => setQuery({ queue: event.currentTarget.value })}>
            {queues.all.map(one => <option key={one.code} value={one.code}>{one.queue.name}</option>)}
          </select>
        </label>
        <label>{t('forecast.show')}
          <select value={monday ?? ''} onChange={event => setQuery({ week: event.currentTarget.value || null })}>
            <option value="">{t('forecast.days')}</option>
            {weeksOf(first, last).map(one => <option key={one} value={one}>{t('forecast.week', { week: week(one) })}</option>)}
          </select>
        </label>
        <label>{t('schedule.version')}
          <select value={forecast.id} onChange={event => setQuery({ f: event.currentTarget.value })}>
            {all.map(one => <option key={one.id} value={one.id}>{t('forecast.version', { version: one.version, when: moment(one.createdAt) })}</option>)}
          </select>
        </label>
        {all.length > 1 && (
          <label>{t('forecast.other')}
            <select value={other?.id ?? ''} onChange={event => setQuery({ other: event.currentTarget.value || null })}>
              <option value="">{t('forecast.noOther')}</option>
              {all.filter(one => one !== forecast).map(one => <option key={one.id} value={one.id}>{t('forecast.version', { version: one.version, when: moment(one.createdAt) })}</option>)}
            </select>
          </label>
        )}
        {is('trafikledning') && (
          <button type="button" aria-pressed={isDrawing} disabled={!isNewest} onClick={() => setQuery({ draw: isDrawing ? null : '1' })}>{t(isDrawing ? 'draw.stop' : 'draw.go')}</button>
        )}
      </div>
      <p class="soft">{t('forecast.span', { from: fullDate(first), to: fullDate(last) })}</p>
      {is('trafikledning') && !isNewest && <p class="soft">{t('draw.newest', { version: all[0]!.version, from: fullDate(dateOf(all[0]!.start)), to: fullDate(dateOf(Date.parse(all[0]!.end) - 1)) })} <button type="button" class="plain" onClick={() => setQuery({ f: String(all[0]!.id), week: null })}>{t('draw.showNewest')}</button></p>}
      <Failure problem={points.failure} retry={points.again} />
      {!points.value && !points.failure && <Loading />}
      {points.value && points.value.length === 0 && <Empty title={t('forecast.noQueue')} />}
      {points.value && points.value.length > 0 && queue && (
        <section>
          {isDrawing && <Drawing forecast={forecast.id} queue={queue} before={points.value} after={now} first={monday ?? first} last={monday ? addDays(monday, 6) : last} />}
          {monday
            ? <OfWeek points={now} other={others.value} monday={monday} queue={queue} marks={marks} before={isDrawing ? points.value : null} />
            : <OfDays points={now} other={others.value} queue={queue} marks={marks} first={first} last={last} before={isDrawing ? points.value : null} />}
        </section>
      )}
      <Adjustments forecast={forecast.id} />
      {queue && <Findings key={`${forecast.id} ${queue}`} forecast={forecast.id} queue={queue} />}
      {queue && <Errors forecast={forecast.id} queue={queue} />}
    </>
  );
}

const weeksOf = (first: string, last: string): string[] => {
  const weeks: string[] = [];
  for (let monday = mondayOf(first); monday <= last; monday = addDays(monday, 7)) weeks.push(monday);
  return weeks;
};

type SeriesProps = {
  readonly points: readonly ForecastPoint[]; readonly other: readonly ForecastPoint[] | null; readonly queue: string;
  /** While one draws, the forecast as it is stored. */
  readonly before: readonly ForecastPoint[] | null;
  /** Days known events are felt on. */
  readonly marks: readonly Mark[];
};

const show = (value: number) => number(value);

/** Days of the period: calls with last year's beside them, and handle time. */
function OfDays({ points, other, queue, first, last, marks, before: stored }: SeriesProps & { readonly first: string; readonly last: string }) {
  const lastYear = useLoad<readonly CallPoint[]>(at(`calls?queue=${encodeURIComponent(queue)}&from=${addDays(first, -364)}&to=${addDays(last, -364)}`));
  const days = useMemo(() => byDay(points.map(point => ({ at: Date.parse(point.start), calls: point.calls, handle: point.averageHandleSeconds })), zone.value), [points]);
  const before = useMemo(() => byDay((lastYear.value ?? []).map(point => ({ at: Date.parse(point.start), calls: point.offered, handle: point.averageHandleSeconds })), zone.value), [lastYear.value]);
  const earlier = useMemo(() => byDay((other ?? []).map(point => ({ at: Date.parse(point.start), calls: point.calls, handle: point.averageHandleSeconds })), zone.value), [other]);
  const storedDays = useMemo(() => byDay((stored ?? []).map(point => ({ at: Date.parse(point.start), calls: point.calls, handle: null })), zone.value), [stored]);
  const dates = useMemo(() => daysFrom(first, Math.round((Date.parse(last) - Date.parse(first)) / (24 * hour)) + 1).filter(date => days.has(date)), [days, first, last]);
  const moments = useMemo(() => dates.map(date => dayStart(date, zone.value) + 12 * hour), [dates]);
  const lines = useMemo<Line[]>(() => [
    { name: t('forecast.calls'), values: dates.map(date => days.get(date)?.calls ?? null), colour: '#0b5c8a', show },
    { name: t('forecast.lastYear'), values: dates.map(date => before.get(addDays(date, -364))?.calls ?? null), colour: '#8a4b00', dash: [5, 4], width: 1.5, show },
    ...(other ? [{ name: t('forecast.otherLine'), values: dates.map(date => earlier.get(date)?.calls ?? null), colour: '#8a4fbf', dash: [2, 3], width: 1.5, show }] : []),
    ...(stored ? [{ name: t('draw.stored'), values: dates.map(date => storedDays.get(date)?.calls ?? null), colour: '#52606d', dash: [1, 3], width: 1.5, show }] : []),
    { name: t('forecast.handle'), values: dates.map(date => handleOf(days.get(date))), colour: '#52606d', width: 1, isRightAxis: true, show: value => `${number(value)} s` },
  ], [dates, days, before, earlier, other, storedDays]);
  // A day that is drawn keeps its shape: all its quarters get the same factor.
  const take = (drawn: readonly Stroke[]) => draw(drawn.flatMap(one => {
    const date = clockAt(one.at, zone.value).date;
    const sum = days.get(date)?.calls ?? 0;
    return sum > 0 ? [{ queue, from: instant(dayStart(date, zone.value)), to: instant(dayStart(addDays(date, 1), zone.value)), factor: factorOf(sum, one.value), calls: null }] : [];
  }));
  return (
    <>
      <h2>{t('forecast.daysTitle')}<Explain figure="bands" /></h2>
      <Chart title={t('forecast.daysChart')} at={moments} lines={lines} left={show} right={value => `${number(value)} s`} height={280} byDay marks={marks} {...(stored ? { pen: { line: 0, done: take } } : {})} />
    </>
  );
}

const instant = (moment: number): string => new Date(moment).toISOString();

const handleOf = (sum: Sum | undefined): number | null => (sum && sum.weighed > 0 ? sum.handle / sum.weighed : null);

/** Quarters of an hour of a week with the band, and the weeks before the forecast began beside it. */
function OfWeek({ points, other, monday, queue, marks, before: stored }: SeriesProps & { readonly monday: string }) {
  const [start, end] = [dayStart(monday, zone.value), dayStart(addDays(monday, 7), zone.value)];
  const lastKnown = mondayOf(addDays(clockAt(Math.min(Date.now(), Date.parse(points[0]!.start)), zone.value).date, -7));
  const [hasHistory, setHistory] = useState(true);
  const history = useLoad<readonly CallPoint[]>(hasHistory ? at(`calls?queue=${encodeURIComponent(queue)}&from=${addDays(lastKnown, -7 * (weeksBack - 1))}&to=${addDays(lastKnown, 6)}`) : null);
  const ofWeek = useMemo(() => points.filter(point => Date.parse(point.start) >= start && Date.parse(point.start) < end), [points, start, end]);
  const moments = useMemo(() => ofWeek.map(point => Date.parse(point.start)), [ofWeek]);
  const mean = useMemo(() => meanOf(history.value ?? [], zone.value), [history.value]);
  const earlier = useMemo(() => new Map((other ?? []).map(point => [Date.parse(point.start), point.calls])), [other]);
  const storedAt = useMemo(() => new Map((stored ?? []).map(point => [Date.parse(point.start), point.calls])), [stored]);
  const one = (value: number) => number(value, 1);
  const lines = useMemo<Line[]>(() => [
    { name: 'P90', values: ofWeek.map(point => point.p90), colour: 'rgba(11,92,138,.35)', width: 1, show: one },
    { name: 'P10', values: ofWeek.map(point => point.p10), colour: 'rgba(11,92,138,.35)', width: 1, show: one },
    { name: t('forecast.calls'), values: ofWeek.map(point => point.calls), colour: '#0b5c8a', show: one },
    ...(stored ? [{ name: t('draw.stored'), values: moments.map(moment_ => storedAt.get(moment_) ?? null), colour: '#52606d', dash: [1, 3], width: 1.5, show: one }] : []),
    ...(hasHistory ? [{ name: t('forecast.mean', { weeks: weeksBack }), values: moments.map(moment_ => mean.get(shifted(moment_, zone.value)) ?? null), colour: '#8a4b00', dash: [5, 4], width: 1.5, show: one }] : []),
    ...(other ? [{ name: t('forecast.otherLine'), values: moments.map(moment_ => earlier.get(moment_) ?? null), colour: '#8a4fbf', dash: [2, 3], width: 1.5, show: one }] : []),
    { name: t('forecast.handle'), values: ofWeek.map(point => point.averageHandleSeconds), colour: '#52606d', width: 1, isRightAxis: true, show: value => `${number(value)} s` },
  ], [ofWeek, mean, earlier, other, hasHistory, storedAt]);
  const step = useMemo(() => Math.min(...moments.slice(1).map((moment_, index) => moment_ - moments[index]!)), [moments]);
  const take = (drawn: readonly Stroke[]) => draw(joined(drawn.map(one_ => ({ queue, from: instant(one_.at), to: instant(one_.at + step), factor: null, calls: Math.round(one_.value * 10) / 10 }))));
  const bands = useMemo(() => [{ upper: 0, lower: 1, fill: 'rgba(11,92,138,.14)' }], []);
  if (ofWeek.length === 0) return <p>{t('forecast.closedWeek')}</p>;
  return (
    <>
      <h2>{week(monday)}, {day(monday)}<Explain figure="bands" /></h2>
      <label><input type="checkbox" checked={hasHistory} onChange={event => setHistory(event.currentTarget.checked)} />{t('forecast.withHistory', { weeks: weeksBack })}</label>
      <Chart title={t('forecast.weekChart')} at={moments} lines={lines} bands={bands} left={show} right={value => `${number(value)} s`} height={300} marks={marks} {...(stored ? { pen: { line: 2, done: take } } : {})} />
    </>
  );
}
