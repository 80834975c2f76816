import { useState } from 'preact/hooks';
import type { ActivityKind } from '../../api/types';
import { zone } from '../../app/session';
import { Dialog } from '../../parts/dialog';
import { clockAt, momentOf } from '../../time/zone';
import { longDay } from '../../words/show';
import { t } from '../../words/words';
import { activityKinds, looks } from '../activities';
import { endOf, overlay, startOf, type Day, type Piece } from './shift';

type Line = { readonly kind: ActivityKind; readonly start: string; readonly end: string };

type FormProps = { readonly day: Day; readonly name: string; readonly close: () => void; readonly keep: (day: Day) => void };

/** A day written down instead of dragged: its begin and end, and what lies in between. */
export function ShiftForm({ day, name, close, keep }: FormProps) {
  const clock = (moment: number) => clockAt(moment, zone.value).time;
  const isFree = day.pieces.length === 0;
  const [start, setStart] = useState(isFree ? '08:00' : clock(startOf(day)));
  const [end, setEnd] = useState(isFree ? '17:00' : clock(endOf(day)));
  const [lines, setLines] = useState<readonly Line[]>(
    isFree ? [{ kind: 'lunch', start: '12:00', end: '13:00' }] : day.pieces.filter(piece => piece.kind !== 'contacts').map(piece => ({ kind: piece.kind, start: clock(piece.start), end: clock(piece.end) })));
  const [wrong, setWrong] = useState<string | null>(null);
  const moment = (time: string, after: number): number => {
    const at = momentOf(day.date, time, zone.value);
    return at < after ? momentOf(day.date, '24:00', zone.value) + (at - momentOf(day.date, '00:00', zone.value)) : at;
  };
  const submit = (event: Event) => {
    event.preventDefault();
    const first = momentOf(day.date, start, zone.value);
    const last = moment(end, first);
    if (last <= first) {
      setWrong(t('form.endFirst'));
      return;
    }
    let next: Day = { ...day, pieces: [{ kind: 'contacts', start: first, end: last }] };
    for (const line of lines) {
      const from = moment(line.start, first);
      const piece: Piece = { kind: line.kind, start: from, end: moment(line.end, from) };
      if (piece.end <= piece.start || piece.start < first || piece.end > last) {
        setWrong(t('form.outside', { what: looks.value[line.kind].name }));
        return;
      }
      next = overlay(next, piece);
    }
    keep(next);
  };
  const put = (index: number, part: Partial<Line>) => setLines(lines.map((line, place) => (place === index ? { ...line, ...part } : line)));
  return (
    <Dialog title={`${name}, ${longDay(day.date)}`} close={close}>
      <form onSubmit={submit}>
        <div class="row">
          <label>{t('form.start')}<input type="time" step={900} value={start} onInput={event => setStart(event.currentTarget.value)} required /></label>
          <label>{t('form.end')}<input type="time" step={900} value={end} onInput={event => setEnd(event.currentTarget.value)} required /></label>
        </div>
        {lines.map((line, index) => (
          <div class="row" key={index}>
            <label>{t('form.what')}
              <select value={line.kind} onChange={event => put(index, { kind: event.currentTarget.value as ActivityKind })}>
                {activityKinds.filter(kind => kind !== 'contacts').map(kind => <option key={kind} value={kind}>{looks.value[kind].name}</option>)}
              </select>
            </label>
            <label>{t('from')}<input type="time" step={900} value={line.start} onInput={event => put(index, { start: event.currentTarget.value })} required /></label>
            <label>{t('to')}<input type="time" step={900} value={line.end} onInput={event => put(index, { end: event.currentTarget.value })} required /></label>
            <button type="button" aria-label={t('form.remove', { what: looks.value[line.kind].name })} onClick={() => setLines(lines.filter((_, place) => place !== index))}>✕</button>
          </div>
        ))}
        <p><button type="button" onClick={() => setLines([...lines, { kind: 'meeting', start: '10:00', end: '10:30' }])}>{t('form.add')}</button></p>
        {wrong && <p class="notice bad" role="alert">{wrong}</p>}
        <div class="row">
          <button class="main">{t('form.take')}</button>
          {!isFree && <button type="button" class="bad" onClick={() => keep({ ...day, pieces: [] })}>{t('form.free')}</button>}
        </div>
      </form>
    </Dialog>
  );
}
