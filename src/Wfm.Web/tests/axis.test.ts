import { describe, expect, it } from 'vitest';
import { hoursTold, slotsPerFigure } from '../src/time/axis';
import { clockAt, dayStart } from '../src/time/zone';

const zone = 'Europe/Stockholm';
const hour = 3_600_000;
const label = 44;

const axis = (date: string, hours: number): number[] => Array.from({ length: hours + 1 }, (_, index) => dayStart(date, zone) + index * hour);
const told = (date: string, hours: number, width: number): string[] => hoursTold(axis(date, hours), width, label, zone).map(moment => clockAt(moment, zone).time.slice(0, 2));

describe('hours an axis tells', () => {
  it('are all of them where there is room', () => expect(told('2026-03-03', 24, 44)).toHaveLength(25));

  it('are each second, third or fourth by the clock where there is less', () => {
    expect(told('2026-03-03', 24, 36)).toEqual(['00', '02', '04', '06', '08', '10', '12', '14', '16', '18', '20', '22', '00']);
    expect(told('2026-03-03', 24, 15)).toEqual(['00', '03', '06', '09', '12', '15', '18', '21', '00']);
    expect(told('2026-03-03', 24, 11)).toEqual(['00', '04', '08', '12', '16', '20', '00']);
    expect(told('2026-03-03', 24, 5)).toEqual(['00', '12', '00']);
  });

  it('never stand nearer than a label needs, days of 23 and 25 hours included', () => {
    for (const [date, hours] of [['2026-03-03', 24], ['2026-03-29', 23], ['2026-10-25', 25]] as const) {
      for (let width = 2; width < 60; width += 0.5) {
        const moments = hoursTold(axis(date, hours), width, label, zone);
        for (const [index, moment] of moments.slice(1).entries()) expect(((moment - moments[index]!) / hour) * width, `${date} ${width}`).toBeGreaterThanOrEqual(label);
        expect(moments.length, `${date} ${width}`).toBeGreaterThan(1);
      }
    }
  });
});

describe('figures of slots', () => {
  it('stand by themselves, by two or by the hour', () => expect([20, 15, 9.5, 7, 3].map(width => slotsPerFigure(width, 15, 4))).toEqual([1, 1, 2, 4, 4]));

  it('share the hour evenly whatever the slot', () => expect([slotsPerFigure(8, 15, 2), slotsPerFigure(5, 15, 3), slotsPerFigure(5, 15, 1)]).toEqual([2, 3, 1]));
});
