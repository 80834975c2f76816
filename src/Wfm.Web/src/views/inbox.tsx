import { useState } from 'preact/hooks';
import { ask, get } from '../api/client';
import { useLoad } from '../api/load';
import type { InboxMessage, PageOfInboxMessage } from '../api/types';
import { go } from '../app/route';
import { at, is } from '../app/session';
import { Empty, Show } from '../parts/states';
import { remark } from '../words/remark';
import { day, fullDate, moment } from '../words/show';
import { addDays } from '../time/zone';
import { t, tOr } from '../words/words';

type Facts = { readonly start?: string; readonly end?: string; readonly firstDay?: string; readonly weeks?: number; readonly request?: number; readonly offer?: number; readonly proposal?: number; readonly name?: string; readonly days?: readonly string[]; readonly reason?: string; readonly said?: string; readonly date?: string; readonly meetings?: readonly { readonly date: string; readonly before: string; readonly after: string }[] };

/** What one was told, newest first. */
export function Inbox() {
  const first = useLoad<PageOfInboxMessage>(at('inbox?limit=50'), ['requests', 'schedules', 'periods', 'runs', 'day']);
  const [older, setOlder] = useState<PageOfInboxMessage | null>(null);
  const last = older ?? first.value;
  const more = async () => {
    const next = await get<PageOfInboxMessage>(at(`inbox?limit=50&after=${last!.next}`));
    setOlder({ items: [...(older?.items ?? []), ...next.items], next: next.next });
  };
  const read = async (message: InboxMessage) => {
    if (message.readAt === null) {
      await ask('POST', at(`inbox/${message.id}/read`));
      first.again();
    }
    const to = placeOf(message);
    if (to) go(to);
  };
  return (
    <>
      <h1>{t('inbox')}</h1>
      <Show of={first}>
        {page => page.items.length === 0 ? <Empty title={t('inbox.empty')} /> : (
          <ul class="messages">
            {[...page.items, ...(older?.items ?? [])].map(message => (
              <li key={message.id} class={message.readAt === null ? 'unread' : undefined}>
                <button type="button" onClick={() => void read(message)}>
                  <strong>{message.readAt === null && <span class="dot" aria-label={t('inbox.unread')} role="img" />}{tOr(`inbox.${message.kind}`, t('inbox.other'))}</strong>
                  <span>{detailOf(message.facts as Facts)}</span>
                  <small>{moment(message.at)}</small>
                </button>
              </li>
            ))}
          </ul>
        )}
      </Show>
      {last?.next && <button type="button" onClick={() => void more()}>{t('more')}</button>}
    </>
  );
}

// Times of messages are wall-clock times already.
function detailOf(facts: Facts): string {
  const parts: string[] = [];
  if (facts.start && facts.end) parts.push(local(facts.start, facts.end));
  else if (facts.firstDay) parts.push(t('inbox.period', { from: fullDate(facts.firstDay), weeks: facts.weeks ?? '' }));
  else if (facts.date) parts.push(day(facts.date));
  if (facts.days) parts.push(facts.days.slice(0, 5).map(day).join(', '));
  if (facts.meetings) parts.push(facts.meetings.slice(0, 5).map(one => `${day(one.date)} ${one.before} → ${one.after}`).join(', '));
  if (facts.name) parts.push(facts.name);
  if (facts.reason) parts.push(remark(facts.said, facts.reason));
  return parts.join(' – ');
}

function local(start: string, end: string): string {
  const [from, to] = [start.slice(0, 16), end.slice(0, 16)];
  const midnights = from.endsWith('00:00') && to.endsWith('00:00');
  if (midnights) {
    const last = addDays(to.slice(0, 10), -1);
    return from.slice(0, 10) === last ? day(last) : `${day(from.slice(0, 10))} – ${day(last)}`;
  }
  return from.slice(0, 10) === to.slice(0, 10) ? `${day(from.slice(0, 10))} ${from.slice(11)}–${to.slice(11)}` : `${day(from.slice(0, 10))} ${from.slice(11)} – ${day(to.slice(0, 10))} ${to.slice(11)}`;
}

function placeOf(message: InboxMessage): string | null {
  const facts = message.facts as Facts;
  if (facts.request !== undefined) return is('gruppledare', 'trafikledning') ? `/requests?id=${facts.request}` : '/my-schedule';
  if (facts.offer !== undefined) return '/my-schedule';
  if (facts.proposal !== undefined) return '/day';
  if (message.kind === 'wishes-open') return '/wishes';
  if (message.kind === 'period-to-approve') return '/periods';
  if (message.kind.startsWith('schedule-')) return is('medarbetare') ? '/my-schedule' : '/schedule';
  return message.kind === 'night-report' || message.kind === 'run-parked' ? '/runs' : null;
}
