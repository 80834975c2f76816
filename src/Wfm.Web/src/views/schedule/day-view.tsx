import { useEffect, useMemo } from 'preact/hooks';
import { useLoad } from '../../api/load';
import type { CoverageDay, LentInfo, PlanInfo, RequirementPoint, ShiftInfo } from '../../api/types';
import { query, setQuery } from '../../app/route';
import { at, zone } from '../../app/session';
import { Empty, Failure, Loading } from '../../parts/states';
import { addDays, dayStart, hoursOf as hoursOfDay } from '../../time/zone';
import { longDay, span, time, week } from '../../words/show';
import { t } from '../../words/words';
import { activityKinds, looks } from '../activities';
import { useQueues } from '../queues';
import { CoverageStrip } from './coverage-strip';
import { DayRow, LoanMark } from './day-row';
import type { Desk } from './desk';
import { proposed } from './pending';
import { useRows } from './rows';
import { minute, onContacts, read, snap, type Day } from './shift';

const hour = 60 * minute;
export const rowHeight = 34;
const nobodysLoans: readonly LentInfo[] = [];

/** One day: everybody's bars over one time axis, and glued under it what is required, scheduled and expected. */
export function DayView({ desk }: { readonly desk: Desk }) {
  const { schedule, date } = desk;
  const shifts = useLoad<readonly ShiftInfo[]>(at(`schedules/${schedule.id}/shifts?from=${date}&to=${date}`), [`schedules/${schedule.id}`]);
  const coverage = useLoad<CoverageDay>(at(`schedules/${schedule.id}/days/${date}`), [`schedules/${schedule.id}`]);
  const requirements = useLoad<readonly PlanInfo[]>(at('requirements'), ['requirements']);
  const noon = dayStart(date, zone.value) + 12 * hour;
  const requirement = requirements.value?.find(one => Date.parse(one.start) <= noon && noon <= Date.parse(one.end));
  const required = useLoad<readonly RequirementPoint[]>(requirement ? at(`requirements/${requirement.id}/intervals?from=${date}&to=${date}`) : null, ['requirements']);
  const queues = useQueues();
  const queue = query.value.get('queue') ?? '';

  const stored = useMemo(() => new Map((shifts.value ?? []).map(shift => [shift.agent, read(shift)])), [shifts.value]);
  const lent = useMemo(() => new Map((shifts.value ?? []).filter(shift => shift.lent.length > 0).map(shift => [shift.agent, shift.lent])), [shifts.value]);
  const [from, to] = useMemo(() => axisOf(stored, coverage.value, date), [stored, coverage.value, date]);
  const place = useMemo(() => (moment: number) => ((moment - from) / (to - from)) * 100, [from, to]);
  const order = useMemo(() => {
    const start = (agent: string) => stored.get(agent)?.pieces[0]?.start ?? Number.MAX_VALUE;
    return query.value.get('sort') === 'name' ? desk.rows : [...desk.rows].sort((one, other) => start(one.agent) - start(other.agent));
  }, [desk.rows, stored, query.value]);
  const seen = useRows(order.length, rowHeight);
  useEffect(() => {
    const agent = query.value.get('agent');
    if (agent && shifts.value) document.querySelector<HTMLElement>(`[data-agent="${CSS.escape(agent)}"] .piece`)?.focus();
  }, [shifts.value !== null]);

  const ticks: number[] = [];
  for (let moment = Math.ceil(from / hour) * hour; moment < to; moment += hour) ticks.push(moment);
  const length = hoursOfDay(date, zone.value);
  const show = (next: string) => next >= schedule.firstDay && next <= desk.lastDay && setQuery({ date: next, agent: null });
  return (
    <>
      <div class="row">
        <button type="button" aria-label={t('day.before')} disabled={date <= schedule.firstDay} onClick={() => show(addDays(date, -1))}>‹</button>
        <label>{t('day')}<input type="date" value={date} min={schedule.firstDay} max={desk.lastDay} onChange={event => show(event.currentTarget.value)} /></label>
        <button type="button" aria-label={t('day.after')} disabled={date >= desk.lastDay} onClick={() => show(addDays(date, 1))}>›</button>
        <h2 class="day-title">{longDay(date)}, {week(date)}</h2>
        <span class="spring" />
        <label>{t('queue')}
          <select value={queue} onChange={event => setQuery({ queue: event.currentTarget.value || null })}>
            <option value="">{t('queue.all')}</option>
            {queues.all.map(one => <option key={one.code} value={one.code}>{one.queue.name}</option>)}
          </select>
        </label>
        <label>{t('sort')}
          <select value={query.value.get('sort') ?? 'start'} onChange={event => setQuery({ sort: event.currentTarget.value === 'start' ? null : 'name' })}>
            <option value="start">{t('sort.start')}</option><option value="name">{t('sort.name')}</option>
          </select>
        </label>
        <button type="button" onClick={() => window.open(at(`print/${date}`), '_blank')}>{t('print')}</button>
      </div>
      {length !== 24 && <p class="notice warn">{t('clock.changes', { hours: length })} {zone.value}</p>}
      <Failure problem={shifts.failure} retry={shifts.again} />
      {!shifts.value ? <Loading /> : stored.size === 0 && desk.rows.length === 0 ? <Empty title={t('schedule.nobody')} /> : (
        <div class="day-grid" ref={seen.box} tabIndex={0} role="region" aria-label={longDay(date)}>
          <div class="day-head">
            <div class="strip-row axis"><span>{t('schedule.people', { n: stored.size })}</span><div class="lane" aria-hidden="true">{ticks.map(tick => <i key={tick} style={{ left: `${place(tick)}%` }}>{time(tick)}</i>)}</div></div>
            {coverage.value
              ? <Strip coverage={coverage.value} required={required.value ?? []} stored={stored} date={date} queue={queue} place={place} />
              : coverage.failure ? <Failure problem={coverage.failure} retry={coverage.again} /> : <Loading what={t('strip.loading')} />}
          </div>
          <div role="grid" aria-label={longDay(date)} aria-rowcount={order.length} class="day-rows" style={{ paddingTop: `${seen.first * rowHeight}px`, paddingBottom: `${(order.length - seen.last) * rowHeight}px` }}>
            {order.slice(seen.first, seen.last).map((person, index) => (
              <DayRow key={person.agent} desk={desk} person={person} index={seen.first + index} date={date} stored={stored.get(person.agent)} lent={lent.get(person.agent) ?? nobodysLoans} from={from} to={to} ticks={ticks} />
            ))}
          </div>
        </div>
      )}
      <ul class="bare legend" aria-label={t('legend')}>
        {activityKinds.map(kind => <li key={kind}><span class="letters" style={{ background: looks.value[kind].colour, color: looks.value[kind].ink }}>{looks.value[kind].letters}</span> {looks.value[kind].name}</li>)}
        <li><LoanMark /> {t('lent.legend')}</li>
      </ul>
      <Lent desk={desk} lent={lent} />
    </>
  );
}

