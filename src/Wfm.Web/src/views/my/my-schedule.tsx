import { useState } from 'preact/hooks';
import { useLoad } from '../../api/load';
import type { PeriodInfo, ShiftInfo } from '../../api/types';
import { Link, query, setQuery } from '../../app/route';
import { at, session, zone } from '../../app/session';
import { Empty, Show } from '../../parts/states';
import { addDays, clockAt, daysFrom, hoursOf, mondayOf } from '../../time/zone';
import { dayOfMonth, day, hours, length, longDay, span, week, weekday } from '../../words/show';
import { t } from '../../words/words';
import { looks } from '../activities';
import { AdherenceHistory } from '../adherence/history';
import { ReportAway } from '../adherence/report-away';
import { AskDialog } from './ask-dialog';
import { Balances } from './balances';
import { CalendarAddress } from './calendar-address';
import { piecesOf } from './day-pieces';
import { DayLights } from './leave-outlook';
import { MyRequests } from './my-requests';
import { NextChange } from './next-change';
import { Offers } from './offers';

const weeksShown = 13;

/** One's own week on a phone: what comes next, the days, and everything one can ask for. */
export default function MySchedule() {
  const today = clockAt(Date.now(), zone.value).date;
  const from = mondayOf(today);
  const shifts = useLoad<readonly ShiftInfo[]>(at(`my-schedule?from=${addDays(from, -7)}&to=${addDays(from, 7 * weeksShown - 1)}`), ['schedules']);
  const [asked, setAsked] = useState<string | null>(null);
  const [isAway, setAway] = useState(false);
  if (!session.value?.agent) return <><h1>{t('nav.mySchedule')}</h1><Empty title={t('my.noAgent')} /></>;
  return (
    <div class="my">
      <h1>{t('nav.mySchedule')}</h1>
      <Offers changed={shifts.again} />
      <OpenWishes />
      <Show of={shifts}>
        {own => (
          <>
            <NextChange shifts={own} />
            <p><button type="button" onClick={() => setAway(true)}>{t('away.mine')}</button></p>
            <Week shifts={own} today={today} ask={setAsked} />
          </>
        )}
      </Show>
      <DayLights today={today} ask={setAsked} />
      <MyRequests />
      <Balances />
      <AdherenceHistory isOwn />
      <CalendarAddress />
      {isAway && <ReportAway agent={null} name={session.value.name} close={() => { setAway(false); shifts.again(); }} />}
      {asked && <AskDialog date={asked} shifts={shifts.value ?? []} close={() => setAsked(null)} />}
    </div>
  );
}

function OpenWishes() {
  const periods = useLoad<readonly PeriodInfo[]>(at('periods'), ['periods']);
  const open = periods.value?.find(period => period.state === 'openForWishes');
  return open ? <p class="notice good"><Link to="/wishes">{t('my.wishesOpen', { from: day(open.firstDay), until: day(open.dates.wishesClose) })}</Link></p> : null;
}

type WeekProps = { readonly shifts: readonly ShiftInfo[]; readonly today: string; readonly ask: (date: string) => void };

function Week({ shifts, today, ask }: WeekProps) {
  const next = shifts.find(shift => shift.date >= today);
  const monday = query.value.get('week') ?? mondayOf(next?.date ?? today);
  const days = daysFrom(monday, 7);
  const ofWeek = shifts.filter(shift => shift.date >= monday && shift.date <= days[6]!);
  const worked = ofWeek.reduce((sum, shift) => sum + paidHours(shift), 0);
  const show = (date: string) => setQuery({ week: date });
  return (
    <section aria-label={week(monday)}>
      <div class="week-head">
        <button type="button" aria-label={t('week.before')} onClick={() => show(addDays(monday, -7))}>‹</button>
        <h2>{week(monday)} <small>{t('my.hours', { hours: hours(worked) })}</small></h2>
        <button type="button" aria-label={t('week.after')} onClick={() => show(addDays(monday, 7))}>›</button>
        <button type="button" class="plain" onClick={() => show(mondayOf(today))}>{t('today')}</button>
      </div>
      <ol class="bare days">
        {days.map(date => <Day key={date} date={date} isToday={date === today} isPast={date < today} shift={ofWeek.find(shift => shift.date === date)} ask={ask} />)}
      </ol>
    </section>
  );
}

/** Hours of a shift without its lunches. */
function paidHours(shift: ShiftInfo): number {
  const lunch = shift.activities.filter(piece => piece.kind === 'lunch').reduce((sum, piece) => sum + Date.parse(piece.end) - Date.parse(piece.start), 0);
  return (Date.parse(shift.end) - Date.parse(shift.start) - lunch) / 3_600_000;
}

type DayProps = { readonly date: string; readonly isToday: boolean; readonly isPast: boolean; readonly shift: ShiftInfo | undefined; readonly ask: (date: string) => void };

function Day({ date, isToday, isPast, shift, ask }: DayProps) {
  const length24 = hoursOf(date, zone.value);
  const head = (
    <>
      <span class="date"><b>{dayOfMonth(date)}</b>{weekday(date)}</span>
      {shift ? <span class="times">{span(shift.start, shift.end)}<Bar shift={shift} />{shift.lent.map(lent => <small key={lent.start}><LentLetters /> {span(lent.start, lent.end)} {t('my.lent', { queues: lent.queues })}</small>)}</span> : <span class="times soft">{t('my.free')}</span>}
    </>
  );
  return (
    <li class={isToday ? 'today' : undefined}>
      {shift ? (
        <details>
          <summary>{head}</summary>
          <ul class="bare pieces">
            {piecesOf(shift).map(piece => ('kind' in piece
              ? <li key={piece.start}><Letters kind={piece.kind} /> {span(piece.start, piece.end)} {looks.value[piece.kind].name}</li>
              : <li key={`lent ${piece.start}`}><LentLetters /> {span(piece.start, piece.end)} {t('my.lent', { queues: piece.queues })}</li>))}
          </ul>
          {length24 !== 24 && <p class="soft">{t('clock.changes', { hours: length24 })}</p>}
        </details>
      ) : <div class="summary">{head}</div>}
      {!isPast && <button type="button" class="ask" onClick={() => ask(date)} aria-label={t('my.askFor', { day: longDay(date) })}>{t('my.ask')}</button>}
    </li>
  );
}

export function Letters({ kind }: { readonly kind: ShiftInfo['activities'][number]['kind'] }) {
  const look = looks.value[kind];
  return <span class="letters" style={{ background: look.colour, color: look.ink }} aria-hidden="true">{look.letters}</span>;
}

export const LentLetters = () => <span class="letters lent" aria-hidden="true">⇄</span>;

/** The day as a strip; its words stand beside it. */
function Bar({ shift }: { readonly shift: ShiftInfo }) {
  const [start, end] = [Date.parse(shift.start), Date.parse(shift.end)];
  return (
    <span class="strip" aria-hidden="true">
      {shift.activities.map(piece => (
        <i key={piece.start} style={{ width: `${((Date.parse(piece.end) - Date.parse(piece.start)) / (end - start)) * 100}%`, background: looks.value[piece.kind].colour }}
          title={`${looks.value[piece.kind].name} ${length(Date.parse(piece.end) - Date.parse(piece.start))}`} />
      ))}
    </span>
  );
}
