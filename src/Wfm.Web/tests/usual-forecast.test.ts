import { expect, test } from 'vitest';
import { usualOf } from '../src/views/forecast/usual';

const next = { id: 2, start: '2027-02-21T23:00:00Z', end: '2027-04-30T22:00:00Z' };
const now = { id: 1, start: '2026-12-13T23:00:00Z', end: '2027-02-21T23:00:00Z' };
const at = (text: string) => Date.parse(text);

test('the version shown tells of the time asked for, also when the night has forecast the next period', () => {
  expect(usualOf([next, now], at('2027-01-10T23:00:00Z'), at('2027-01-17T23:00:00Z')).id).toBe(1);
  expect(usualOf([next, now], at('2027-03-01T00:00:00Z'), at('2027-03-08T00:00:00Z')).id).toBe(2);
  expect(usualOf([{ ...now, id: 3 }, next, now], at('2027-01-12T11:00:00Z'), at('2027-01-12T11:00:01Z')).id).toBe(3);
});

test('of days no version tells of, the newest is shown; a border belongs to the later one', () => {
  expect(usualOf([next, now], at('2026-11-01T00:00:00Z'), at('2026-11-02T00:00:00Z')).id).toBe(2);
  expect(usualOf([now, next], at('2027-02-21T23:00:00Z'), at('2027-02-28T23:00:00Z')).id).toBe(2);
});
