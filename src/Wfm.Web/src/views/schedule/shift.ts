// Shifts as they are dragged: pieces one after the other without gap or overlap, moments in milliseconds.
import type { ActivityKind, EditedDay, LentInfo, ShiftInfo } from '../../api/types';
import { addDays, clockAt, momentOf } from '../../time/zone';

export const minute = 60_000;
export const snap = 15 * minute;

export type Piece = { readonly kind: ActivityKind; readonly start: number; readonly end: number };
export type Day = { readonly agent: string; readonly date: string; readonly pieces: readonly Piece[] };

export const keyOf = (agent: string, date: string): string => `${agent} ${date}`;

export const read = (shift: ShiftInfo): Day => ({
  agent: shift.agent, date: shift.date,
  pieces: shift.activities.map(piece => ({ kind: piece.kind, start: Date.parse(piece.start), end: Date.parse(piece.end) })),
});

export const write = (day: Day): EditedDay => ({
  agent: day.agent, date: day.date,
  activities: day.pieces.map(piece => ({ kind: piece.kind, start: new Date(piece.start).toISOString(), end: new Date(piece.end).toISOString() })),
});

export const startOf = (day: Day): number => day.pieces[0]?.start ?? 0;
export const endOf = (day: Day): number => day.pieces.at(-1)?.end ?? 0;

/** Neighbouring pieces of the same kind are one. */
function joined(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (last && last.kind === piece.kind && last.end === piece.start) result[result.length - 1] = { ...last, end: piece.end };
    else if (piece.end > piece.start) result.push(piece);
  }
  return result;
}

/** Lays a piece over what is there, inside the shift. */
export function overlay(day: Day, piece: Piece): Day {
  const start = Math.max(piece.start, startOf(day));
  const end = Math.min(piece.end, endOf(day));
  if (end <= start) return day;
  const around = day.pieces.flatMap(other => [
    ...(other.start < start ? [{ ...other, end: Math.min(other.end, start) }] : []),
    ...(other.end > end ? [{ ...other, start: Math.max(other.start, end) }] : []),
  ]);
  const pieces = [...around, { kind: piece.kind, start, end }].sort((one, next) => one.start - next.start);
  return { ...day, pieces: joined(pieces) };
}

/** The whole shift earlier or later. */
export const moveShift = (day: Day, by: number): Day => ({ ...day, pieces: day.pieces.map(piece => ({ ...piece, start: piece.start + by, end: piece.end + by })) });

/** A later or earlier end; what lies beyond is cut off, and a quarter of an hour always stays. */
export function resizeEnd(day: Day, by: number): Day {
  const end = Math.max(startOf(day) + snap, endOf(day) + by);
  const kept = day.pieces.filter(piece => piece.start < end);
  return { ...day, pieces: joined(kept.map((piece, index) => (index === kept.length - 1 ? { ...piece, end } : piece))) };
}

/** An earlier or later begin. */
export function resizeStart(day: Day, by: number): Day {
  const start = Math.min(endOf(day) - snap, startOf(day) + by);
  const kept = day.pieces.filter(piece => piece.end > start);
  return { ...day, pieces: joined(kept.map((piece, index) => (index === 0 ? { ...piece, start } : piece))) };
}

/** A lunch, a break or a meeting at another time of the shift; phones fill the time it leaves. */
export function movePiece(day: Day, index: number, by: number): Day {
  const piece = day.pieces[index];
  if (!piece) return day;
  const length = piece.end - piece.start;
  const start = Math.min(endOf(day) - length, Math.max(startOf(day), piece.start + by));
  return overlay(overlay(day, { ...piece, kind: 'contacts' }), { ...piece, start, end: start + length });
}

/** A piece longer or shorter at its end. */
export function resizePiece(day: Day, index: number, by: number): Day {
  const piece = day.pieces[index];
  if (!piece) return day;
  const end = Math.min(endOf(day), Math.max(piece.start + snap, piece.end + by));
  return overlay(overlay(day, { ...piece, kind: 'contacts' }), { ...piece, end });
}

/** The same wall-clock times on another day or for somebody else. */
export function copyTo(day: Day, agent: string, date: string, zone: string): Day {
  const shifted = (moment: number): number => {
    const clock = clockAt(moment, zone);
    return momentOf(clock.date === day.date ? date : addDays(date, 1), clock.time, zone);
  };
  return { agent, date, pieces: joined(day.pieces.map(piece => ({ ...piece, start: shifted(piece.start), end: shifted(piece.end) }))) };
}

/** The loans a piece lies under. */
export const loansOver = (piece: Piece, lent: readonly LentInfo[]): readonly LentInfo[] =>
  lent.filter(loan => Date.parse(loan.start) < piece.end && Date.parse(loan.end) > piece.start);

export const isSame = (one: Day | undefined, other: Day | undefined): boolean =>
  (one?.pieces.length ?? 0) === (other?.pieces.length ?? 0)
  && (one?.pieces ?? []).every((piece, index) => {
    const twin = other!.pieces[index]!;
    return piece.kind === twin.kind && piece.start === twin.start && piece.end === twin.end;
  });

/** Working hours: without lunches. */
export const hoursOf = (day: Day): number =>
  day.pieces.reduce((sum, piece) => sum + (piece.kind === 'lunch' ? 0 : piece.end - piece.start), 0) / (60 * minute);

/** People on phones in each slot. */
export function onContacts(days: Iterable<Day>, start: number, slots: number, slot = snap): number[] {
  const counts = new Array<number>(slots).fill(0);
  for (const day of days) {
    for (const piece of day.pieces) {
      if (piece.kind !== 'contacts') continue;
      // A slot counts for whoever is there all of it.
      for (let index = Math.max(0, Math.ceil((piece.start - start) / slot)); index < slots && start + (index + 1) * slot <= piece.end; index++) counts[index]!++;
    }
  }
  return counts;
}
