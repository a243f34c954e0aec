import type { Instant } from '@miomente/booking-domain';

/** An instant as PostgreSQL takes it, whatever the session's date style and time zone. */
export function toSql(instant: Instant): string;
export function toSql(instant: Instant | null): string | null;
export function toSql(instant: Instant | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}

/**
 * The SQL that reads a column as an instant. A number rather than text, so that no setting of the
 * session can change it; float8 holds every whole number of milliseconds exactly.
 */
export function instantOf(column: string): string {
  return `(extract(epoch FROM ${column}) * 1000)::float8`;
}
