import type {
  CourseDate,
  CourseDateQuery,
  CourseDateSequence,
  Instant,
  PageOf,
  PartnerScope,
} from '@miomente/booking-domain';
import type { Database, Query } from '../database/database.ts';
import { toSql } from '../database/instants.ts';
import { Parameters } from '../database/parameters.ts';
import { isAhead, UNDATED_OPEN } from './event-start.ts';
import { type ListConditions, listConditions } from './list-conditions.ts';
import { bookingsIn } from './scoped.ts';
import { ANY_STATUS } from './sections.ts';
import {
  groupedDates,
  passingColumns,
  SHOWN_DATE,
  type ShownDateRow,
  shownDates,
  shownDatesFrom,
} from './shown-dates.ts';

type Row = ShownDateRow & { readonly total: number };

/**
 * One page of a partner's course dates, with what is open in each, in one statement and so of one moment.
 * @throws whatever the database throws
 */
export async function courseDates(
  db: Database,
  scope: PartnerScope,
  query: CourseDateQuery,
  setting: { readonly now: Instant; readonly timeZone: string },
): Promise<PageOf<CourseDate>> {
  const rows = await db.read<Row>(courseDatesStatement(scope, query, setting));
  return { rows: shownDates(rows), total: rows[0]?.total ?? 0 };
}

/** As `courseDatesOf` sorts. */
const ORDERS: Readonly<Record<CourseDateSequence, string>> = {
  open_first: `open DESC, event_start IS NULL, CASE WHEN open THEN event_start END,
          CASE WHEN NOT open THEN event_start END DESC, CASE WHEN open THEN first_id END, first_id DESC`,
  soonest: 'event_start NULLS LAST, first_id',
  latest: 'event_start DESC NULLS LAST, first_id DESC',
};

/** `isAwaitingDate` in SQL. */
const AWAITING_DATE = `${UNDATED_OPEN} AND b.status IN ('pending', 'confirmed')`;

/**
 * SQL of the bookings that pass the filter, with their course date. Where only course dates with something open are
 * asked for, these are found first, and then their bookings: the inbox does not read the years behind it.
 */
function passing(
  bookings: string,
  { days, contents }: ListConditions,
  at: string,
  { status, andUndated = false }: CourseDateQuery,
): string {
  const rows = (more: string, within = days): string => `
      SELECT ${passingColumns(at)}
      FROM ${bookings}${within}${contents} AND ${ANY_STATUS}${more}`;
  if (andUndated && days !== '') return `passing AS (${rows('')} UNION ALL ${rows(` AND ${AWAITING_DATE}`, '')})`;
  if (status !== 'pending') return `passing AS (${rows('')})`;
  const isOneOf = `EXISTS (
        SELECT FROM asked WHERE asked.event_day_end IS NOT DISTINCT FROM passing.event_day_end
          AND asked.course_id IS NOT DISTINCT FROM passing.course_id
          AND asked.unnumbered IS NOT DISTINCT FROM passing.unnumbered
          AND asked.event_start IS NOT DISTINCT FROM passing.event_start)`;
  return `
    asked AS MATERIALIZED (
      SELECT DISTINCT b.course_id, CASE WHEN b.course_id IS NULL THEN b.course_name END AS unnumbered,
        b.event_start, b.event_day_end
      FROM ${bookings}${days}${contents} AND b.status = 'pending' AND (${isAhead(at)} OR ${UNDATED_OPEN})
    ),
    passing AS (
      SELECT passing.*
      FROM (SELECT DISTINCT event_start FROM asked WHERE event_start IS NOT NULL) AS starts
      CROSS JOIN LATERAL (${rows(' AND b.event_start = starts.event_start OFFSET 0')}) AS passing
      WHERE ${isOneOf}
      UNION ALL
      SELECT passing.*
      FROM (SELECT FROM asked WHERE event_start IS NULL LIMIT 1) AS undated
      CROSS JOIN LATERAL (${rows(' AND b.event_start IS NULL OFFSET 0')}) AS passing
      WHERE ${isOneOf}
    )`;
}

/**
 * Counted in one pass over the partner's bookings that pass the filter; the status picks among the course dates. What
 * each shows is read for the page alone.
 */
export function courseDatesStatement(
  scope: PartnerScope,
  query: CourseDateQuery,
  { now, timeZone }: { readonly now: Instant; readonly timeZone: string },
): Query {
  const parameters = new Parameters();
  const bookings = bookingsIn(scope, parameters);
  const conditions = listConditions(query, { timeZone, partners: [] }, parameters);
  const at = `${parameters.add(toSql(now))}::timestamptz`;
  const status = query.status === 'all' ? '' : `HAVING count(*) FILTER (WHERE state = '${query.status}') > 0`;
  const limit = `${parameters.add(query.limit)}::bigint`;
  const skipped = `${parameters.add((query.page - 1) * query.limit)}::bigint`;
  return parameters.query(`
    WITH ${passing(bookings, conditions, at, query)},
    ${groupedDates(status)},
    page AS MATERIALIZED (
      SELECT *, row_number() OVER (ORDER BY ${ORDERS[query.sequence ?? 'open_first']}) AS place FROM (
        SELECT * FROM grouped ORDER BY ${ORDERS[query.sequence ?? 'open_first']} LIMIT ${limit} OFFSET ${skipped}
      ) AS cut
    )
    SELECT counted.total, ${SHOWN_DATE}
    FROM (SELECT count(*)::float8 AS total FROM grouped) AS counted
    LEFT JOIN page ON true
    ${shownDatesFrom(bookings, at)}`);
}
