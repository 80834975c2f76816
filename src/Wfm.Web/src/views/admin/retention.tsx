import { ask } from '../../api/client';
import { useLoad, useSend } from '../../api/load';
import type { RetentionRow } from '../../api/types';
import { at } from '../../app/session';
import { say } from '../../parts/said';
import { Failure, Show } from '../../parts/states';
import { number } from '../../words/show';
import { t, tOr } from '../../words/words';

/** How long each class of data is kept, and what would go now. */
export function Retention() {
  const list = useLoad<readonly RetentionRow[]>(at('retention'), ['runs']);
  const send = useSend();
  const run = () => void send.run(async () => {
    await ask('POST', at('retention'));
    say(t('retention.ordered'));
  });
  return (
    <>
      <p class="soft">{t('retention.how')}</p>
      <Show of={list}>
        {rows => (
          <table>
            <thead><tr><th scope="col">{t('retention.class')}</th><th scope="col">{t('retention.what')}</th><th scope="col" class="n">{t('retention.days')}</th><th scope="col" class="n">{t('retention.rows')}</th></tr></thead>
            <tbody>{rows.map(row => <tr key={row.class}><th scope="row">{tOr(`retentionClass.${row.class}`, row.class)}</th><td>{tOr(`retentionWhat.${row.class}`, row.what)}</td><td class="n">{number(row.keptDays)}</td><td class="n">{number(row.rows)}</td></tr>)}</tbody>
          </table>
        )}
      </Show>
      <Failure problem={send.failure} />
      <p><button type="button" class="bad" disabled={send.isSending} onClick={run}>{t('retention.run')}</button></p>
    </>
  );
}
