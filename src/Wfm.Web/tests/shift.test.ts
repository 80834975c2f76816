import { describe, expect, it } from 'vitest';
import { copyTo, hoursOf, isSame, minute, movePiece, moveShift, onContacts, overlay, readGrid, resizeEnd, resizePiece, resizeStart, type Day } from '../src/views/schedule/shift';

const at = (time: string, date = '2026-12-08') => Date.parse(`${date}T${time}:00Z`);
const day: Day = {
  agent: '0001', date: '2026-12-08',
  pieces: [
    { kind: 'contacts', start: at('07:00'), end: at('11:00') },
    { kind: 'lunch', start: at('11:00'), end: at('11:30') },
    { kind: 'contacts', start: at('11:30'), end: at('15:00') },
  ],
};
const told = (shift: Day) => shift.pieces.map(piece => `${piece.kind} ${new Date(piece.start).toISOString().slice(11, 16)}-${new Date(piece.end).toISOString().slice(11, 16)}`).join(', ');

describe('the grid of a period', () => {
  it('is read from its short form, a shift that begins the evening before and one after the clock change included', () => {
    const grid = { begins: '2026-03-22T23:00:00Z', kinds: ['contacts', 'lunch'] as const, people: [
      { agent: '0001', shifts: [{ day: 0, start: 480, pieces: [0, 240, 1, 30, 0, 210] }, { day: 7, start: 10020, pieces: [0, 60] }] },
      { agent: '0002', shifts: [{ day: 1, start: 2760, pieces: [0, 120] }] },
    ] };
    const read = readGrid({ ...grid, kinds: [...grid.kinds] }, '2026-03-23');
    expect(read.map(shift => `${shift.agent} ${shift.date} ${told(shift)}`)).toEqual([
      '0001 2026-03-23 contacts 07:00-11:00, lunch 11:00-11:30, contacts 11:30-15:00',
      '0001 2026-03-30 contacts 22:00-23:00',
      '0002 2026-03-24 contacts 21:00-23:00',
    ]);
    expect(read[0]).toEqual({ agent: '0001', date: '2026-03-23', pieces: [
      { kind: 'contacts', start: at('07:00', '2026-03-23'), end: at('11:00', '2026-03-23') }, { kind: 'lunch', start: at('11:00', '2026-03-23'), end: at('11:30', '2026-03-23') }, { kind: 'contacts', start: at('11:30', '2026-03-23'), end: at('15:00', '2026-03-23') },
    ] });
  });
});

describe('a shift that is dragged', () => {
  it('moves whole', () => expect(told(moveShift(day, 15 * minute))).toBe('contacts 07:15-11:15, lunch 11:15-11:45, contacts 11:45-15:15'));

  it('moves its lunch, and phones fill the time left', () => expect(told(movePiece(day, 1, 45 * minute))).toBe('contacts 07:00-11:45, lunch 11:45-12:15, contacts 12:15-15:00'));

  it('keeps its lunch inside', () => expect(told(movePiece(day, 1, 600 * minute))).toBe('contacts 07:00-14:30, lunch 14:30-15:00'));

  it('gets longer and shorter at both ends', () => {
    expect(told(resizeEnd(day, 30 * minute))).toContain('contacts 11:30-15:30');
    expect(told(resizeEnd(day, -240 * minute))).toBe('contacts 07:00-11:00');
    expect(told(resizeStart(day, 60 * minute))).toContain('contacts 08:00-11:00');
    expect(told(resizeEnd(day, -1000 * minute))).toBe('contacts 07:00-07:15');
  });

  it('gets a longer lunch', () => expect(told(resizePiece(day, 1, 30 * minute))).toBe('contacts 07:00-11:00, lunch 11:00-12:00, contacts 12:00-15:00'));

  it('takes a meeting on top', () => expect(told(overlay(day, { kind: 'meeting', start: at('10:30'), end: at('11:15') }))).toBe('contacts 07:00-10:30, meeting 10:30-11:15, lunch 11:15-11:30, contacts 11:30-15:00'));

  it('leaves no gap whatever is done', () => {
    for (const by of [-300, -45, -15, 15, 60, 240]) {
      for (const changed of [movePiece(day, 1, by * minute), resizePiece(day, 1, by * minute), resizeEnd(day, by * minute), resizeStart(day, by * minute)]) {
        changed.pieces.forEach((piece, index) => {
          expect(piece.end).toBeGreaterThan(piece.start);
          if (index > 0) expect(piece.start).toBe(changed.pieces[index - 1]!.end);
        });
      }
    }
  });

  it('counts working hours without lunch', () => expect(hoursOf(day)).toBe(7.5));

  it('knows when nothing is changed', () => {
    expect(isSame(day, moveShift(moveShift(day, 15 * minute), -15 * minute))).toBe(true);
    expect(isSame(day, moveShift(day, 15 * minute))).toBe(false);
    expect(isSame(undefined, { ...day, pieces: [] })).toBe(true);
  });
});

describe('a shift that is copied', () => {
  it('keeps its wall-clock times when the clock is changed', () => {
    const friday = copyTo(day, '0002', '2026-10-23', 'Europe/Stockholm');
    const monday = copyTo(friday, '0002', '2026-10-26', 'Europe/Stockholm');
    // 08:00 in Stockholm is 06:00 UTC in summer and 07:00 in winter.
    expect(new Date(friday.pieces[0]!.start).toISOString()).toBe('2026-10-23T06:00:00.000Z');
    expect(new Date(monday.pieces[0]!.start).toISOString()).toBe('2026-10-26T07:00:00.000Z');
    expect(hoursOf(monday)).toBe(7.5);
  });
});

describe('people on phones', () => {
  it('are counted in the slots they are there for all of', () => expect(onContacts([day, moveShift(day, 15 * minute)], at('07:00'), 3)).toEqual([1, 2, 2]));
  it('leave out lunches', () => expect(onContacts([day], at('11:00'), 3)).toEqual([0, 0, 1]));
});
