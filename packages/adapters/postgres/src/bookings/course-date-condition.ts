import { type CourseDateIdentity, type EventStart, type Instant, isDay } from '@miomente/booking-domain';
import { toSql } from '../database/instants.ts';
import type { Parameters } from '../database/parameters.ts';

/** SQL that says whether a row `b` is of a course date; `AND …`. */
export function isOfCourseDate({ course, eventStart }: CourseDateIdentity, parameters: Parameters): string {
  // PostgreSQL keeps no NUL, so no course is called so; asked for, it would be an error.
  if (typeof course === 'string' && course.includes('\0')) return ' AND false';
  const named =
    typeof course === 'number'
      ? `b.course_id = ${parameters.add(course)}::bigint`
      : `b.course_id IS NULL AND b.course_name = ${parameters.add(course)}`;
  return ` AND ${named} AND ${startsAt(eventStart, parameters)}`;
}

function startsAt(start: EventStart | null, parameters: Parameters): string {
  if (start === null) return 'b.event_start IS NULL';
  const instant = (value: Instant): string => `${parameters.add(toSql(value))}::timestamptz`;
  return isDay(start)
    ? `b.event_start = ${instant(start.start)} AND b.event_day_end = ${instant(start.end)}`
    : `b.event_start = ${instant(start)} AND b.event_day_end IS NULL`;
}
