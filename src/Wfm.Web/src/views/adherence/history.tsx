import { useState } from 'preact/hooks';
import { useLoad } from '../../api/load';
import type { AdherenceDayView, AdherenceRow } from '../../api/types';
import { at, zone } from '../../app/session';
import { Dialog } from '../../parts/dialog';
import { Explain } from '../../parts/explain';
import { Empty, Show } from '../../parts/states';
import { addDays, clockAt } from '../../time/zone';
import { day, longDay, number, percent, span } from '../../words/show';
import { t } from '../../words/words';
import { looks } from '../activities';
import { usePeople } from '../people';

const daysShown = 14;

/** How days agreed with the schedule. Nothing is read before somebody asks for it, because reading about others is logged. */
export function AdherenceHistory({ isOwn }: { readonly isOwn?: boolean }) {
  const today = clockAt(Date.now(), zone.value).date;
  const [from, setFrom] = useState(addDays(today, 1 - daysShown));
  const [to, setTo] = useState(today);
  const [who, setWho] = useState('');
  const [asked, setAsked] = useState<string | null>(null);
  const people = usePeople();
  const rows = useLoad<readonly AdherenceRow[]>(asked);
  const [chosen, setChosen] = useState<AdherenceRow | null>(null);
  return (
    <section>
      <h2>{t('history.title')}<Explain figure="adherence" /></h2>
      <p class="soft">{t(isOwn ? 'history.own' : 'history.logged')}</p>
      <form class="row" onSubmit={event => { event.preventDefault(); setAsked(at(`adherence/days?from=${from}&to=${to}${who ? `&agent=${encodeURIComponent(who)}` : ''}`)); }}>
        <label>{t('from')}<input type="date" value={from} max={to} required onInput={event => setFrom(event.currentTarget.value)} /></label>
        <label>{t('to')}<input type="date" value={to} min={from} max={today} required onInput={event => setTo(event.currentTarget.value)} /></label>
        {!isOwn && (
          <label>{t('history.who')}
            <select value={who} onChange={event => setWho(event.currentTarget.value)}>
              <option value="">{t('history.all')}</option>
              {people.all.map(person => <option key={person.agent} value={person.agent}>{person.name}</option>)}
            </select>
          </label>
        )}
        <button>{t('history.show')}</button>
      </form>
      {asked && <Show of={rows}>{all => (all.length === 0 ? <Empty title={t('history.none')} /> : <Days rows={all} isOwn={isOwn ?? false} name={people.name} open={setChosen} />)}</Show>}
      {chosen && <Day row={chosen} name={people.name(chosen.agent)} close={() => setChosen(null)} />}
    </section>
  );
}

const minutes = (value: number): string => `${number(value)} min`;

type DaysProps = { readonly rows: readonly AdherenceRow[]; readonly isOwn: boolean; readonly name: (code: string) => string; readonly open: (row: AdherenceRow) => void };

function Days({ rows, isOwn, name, open }: DaysProps) {
  return (
    <div class="scroll table-scroll" tabIndex={0} role="region" aria-label={t('history.title')}>
      <table class="full">
        <thead>
          <tr>
            <th scope="col">{t('day')}</th>{!isOwn && <th scope="col">{t('name')}</th>}
            <th scope="col" class="n">{t('history.adherence')}</th><th scope="col" class="n">{t('history.conformance')}</th><th scope="col" class="n">{t('history.out')}</th><th scope="col" class="n">{t('history.ready')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={`${row.agent} ${row.date}`}>
              <th scope="row"><button type="button" class="plain name" onClick={() => open(row)} aria-label={t('history.open', { day: day(row.date), name: name(row.agent) })}>{day(row.date)}</button></th>
              {!isOwn && <td>{name(row.agent)}</td>}
              <td class="n">{percent(row.adherence, 0)}</td><td class="n">{percent(row.conformance, 0)}</td><td class="n">{minutes(row.outMinutes)}</td><td class="n">{percent(row.readyShare, 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** One person's day, stretch by stretch, as long as states are kept. */
function Day({ row, name, close }: { readonly row: AdherenceRow; readonly name: string; readonly close: () => void }) {
  const loaded = useLoad<AdherenceDayView>(at(`adherence/${encodeURIComponent(row.agent)}/days/${row.date}`));
  return (
    <Dialog title={`${name}, ${longDay(row.date)}`} close={close} wide>
      <p>{t('history.sum', { in: minutes(row.inMinutes), out: minutes(row.outMinutes), neutral: minutes(row.neutralMinutes) })}</p>
      <Show of={loaded}>
        {view => (view.spans.length === 0 ? <Empty title={t('history.noSpans')} /> : (
          <div class="scroll table-scroll" tabIndex={0} role="region" aria-label={t('history.spans')}>
            <table class="full">
              <thead><tr><th scope="col">{t('when')}</th><th scope="col">{t('board.scheduled')}</th><th scope="col">{t('history.state')}</th><th scope="col">{t('board.agrees')}</th></tr></thead>
              <tbody>
                {view.spans.map(one => (
                  <tr key={one.start}>
                    <th scope="row">{span(one.start, one.end)}</th><td>{one.scheduled ? looks.value[one.scheduled].name : t('board.off')}</td><td>{one.state ?? t('board.unknown')}</td>
                    <td><span class={`tag ${one.adherence === 'out' ? 'warn' : one.adherence === 'in' ? 'good' : 'soft'}`}>{t(`board.${one.adherence}`)}</span></td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        ))}
      </Show>
    </Dialog>
  );
}
