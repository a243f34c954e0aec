import { asWeekday, dayNumber, dayOf, type LocalSpan, spanOn } from './days.ts';
import type { HolidayRegion } from './holiday-region.ts';
import type { DurationMs, Instant } from './instant.ts';
import type { LocalDate } from './wall-clock.ts';

/** Where whoever needs holidays finds them (reminders#working-time). */
export interface Holidays {
  /** Whether nobody is expected to work on this day. It has one answer for ever: due times are computed from it. */
  isHoliday(day: LocalDate, region: HolidayRegion): boolean;
}

/** The working hours of each day of the week, Monday first; a day's spans are in order and do not overlap. */
export type WorkingHours = readonly (readonly LocalSpan[])[];

/** Working time: the hours of `WORKING_HOURS`, without holidays. */
export interface WorkingTime {
  /**
   * The instant at which so much working time has passed. Nothing passes at once, also outside working time.
   * @param region whose holidays are left out; null for `HOLIDAYS`
   * @param atMost further than that, nobody needs to know: it is given back then
   */
  after(from: Instant, duration: DurationMs, region: HolidayRegion | null, atMost: Instant): Instant;
  /** What it depends on, as text: two with the same text give the same instants. */
  readonly fingerprint: string;
}

/** What {@link workingTime} needs. */
export interface WorkingTimeSettings {
  /** At least one span. */
  readonly hours: WorkingHours;
  /** An IANA name. */
  readonly timeZone: string;
  /** `HOLIDAYS`: for partners of whom no region is known. */
  readonly region: HolidayRegion;
  readonly holidays: Holidays;
}

interface Span {
  readonly start: Instant;
  readonly end: Instant;
}

/** No duration in the configuration reaches this far, whatever the working hours. */
const FURTHEST_DAYS = 100 * 366;
/** Lists compute many due times within the same few weeks. */
const KEPT_DAYS = 5_000;

/** Working time in a time zone. A span in which clocks change is as long as it really lasts. */
export function workingTime({ hours, timeZone, region: byDefault, holidays }: WorkingTimeSettings): WorkingTime {
  const kept = new Map<string, readonly Span[]>();
  const spansOf = (day: number, region: HolidayRegion): readonly Span[] => {
    const key = `${day} ${region}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const date = dayOf(day);
    const spans = holidays.isHoliday(date, region)
      ? []
      : (hours[asWeekday(day)] ?? []).map((span) => spanOn(date, span, timeZone));
    if (kept.size >= KEPT_DAYS) kept.clear();
    kept.set(key, spans);
    return spans;
  };
  return {
    after: (from, duration, region, atMost) => {
      if (duration <= 0) return Math.min(from, atMost);
      let left = duration;
      const first = dayNumber(from, timeZone);
      for (let day = first; day < first + FURTHEST_DAYS; day += 1) {
        for (const { start, end } of spansOf(day, region ?? byDefault)) {
          const begin = Math.max(start, from);
          if (begin >= atMost) return atMost;
          if (end <= begin) continue;
          if (left <= end - begin) return Math.min(begin + left, atMost);
          left -= end - begin;
        }
      }
      throw new RangeError('The working hours never add up to that.');
    },
    fingerprint: JSON.stringify({ hours, timeZone, region: byDefault }),
  };
}
