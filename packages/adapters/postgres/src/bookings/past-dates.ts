import {
  dayBounds,
  type Instant,
  type PartnerScope,
  type PastDates,
  type PastDatesQuery,
} from '@miomente/booking-domain';
import type { Database, Query } from '../database/database.ts';
import { toSql } from '../database/instants.ts';
import { Parameters } from '../database/parameters.ts';
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

type Setting = { readonly now: Instant; readonly timeZone: string };

/**
 * A part of a partner's past course dates, in one statement and so of one moment.
 * @throws whatever the database throws
 */
export async function pastDates(
  db: Database,
  scope: PartnerScope,
  query: PastDatesQuery,
  setting: Setting,
): Promise<PastDates> {
  const found = shownDates(await db.read<ShownDateRow>(pastDatesStatement(scope, query, setting)));
  const next = found.slice(0, query.limit);
  const rows = query.beyond?.direction === 'newer' ? next.toReversed() : next;
  return { rows, more: found.length > query.limit };
}

/** The statuses, each of which the index on partner, status and start has in the sequence of starts. */
const STATUSES = "(VALUES ('pending'), ('confirmed'), ('declined'), ('cancelled')) AS of (status)";

/**
 * Jumps from start to start along the index, in the direction that is asked for, and reads only the bookings of these
 * starts. Each start has at least one course date, but for the first: all of its own may lie on the place's other side.
 * One more than the limit is read, to tell whether more follow.
 */
export function pastDatesStatement(
  scope: PartnerScope,
  { to, beyond, limit }: PastDatesQuery,
  { now, timeZone }: Setting,
): Query {
  const parameters = new Parameters();
  const bookings = bookingsIn(scope, parameters);
  const end = `${parameters.add(toSql(dayBounds(to, timeZone)?.end ?? null))}::timestamptz`;
  const at = `${parameters.add(toSql(now))}::timestamptz`;
  const wanted = `${parameters.add(limit + 1)}::bigint`;
  const { side, sort, from, place } =
    beyond?.direction === 'newer'
      ? { side: '>', sort: 'ASC', ...placeIn(beyond.place, parameters) }
      : { side: '<', sort: 'DESC', ...placeIn(beyond?.place ?? null, parameters) };
  const start = (beginning: string): string => `
        SELECT b.event_start FROM ${STATUSES} CROSS JOIN LATERAL (
          SELECT b.event_start FROM ${bookings} AND b.status = of.status AND b.event_start < ${end}${beginning}
          ORDER BY b.event_start ${sort} LIMIT 1
        ) AS b
        ORDER BY b.event_start ${sort} LIMIT 1`;
  return parameters.query(`
    WITH RECURSIVE starts AS (
      (SELECT first.event_start, 1 AS number FROM (${start(from === null ? '' : ` AND b.event_start ${side}= ${from}`)}
      ) AS first)
      UNION ALL
      SELECT next.event_start, starts.number + 1 FROM starts CROSS JOIN LATERAL (${start(` AND b.event_start ${side} starts.event_start`)}
      ) AS next
      WHERE starts.number <= ${wanted}
    ),
    passing AS (
      SELECT passing.* FROM starts CROSS JOIN LATERAL (
        SELECT ${passingColumns(at)}
        FROM ${bookings} AND ${ANY_STATUS} AND b.event_start = starts.event_start OFFSET 0
      ) AS passing
    ),
    ${groupedDates('')},
    page AS MATERIALIZED (
      SELECT *, row_number() OVER (ORDER BY event_start ${sort}, first_id ${sort}) AS place
      FROM grouped ${place === null ? '' : `WHERE (event_start, first_id) ${side} ${place}`}
      ORDER BY place LIMIT ${wanted}
    )
    SELECT ${SHOWN_DATE} FROM page ${shownDatesFrom(bookings, at)}`);
}

/** SQL of a place's start, and of the place. */
function placeIn(
  place: NonNullable<PastDatesQuery['beyond']>['place'] | null,
  parameters: Parameters,
): { readonly from: string | null; readonly place: string | null } {
  if (place === null) return { from: null, place: null };
  const from = `${parameters.add(toSql(place.start))}::timestamptz`;
  return { from, place: `(${from}, ${parameters.add(place.firstId)}::bigint)` };
}
