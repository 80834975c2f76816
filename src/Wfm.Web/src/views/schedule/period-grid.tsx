import { useComputed } from '@preact/signals';
import { useMemo, useRef, useState } from 'preact/hooks';
import { ask } from '../../api/client';
import { useLoad } from '../../api/load';
import type { PeriodGrid as GridAnswer, PersonInfo } from '../../api/types';
import { setQuery } from '../../app/route';
import { at, zone } from '../../app/session';
import { Explain } from '../../parts/explain';
import { say } from '../../parts/said';
import { Empty, Show } from '../../parts/states';
import { daysFrom, weekdayOf } from '../../time/zone';
import { dayOfMonth, longDay, number, span, time, week, weekday } from '../../words/show';
import { t } from '../../words/words';
import { looks } from '../activities';
import type { Desk } from './desk';
import { compared } from './compared';
import { broken, change, pending } from './pending';
import { useRows } from './rows';
import { copyTo, endOf, hoursOf, keyOf, readGrid, startOf, type Day } from './shift';

const rowHeight = 36;
// A row has up to 84 cells, so fewer rows than of bars are drawn at once.
const drawnWhole = 40;

type Cell = { readonly row: number; readonly column: number };

/** All weeks of a period: a row a person, a column a day; chosen, copied and locked with the keyboard or the mouse. */
export function PeriodGrid({ desk }: { readonly desk: Desk }) {
  const grid = useLoad<GridAnswer>(at(`schedules/${desk.schedule.id}/grid`), [`schedules/${desk.schedule.id}`]);
  return <Show of={grid}>{all => (desk.rows.length === 0 ? <Empty title={t('schedule.nobody')} /> : <Grid desk={desk} grid={all} />)}</Show>;
}

