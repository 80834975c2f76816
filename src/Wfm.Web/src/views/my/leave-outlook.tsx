import { useState } from 'preact/hooks';
import { useLoad } from '../../api/load';
import type { LeaveOutlookPart, LeaveOutlookView } from '../../api/types';
import { at, zone } from '../../app/session';
import { Explain } from '../../parts/explain';
import { Failure, Loading, Show } from '../../parts/states';
import { useWidth } from '../../parts/width';
import { hoursTold } from '../../time/axis';
import { addDays, clockAt, daysFrom, mondayOf } from '../../time/zone';
import { dayOfMonth, longDay, percent, span, time, week, weekday } from '../../words/show';
import { t } from '../../words/words';
import { effectOf, Lamp, lightOf, type Light } from './look';

const daysAhead = 48;
const lights: readonly Light[] = ['green', 'yellow', 'full', 'away'];

/** A light for each of the coming days one works: how likely a day off is. Looked for when it is opened. */
export function DayLights({ today, ask }: { readonly today: string; readonly ask: (date: string) => void }) {
  const [isOpen, setOpen] = useState(false);
  const outlook = useLoad<readonly LeaveOutlookView[]>(isOpen ? at(`leave-outlook?from=${today}&days=${daysAhead}`) : null, ['schedules', 'requests']);
  return (
    <section id="day-lights">
      <details onToggle={event => setOpen(event.currentTarget.open)}>
        <summary><h2 class="inline">{t('look.title')}</h2></summary>
        {isOpen && (
          <Show of={outlook}>
            {days => (
              <>
                <ul class="bare legend">{lights.map(light => <li key={light}><Lamp light={light} /> {t(`look.${light}`)}</li>)}</ul>
                <Calendar days={days} today={today} ask={ask} />
                <p class="soft">{t('look.recalculated')}<Explain figure="outlook" /></p>
              </>
            )}
          </Show>
        )}
      </details>
    </section>
  );
}

function Calendar({ days, today, ask }: { readonly days: readonly LeaveOutlookView[]; readonly today: string; readonly ask: (date: string) => void }) {
  const last = addDays(today, daysAhead - 1);
  const byDate = new Map(days.map(day => [day.date, day]));
  const mondays: string[] = [];
  for (let monday = mondayOf(today); monday <= last; monday = addDays(monday, 7)) mondays.push(monday);
  return (
    <table class="lights">
      <caption class="visually-hidden">{t('look.title')}</caption>
      <thead><tr><td />{daysFrom(mondays[0]!, 7).map(date => <th key={date} scope="col">{weekday(date)}</th>)}</tr></thead>
      <tbody>
        {mondays.map(monday => (
          <tr key={monday}>
            <th scope="row">{week(monday)}</th>
            {daysFrom(monday, 7).map(date => {
              const day = byDate.get(date);
              return (
                <td key={date}>
                  {day ? (
                    <button type="button" class="light" onClick={() => ask(date)} aria-label={`${longDay(date)}: ${t(`look.${lightOf(day)}`)}. ${effectOf(day.whole)}`}>
                      <b>{dayOfMonth(date)}</b><Lamp light={lightOf(day)} />
                    </button>
                  ) : <span class="soft">{date < today || date > last ? '' : dayOfMonth(date)}</span>}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type OutlookProps = { readonly date: string; readonly isWholeDay: boolean; readonly take: (from: string, to: string) => void };

/** The day one is about to ask for: in whole, in halves, and a bar for each quarter of an hour. */
export function DayOutlook({ date, isWholeDay, take }: OutlookProps) {
  const outlook = useLoad<readonly LeaveOutlookView[]>(at(`leave-outlook?from=${date}&days=1&quarters=true`), ['schedules', 'requests']);
  if (outlook.failure) return <Failure problem={outlook.failure} retry={outlook.again} />;
  if (!outlook.value) return <Loading what={t('look.looking')} />;
  const day = outlook.value[0];
  if (!day) return null;
  const light = lightOf(day);
  const parts = isWholeDay ? [day.whole] : [day.whole, day.firstHalf, day.secondHalf].filter(part => part !== null && part !== undefined);
  return (
    <div class="outlook">
      <h3>{t('look.day')}<Explain figure="outlook" /></h3>
      {(light === 'away' || light === 'full') && <p class="notice warn">{t(`look.${light}`)}{light === 'full' && day.mostAway !== null && `: ${t('look.room', { away: day.away, most: day.mostAway ?? 0 })}`}</p>}
      <ul class="bare">
        {parts.map(part => (
          <li key={`${part.start}${part.end}`}>
            <Lamp light={part.colour} />
            <span><strong>{part === day.whole ? t('look.whole') : span(part.start, part.end)}: {t(`look.${part.colour}`)}</strong><small>{effectOf(part)}</small></span>
            {!isWholeDay && <button type="button" onClick={() => take(time(part.start), time(part.end))} aria-label={t('look.takeThis', { span: span(part.start, part.end) })}>{t('look.take')}</button>}
          </li>
        ))}
      </ul>
      {light !== 'full' && day.mostAway !== null && <p class="soft">{t('look.room', { away: day.away, most: day.mostAway ?? 0 })}</p>}
      <Bars quarters={day.quarters} />
      <p class="soft">{t('look.recalculated')}</p>
    </div>
  );
}

const hourLabel = 18; // two figures, and the distance to the next

/** A bar for each quarter: as high as the level callers would meet, with a line where the promise lies. */
function Bars({ quarters }: { readonly quarters: readonly LeaveOutlookPart[] }) {
  const yellow = quarters.filter(quarter => quarter.colour === 'yellow').length;
  const row = useWidth<HTMLDivElement>();
  const hours = quarters.map(quarter => Date.parse(quarter.start)).filter(moment => clockAt(moment, zone.value).time.endsWith(':00'));
  const told = new Set(hoursTold(hours, (row.width / quarters.length) * 4, hourLabel, zone.value));
  return (
    <figure class="bars">
      <figcaption>{t('look.bars')}</figcaption>
      <div role="img" aria-label={t('look.barsTold', { n: yellow, of: quarters.length })}>
        {quarters.map(quarter => (
          <span key={quarter.start} class="slot" title={`${time(quarter.start)} ${effectOf(quarter)}`}>
            <i class={quarter.colour} style={{ height: `${Math.max(4, (quarter.after ?? 1) * 100)}%` }} />
            {quarter.target !== null && <u style={{ bottom: `${(quarter.target ?? 0) * 100}%` }} />}
          </span>
        ))}
      </div>
      <div class="hours" ref={row.of} aria-hidden="true">{quarters.map(quarter => <span key={quarter.start}>{told.has(Date.parse(quarter.start)) ? Number(time(quarter.start).slice(0, 2)) : ''}</span>)}</div>
      <details>
        <summary>{t('chart.asTable')}</summary>
        <table class="full">
          <thead><tr><th>{t('look.quarter')}</th><th>{t('look.answer')}</th><th>{t('queue')}</th><th class="n">{t('look.change')}</th></tr></thead>
          <tbody>
            {quarters.map(quarter => (
              <tr key={quarter.start}>
                <th scope="row">{time(quarter.start)}</th><td>{t(`look.${quarter.colour}`)}</td><td>{quarter.queue ?? '–'}</td>
                <td class="n">{quarter.queue ? `${percent(quarter.before, 0)} → ${percent(quarter.after, 0)}` : '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
