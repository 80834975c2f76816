// Days and wall-clock times of the unit's zone. Moments are numbers: milliseconds since 1970 in UTC.

const minute = 60_000;

export type Clock = { readonly date: string; readonly time: string };

const readers = new Map<string, Intl.DateTimeFormat>();

function reader(zone: string): Intl.DateTimeFormat {
  let found = readers.get(zone);
  if (!found) {
    found = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
    });
    readers.set(zone, found);
  }
  return found;
}

// Offsets change on whole quarters of an hour only, and asking for one is slow: a grid asks many thousand times.
const offsets = new Map<string, Map<number, number>>();
const mostOffsets = 50_000;

/** The zone's offset from UTC at a moment, in milliseconds. */
export function offsetAt(moment: number, zone: string): number {
  let known = offsets.get(zone);
  if (!known || known.size > mostOffsets) offsets.set(zone, (known = new Map()));
  const quarter = Math.floor(moment / (15 * minute));
  let offset = known.get(quarter);
  if (offset === undefined) known.set(quarter, (offset = readOffset(quarter * 15 * minute, zone)));
  return offset;
}

function readOffset(moment: number, zone: string): number {
  const parts: Record<string, number> = {};
  for (const part of reader(zone).formatToParts(moment)) parts[part.type] = Number(part.value);
  const { year = 0, month = 0, day = 0, hour = 0, minute: minutes = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minutes, second) - Math.floor(moment / 1000) * 1000;
}

/** What clock and calendar on the wall show. */
export function clockAt(moment: number, zone: string): Clock {
  const text = new Date(moment + offsetAt(moment, zone)).toISOString();
  return { date: text.slice(0, 10), time: text.slice(11, 16) };
}

/** The moment a wall clock shows a time; of a time that comes twice the first, of one that is skipped the moment the clock jumps over it. */
export function momentOf(date: string, time: string, zone: string): number {
  const asUtc = Date.parse(`${date}T${time === '24:00' ? '00:00' : time}:00Z`) + (time === '24:00' ? 1440 * minute : 0);
  const early = asUtc - offsetAt(asUtc - 1440 * minute, zone);
  const late = asUtc - offsetAt(asUtc + 1440 * minute, zone);
  if (early === late) return early;
  const fits = [early, late].filter(moment => moment + offsetAt(moment, zone) === asUtc);
  if (fits.length > 0) return Math.min(...fits);
  // Skipped: as far after midnight as the clock would have gone without the jump.
  return Math.max(early, late);
}

export const dayStart = (date: string, zone: string): number => momentOf(date, '00:00', zone);

/** Hours of a day: 24, or 23 and 25 when the clock is changed. */
export const hoursOf = (date: string, zone: string): number => (dayStart(addDays(date, 1), zone) - dayStart(date, zone)) / (60 * minute);

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 1440 * minute).toISOString().slice(0, 10);
}

export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / (1440 * minute));

/** 1 for Monday to 7 for Sunday. */
export const weekdayOf = (date: string): number => ((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;

export const mondayOf = (date: string): string => addDays(date, 1 - weekdayOf(date));

/** The ISO week: the one its Thursday lies in. */
export function weekOf(date: string): { readonly year: number; readonly week: number } {
  const thursday = addDays(mondayOf(date), 3);
  const year = Number(thursday.slice(0, 4));
  return { year, week: Math.floor(daysBetween(`${year}-01-01`, thursday) / 7) + 1 };
}

export const daysFrom = (first: string, count: number): string[] => Array.from({ length: count }, (_, index) => addDays(first, index));
