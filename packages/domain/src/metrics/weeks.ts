import { DAY_MS, type Instant } from '../time/instant.ts';
import { type LocalDate, wallClockAt } from '../time/wall-clock.ts';
import type { MetricsPeriod, MetricsWeek } from './period.ts';
import { responseMetrics } from './response-metrics.ts';

const noonOf = (date: LocalDate): Instant => Date.parse(`${date}T12:00:00Z`);
const dayOf = (noon: Instant): LocalDate => new Date(noon).toISOString().slice(0, 10);
/** From Monday, 0, to Sunday, 6. */
const weekday = (noon: Instant): number => (new Date(noon).getUTCDay() + 6) % 7;

/** A day so many days later, or earlier. */
export function daysLater(date: LocalDate, days: number): LocalDate {
  return dayOf(noonOf(date) + days * DAY_MS);
}

/** The Monday of a day's week. */
export function mondayOf(date: LocalDate): LocalDate {
  return daysLater(date, -weekday(noonOf(date)));
}

/** The number of a week by ISO 8601, from its Monday. */
export function weekNumber(monday: LocalDate): number {
  const thursday = noonOf(daysLater(monday, 3));
  const newYear = Date.UTC(new Date(thursday).getUTCFullYear(), 0, 1, 12);
  return Math.floor((thursday - newYear) / (7 * DAY_MS)) + 1;
}

/** Every week of a period, including those without bookings; at most the last so many. */
export function everyWeek(
  weeks: readonly MetricsWeek[],
  { from, to }: MetricsPeriod,
  { today, most }: { readonly today: LocalDate; readonly most: number },
): readonly MetricsWeek[] {
  const known = new Map(weeks.map((week) => [week.week, week]));
  const last = mondayOf(to === null || to > today ? today : to);
  const beginning = from ?? weeks[0]?.week ?? last;
  const all: MetricsWeek[] = [];
  for (let week = last; week >= mondayOf(beginning) && all.length < most; week = daysLater(week, -7)) {
    all.unshift(known.get(week) ?? { week, metrics: responseMetrics([]) });
  }
  return all;
}

/** The day of an instant in a time zone. */
export function localDay(instant: Instant, timeZone: string): LocalDate {
  return wallClockAt(instant, timeZone).date;
}
