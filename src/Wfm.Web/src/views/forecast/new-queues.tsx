import { useState } from 'preact/hooks';
import { ask } from '../../api/client';
import { useLoad, useSend } from '../../api/load';
import type { NewQueueBody, PlanInfo } from '../../api/types';
import { at, is } from '../../app/session';
import { say } from '../../parts/said';
import { Failure, Show } from '../../parts/states';
import { number } from '../../words/show';
import { t } from '../../words/words';
import { useQueues } from '../queues';
import { withoutForecast, type Quality } from './quality';

/** Queues with little history: whose days and weeks they are expected to follow, and at what volume. */
export function NewQueues({ newest }: { readonly newest: number | null }) {
  const forecast = useLoad<PlanInfo>(newest ? at(`forecasts/${newest}`) : null);
  const list = useLoad<readonly NewQueueBody[]>(at('new-queues'), ['new-queues']);
  const queues = useQueues();
  const send = useSend();
  const [added, setAdded] = useState(0);
  const missing = forecast.value?.quality ? withoutForecast(queues.all, forecast.value.quality as Quality) : [];
  const write = (next: readonly NewQueueBody[]) => send.run(async () => {
    await ask('PUT', at('new-queues'), next, { ifMatch: list.tag });
    list.again();
    say(t('events.saved'));
  });
  const add = (one: NewQueueBody) => void write([...(list.value ?? []).filter(other => other.queue !== one.queue), one]).then(isDone => isDone && setAdded(count => count + 1));
  return (
    <section>
      <h2>{t('newQueues')}</h2>
      <p class="soft">{t('newQueues.how')}</p>
      {missing.length > 0 && <p>{t('newQueues.missing', { queues: missing.map(one => one.queue.name).join(', ') })}</p>}
      <Show of={list}>
        {all => (all.length === 0 ? <p>{t('newQueues.none')}</p> : (
          <div class="scroll" tabIndex={0} role="region" aria-label={t('newQueues')}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('queue')}</th><th scope="col">{t('newQueues.profile')}</th><th scope="col" class="n">{t('newQueues.calls')}</th><th scope="col" class="n">{t('newQueues.seconds')}</th>
                  {is('trafikledning') && <th scope="col"><span class="visually-hidden">{t('remove')}</span></th>}
                </tr>
              </thead>
              <tbody>
                {all.map(one => (
                  <tr key={one.queue}>
                    <th scope="row">{queues.name(one.queue)}</th><td>{queues.name(one.profile)}</td><td class="n">{number(one.callsPerWeek)}</td>
                    <td class="n">{one.averageHandleSeconds ? `${number(one.averageHandleSeconds)} s` : t('newQueues.sameSeconds')}</td>
                    {is('trafikledning') && (
                      <td><button type="button" class="plain" disabled={send.isSending} aria-label={`${t('remove')} ${queues.name(one.queue)}`} onClick={() => void write(all.filter(other => other !== one))}>✕</button></td>
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        ))}
      </Show>
      {is('trafikledning') && list.value && <NewQueueForm key={added} isSending={send.isSending} fresh={new Set(list.value.map(one => one.queue))} add={add} />}
      <Failure problem={send.failure} />
    </section>
  );
}

type NewQueueFormProps = {
  readonly isSending: boolean;
  /** Queues that borrow themselves, so that nothing can be borrowed of them. */
  readonly fresh: ReadonlySet<string>;
  readonly add: (one: NewQueueBody) => void;
};

function NewQueueForm({ isSending, fresh, add }: NewQueueFormProps) {
  const queues = useQueues();
  const [queue, setQueue] = useState('');
  const [profile, setProfile] = useState('');
  const [calls, setCalls] = useState('');
  const [seconds, setSeconds] = useState('');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    add({ queue, profile, callsPerWeek: Number(calls), averageHandleSeconds: seconds === '' ? null : Number(seconds) });
  };
  return (
    <form onSubmit={submit} aria-label={t('newQueues.add')}>
      <h3>{t('newQueues.add')}</h3>
      <div class="row">
        <label>{t('queue')}<select value={queue} required onChange={event => setQueue(event.currentTarget.value)}><option value="" />{queues.all.map(one => <option key={one.code} value={one.code}>{one.queue.name}</option>)}</select></label>
        <label>{t('newQueues.profile')}<select value={profile} required onChange={event => setProfile(event.currentTarget.value)}><option value="" />{queues.all.filter(one => one.code !== queue && !fresh.has(one.code)).map(one => <option key={one.code} value={one.code}>{one.queue.name}</option>)}</select></label>
        <label>{t('newQueues.calls')}<input type="number" value={calls} required min={1} step="any" onInput={event => setCalls(event.currentTarget.value)} /></label>
        <label>{t('newQueues.seconds')}<input type="number" value={seconds} min={1} max={36000} onInput={event => setSeconds(event.currentTarget.value)} /></label>
      </div>
      <p class="soft">{t('newQueues.emptySeconds')}</p>
      <div class="row"><button disabled={isSending}>{t('form.add')}</button></div>
    </form>
  );
}
