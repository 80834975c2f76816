import { useState } from 'preact/hooks';
import { ask } from '../../api/client';
import { useLoad, useSend } from '../../api/load';
import type { CalendarTokenView, NewCalendarToken } from '../../api/types';
import { at } from '../../app/session';
import { say } from '../../parts/said';
import { Failure } from '../../parts/states';
import { moment } from '../../words/show';
import { t } from '../../words/words';

/** One's shifts in one's own calendar program, by an address one can take back. */
export function CalendarAddress() {
  const view = useLoad<CalendarTokenView>(at('calendar-token'));
  const [address, setAddress] = useState<string | null>(null);
  const send = useSend();
  const has = view.value !== null && view.failure?.status !== 404;
  const make = () => void send.run(async () => {
    setAddress(new URL((await ask<NewCalendarToken>('POST', at('calendar-token'))).body.address, location.origin).href);
    view.again();
  });
  const end = () => void send.run(async () => {
    await ask('DELETE', at('calendar-token'));
    setAddress(null);
    view.again();
  });
  const copy = async () => {
    await navigator.clipboard.writeText(address!);
    say(t('calendar.copied'));
  };
  return (
    <section>
      <h2>{t('calendar')}</h2>
      <p class="soft">{t('calendar.slow')}</p>
      {address && (
        <div class="stack">
          <label>{t('calendar.address')}<input readOnly value={address} onFocus={event => event.currentTarget.select()} /><small>{t('calendar.once')}</small></label>
          <button type="button" onClick={() => void copy()}>{t('copy')}</button>
        </div>
      )}
      {has && <p>{view.value!.usedAt ? t('calendar.used', { when: moment(view.value!.usedAt) }) : t('calendar.unused')}</p>}
      <div class="row">
        <button type="button" disabled={send.isSending} onClick={make}>{t(has ? 'calendar.renew' : 'calendar.make')}</button>
        {has && <button type="button" class="bad" disabled={send.isSending} onClick={end}>{t('calendar.end')}</button>}
      </div>
      <Failure problem={send.failure ?? (view.failure?.status === 404 ? null : view.failure)} />
    </section>
  );
}
