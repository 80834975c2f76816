import { useState } from 'preact/hooks';
import { ask } from '../../api/client';
import { useLoad, useSend } from '../../api/load';
import type { KeyView, ShownKey, SourceView } from '../../api/types';
import { at } from '../../app/session';
import { Empty, Failure, Show } from '../../parts/states';
import { moment } from '../../words/show';
import { t } from '../../words/words';

const overlapHours = 24;

/** Keys of machines that deliver calls; each is shown once. */
export function Keys() {
  const list = useLoad<readonly KeyView[]>(at('keys'));
  const sources = useLoad<readonly SourceView[]>(at('feeds'), ['feeds']);
  const [source, setSource] = useState('');
  const [shown, setShown] = useState<ShownKey | null>(null);
  const send = useSend();
  const make = (path: string, body: unknown) => void send.run(async () => {
    setShown((await ask<ShownKey>('POST', at(path), body)).body);
    setSource('');
    list.again();
  });
  const end = (id: number) => void send.run(async () => {
    await ask('DELETE', at(`keys/${id}`));
    list.again();
  });
  return (
    <>
      <p class="soft">{t('keys.how')}</p>
      <form class="row" onSubmit={event => { event.preventDefault(); make('keys', { source }); }}>
        <label>{t('keys.source')}<input value={source} list="known-sources" required maxLength={50} onInput={event => setSource(event.currentTarget.value)} /></label>
        <datalist id="known-sources">{(sources.value ?? []).map(one => <option key={one.name} value={one.name} />)}</datalist>
        <button disabled={send.isSending}>{t('keys.make')}</button>
      </form>
      {shown && <p class="notice good" role="status"><strong>{t('keys.shown', { source: shown.source })}</strong><code class="secret">{shown.key}</code></p>}
      <Failure problem={send.failure} />
      <Show of={list}>
        {keys => keys.length === 0 ? <Empty title={t('keys.none')} /> : (
          <table class="full">
            <thead><tr><th scope="col">{t('keys.source')}</th><th scope="col">{t('keys.made')}</th><th scope="col">{t('keys.used')}</th><th scope="col">{t('runs.state')}</th><th scope="col"><span class="visually-hidden">{t('runs.act')}</span></th></tr></thead>
            <tbody>
              {keys.map(key => {
                const isOver = key.revokedAt !== null && Date.parse(key.revokedAt) <= Date.now();
                return (
                  <tr key={key.id}>
                    <th scope="row">{key.source}</th><td>{moment(key.createdAt)}, {key.createdBy}</td><td>{key.usedAt ? moment(key.usedAt) : '–'}</td>
                    <td><span class={`tag ${isOver ? 'soft' : key.revokedAt ? 'warn' : 'good'}`}>{isOver ? t('keys.ended') : key.revokedAt ? t('keys.ends', { when: moment(key.revokedAt) }) : t('admin.active')}</span></td>
                    <td>{!key.revokedAt && <button type="button" disabled={send.isSending} onClick={() => make(`keys/${key.id}/rotate`, { overlapHours })}>{t('keys.rotate', { n: overlapHours })}</button>} {!isOver && <button type="button" class="bad" disabled={send.isSending} onClick={() => end(key.id)}>{t('keys.end')}</button>}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        )}
      </Show>
    </>
  );
}
