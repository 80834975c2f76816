import { describe, expect, it } from 'vitest';
import { piecesOf } from '../src/views/my/day-pieces';
import { loansOver, type Piece } from '../src/views/schedule/shift';

const at = (time: string) => `2026-03-11T${time}:00Z`;
const shift = {
  activities: [
    { kind: 'contacts', start: at('07:00'), end: at('11:00') },
    { kind: 'lunch', start: at('11:00'), end: at('11:30') },
    { kind: 'contacts', start: at('11:30'), end: at('15:00') },
  ],
  lent: [{ start: at('09:00'), end: at('10:00'), queues: 'Bygglov' }, { start: at('11:30'), end: at('13:00'), queues: 'Växel' }],
} as const;

describe('a day on which one is lent', () => {
  it('has its loans at their hour', () => expect(piecesOf(shift).map(piece => ('kind' in piece ? piece.kind : piece.queues))).toEqual(['contacts', 'Bygglov', 'lunch', 'contacts', 'Växel']));

  it('tells which piece lies under which loan', () => {
    const pieces: Piece[] = shift.activities.map(piece => ({ kind: piece.kind, start: Date.parse(piece.start), end: Date.parse(piece.end) }));
    expect(pieces.map(piece => loansOver(piece, shift.lent).map(loan => loan.queues).join())).toEqual(['Bygglov', '', 'Växel']);
  });
});