type LentProps = { readonly desk: Desk; readonly lent: ReadonlyMap<string, readonly LentInfo[]> };

/** The day's loans in words. */
function Lent({ desk, lent }: LentProps) {
  if (lent.size === 0) return null;
  return (
    <table class="full lent">
      <caption>{t('lent.day')}</caption>
      <thead><tr><th>{t('who')}</th><th>{t('when')}</th><th>{t('queue')}</th></tr></thead>
      <tbody>
        {desk.rows.flatMap(person => (lent.get(person.agent) ?? []).map(loan => (
          <tr key={`${person.agent} ${loan.start}`}><th scope="row">{person.name}</th><td>{span(loan.start, loan.end)}</td><td>{loan.queues}</td></tr>
        )))}
      </tbody>
    </table>
  );
}

type StripProps = { readonly coverage: CoverageDay; readonly required: readonly RequirementPoint[]; readonly stored: ReadonlyMap<string, Day>; readonly date: string; readonly queue: string; readonly place: (moment: number) => number };

/** The strip with what is being dragged counted in at once, before the server has answered. */
function Strip({ coverage, required, stored, date, queue, place }: StripProps) {
  const [start, slot] = [Date.parse(coverage.start), coverage.slotMinutes * minute];
  const changed = proposed.value.filter(day => day.date === date);
  const scheduled = useMemo(() => {
    const before = onContacts(changed.flatMap(day => stored.get(day.agent) ?? []), start, coverage.onContacts.length, slot);
    const after = onContacts(changed, start, coverage.onContacts.length, slot);
    return coverage.onContacts.map((people, index) => people - before[index]! + after[index]!);
  }, [coverage, stored, proposed.value, date]);
  return <CoverageStrip coverage={coverage} required={required} scheduled={scheduled} queue={queue} place={place} />;
}

// From the first hour anybody works or anybody calls to the last, and an hour of room to drag into.
function axisOf(stored: ReadonlyMap<string, Day>, coverage: CoverageDay | null, date: string): readonly [number, number] {
  const midnight = dayStart(date, zone.value);
  let [first, last] = [midnight + 8 * hour, midnight + 16 * hour];
  for (const day of stored.values()) {
    first = Math.min(first, day.pieces[0]?.start ?? first);
    last = Math.max(last, day.pieces.at(-1)?.end ?? last);
  }
  for (const point of coverage?.intervals ?? []) {
    first = Math.min(first, Date.parse(point.start));
    last = Math.max(last, Date.parse(point.start) + snap);
  }
  return [Math.floor((first - midnight) / hour) * hour + midnight - hour / 2, Math.ceil((last - midnight) / hour) * hour + midnight + hour / 2];
}
