import { DAY_MS, type Instant } from './instant.ts';
import { instantOf, type LocalDate, type LocalTime, wallClockAt } from './wall-clock.ts';

/** A part of a day, from one time to a later one; `24:00` is the day's end. */
export interface LocalSpan {
  readonly from: LocalTime;
  readonly to: LocalTime;
}

/** The number of the local day at an instant: days since 1 January 1970. */
export function dayNumber(at: Instant, timeZone: string): number {
  return Math.floor(Date.parse(`${wallClockAt(at, timeZone).date}T00:00:00Z`) / DAY_MS);
}

/** The day with a number. */
export function dayOf(number: number): LocalDate {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

/** The day of the week of a day with a number: 0 is Monday, 6 is Sunday. */
export function asWeekday(number: number): number {
  return (((number + 3) % 7) + 7) % 7;
}

/** A span on a day. Where clocks skip or repeat an hour, it is as long as it really lasts. */
export function spanOn(
  date: LocalDate,
  { from, to }: LocalSpan,
  timeZone: string,
): { readonly start: Instant; readonly end: Instant } {
  const next = dayOf(Math.floor(Date.parse(`${date}T00:00:00Z`) / DAY_MS) + 1);
  const start = existing(date, from, timeZone);
  const end = to === '24:00' ? existing(next, '00:00', timeZone) : existing(date, to, timeZone);
  return { start, end };
}

function existing(date: LocalDate, time: LocalTime, timeZone: string): Instant {
  const instant = instantOf({ date, time }, timeZone);
  if (instant === undefined) throw new RangeError(`There is no ${date} ${time}.`);
  return instant;
}
