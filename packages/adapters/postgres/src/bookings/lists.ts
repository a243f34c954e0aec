import type { BookingId, BookingSummary, Bookings, Instant, ListedCourse, Scope } from '@miomente/booking-domain';
import type { Database, Query } from '../database/database.ts';
import { toSql } from '../database/instants.ts';
import { Parameters } from '../database/parameters.ts';
import { attentionIdsStatement, attentionStatement } from './attention.ts';
import { courseDates } from './course-dates.ts';
import { isAhead, UNDATED_OPEN } from './event-start.ts';
import { listStatement } from './list-statement.ts';
import { partnersFound } from './partners-found.ts';
import { pastDates } from './past-dates.ts';
import { type BookingRow, bookingOf } from './read-booking.ts';
import { bookingsIn } from './scoped.ts';

type AttentionRow = { readonly total: number } & (BookingRow | { readonly id: null });
type ListRow = { readonly summary: Partial<BookingSummary> } & (BookingRow | { readonly id: null });

/** The lists of `Bookings`. */
export function postgresLists(
  db: Database,
  { timeZone }: { readonly timeZone: string },
): Pick<Bookings, 'list' | 'courseDates' | 'pastDates' | 'countAnswerable' | 'attention' | 'attentionIds' | 'courses'> {
  return {
    list: async (scope, query, now) => {
      const partners = await partnersFound(db, scope, query.search);
      const rows = await db.read<ListRow>(listStatement(scope, query, { now, timeZone, partners }));
      const summary = { pending: 0, confirmed: 0, declined: 0, cancelled: 0, unanswered: 0, ...rows[0]?.summary };
      return {
        rows: rows.flatMap((row) => (row.id === null ? [] : [bookingOf(row)])),
        total:
          query.status === 'all' ? Object.values(summary).reduce((sum, each) => sum + each, 0) : summary[query.status],
        summary,
      };
    },
    courseDates: (scope, query, now) => courseDates(db, scope, query, { now, timeZone }),
    pastDates: (scope, query, now) => pastDates(db, scope, query, { now, timeZone }),
    countAnswerable: async (scope, now) => {
      const [row] = await db.read<{ answerable: number }>(countAnswerableStatement(scope, now));
      return row?.answerable ?? 0;
    },
    attention: async (scope, attention, now, paging, of) => {
      const rows = await db.read<AttentionRow>(attentionStatement(scope, attention, now, paging, of));
      return {
        rows: rows.flatMap((row) => (row.id === null ? [] : [bookingOf(row)])),
        total: rows[0]?.total ?? 0,
      };
    },
    attentionIds: async (scope, attention, now, paging) => {
      const statement = attentionIdsStatement(scope, attention, now, paging);
      const [found] = await db.read<{ total: number; ids: readonly BookingId[] }>(statement);
      return { rows: found?.ids ?? [], total: found?.total ?? 0 };
    },
    courses: async (scope) =>
      (await db.read<{ id: number; name: string }>(coursesStatement(scope))).toSorted(byName).map(({ id, name }) => ({
        id,
        name,
      })),
  };
}

/** Counts with the index on (status, event_start, id), without reading the bookings themselves. */
export function countAnswerableStatement(scope: Scope, now: Instant): Query {
  const parameters = new Parameters();
  const bookings = bookingsIn(scope, parameters);
  const at = `${parameters.add(toSql(now))}::timestamptz`;
  return parameters.query(`
    SELECT count(*)::int AS answerable FROM ${bookings} AND b.status = 'pending'
      AND (${UNDATED_OPEN} OR ${isAhead(at)})`);
}

/**
 * Jumps from course to course along the index, so that it costs a few reads per course and not one per booking. When a
 * course has several names, the newest booking's counts.
 */
export function coursesStatement(scope: Scope): Query {
  const parameters = new Parameters();
  const bookings = bookingsIn(scope, parameters);
  return parameters.query(`
    WITH RECURSIVE course AS (
      (SELECT b.course_id AS id FROM ${bookings} AND b.course_id IS NOT NULL ORDER BY b.course_id LIMIT 1)
      UNION ALL
      SELECT (SELECT b.course_id FROM ${bookings} AND b.course_id > course.id ORDER BY b.course_id LIMIT 1)
      FROM course WHERE course.id IS NOT NULL
    )
    SELECT course.id::float8 AS id, newest.course_name AS name
    FROM course, LATERAL (
      SELECT b.course_name FROM ${bookings} AND b.course_id = course.id ORDER BY b.course_id DESC, b.id DESC LIMIT 1
    ) AS newest`);
}

function byName(a: ListedCourse, b: ListedCourse): number {
  if (a.name === b.name) return a.id - b.id;
  return a.name < b.name ? -1 : 1;
}
