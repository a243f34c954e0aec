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
  /** As `contents`, in words that the index of texts does not answer; null where nothing is searched. */
  readonly contentsRead: string | null;
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
  const days = daysOf(filter, timeZone, parameters);
  const course = courseOf(filter, parameters);
  const searched = searchedOf(filter, partners, parameters);
  if (searched === null) return { days, contents: course, contentsRead: null };
  return {
    days,
    contents: course + searched('b.search_text'),
    contentsRead: course + searched("(b.search_text || '')"),
  };
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

function courseOf({ courseId, courseDate }: BookingFilter, parameters: Parameters): string {
  let course = '';
  if (courseId !== null) course += ` AND b.course_id = ${parameters.add(courseId)}::bigint`;
  if (courseDate !== undefined) course += isOfCourseDate(courseDate, parameters);
  return course;
}

/** The search as a condition on SQL of the text that it looks through; null if there is none. */
function searchedOf(
  { search }: BookingFilter,
  partners: readonly CustomerNumber[],
  parameters: Parameters,
): ((text: string) => string) | null {
  const folded = foldForSearch(search);
  // PostgreSQL can't store NUL, so nothing matches; in a query it would be an error.
  if (folded.includes('\0')) return () => ' AND false';
  if (folded === '') return null;
  const pattern = parameters.add(`%${escapeLike(folded)}%`);
  if (partners.length === 0) return (text) => ` AND ${text} LIKE ${pattern}`;
  const theirs = `b.customer_number = ANY (${parameters.add(partners)}::text[])`;
  return (text) => ` AND (${text} LIKE ${pattern} OR ${theirs})`;
}

/** Escapes LIKE's special characters. */
function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, '\\$&');
}
