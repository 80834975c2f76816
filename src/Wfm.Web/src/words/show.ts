// Figures and times as people here write them: decimal comma, 24 hours, weeks by ISO, Monday first.
import { clockAt, weekOf } from '../time/zone';
import { language, locales, t } from './words';
import { zone } from '../app/session';

const numbers = new Map<string, Intl.NumberFormat>();
const dates = new Map<string, Intl.DateTimeFormat>();

function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = language.value + JSON.stringify(options);
  let found = numbers.get(key);
  if (!found) numbers.set(key, (found = new Intl.NumberFormat(locales[language.value], options)));
  return found;
}

function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language.value + JSON.stringify(options);
  let found = dates.get(key);
  if (!found) dates.set(key, (found = new Intl.DateTimeFormat(locales[language.value], { ...options, timeZone: 'UTC' })));
  return found;
}

export const number = (value: number, decimals = 0): string =>
  numberFormat({ minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(Math.abs(value) < 0.5 / 10 ** decimals ? 0 : value);

/** A change, always with its sign. */
export const signed = (value: number, decimals = 0): string =>
  numberFormat({ minimumFractionDigits: decimals, maximumFractionDigits: decimals, signDisplay: 'exceptZero' }).format(value);

export const percent = (fraction: number | null | undefined, decimals = 1): string =>
  fraction === null || fraction === undefined ? '–' : numberFormat({ style: 'percent', minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(fraction);

/** From one share to another: 70–92 %. */
export const shares = (low: number, high: number): string => `${number(low * 100)}–${percent(high, 0)}`;

/** A difference of two shares, in percentage points. */
export const points = (fraction: number): string => `${signed(fraction * 100, 1)} ${t('unit.points')}`;

export const hours = (value: number): string => `${number(value, 1)} ${t('unit.hours')}`;

/** A length of time as hours and minutes. */
export function length(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  const [whole, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (whole === 0) return `${rest} min`;
  return rest === 0 ? `${whole} ${t('unit.hours')}` : `${whole} ${t('unit.hours')} ${rest} min`;
}

/** A length of time that may be short: seconds up to two minutes. */
export const lasted = (seconds: number): string => (seconds < 120 ? `${number(seconds)} s` : length(seconds * 1000));

const utc = (date: string): Date => new Date(`${date}T00:00:00Z`);

export const time = (moment: string | number): string => clockAt(typeof moment === 'string' ? Date.parse(moment) : moment, zone.value).time;
export const dateOf = (moment: string | number): string => clockAt(typeof moment === 'string' ? Date.parse(moment) : moment, zone.value).date;
export const span = (start: string | number, end: string | number): string => `${time(start)}–${time(end)}`;

/** tis 8 dec. */
export const day = (date: string): string => dateFormat({ weekday: 'short', day: 'numeric', month: 'short' }).format(utc(date));
/** tisdag 8 december */
export const longDay = (date: string): string => dateFormat({ weekday: 'long', day: 'numeric', month: 'long' }).format(utc(date));
/** 8 dec. 2026 */
export const fullDate = (date: string): string => dateFormat({ day: 'numeric', month: 'short', year: 'numeric' }).format(utc(date));
export const weekday = (date: string): string => dateFormat({ weekday: 'short' }).format(utc(date)).replace('.', '');
export const dayOfMonth = (date: string): string => String(Number(date.slice(8)));
export const shortDate = (date: string): string => dateFormat({ day: 'numeric', month: 'numeric' }).format(utc(date));
/** v. 47 */
export const week = (date: string): string => t('unit.week', { week: weekOf(date).week });

/** tis 8 dec. 13:00 */
export const moment = (at: string | number): string => `${day(dateOf(at))} ${time(at)}`;

/** A span that may cross days; whole days are told as days. */
export function when(start: string, end: string): string {
  const [from, to] = [clockAt(Date.parse(start), zone.value), clockAt(Date.parse(end), zone.value)];
  if (from.time === '00:00' && to.time === '00:00') {
    const last = clockAt(Date.parse(end) - 60_000, zone.value).date;
    return from.date === last ? day(from.date) : `${day(from.date)} – ${day(last)}`;
  }
  return from.date === to.date ? `${day(from.date)} ${from.time}–${to.time}` : `${day(from.date)} ${from.time} – ${day(to.date)} ${to.time}`;
}

export const byName = (one: string, other: string): number => one.localeCompare(other, locales[language.value], { numeric: true });
