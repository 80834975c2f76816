import { useEffect, useState } from 'preact/hooks';
import { ask } from '../../api/client';
import { useLoad, useSend } from '../../api/load';
import type { ActivityBody } from '../../api/types';
import { at, is } from '../../app/session';
import { say } from '../../parts/said';
import { Failure, Show } from '../../parts/states';
import { t } from '../../words/words';
import { inkOn, loadLooks } from '../activities';

/** How activities are called and drawn in this unit. */
export function Activities() {
  const list = useLoad<readonly ActivityBody[]>(at('activities'), ['activities']);
  const [rows, setRows] = useState<readonly ActivityBody[]>([]);
  const send = useSend();
  const mayWrite = is('trafikledning');
  useEffect(() => {
    if (list.value) setRows(list.value);
  }, [list.value]);
  const put = (index: number, part: Partial<ActivityBody>) => setRows(rows.map((row, place) => (place === index ? { ...row, ...part } : row)));
  const save = (event: Event) => {
    event.preventDefault();
    void send.run(async () => {
      await ask('PUT', at('activities'), rows, { ifMatch: list.tag });
      await loadLooks();
      list.again();
      say(t('saved'));
    });
  };
  return (
    <Show of={list}>
      {() => (
        <form onSubmit={save}>
          <table>
            <thead><tr><th scope="col">{t('form.what')}</th><th scope="col">{t('name')}</th><th scope="col">{t('activity.letters')}</th><th scope="col">{t('activity.colour')}</th><th scope="col">{t('activity.looks')}</th></tr></thead>
            <tbody>
              {rows.map((row, index) => (
                <tr key={row.kind}>
                  <th scope="row">{t(`activity.${row.kind}`)}</th>
                  <td>{mayWrite ? <input aria-label={`${t('name')}: ${t(`activity.${row.kind}`)}`} value={row.name} required maxLength={40} onInput={event => put(index, { name: event.currentTarget.value })} /> : row.name}</td>
                  <td>{mayWrite ? <input aria-label={`${t('activity.letters')}: ${t(`activity.${row.kind}`)}`} value={row.letters} required maxLength={2} size={3} onInput={event => put(index, { letters: event.currentTarget.value })} /> : row.letters}</td>
                  <td>{mayWrite ? <input type="color" aria-label={`${t('activity.colour')}: ${t(`activity.${row.kind}`)}`} value={row.colour} onInput={event => put(index, { colour: event.currentTarget.value })} /> : row.colour}</td>
                  <td><span class="letters" style={{ background: row.colour, color: inkOn(row.colour) }}>{row.letters}</span></td>
                </tr>
              ))}
            </tbody>
          </table>
          <Failure problem={send.failure} />
          {mayWrite && <p><button class="main" disabled={send.isSending}>{t('edit.save')}</button></p>}
        </form>
      )}
    </Show>
  );
}
