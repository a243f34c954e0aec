import type {
  BookingSummary,
  CourseDate,
  CourseDateQuery,
  CourseDateSequence,
  Instant,
  PageOf,
  PartnerScope,
} from '@miomente/booking-domain';
import type { Database, Query } from '../database/database.ts';
import { instantOf, toSql } from '../database/instants.ts';
import { Parameters } from '../database/parameters.ts';
import { BOOKING_COLUMNS } from './columns.ts';
import { eventStartOf, isAhead, UNDATED_OPEN } from './event-start.ts';
import { type ListConditions, listConditions } from './list-conditions.ts';
import { type BookingRow, bookingOf } from './read-booking.ts';
import { bookingsIn } from './scoped.ts';
import { ANY_STATUS, listStatusAt } from './sections.ts';

/** Every column of a group is null where the page has none. */
interface GroupRow {
  readonly total: number;
  readonly group_place: number | null;
  readonly group_course_id: number | null;
  readonly group_course_name: string;
  readonly group_start: Instant | null;
  readonly group_day_end: Instant | null;
  readonly group_counts: BookingSummary;
  readonly group_people: number;
}
type Row = GroupRow & (BookingRow | { readonly id: null });

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
  const groups = new Map<number, { readonly row: GroupRow; readonly open: CourseDate['open'][number][] }>();
  for (const row of rows) {
    if (row.group_place === null) continue;
    const group = groups.get(row.group_place) ?? { row, open: [] };
    groups.set(row.group_place, group);
    if (row.id !== null) group.open.push(bookingOf(row));
  }
  return { rows: [...groups.values()].map(({ row, open }) => courseDate(row, open)), total: rows[0]?.total ?? 0 };
}

function courseDate(row: GroupRow, open: CourseDate['open']): CourseDate {
  const { group_course_id: id, group_course_name: name, group_counts: counts, group_people: people } = row;
  const eventStart = eventStartOf({ event_start: row.group_start, event_day_end: row.group_day_end });
  return { identity: { course: id ?? name, eventStart }, course: { id, name }, counts, people, open };
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
      SELECT b.id, b.course_id, CASE WHEN b.course_id IS NULL THEN b.course_name END AS unnumbered,
        b.event_start, b.event_day_end, b.participants, ${listStatusAt(at)} AS state
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

/** Counted in one pass over the partner's bookings that pass the filter; the status picks among the course dates. */
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
  const count = (state: keyof BookingSummary): string => `'${state}', count(*) FILTER (WHERE state = '${state}')`;
  return parameters.query(`
    WITH ${passing(bookings, conditions, at, query)},
    grouped AS MATERIALIZED (
      SELECT course_id, event_start, event_day_end, min(id) AS first_id, max(id) AS last_id,
        count(*) FILTER (WHERE state = 'pending') > 0 AS open,
        array_agg(id) FILTER (WHERE state = 'pending') AS open_ids,
        coalesce(sum(participants) FILTER (WHERE state IN ('pending', 'confirmed')), 0)::float8 AS people,
        jsonb_build_object(${(['pending', 'confirmed', 'declined', 'cancelled', 'unanswered'] as const).map(count).join(', ')})
          AS counts
      FROM passing GROUP BY course_id, unnumbered, event_start, event_day_end ${status}
    ),
    page AS MATERIALIZED (
      SELECT *, row_number() OVER (
        ORDER BY ${ORDERS[query.sequence ?? 'open_first']}
      ) AS place
      FROM grouped ORDER BY place LIMIT ${limit} OFFSET ${skipped}
    )
    SELECT counted.total, page.place::int AS group_place, page.course_id::float8 AS group_course_id,
      newest.course_name AS group_course_name, ${instantOf('page.event_start')} AS group_start,
      ${instantOf('page.event_day_end')} AS group_day_end, page.counts AS group_counts, page.people AS group_people, b.*
    FROM (SELECT count(*)::float8 AS total FROM grouped) AS counted
    LEFT JOIN page ON true
    LEFT JOIN LATERAL (SELECT b.course_name FROM ${bookings} AND b.id = page.last_id) AS newest ON true
    LEFT JOIN LATERAL (
      SELECT ${BOOKING_COLUMNS} FROM ${bookings} AND b.id = ANY (page.open_ids)
    ) AS b ON true
    ORDER BY page.place, b.id`);
}
