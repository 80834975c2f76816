import { useState } from 'preact/hooks';
import { ask } from '../../api/client';
import { useLoad, useSend } from '../../api/load';
import type { KnownEventBody } from '../../api/types';
import { at, is, zone } from '../../app/session';
import { say } from '../../parts/said';
import { Failure, Show } from '../../parts/states';
import { clockAt } from '../../time/zone';
import { fullDate, number, signed } from '../../words/show';
import { t } from '../../words/words';
import { useQueues } from '../queues';

/** Mailings, campaigns, snow: spans in which more or fewer call, by a factor the planner gives. */
export function KnownEvents() {
  const list = useLoad<readonly KnownEventBody[]>(at('events-known'), ['events-known']);
  const queues = useQueues();
  const send = useSend();
  const [isAll, setAll] = useState(false);
  const today = clockAt(Date.now(), zone.value).date;
  const write = (next: readonly KnownEventBody[]) => send.run(async () => {
    await ask('PUT', at('events-known'), next, { ifMatch: list.tag });
    list.again();
    say(t('events.saved'));
  });
  const add = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const fields = new FormData(form);
    const change = Number(fields.get('change'));
    const one: KnownEventBody = {
      from: String(fields.get('from')), to: String(fields.get('to')), name: String(fields.get('name')), queue: String(fields.get('queue')) || null, factor: 1 + change / 100,
    };
    void write([...(list.value ?? []), one]).then(isDone => isDone && form.reset());
  };
  return (
    <section>
      <h2>{t('events')}</h2>
      <p class="soft">{t('events.how')}</p>
      <Show of={list}>
        {all => {
          const shown = all.filter(one => isAll || one.to >= today);
          return (
            <>
              {shown.length > 0 && (
                <table>
                  <thead><tr><th scope="col">{t('from')}</th><th scope="col">{t('to')}</th><th scope="col">{t('name')}</th><th scope="col">{t('queue')}</th><th scope="col" class="n">{t('events.change')}</th>{is('trafikledning') && <th scope="col"><span class="visually-hidden">{t('remove')}</span></th>}</tr></thead>
                  <tbody>
                    {shown.map(one => (
                      <tr key={`${one.from}${one.name}${one.queue}`}>
                        <td class="d">{fullDate(one.from)}</td><td class="d">{fullDate(one.to)}</td><td>{one.name}</td><td>{one.queue ? queues.name(one.queue) : t('queue.all')}</td>
                        <td class="n">{one.factor ? `${signed((one.factor - 1) * 100)} %` : t('events.learned')}</td>
                        {is('trafikledning') && <td><button type="button" class="plain" disabled={send.isSending} aria-label={`${t('remove')} ${one.name}`} onClick={() => void write(all.filter(other => other !== one))}>✕</button></td>}
                      </tr>
                    ))}
                  </tbody>
                </table>
              )}
              {!isAll && all.length > shown.length && <button type="button" class="plain" onClick={() => setAll(true)}>{t('events.all', { n: number(all.length) })}</button>}
            </>
          );
        }}
      </Show>
      {is('trafikledning') && (
        <form class="row" onSubmit={add}>
          <label>{t('from')}<input type="date" name="from" required /></label>
          <label>{t('to')}<input type="date" name="to" required /></label>
          <label>{t('name')}<input name="name" required maxLength={100} /></label>
          <label>{t('queue')}<select name="queue"><option value="">{t('queue.all')}</option>{queues.all.map(one => <option key={one.code} value={one.code}>{one.queue.name}</option>)}</select></label>
          <label>{t('events.percent')}<input type="number" name="change" min={-90} max={400} step={1} required /></label>
          <button disabled={send.isSending || !list.value}>{t('form.add')}</button>
        </form>
      )}
      <Failure problem={send.failure} />
    </section>
  );
}