function Grid({ desk, grid }: { readonly desk: Desk; readonly grid: GridAnswer }) {
  const shifts = useMemo(() => readGrid(grid, desk.schedule.firstDay), [grid]);
  const stored = useMemo(() => new Map(shifts.map(shift => [keyOf(shift.agent, shift.date), shift])), [shifts]);
  const days = useMemo(() => daysFrom(desk.schedule.firstDay, desk.schedule.weeks * 7), [desk.schedule]);
  const names = useMemo(() => days.map(longDay), [days]);
  const people = useMemo(() => {
    const counts = new Map<string, number>();
    for (const shift of shifts) counts.set(shift.date, (counts.get(shift.date) ?? 0) + 1);
    return days.map(date => counts.get(date) ?? 0);
  }, [days, shifts]);
  const seen = useRows(desk.rows.length, rowHeight, drawnWhole);
  const anchor = useRef<Cell>({ row: 0, column: 0 });
  const [range, setRange] = useState<readonly [Cell, Cell] | null>(null);
  const copied = useRef<readonly (Day | null)[][]>([]);
  const dayAt = (row: number, column: number): Day | undefined => {
    const key = keyOf(desk.rows[row]!.agent, days[column]!);
    return pending.peek().get(key) ?? stored.get(key);
  };
  const storedOf = (agent: string, date: string) => stored.get(keyOf(agent, date));

  const focus = (cell: Cell, isWider: boolean) => {
    const next = { row: clamp(cell.row, desk.rows.length), column: clamp(cell.column, days.length) };
    if (isWider) setRange([range?.[0] ?? anchor.current, next]);
    else setRange(null);
    anchor.current = next;
    seen.box.current?.querySelector<HTMLElement>(`[data-cell="${next.row}:${next.column}"]`)?.focus();
  };
  const chosen = (): Cell[] => {
    const [one, other] = range ?? [anchor.current, anchor.current];
    const cells: Cell[] = [];
    for (let row = Math.min(one.row, other.row); row <= Math.max(one.row, other.row); row++) {
      for (let column = Math.min(one.column, other.column); column <= Math.max(one.column, other.column); column++) cells.push({ row, column });
    }
    return cells;
  };
  const open = (cell: Cell) => setQuery({ view: 'day', date: days[cell.column]!, agent: desk.rows[cell.row]!.agent });
  const copy = () => {
    const cells = chosen();
    const [first] = cells;
    const block: (Day | null)[][] = [];
    for (const cell of cells) (block[cell.row - first!.row] ??= []).push(dayAt(cell.row, cell.column) ?? null);
    copied.current = block;
    say(t('grid.copied', { n: cells.length }));
  };
  const paste = () => {
    const { row, column } = anchor.current;
    const made = copied.current.flatMap((line, down) => line.flatMap((day, right) => {
      const person = desk.rows[row + down], date = days[column + right];
      if (!person || !date) return [];
      return [day && day.pieces.length > 0 ? copyTo(day, person.agent, date, zone.value) : { agent: person.agent, date, pieces: [] }];
    }));
    change(made, storedOf);
  };
  const lock = async () => {
    const cells = chosen();
    const isOn = cells.every(cell => desk.locks.has(keyOf(desk.rows[cell.row]!.agent, days[cell.column]!)));
    for (const cell of cells) {
      const [agent, date] = [desk.rows[cell.row]!.agent, days[cell.column]!];
      if (desk.locks.has(keyOf(agent, date)) === isOn) await ask(isOn ? 'DELETE' : 'PUT', at(`locks/${agent}/${date}`));
    }
    desk.locksChanged();
    say(t(isOn ? 'grid.unlocked' : 'grid.locked', { n: cells.length }));
  };
  const press = (event: KeyboardEvent) => {
    const [row, column] = ((event.target as HTMLElement).dataset.cell ?? '').split(':').map(Number);
    if (row === undefined || column === undefined || Number.isNaN(row)) return;
    anchor.current = { row, column };
    const step: Record<string, readonly [number, number]> = {
      ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-10, 0], PageDown: [10, 0], Home: [0, -column], End: [0, days.length],
    };
    const by = step[event.key];
    const isControl = event.ctrlKey || event.metaKey;
    if (by) focus({ row: row + by[0], column: column + by[1] }, event.shiftKey);
    else if (event.key === 'Enter') open(anchor.current);
    else if (event.key === 'Escape') setRange(null);
    else if (!desk.mayEdit) return;
    else if (isControl && event.key === 'c') copy();
    else if (isControl && event.key === 'v') paste();
    else if (event.key === 'Delete') change(chosen().map(cell => ({ agent: desk.rows[cell.row]!.agent, date: days[cell.column]!, pieces: [] })), storedOf);
    else if (event.key === 'l') void lock();
    else return;
    event.preventDefault();
  };
  const isIn = (row: number, column: number): boolean => range !== null
    && row >= Math.min(range[0].row, range[1].row) && row <= Math.max(range[0].row, range[1].row)
    && column >= Math.min(range[0].column, range[1].column) && column <= Math.max(range[0].column, range[1].column);
  const differences = compared.value?.schedule === desk.schedule.id ? compared.value.days : null;

  return (
    <div class="period-grid" ref={seen.box} tabIndex={0} role="region" aria-label={t('schedule.period')} onKeyDown={press}>
      <table role="grid" aria-rowcount={desk.rows.length + 1} aria-label={t('schedule.period')}>
        <thead>
          <tr class="weeks"><td class="name" />{days.filter((_, index) => index % 7 === 0).map(date => <th key={date} scope="colgroup" colSpan={7}>{week(date)}</th>)}</tr>
          <tr>
            <th scope="col" class="name">{t('name')} <small>{t('schedule.hours')}<Explain figure="hours" /></small></th>
            {days.map((date, index) => (
              <th key={date} scope="col" class={weekdayOf(date) > 5 ? 'weekend' : undefined} title={t('grid.people', { n: people[index]! })}>
                <abbr title={names[index]}>{weekday(date)[0]}</abbr><br />{dayOfMonth(date)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {seen.first > 0 && <tr aria-hidden="true" style={{ height: `${seen.first * rowHeight}px` }}><td /></tr>}
          {desk.rows.slice(seen.first, seen.last).map((person, index) => (
            <Row key={person.agent} person={person} row={seen.first + index} days={days} names={names} stored={stored} locks={desk.locks} isIn={isIn} range={range} differences={differences} open={open} focus={focus} />
          ))}
          {seen.last < desk.rows.length && <tr aria-hidden="true" style={{ height: `${(desk.rows.length - seen.last) * rowHeight}px` }}><td /></tr>}
        </tbody>
      </table>
    </div>
  );
}

const clamp = (value: number, count: number): number => Math.max(0, Math.min(count - 1, value));

type RowProps = {
  readonly person: PersonInfo; readonly row: number; readonly days: readonly string[]; readonly names: readonly string[]; readonly stored: ReadonlyMap<string, Day>; readonly locks: ReadonlySet<string>;
  readonly isIn: (row: number, column: number) => boolean; readonly range: unknown; readonly differences: ReadonlySet<string> | null;
  readonly open: (cell: Cell) => void; readonly focus: (cell: Cell, isWider: boolean) => void;
};

function Row({ person, row, days, names, stored, locks, isIn, differences, open, focus }: RowProps) {
  // A change redraws the rows it is in, not the whole grid.
  const own = useComputed(() => [...pending.value.keys(), ...broken.value].filter(key => key.startsWith(`${person.agent} `)).join());
  void own.value;
  const changed = pending.peek();
  const hours = days.reduce((sum, date) => sum + hoursOf(changed.get(keyOf(person.agent, date)) ?? stored.get(keyOf(person.agent, date)) ?? { agent: '', date, pieces: [] }), 0);
  return (
    <tr aria-rowindex={row + 2}>
      <th scope="row" class="name"><span title={person.name}>{person.name}</span> <small>{number(hours)} h</small></th>
      {days.map((date, column) => {
        const key = keyOf(person.agent, date);
        const day = changed.get(key) ?? stored.get(key);
        const isWorking = day && day.pieces.length > 0;
        const extra = isWorking ? [...new Set(day.pieces.filter(piece => !['contacts', 'lunch', 'break'].includes(piece.kind)).map(piece => looks.value[piece.kind].letters))].join('') : '';
        const state = [isWorking ? 'on' : '', weekdayOf(date) > 5 ? 'weekend' : '', changed.has(key) ? 'changed' : '', isIn(row, column) ? 'chosen' : '', locks.has(key) ? 'locked' : '', differences?.has(key) ? 'differs' : '', broken.peek().has(key) ? 'broken' : ''].filter(Boolean).join(' ');
        const said = `${person.name}, ${names[column]}: ${isWorking ? span(startOf(day), endOf(day)) : t('my.free')}${locks.has(key) ? `, ${t('lock.is')}` : ''}${broken.peek().has(key) ? `, ${t('grid.broken')}` : ''}`;
        return (
          <td key={date} class={state} tabIndex={row === 0 && column === 0 ? 0 : -1} data-cell={`${row}:${column}`} aria-label={said} title={said}
            aria-selected={isIn(row, column)} onDblClick={() => open({ row, column })} onClick={event => focus({ row, column }, event.shiftKey)} {...(isWorking ? { 'data-start': `${time(startOf(day))}${extra && ` ${extra}`}`, 'data-end': time(endOf(day)) } : {})} />
        );
      })}
    </tr>
  );
}
