import { describe, expect, it } from 'vitest';
import { addDays, clockAt, dayStart, daysBetween, hoursOf, momentOf, mondayOf, weekdayOf, weekOf } from '../src/time/zone';

const stockholm = 'Europe/Stockholm';
const iso = (moment: number) => new Date(moment).toISOString().slice(0, 16);

describe('the wall clock', () => {
  it('is an hour before UTC in winter and two in summer', () => {
    expect(iso(momentOf('2026-01-05', '07:00', stockholm))).toBe('2026-01-05T06:00');
    expect(iso(momentOf('2026-07-06', '07:00', stockholm))).toBe('2026-07-06T05:00');
    expect(clockAt(Date.parse('2026-07-06T22:30:00Z'), stockholm)).toEqual({ date: '2026-07-07', time: '00:30' });
  });

  it('has days of 23 and 25 hours', () => {
    expect(hoursOf('2026-03-29', stockholm)).toBe(23);
    expect(hoursOf('2026-10-25', stockholm)).toBe(25);
    expect(hoursOf('2026-10-26', stockholm)).toBe(24);
  });

  it('takes the first of a time that comes twice', () => expect(iso(momentOf('2026-10-25', '02:30', stockholm))).toBe('2026-10-25T00:30'));

  it('goes on after a time that is skipped', () => expect(clockAt(momentOf('2026-03-29', '02:30', stockholm), stockholm)).toEqual({ date: '2026-03-29', time: '03:30' }));

  it('ends a day where the next begins', () => expect(momentOf('2026-03-29', '24:00', stockholm)).toBe(dayStart('2026-03-30', stockholm)));

  it('reads every quarter of an hour of a year back', () => {
    for (let moment = Date.parse('2026-01-01T00:00:00Z'); moment < Date.parse('2027-01-01T00:00:00Z'); moment += 900_000 * 29) {
      const { date, time } = clockAt(moment, stockholm);
      const back = momentOf(date, time, stockholm);
      // Only the hour that comes twice may be read as its first.
      expect([0, 3_600_000]).toContain(moment - back);
    }
  });
});

describe('days', () => {
  it('are counted without hours', () => {
    expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
  });

  it('begin their week on Monday', () => {
    expect(weekdayOf('2026-11-22')).toBe(7);
    expect(mondayOf('2026-11-22')).toBe('2026-11-16');
  });

  it.each([
    ['2026-11-22', 2026, 47], ['2024-12-30', 2025, 1], ['2027-01-01', 2026, 53], ['2021-01-03', 2020, 53], ['2021-01-04', 2021, 1],
  ])('%s lies in the ISO week %i-%i', (date, year, week) => expect(weekOf(date)).toEqual({ year, week }));
});
