import { useComputed } from '@preact/signals';
import { useRef, useState } from 'preact/hooks';
import { ask } from '../../api/client';
import type { LentInfo, PersonInfo } from '../../api/types';
import { at } from '../../app/session';
import { say } from '../../parts/said';
import { number, span, time } from '../../words/show';
import { t } from '../../words/words';
import { looks } from '../activities';
import type { Desk } from './desk';
import { broken, change, draft, pending } from './pending';
import { hoursOf, keyOf, loansOver, movePiece, moveShift, overlay, resizeEnd, resizePiece, resizeStart, snap, startOf, endOf, type Day } from './shift';
import { Padlock, Pen } from '../../parts/icons';
import { ShiftForm } from './shift-form';

type RowProps = {
  readonly desk: Desk; readonly person: PersonInfo; readonly index: number; readonly date: string; readonly stored: Day | undefined; readonly lent: readonly LentInfo[];
  readonly from: number; readonly to: number; readonly ticks: readonly number[];
};

type Grip = { readonly mode: 'move' | 'start' | 'end'; readonly piece: number; readonly x: number; readonly perPixel: number; readonly day: Day };

const edge = 7;

/** One person's day: dragged with the mouse, or picked with Enter and moved with the arrows, or written into a form. */
export function DayRow({ desk, person, index, date, stored, lent, from, to, ticks }: RowProps) {
  const { agent, name } = person;
  const key = keyOf(agent, date);
  // Only the row that is dragged draws itself again.
  const changed = useComputed(() => (draft.value?.agent === agent && draft.value.date === date ? draft.value : pending.value.get(key)));
  const isBroken = useComputed(() => broken.value.has(key));
  const day = changed.value ?? stored ?? { agent, date, pieces: [] };
  const grip = useRef<Grip | null>(null);
  const [picked, setPicked] = useState<number | null>(null);
  const [isForm, setForm] = useState(false);
  const isLocked = desk.locks.has(key);
  const storedOf = () => stored;
  const place = (moment: number) => `${((moment - from) / (to - from)) * 100}%`;

  const shape = (base: Day, piece: number, mode: Grip['mode'], by: number): Day => {
    const isWork = base.pieces[piece]?.kind === 'contacts';
    if (mode === 'start') return resizeStart(base, by);
    if (mode === 'end') return isWork ? resizeEnd(base, by) : resizePiece(base, piece, by);
    return isWork ? moveShift(base, by) : movePiece(base, piece, by);
  };
  const keep = () => {
    if (draft.value) change([draft.value], storedOf);
    draft.value = null;
  };

  const down = (event: PointerEvent, piece: number) => {
    if (!desk.mayEdit || event.button !== 0) return;
    const bar = event.currentTarget as HTMLElement;
    const box = bar.getBoundingClientRect();
    const lane = bar.parentElement!.getBoundingClientRect();
    const isFirst = piece === 0, isLast = piece === day.pieces.length - 1, isWork = day.pieces[piece]!.kind === 'contacts';
    const mode = isFirst && event.clientX - box.left < edge ? 'start' : (isLast || !isWork) && box.right - event.clientX < edge ? 'end' : 'move';
    grip.current = { mode, piece, x: event.clientX, perPixel: (to - from) / lane.width, day };
    bar.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent) => {
    const held = grip.current;
    if (!held) return;
    const by = Math.round(((event.clientX - held.x) * held.perPixel) / snap) * snap;
    const next = shape(held.day, held.piece, held.mode, by);
    if (by !== 0 || draft.value) draft.value = next;
  };
  const up = () => {
    if (!grip.current) return;
    grip.current = null;
    keep();
  };

  const press = (event: KeyboardEvent, piece: number) => {
    const by = event.key === 'ArrowLeft' ? -snap : event.key === 'ArrowRight' ? snap : 0;
    if (picked !== null) {
      if (by !== 0) {
        event.preventDefault();
        const next = shape(day, picked, event.shiftKey ? (event.ctrlKey ? 'start' : 'end') : 'move', by);
        draft.value = next;
        const shown = next.pieces[Math.min(picked, next.pieces.length - 1)]!;
        say(day.pieces[picked]?.kind === 'contacts' ? span(startOf(next), endOf(next)) : `${looks.value[shown.kind].name} ${span(shown.start, shown.end)}`);
      } else if (event.key === 'Enter') {
        event.preventDefault();
        keep();
        setPicked(null);
      } else if (event.key === 'Escape') {
        draft.value = null;
        setPicked(null);
      }
      return;
    }
    if (by !== 0) {
      event.preventDefault();
      ((event.currentTarget as HTMLElement)[by < 0 ? 'previousElementSibling' : 'nextElementSibling'] as HTMLElement | null)?.focus();
    } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault();
      focusRow(event.currentTarget as HTMLElement, event.key === 'ArrowUp' ? -1 : 1);
    } else if (!desk.mayEdit) {
      return;
    } else if (event.key === 'Enter') {
      event.preventDefault();
      setPicked(piece);
      say(t('day.picked', { what: looks.value[day.pieces[piece]!.kind].name, name }));
    } else if (event.key === 'Delete' && day.pieces[piece]?.kind !== 'contacts') {
      change([overlay(day, { ...day.pieces[piece]!, kind: 'contacts' })], storedOf);
    } else if (event.key === 'e') {
      setForm(true);
    } else if (event.key === 'l') {
      void lock();
    }
  };
  const lock = async () => {
    await ask(isLocked ? 'DELETE' : 'PUT', at(`locks/${agent}/${date}`));
    desk.locksChanged();
    say(t(isLocked ? 'lock.off' : 'lock.on', { name }));
  };

  return (
    <div role="row" aria-rowindex={index + 1} class={`day-row ${changed.value ? 'changed' : ''} ${isBroken.value ? 'broken' : ''}`} data-agent={agent}>
      <div role="rowheader" class="name">
        <span title={name}>{name}</span>
        {isBroken.value && <span class="below-mark" role="img" aria-label={t('grid.broken')} title={t('grid.broken')}>▲</span>}
        <small>{day.pieces.length > 0 ? number(hoursOf(day), 1) : ''}</small>
        {desk.mayEdit && <button type="button" class="plain tiny" aria-label={t('day.edit', { name })} onClick={() => setForm(true)}><Pen /></button>}
        {desk.mayEdit
          ? <button type="button" class="plain tiny" aria-pressed={isLocked} aria-label={t('lock', { name })} onClick={() => void lock()}><Padlock isClosed={isLocked} /></button>
          : isLocked && <span role="img" aria-label={t('lock.is')}><Padlock isClosed /></span>}
      </div>
      <div role="gridcell" class="lane">
        {ticks.map(tick => <u key={tick} style={{ left: place(tick) }} />)}
        {day.pieces.map((piece, order) => {
          const look = looks.value[piece.kind];
          const label = [`${look.name} ${span(piece.start, piece.end)}`, ...loansOver(piece, lent).map(loan => t('lent.during', { span: span(loan.start, loan.end), queues: loan.queues }))].join(', ');
          return (
            <button key={order} type="button" tabIndex={order === 0 ? 0 : -1} class={`piece ${piece.kind} ${picked === order ? 'picked' : ''}`}
              style={{ left: place(piece.start), width: `calc(${place(piece.end)} - ${place(piece.start)})`, background: look.colour, color: look.ink }}
              title={label} aria-label={`${label}, ${name}`}
              onPointerDown={event => down(event, order)} onPointerMove={move} onPointerUp={up} onPointerCancel={() => { grip.current = null; draft.value = null; }}
              onKeyDown={event => press(event, order)} onBlur={() => { if (picked !== null) { keep(); setPicked(null); } }} onDblClick={() => desk.mayEdit && setForm(true)}
              data-text={`${look.letters}${piece.kind === 'contacts' && order === 0 ? ` ${time(piece.start)}` : ''}`}
              {...(piece.kind === 'contacts' && order > 0 && order === day.pieces.length - 1 ? { 'data-end': time(piece.end) } : {})} />
          );
        })}
        {lent.map(loan => {
          const [start, end] = [Math.max(from, Date.parse(loan.start)), Math.min(to, Date.parse(loan.end))];
          return <LoanMark key={loan.start} queues={loan.queues} style={{ left: place(start), width: `calc(${place(end)} - ${place(start)})` }} />;
        })}
        {day.pieces.length === 0 && (desk.mayEdit
          ? <button type="button" class="plain free" onClick={() => setForm(true)} onKeyDown={event => { if (event.key.startsWith('Arrow')) { event.preventDefault(); focusRow(event.currentTarget, event.key === 'ArrowUp' ? -1 : 1); } }}>{t('my.free')}</button>
          : <span class="soft free">{t('my.free')}</span>)}
      </div>
      {isForm && <ShiftForm day={day} name={name} close={() => setForm(false)} keep={next => { change([next], storedOf); setForm(false); }} />}
    </div>
  );
}

/** A stretch somebody is lent: a sign, the queues and a pattern under the bars; for those who do not see it, it stands in their labels and under the grid. */
export const LoanMark = ({ queues, style }: { readonly queues?: string; readonly style?: { readonly left: string; readonly width: string } }) =>
  <span class="loan" style={style ?? {}} aria-hidden="true"><b>⇄ {queues}</b></span>;

function focusRow(from: HTMLElement, by: number): void {
  const row = from.closest('.day-row');
  const next = by < 0 ? row?.previousElementSibling : row?.nextElementSibling;
  const left = from.getBoundingClientRect().left;
  const bars = [...(next?.querySelectorAll<HTMLElement>('.lane button') ?? [])];
  (bars.find(bar => bar.getBoundingClientRect().right > left + 1) ?? bars.at(-1))?.focus();
}
