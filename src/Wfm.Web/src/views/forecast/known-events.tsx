import { useState } from 'preact/hooks';
import { ask } from '../../api/client';
import { useLoad, useSend } from '../../api/load';
import type { EventSizesView, EventSizeView, KindSizeView, KnownEventBody } from '../../api/types';
import { query } from '../../app/route';
import { at, is, zone } from '../../app/session';
import { say } from '../../parts/said';
import { Failure, Show } from '../../parts/states';
import { clockAt } from '../../time/zone';
import { fullDate, number, signed } from '../../words/show';
import { t } from '../../words/words';
import { useQueues } from '../queues';
import { EventForm } from './event-form';
import { around, bandOf, learnedOf, suggestionFor } from './events';

/** Mailings, campaigns, snow: days on which more or fewer call, what past ones were worth and what that suggests for the next. */
export function KnownEvents() {
  const list = useLoad<readonly KnownEventBody[]>(at('events-known'), ['events-known']);
  const sizes = useLoad<EventSizesView>(at('events-known/sizes'), ['events-known']);
  const queues = useQueues();
  const send = useSend();
  const [isAll, setAll] = useState(false);
  const [edited, setEdited] = useState<KnownEventBody | null>(null);
  const [added, setAdded] = useState(0);
  const monday = query.value.get('week') ?? null;
  const today = clockAt(Date.now(), zone.value).date;
  const write = (next: readonly KnownEventBody[]) => send.run(async () => {
    await ask('PUT', at('events-known'), next, { ifMatch: list.tag });
    list.again();
    sizes.again();
    say(t('events.saved'));
  });
  const save = (one: KnownEventBody) => {
    const others = (list.value ?? []).filter(other => !edited || keyOf(other) !== keyOf(edited));
    void write([...others, one]).then(isDone => {
      if (!isDone) return;
      setEdited(null);
      setAdded(count => count + 1);
    });
  };
  return (
    <section>
      <h2>{t('events')}</h2>
      <p class="soft">{t('events.how')}</p>
      <Show of={list}>
        {all => {
          const shown = isAll ? all : around(all, monday, today);
          return (
            <>
              {shown.length > 0 && (
                <div class="scroll" tabIndex={0} role="region" aria-label={t('events')}>
                  <table>
                    <thead>
                      <tr>
                        <th scope="col">{t('from')}</th><th scope="col">{t('to')}</th><th scope="col">{t('name')}</th><th scope="col">{t('events.kind')}</th><th scope="col">{t('queue')}</th>
                        <th scope="col">{t('events.shape')}</th><th scope="col" class="n">{t('events.change')}</th><th scope="col">{t('events.byHistory')}</th>
                        {is('trafikledning') && <th scope="col"><span class="visually-hidden">{t('events.edit')}</span></th>}
                      </tr>
                    </thead>
                    <tbody>
                      {shown.map(one => (
                        <tr key={keyOf(one)}>
                          <td class="d">{fullDate(one.from)}</td><td class="d">{fullDate(one.to)}</td><td>{one.name}</td><td>{t(`events.kind.${one.kind ?? 'other'}`)}</td>
                          <td>{one.queue ? queues.name(one.queue) : t('queue.all')}</td><td>{t(`events.shape.${one.shape ?? 'step'}`)}</td>
                          <td class="n">{one.factor ? `${signed((one.factor - 1) * 100)} %` : t(one.kind === 'schoolBreak' ? 'events.byQueue' : 'events.learned')}</td>
                          <td><Learned of={learnedOf(sizes.value, one)} expected={one.factor ? null : suggestionFor(sizes.value, one.kind ?? 'other', one.name, one.queue ?? null)} /></td>
                          {is('trafikledning') && (
                            <td class="d">
                              <button type="button" class="plain" disabled={send.isSending} aria-label={`${t('events.edit')} ${one.name}`} onClick={() => setEdited(one)}>✎</button>
                              <button type="button" class="plain" disabled={send.isSending} aria-label={`${t('remove')} ${one.name}`} onClick={() => void write(all.filter(other => other !== one))}>✕</button>
                            </td>
                          )}
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </div>
              )}
              {shown.length === 0 && <p>{t('events.noneNear')}</p>}
              {!isAll && all.length > shown.length && <button type="button" class="plain" onClick={() => setAll(true)}>{t('events.all', { n: number(all.length) })}</button>}
            </>
          );
        }}
      </Show>
      <Failure problem={sizes.failure} retry={sizes.again} />
      {is('trafikledning') && list.value && <EventForm key={edited ? keyOf(edited) : added} of={edited} sizes={sizes.value} isSending={send.isSending} save={save} leave={() => setEdited(null)} />}
      <Failure problem={send.failure} />
    </section>
  );
}

const keyOf = (one: KnownEventBody): string => [one.from, one.to, one.name, one.queue, one.factor, one.kind, one.shape].join('|');

/** What history tells of an event, or why it tells nothing; while it is to come and its size is to be learned, what is reckoned with until then. */
function Learned({ of, expected }: { readonly of: EventSizeView | null; readonly expected: KindSizeView | null }) {
  if (of?.outcome === 'learned') {
    const [size, low, high] = bandOf(of.sizeFraction!, of.standardError!);
    return <>{t('events.learnedSize', { size: signed(size), low: signed(low), high: signed(high) })}</>;
  }
  const isToCome = !of || of.outcome === 'notOver';
  return <>{of && <small>{t(`events.not.${of.outcome}`)} </small>}{isToCome && expected ? t('events.expected', { size: signed(expected.sizeFraction * 100) }) : !of && '–'}</>;
}
