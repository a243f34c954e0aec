import type { BookingId, BookingSummary, CourseDate, Instant } from '@miomente/booking-domain';
import { instantOf } from '../database/instants.ts';
import { BOOKING_COLUMNS } from './columns.ts';
import { eventStartOf } from './event-start.ts';
import { type BookingRow, bookingOf } from './read-booking.ts';
import { listStatusAt } from './sections.ts';

/** Every column of a group is null where nothing is shown. */
interface GroupRow {
  readonly group_place: number | null;
  readonly group_course_id: number | null;
  readonly group_course_name: string;
  readonly group_start: Instant | null;
  readonly group_day_end: Instant | null;
  readonly group_counts: BookingSummary;
  readonly group_people: number;
  readonly group_first_id: BookingId;
}
/** A row of {@link SHOWN_DATE}: a course date with one of its open bookings, or with none. */
export type ShownDateRow = GroupRow & (BookingRow | { readonly id: null });

/**
 * SQL of a common table `grouped`, made of `passing`: course dates with no more than what sorts them, and the ids of
 * their bookings. Of a long history this is made for each course date, so what only a page shows is read later.
 * @param having which of them; `HAVING …` or empty
 */
export function groupedDates(having: string): string {
  return `grouped AS MATERIALIZED (
      SELECT course_id, event_start, event_day_end, min(id) AS first_id, bool_or(state = 'pending') AS open,
        array_agg(id) AS ids
      FROM passing GROUP BY course_id, unnumbered, event_start, event_day_end ${having}
    )`;
}

/** SQL of a common table `passing` selects this: what makes a booking `b` part of which course date. */
export function passingColumns(at: string): string {
  return `b.id, b.course_id, CASE WHEN b.course_id IS NULL THEN b.course_name END AS unnumbered,
        b.event_start, b.event_day_end, ${listStatusAt(at)} AS state`;
}

const count = (state: keyof BookingSummary): string => `'${state}', count(*) FILTER (WHERE state = '${state}')`;
const STATES = ['pending', 'confirmed', 'declined', 'cancelled', 'unanswered'] as const;

/** Columns of {@link shownDatesFrom}. */
export const SHOWN_DATE: string = `page.place::int AS group_place, page.course_id::float8 AS group_course_id,
      newest.course_name AS group_course_name, ${instantOf('page.event_start')} AS group_start,
      ${instantOf('page.event_day_end')} AS group_day_end, summed.counts AS group_counts,
      summed.people AS group_people, page.first_id::float8 AS group_first_id, b.*`;

/**
 * SQL of joins to `page`, the course dates of `grouped` that are shown, with their `place`: sums, and the open bookings.
 * @param bookings of the scope
 * @param at SQL of the instant
 */
export function shownDatesFrom(bookings: string, at: string): string {
  return `LEFT JOIN LATERAL (
      SELECT jsonb_build_object(${STATES.map(count).join(', ')}) AS counts, max(id) AS last_id,
        coalesce(sum(participants) FILTER (WHERE state IN ('pending', 'confirmed')), 0)::float8 AS people,
        array_agg(id) FILTER (WHERE state = 'pending') AS open_ids
      FROM (
        SELECT b.id, b.participants, ${listStatusAt(at)} AS state FROM ${bookings} AND b.id = ANY (page.ids)
      ) AS each
    ) AS summed ON true
    LEFT JOIN LATERAL (SELECT b.course_name FROM ${bookings} AND b.id = summed.last_id) AS newest ON true
    LEFT JOIN LATERAL (
      SELECT ${BOOKING_COLUMNS} FROM ${bookings} AND b.id = ANY (summed.open_ids)
    ) AS b ON true
    ORDER BY page.place, b.id`;
}

/** The course dates of rows that are sorted by place. */
export function shownDates(rows: readonly ShownDateRow[]): readonly CourseDate[] {
  const groups = new Map<number, { readonly row: GroupRow; readonly open: CourseDate['open'][number][] }>();
  for (const row of rows) {
    if (row.group_place === null) continue;
    const group = groups.get(row.group_place) ?? { row, open: [] };
    groups.set(row.group_place, group);
    if (row.id !== null) group.open.push(bookingOf(row));
  }
  return [...groups.values()].map(({ row, open }) => courseDate(row, open));
}

function courseDate(row: GroupRow, open: CourseDate['open']): CourseDate {
  const { group_course_id: id, group_course_name: name, group_counts: counts, group_people: people } = row;
  const eventStart = eventStartOf({ event_start: row.group_start, event_day_end: row.group_day_end });
  return {
    identity: { course: id ?? name, eventStart },
    course: { id, name },
    counts,
    people,
    firstId: row.group_first_id,
    open,
  };
}
