import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useLoad } from '../../api/load';
import type { PageOfRequestView, RequestView } from '../../api/types';
import { query, setQuery } from '../../app/route';
import { at, ledGroups } from '../../app/session';
import { Empty, Show } from '../../parts/states';
import { moment, when } from '../../words/show';
import { t } from '../../words/words';
import { nameOf, toneOf } from '../my/my-requests';
import { usePeople, type People } from '../people';
import { Batch } from './batch';
import { RequestCard } from './request-card';

const shown = ['open', 'waiting', 'approved', 'denied', 'all'] as const;

/** What waits for an answer, the soonest decide-by date first, with what a yes would cost. */
export default function Requests() {
  const which = query.value.get('status') ?? 'open';
  const status = which === 'open' ? 'sent' : which;
  const page = useLoad<PageOfRequestView>(at(`requests?limit=200${status === 'all' ? '' : `&status=${status}`}`), ['requests']);
  const people = usePeople();
  const items = page.value?.items ?? [];
  // The first stays on screen when one that is more urgent comes in: a key pressed then must not decide another.
  const first = useRef<number | null>(null);
  first.current ??= items[0]?.id ?? null;
  const chosen = Number(query.value.get('id')) || first.current;
  const choose = (id: number) => setQuery({ id: String(id) });
  const [selected, setSelected] = useState<readonly RequestView[]>([]);
  const isLeader = ledGroups.value.length > 0;
  const toggle = (request: RequestView) =>
    setSelected(before => (before.some(one => one.id === request.id) ? before.filter(one => one.id !== request.id) : [...before, request]));

  const step = (by: number) => {
    const place = items.findIndex(request => request.id === chosen);
    const next = items[Math.min(items.length - 1, Math.max(0, place + by))];
    if (next) {
      choose(next.id);
      document.getElementById(`request-${next.id}`)?.scrollIntoView({ block: 'nearest' });
    }
  };
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (isTyping(event) || document.querySelector('dialog[open]')) return;
      if (event.key === 'j') step(1);
      if (event.key === 'k') step(-1);
      const current = items.find(request => request.id === chosen);
      if (event.key === 'x' && isLeader && current && isOpen(current)) toggle(current);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  });

  return (
    <>
      <h1>{t('nav.requests')}</h1>
      <div class="row">
        <label>{t('requests.show')}
          <select value={which} onChange={event => { setSelected([]); first.current = null; setQuery({ status: event.currentTarget.value, id: null }); }}>
            {shown.map(one => <option key={one} value={one}>{t(`requests.show.${one}`)}</option>)}
          </select>
        </label>
        {isLeader && items.some(isOpen) && (
          <button type="button" onClick={() => setSelected(selected.length > 0 ? [] : items.filter(isOpen).slice(0, mostTogether))}>{t(selected.length > 0 ? 'batch.none' : 'batch.all')}</button>
        )}
        <p class="soft keys">{t(isLeader ? 'requests.keys' : 'requests.keys.advise')}</p>
      </div>
      <Show of={page}>
        {() => items.length === 0 && selected.length === 0 && !query.value.get('id') ? <Empty title={t('requests.none')} /> : (
          <div class="two">
            <List items={items} chosen={chosen} choose={choose} people={people} selected={selected} toggle={isLeader ? toggle : null} />
            {selected.length > 0
              ? <Batch requests={selected} people={people} close={() => setSelected([])} decided={page.again} />
              : chosen !== null && <RequestCard key={chosen} id={chosen} people={people} decided={() => { page.again(); step(1); }} />}
          </div>
        )}
      </Show>
    </>
  );
}

/** As many as the server weighs together. */
const mostTogether = 50;

const isOpen = (request: RequestView): boolean => request.status === 'sent' || request.status === 'waiting';

export const isTyping = (event: KeyboardEvent): boolean =>
  event.ctrlKey || event.metaKey || event.altKey || (event.target instanceof HTMLElement && event.target.matches('input:not([type=checkbox]), select, textarea'));

type ListProps = {
  readonly items: readonly RequestView[]; readonly chosen: number | null; readonly choose: (id: number) => void; readonly people: People;
  readonly selected: readonly RequestView[]; readonly toggle: ((request: RequestView) => void) | null;
};

function List({ items, chosen, choose, people, selected, toggle }: ListProps) {
  return (
    <ul class="bare inbox-list" aria-label={t('requests.list')}>
      {items.map(request => (
        <li key={request.id} class={toggle ? 'selectable' : undefined}>
          {toggle && isOpen(request) && (
            <input type="checkbox" checked={selected.some(one => one.id === request.id)} onChange={() => toggle(request)}
              aria-label={t('batch.select', { who: whoOf(request, people), when: when(request.start, request.end) })} />
          )}
          <button type="button" id={`request-${request.id}`} aria-current={request.id === chosen ? 'true' : undefined} onClick={() => choose(request.id)}>
            <strong>{whoOf(request, people)}</strong>
            <span>{nameOf(request)}, {when(request.start, request.end)}</span>
            <span class="row">
              {request.status === 'sent'
                ? request.outlook && <span class={`tag ${request.outlook.colour === 'green' ? 'good' : 'warn'}`}>{t(`outlook.short.${request.outlook.colour}`)}</span>
                : <span class={`tag ${toneOf(request.status)}`}>{t(`status.${request.status}`)}</span>}
              {request.advice && <span class="tag">{t('requests.advised')}</span>}
              <small>{t('requests.decideBy', { when: moment(request.decideBy) })}</small>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

export function whoOf(request: RequestView, people: People): string {
  const [first, second] = request.agents;
  if (request.kind === 'swap' && second) return t('requests.swapOf', { one: people.name(first!), other: people.name(second) });
  return request.agents.length > 2 ? t('requests.many', { who: people.name(first!), n: request.agents.length - 1 }) : request.agents.map(people.name).join(', ');
}
