import { useState } from 'preact/hooks';
import { ask } from '../../api/client';
import { useSend } from '../../api/load';
import { at, zone } from '../../app/session';
import { Dialog } from '../../parts/dialog';
import { say } from '../../parts/said';
import { Failure } from '../../parts/states';
import { clockAt } from '../../time/zone';
import { t } from '../../words/words';

const kinds = ['sick', 'late', 'back'] as const;

type AwayProps = { /** Who; null for oneself. */ readonly agent: string | null; readonly name: string; readonly close: () => void };

/** Sick, late or back again: one call, and no reason is asked for. */
export function ReportAway({ agent, name, close }: AwayProps) {
  const now = clockAt(Date.now(), zone.value);
  const [kind, setKind] = useState<(typeof kinds)[number]>('sick');
  const [lastDay, setLastDay] = useState(now.date);
  const [arrives, setArrives] = useState('');
  const [key] = useState(() => crypto.randomUUID());
  const send = useSend();
  const submit = (event: Event) => {
    event.preventDefault();
    const body = kind === 'sick' ? { agent, lastDay } : kind === 'late' ? { agent, arrives: `${now.date}T${arrives}` } : { agent };
    void send.run(async () => {
      await ask('POST', at(`presence/${kind}`), body, { key: `${kind}-${key}` });
      say(t(`away.done.${kind}`));
      close();
    });
  };
  return (
    <Dialog title={t('away.of', { name })} close={close}>
      <form class="stack" onSubmit={submit}>
        <div class="chips" role="radiogroup" aria-label={t('form.what')}>
          {kinds.map(one => <button key={one} type="button" role="radio" aria-checked={kind === one} onClick={() => setKind(one)}>{t(`away.${one}`)}</button>)}
        </div>
        {kind === 'sick' && <label>{t('ask.lastDay')}<input type="date" value={lastDay} min={now.date} required onInput={event => setLastDay(event.currentTarget.value)} /></label>}
        {kind === 'late' && <label>{t('away.arrives')}<input type="time" value={arrives} required onInput={event => setArrives(event.currentTarget.value)} /></label>}
        <Failure problem={send.failure} />
        <button class="main wide" disabled={send.isSending}>{t('away.report')}</button>
      </form>
    </Dialog>
  );
}
