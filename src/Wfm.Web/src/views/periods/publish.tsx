import { useState } from 'preact/hooks';
import { ask } from '../../api/client';
import { useSend } from '../../api/load';
import type { PeriodInfo } from '../../api/types';
import { at, zone } from '../../app/session';
import { Dialog } from '../../parts/dialog';
import { say } from '../../parts/said';
import { Failure, Loading } from '../../parts/states';
import { clockAt, daysBetween } from '../../time/zone';
import { fullDate } from '../../words/show';
import { t } from '../../words/words';
import { Summary } from './summary';

const notice = 14;

/** The promise to the people in it, with what each of them gets before their eyes. */
export function Publish({ period, published }: { readonly period: PeriodInfo; readonly published: () => void }) {
  const [isOpen, setOpen] = useState(false);
  const [why, setWhy] = useState('');
  const send = useSend();
  const days = daysBetween(clockAt(Date.now(), zone.value).date, period.firstDay);
  const submit = (event: Event) => {
    event.preventDefault();
    void send.run(async () => {
      await ask('POST', at(`periods/${period.id}/publish`), { why: why || null });
      say(t('publish.done'));
      setOpen(false);
      published();
    });
  };
  return (
    <>
      <button type="button" class="main" onClick={() => setOpen(true)}>{t('publish')}</button>
      {isOpen && (
        <Dialog title={t('publish.title', { from: fullDate(period.firstDay) })} close={() => setOpen(false)} wide>
          <p>{t('publish.told')}</p>
          {days < notice && <p class="notice warn">{t('publish.short', { n: days })}</p>}
          <Summary period={period.id} isOpen />
          <form class="stack" onSubmit={submit}>
            <label>{t('publish.why')}<textarea rows={2} value={why} maxLength={500} required={days < notice} onInput={event => setWhy(event.currentTarget.value)} /></label>
            <Failure problem={send.failure} />
            {send.isSending && <Loading what={t('publish.working')} />}
            <button class="main" disabled={send.isSending}>{t('publish')}</button>
          </form>
        </Dialog>
      )}
    </>
  );
}
