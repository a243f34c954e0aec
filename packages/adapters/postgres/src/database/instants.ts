import type { Instant } from '@miomente/booking-domain';

/**
 * PostgreSQL has no year 0: an instant before the year 1, such as the start of its first day east of Greenwich, becomes
 * -infinity.
 */
const YEAR_1 = Date.parse('0001-01-01T00:00:00Z');

/** An instant for PostgreSQL, independent of the session's date style and time zone. */
export function toSql(instant: Instant): string;
export function toSql(instant: Instant | null): string | null;
export function toSql(instant: Instant | null): string | null {
  if (instant === null) return null;
  return instant < YEAR_1 ? '-infinity' : new Date(instant).toISOString();
}

/**
 * The SQL that reads a column as an instant. A number and not a text, so that no setting of the session can change it;
 * float8 represents every whole number of milliseconds exactly.
 */
export function instantOf(column: string): string {
  return `(extract(epoch FROM ${column}) * 1000)::float8`;
}

/** The SQL for how long ago a column's instant was by the database's clock, in whole milliseconds from 0. */
export function millisecondsSince(column: string): string {
  return `greatest(0, floor(extract(epoch FROM now() - ${column}) * 1000))::float8`;
}

/**
 * The SQL of the instant this many milliseconds from now, by the database's clock; null for null. Everything that waits
 * is scheduled in this way: an instant from a process's clock would be due at once, or hours late, where the clocks
 * differ. Columns keep milliseconds and would round up: what waits for a minute would not be due a minute later.
 * @param ms SQL of a number
 */
export function fromNow(ms: string): string {
  return `(date_trunc('milliseconds', now()) + ${ms}::float8 * interval '1 millisecond')`;
}
