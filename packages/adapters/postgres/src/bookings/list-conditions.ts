import { type BookingFilter, type CustomerNumber, dayBounds, foldForSearch } from '@miomente/booking-domain';
import { toSql } from '../database/instants.ts';
import type { Parameters } from '../database/parameters.ts';
import { isOfCourseDate } from './course-date-condition.ts';

/** A filter as SQL for rows called `b`; each condition is `AND …` or empty. */
export interface ListConditions {
  /** The days; excludes bookings without a date. */
  readonly days: string;
  /** Course and search. */
  readonly contents: string;
}

/**
 * Every filter except the status. `search` is matched literally against the folded column.
 * @param partners partners whose bookings match the search in any case
 */
export function listConditions(
  filter: BookingFilter,
  { timeZone, partners }: { readonly timeZone: string; readonly partners: readonly CustomerNumber[] },
  parameters: Parameters,
): ListConditions {
  return { days: daysOf(filter, timeZone, parameters), contents: contentsOf(filter, partners, parameters) };
}

function daysOf({ from, to }: BookingFilter, timeZone: string, parameters: Parameters): string {
  let days = '';
  if (from !== null) {
    const start = dayBounds(from, timeZone)?.start;
    days += start === undefined ? ' AND false' : ` AND b.event_start >= ${parameters.add(toSql(start))}::timestamptz`;
  }
  if (to !== null) {
    const end = dayBounds(to, timeZone)?.end;
    days += end === undefined ? ' AND false' : ` AND b.event_start < ${parameters.add(toSql(end))}::timestamptz`;
  }
  return days;
}

function contentsOf(
  { courseId, courseDate, search }: BookingFilter,
  partners: readonly CustomerNumber[],
  parameters: Parameters,
): string {
  let contents = '';
  if (courseId !== null) contents += ` AND b.course_id = ${parameters.add(courseId)}::bigint`;
  if (courseDate !== undefined) contents += isOfCourseDate(courseDate, parameters);
  const folded = foldForSearch(search);
  // PostgreSQL can't store NUL, so nothing matches; in a query it would be an error.
  if (folded.includes('\0')) return `${contents} AND false`;
  if (folded === '') return contents;
  const named = `b.search_text LIKE ${parameters.add(`%${escapeLike(folded)}%`)}`;
  if (partners.length === 0) return `${contents} AND ${named}`;
  return `${contents} AND (${named} OR b.customer_number = ANY (${parameters.add(partners)}::text[]))`;
}

/** Escapes LIKE's special characters. */
function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, '\\$&');
}
