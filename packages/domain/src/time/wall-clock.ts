import type { Instant } from './instant.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './instant.ts';

/** A day in a time zone, `YYYY-MM-DD`. */
export type LocalDate = string;
/** A time of day in a time zone, `HH:mm`. */
export type LocalTime = string;

/** Local time: a day and a time of day, without a zone. */
export interface WallClock {
  readonly date: LocalDate;
  readonly time: LocalTime;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timeZone: string): Intl.DateTimeFormat {
  let found = formatters.get(timeZone);
  if (found === undefined) {
    found = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formatters.set(timeZone, found);
  }
  return found;
}

function fields(instant: Instant, timeZone: string): Record<string, string> {
  const parts: Record<string, string> = {};
  for (const { type, value } of formatter(timeZone).formatToParts(instant)) parts[type] = value;
  return parts;
}

/**
 * The local time at an instant, to the minute.
 * @param timeZone an IANA name, such as `Europe/Berlin`
 * @throws RangeError for an unknown time zone
 */
export function wallClockAt(instant: Instant, timeZone: string): WallClock {
  const { year, month, day, hour, minute } = fields(instant, timeZone);
  return { date: `${year?.padStart(4, '0')}-${month}-${day}`, time: `${hour}:${minute}` };
}

/** The instant of a local time taken as UTC. `Date.UTC` treats the years 0 to 99 as those of the 20th century. */
function utc(date: readonly [number, number, number], ...time: [number, number, number]): Instant {
  const [year, month, day] = date;
  const midnight = new Date(0);
  midnight.setUTCFullYear(year, month - 1, day);
  return midnight.setUTCHours(...time);
}

/** Zone offset from UTC in milliseconds at an instant. */
function offsetAt(instant: Instant, timeZone: string): number {
  const { year, month, day, hour, minute, second } = fields(instant, timeZone);
  const shown = utc([Number(year), Number(month), Number(day)], Number(hour), Number(minute), Number(second));
  return shown - Math.floor(instant / 1000) * 1000;
}

/** Cached zone offsets at the start of UTC days: asking `Intl` takes as long as all the rest of reading an order. */
const offsetsByDay = new Map<string, Map<number, number>>();
const MAX_DAYS = 10_000;

function offsetAtDay(day: number, timeZone: string): number {
  let offsets = offsetsByDay.get(timeZone);
  if (offsets === undefined || offsets.size >= MAX_DAYS) {
    offsets = new Map();
    offsetsByDay.set(timeZone, offsets);
  }
  const known = offsets.get(day);
  if (known !== undefined) return known;
  const offset = offsetAt(day * DAY_MS, timeZone);
  offsets.set(day, offset);
  return offset;
}

/**
 * The instant of a local day and time. A time that occurs twice (clocks set back) means the first occurrence; one that
 * is skipped (clocks set forward) is shifted by the length of the gap.
 * @returns undefined when the day or time does not exist in the calendar (30 February, 25:00)
 */
export function instantOf({ date, time }: WallClock, timeZone: string): Instant | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/.exec(`${date}T${time}`);
  if (parts === null) return undefined;
  const [year, month, day, hour, minute] = parts.slice(1).map(Number) as [number, number, number, number, number];
  if (year === 0) return undefined;
  const asUtc = utc([year, month, day], hour, minute, 0);
  if (new Date(asUtc).toISOString().slice(0, 16) !== `${date}T${time}`) return undefined;
  // Zones are at most 14 hours from UTC, so the days around show whether the offset changes near that time.
  const near = [-1, 0, 1, 2].map((days) => offsetAtDay(Math.floor(asUtc / DAY_MS) + days, timeZone));
  const [steady] = near;
  if (steady !== undefined && near.every((offset) => offset === steady)) return asUtc - steady;
  // Both candidate offsets: the one before and the one after any change near that time.
  const before = asUtc - offsetAt(asUtc - 14 * HOUR_MS, timeZone);
  const after = asUtc - offsetAt(asUtc + 14 * HOUR_MS, timeZone);
  const shows = (instant: Instant): boolean => {
    const shown = wallClockAt(instant, timeZone);
    return shown.date === date && shown.time === time;
  };
  const matches = [before, after].filter(shows);
  // In a gap neither matches; the offset before the change shifts the time by the length of the gap.
  return matches.length > 0 ? Math.min(...matches) : before;
}

/**
 * The first instant of a day in a time zone and the first instant of the next: `[start, end)`.
 * @returns undefined when the day does not exist
 */
export function dayBounds(
  date: LocalDate,
  timeZone: string,
): { readonly start: Instant; readonly end: Instant } | undefined {
  const start = instantOf({ date, time: '00:00' }, timeZone);
  const noon = instantOf({ date, time: '12:00' }, timeZone);
  if (start === undefined || noon === undefined) return undefined;
  const next = wallClockAt(noon + 24 * HOUR_MS, timeZone).date;
  const end = instantOf({ date: next, time: '00:00' }, timeZone);
  // The day after the last day with a four-digit year can't be written in this form; it starts 24 hours later.
  return { start, end: end ?? start + DAY_MS };
}

/** Whether a string names a time zone this runtime knows. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Whole minutes of an instant, without seconds; event starts are stored to the minute. */
export function toMinute(instant: Instant): Instant {
  return Math.floor(instant / MINUTE_MS) * MINUTE_MS;
}
