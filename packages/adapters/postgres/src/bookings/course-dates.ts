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
import { eventStartOf } from './event-start.ts';
import { listConditions } from './list-conditions.ts';
import { type BookingRow, bookingOf } from './read-booking.ts';
import { bookingsIn } from './scoped.ts';
import { listStatusAt } from './sections.ts';

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

/** Counted in one pass over the partner's bookings that pass the filter; the status picks among the course dates. */
export function courseDatesStatement(
  scope: PartnerScope,
  query: CourseDateQuery,
  { now, timeZone }: { readonly now: Instant; readonly timeZone: string },
): Query {
  const parameters = new Parameters();
  const bookings = bookingsIn(scope, parameters);
  const { days, contents } = listConditions(query, { timeZone, partners: [] }, parameters);
  const at = `${parameters.add(toSql(now))}::timestamptz`;
  const status = query.status === 'all' ? '' : `HAVING count(*) FILTER (WHERE state = '${query.status}') > 0`;
  const limit = `${parameters.add(query.limit)}::bigint`;
  const skipped = `${parameters.add((query.page - 1) * query.limit)}::bigint`;
  const count = (state: keyof BookingSummary): string => `'${state}', count(*) FILTER (WHERE state = '${state}')`;
  return parameters.query(`
    WITH passing AS (
      SELECT b.id, b.course_id, CASE WHEN b.course_id IS NULL THEN b.course_name END AS unnumbered,
        b.event_start, b.event_day_end, b.participants, ${listStatusAt(at)} AS state
      FROM ${bookings}${days}${contents}
    ),
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
