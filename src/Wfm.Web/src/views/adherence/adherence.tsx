import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useLoad } from '../../api/load';
import type { BoardChange, BoardRow, GroupView, LoggedInNow } from '../../api/types';
import { query, setQuery } from '../../app/route';
import { at, is, ledGroups } from '../../app/session';
import { Explain } from '../../parts/explain';
import { Empty, Loading, Show } from '../../parts/states';
import { byName, length, number, time } from '../../words/show';
import { t } from '../../words/words';
import { looks } from '../activities';
import { useQueues } from '../queues';
import { AdherenceHistory } from './history';
import { ReportAway } from './report-away';

const orders = ['deviation', 'name', 'group', 'state'] as const;

/** The server's word for states that stand in no group: their own code says more. */
const noGroup = 'undefined';

/** Who does what against what is scheduled, as it changes; longest out of plan first. */
export default function AdherenceBoard() {
  const [isPaused, setPaused] = useState(false);
  const { rows, moment } = useBoard(isPaused);
  const groups = useLoad<readonly GroupView[]>(at('groups'), ['groups']);
  const group = query.value.get('group') ?? '';
  const order = query.value.get('sort') ?? 'deviation';
  const [away, setAway] = useState<BoardRow | null>(null);
  const groupName = (code: string) => groups.value?.find(one => one.code === code)?.name ?? code;
  const shown = useMemo(() => [...(rows ?? [])].filter(row => !group || row.group === group).sort(compare(order)), [rows, group, order]);
  const alarms = shown.filter(row => row.isAlarm).length;
  return (
    <>
      <h1>{t('nav.adherence')}</h1>
      <p class="soft">{t('board.purpose')}</p>
      <div class="row">
        <label>{t('group')}
          <select value={group} onChange={event => setQuery({ group: event.currentTarget.value || null })}>
            <option value="">{t('group.all')}</option>
            {(groups.value ?? []).filter(one => is('trafikledning') || ledGroups.value.includes(one.code)).map(one => <option key={one.code} value={one.code}>{one.name}</option>)}
          </select>
        </label>
        <label>{t('sort')}
          <select value={order} onChange={event => setQuery({ sort: event.currentTarget.value })}>{orders.map(one => <option key={one} value={one}>{t(`board.sort.${one}`)}</option>)}</select>
        </label>
        <button type="button" aria-pressed={isPaused} onClick={() => setPaused(!isPaused)}>{t(isPaused ? 'board.go' : 'board.pause')}</button>
        {moment && <span class="soft">{t('board.asOf', { time: time(moment) })}</span>}
        {rows && <span class={`tag ${alarms > 0 ? 'bad' : 'good'}`} role="status">{t('board.alarms', { n: alarms })}</span>}
      </div>
      {!rows ? <Loading /> : shown.length === 0 ? <Empty title={t('schedule.nobody')} /> : (
        <div class="scroll table-scroll tall" tabIndex={0} role="region" aria-label={t('nav.adherence')}>
          <table class="full">
            <thead>
              <tr>
                <th scope="col">{t('name')}</th><th scope="col">{t('group')}</th><th scope="col">{t('board.state')}</th><th scope="col" class="n">{t('board.since')}</th>
                <th scope="col">{t('board.scheduled')}</th><th scope="col">{t('board.agrees')}<Explain figure="adherence" /></th><th scope="col"><span class="visually-hidden">{t('runs.act')}</span></th>
              </tr>
            </thead>
            <tbody>
              {shown.map(row => (
                <tr key={row.agent} class={row.isAlarm ? 'below' : undefined}>
                  <th scope="row">{row.name}</th><td>{groupName(row.group)}</td>
                  <td><span class="state" style={{ borderLeftColor: row.colour }}>{(row.stateGroup === noGroup ? row.state : row.stateName ?? row.state) ?? t('board.unknown')}</span></td>
                  <td class="n">{row.since && moment ? length(Date.parse(moment) - Date.parse(row.since)) : '–'}</td>
                  <td>{row.scheduled ? looks.value[row.scheduled].name : t('board.off')} {row.scheduledUntil && <small>{t(row.scheduled ? 'my.until' : 'board.begins', { time: time(row.scheduledUntil) })}</small>}</td>
                  <td>
                    <span class={`tag ${row.adherence === 'out' ? (row.isAlarm ? 'bad' : 'warn') : row.adherence === 'in' ? 'good' : 'soft'}`}>{row.adherence === 'out' ? '▲ ' : row.adherence === 'in' ? '✓ ' : ''}{t(`board.${row.adherence}`)}</span>
                    {row.deviatesSince && moment && <small> {length(Date.parse(moment) - Date.parse(row.deviatesSince))}</small>}
                  </td>
                  <td><button type="button" onClick={() => setAway(row)} aria-label={t('away.of', { name: row.name })}>{t('away')}</button></td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <LoggedIn />
      {is('gruppledare') && <AdherenceHistory />}
      {away && <ReportAway agent={away.agent} name={away.name} close={() => setAway(null)} />}
    </>
  );
}

// A pause keeps what is shown still; the newest board is there at once when it goes on.
function useBoard(isPaused: boolean): { readonly rows: readonly BoardRow[] | null; readonly moment: string | null } {
  const newest = useRef(new Map<string, BoardRow>());
  const [shown, setShown] = useState<{ rows: readonly BoardRow[] | null; moment: string | null }>({ rows: null, moment: null });
  const paused = useRef(isPaused);
  const moment = useRef<string | null>(null);
  paused.current = isPaused;
  useEffect(() => {
    const stream = new EventSource(at('adherence/events'));
    const take = (event: Event, isWhole: boolean) => {
      const change = JSON.parse((event as MessageEvent<string>).data) as BoardChange;
      if (isWhole) newest.current = new Map();
      for (const row of change.rows) newest.current.set(row.agent, row);
      moment.current = change.at;
      if (!paused.current) setShown({ rows: [...newest.current.values()], moment: change.at });
    };
    stream.addEventListener('board', event => take(event, true));
    stream.addEventListener('states', event => take(event, false));
    return () => stream.close();
  }, []);
  useEffect(() => {
    if (!isPaused && moment.current) setShown({ rows: [...newest.current.values()], moment: moment.current });
  }, [isPaused]);
  return shown;
}

const rank = (row: BoardRow): number => (row.isAlarm ? 2 : row.adherence === 'out' ? 1 : 0);

function compare(order: string): (one: BoardRow, other: BoardRow) => number {
  const names = (one: BoardRow, other: BoardRow) => byName(one.name, other.name);
  if (order === 'name') return names;
  if (order === 'group') return (one, other) => byName(one.group, other.group) || names(one, other);
  if (order === 'state') return (one, other) => byName(one.stateName ?? '', other.stateName ?? '') || names(one, other);
  return (one, other) => rank(other) - rank(one) || (one.deviatesSince ?? '9').localeCompare(other.deviatesSince ?? '9') || names(one, other);
}

/** People there for each queue against who should be. */
function LoggedIn() {
  const list = useLoad<readonly LoggedInNow[]>(at('logged-in'), ['day', 'states', 'schedules']);
  const queues = useQueues();
  return (
    <section>
      <h2>{t('loggedIn')}</h2>
      <p class="soft">{t('loggedIn.how')}</p>
      <Show of={list}>
        {all => (
          <div class="scroll" tabIndex={0} role="region" aria-label={t('loggedIn')}>
            <table class="full">
              <thead><tr><th scope="col">{t('queue')}</th><th scope="col" class="n">{t('strip.required')}</th><th scope="col" class="n">{t('loggedIn.scheduled')}</th><th scope="col" class="n">{t('loggedIn.there')}</th><th scope="col" class="n">{t('loggedIn.ready')}</th><th scope="col" class="n">{t('loggedIn.missing')}</th></tr></thead>
              <tbody>
                {all.map(one => (
                  <tr key={one.queue} class={one.missing > 0 ? 'below' : undefined}><th scope="row">{queues.name(one.queue)}</th><td class="n">{one.required === null ? '–' : number(one.required)}</td><td class="n">{number(one.scheduled)}</td><td class="n">{number(one.loggedIn)}</td><td class="n">{number(one.ready)}</td><td class="n">{number(one.missing)}</td></tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Show>
    </section>
  );
}
