import { useState } from 'preact/hooks';
import { ask } from '../../api/client';
import { useLoad, useSend } from '../../api/load';
import type { SpecialDayBody, SpecialDayKind } from '../../api/types';
import { at, is, zone } from '../../app/session';
import { say } from '../../parts/said';
import { Failure, Show } from '../../parts/states';
import { clockAt } from '../../time/zone';
import { day, fullDate } from '../../words/show';
import { t } from '../../words/words';

const kinds: readonly SpecialDayKind[] = ['publicHoliday', 'freeEve', 'shortenedDay', 'bridgeDay'];

/** Red days, eves and squeeze days: what the forecast learns from and plans for. */
export function SpecialDays() {
  const list = useLoad<readonly SpecialDayBody[]>(at('special-days'), ['special-days']);
  const send = useSend();
  const today = clockAt(Date.now(), zone.value).date;
  const [isAll, setAll] = useState(false);
  const write = (next: readonly SpecialDayBody[]) => send.run(async () => {
    await ask('PUT', at('special-days'), next, { ifMatch: list.tag });
    list.again();
    say(t('saved'));
  });
  const add = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const fields = new FormData(form);
    const one = { date: String(fields.get('date')), name: String(fields.get('name')), kind: fields.get('kind') as SpecialDayKind, closes: String(fields.get('closes')) || null };
    void write([...(list.value ?? []).filter(other => other.date !== one.date), one]).then(isDone => isDone && form.reset());
  };
  return (
    <section>
      <h2>{t('special')}</h2>
      <Show of={list}>
        {all => {
          const shown = all.filter(one => isAll || one.date >= today);
          return (
            <>
              {shown.length === 0 ? <p>{t('special.none')}</p> : <table>
                <thead><tr><th scope="col">{t('day')}</th><th scope="col">{t('name')}</th><th scope="col">{t('special.kind')}</th><th scope="col">{t('special.closes')}</th>{is('trafikledning') && <th scope="col"><span class="visually-hidden">{t('remove')}</span></th>}</tr></thead>
                <tbody>
                  {shown.map(one => (
                    <tr key={one.date}>
                      <td class="d" title={fullDate(one.date)}>{day(one.date)} {one.date.slice(0, 4)}</td><td>{one.name}</td><td>{t(`special.${one.kind}`)}</td><td>{one.closes ?? ''}</td>
                      {is('trafikledning') && <td><button type="button" class="plain" disabled={send.isSending} aria-label={`${t('remove')} ${one.name} ${one.date}`} onClick={() => void write(all.filter(other => other !== one))}>✕</button></td>}
                    </tr>
                  ))}
                </tbody>
              </table>}
              {!isAll && all.length > shown.length && <button type="button" class="plain" onClick={() => setAll(true)}>{t('special.all', { n: all.length })}</button>}
            </>
          );
        }}
      </Show>
      {is('trafikledning') && (
        <form class="row" onSubmit={add}>
          <label>{t('day')}<input type="date" name="date" required /></label>
          <label>{t('name')}<input name="name" required maxLength={100} /></label>
          <label>{t('special.kind')}<select name="kind">{kinds.map(kind => <option key={kind} value={kind}>{t(`special.${kind}`)}</option>)}</select></label>
          <label>{t('special.closes')}<input type="time" name="closes" min="00:15" step={900} /></label>
          <button disabled={send.isSending || !list.value}>{t('form.add')}</button>
        </form>
      )}
      <Failure problem={send.failure} />
    </section>
  );
}
