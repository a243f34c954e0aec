import {
  type BookingQuery,
  type CustomerNumber,
  type Instant,
  LIST_STATUSES,
  type ListStatus,
  type Scope,
} from '@miomente/booking-domain';
import type { Query } from '../database/database.ts';
import { toSql } from '../database/instants.ts';
import { Parameters } from '../database/parameters.ts';
import { BOOKING_COLUMNS } from './columns.ts';
import { keptCounts } from './kept-counts.ts';
import { listConditions } from './list-conditions.ts';
import { bookingsIn } from './scoped.ts';
import { LIST_ORDER, listStatusAt, placeOf, type Section, sections } from './sections.ts';

/** What a list depends on besides the query. */
export interface ListSetting {
  readonly now: Instant;
  readonly timeZone: string;
  /** Partners whose bookings match the search in any case. */
  readonly partners: readonly CustomerNumber[];
}

/**
 * One page of a list with its summary, in one statement and so from one snapshot. Returns a row for each booking of the
 * page, each with the `summary`; a page without bookings gives one row without an id.
 *
 * Course and search pick few bookings of many: these are found first, then counted and sorted.
 * Without them the page comes from the walk along {@link sections}, and what is confirmed, declined and cancelled is kept
 * and not counted: of 100,000 bookings counting took longer than the page.
 */
export function listStatement(scope: Scope, query: BookingQuery, { now, timeZone, partners }: ListSetting): Query {
  const parameters = new Parameters();
  const statuses = query.status === 'all' ? LIST_STATUSES : [query.status];
  const at = `${parameters.add(toSql(now))}::timestamptz`;
  const bookings = bookingsIn(scope, parameters);
  const { days, contents } = listConditions(query, { timeZone, partners }, parameters);
  const limit = `${parameters.add(query.limit)}::bigint`;
  const skipped = `${parameters.add((query.page - 1) * query.limit)}::bigint`;
  const kept = days === '' && contents === '' ? keptCounts(scope, parameters) : null;
  const parts = { bookings, days, contents, kept, at, limit, skipped, statuses };
  const statement = parameters.query(`
    WITH ${contents === '' ? walked(parts) : picked(parts)}
    SELECT summary.counts AS summary, page.*
    FROM summary LEFT JOIN LATERAL (
      SELECT ${BOOKING_COLUMNS}, wanted.place
      FROM wanted JOIN LATERAL (SELECT * FROM ${bookings} AND b.id = wanted.id) AS b ON true
    ) AS page ON true
    ORDER BY ${LIST_ORDER.replaceAll(/\b(place|event_start|id)\b/g, 'page.$1')}`);
  // Which index finds a course or a text soonest depends on the course, the text and the partner.
  return contents === '' ? statement : { ...statement, plannedAnew: true };
}

interface Parts {
  readonly bookings: string;
  readonly days: string;
  readonly contents: string;
  /** SQL of the counts that are kept; null where what is asked for has to be counted. */
  readonly kept: string | null;
  readonly at: string;
  readonly limit: string;
  readonly skipped: string;
  readonly statuses: readonly ListStatus[];
}

function summaryOf(rows: string, at: string): string {
  return `SELECT coalesce(jsonb_object_agg(status, bookings), '{}') AS counts
    FROM (SELECT ${listStatusAt(at)} AS status, count(*) AS bookings FROM ${rows} GROUP BY 1) AS counted`;
}

function walked({ bookings, days, kept, at, limit, skipped, statuses }: Parts): string {
  const walk = ({ place, status, condition, order }: Section): string => `
    (SELECT ${place} AS place, b.event_start, b.id FROM ${bookings} AND b.status = '${status}' AND ${condition}${days}
     ORDER BY ${order} LIMIT ${limit} + ${skipped})`;
  const walks = sections(statuses, at).filter(({ dated }) => dated || days === '');
  return `
    wanted AS MATERIALIZED (
      SELECT * FROM (${walks.map(walk).join(' UNION ALL ')}) AS walked
      ORDER BY ${LIST_ORDER} LIMIT ${limit} OFFSET ${skipped}
    ),
    summary AS MATERIALIZED (${
      kept === null
        ? summaryOf(`${bookings}${days}`, at)
        : `SELECT kept.counts || open.counts AS counts
           FROM (${kept}) AS kept, (${summaryOf(`${bookings} AND b.status = 'pending'`, at)}) AS open`
    })`;
}

function picked({ bookings, days, contents, at, limit, skipped, statuses }: Parts): string {
  return `
    picked AS MATERIALIZED (
      SELECT b.id, b.status, b.event_start, b.event_day_end, b.historic FROM ${bookings}${days}${contents}
    ),
    wanted AS MATERIALIZED (
      SELECT * FROM (
        SELECT ${placeOf(at)} AS place, b.event_start, b.id FROM picked AS b
        WHERE ${listStatusAt(at)} IN (${statuses.map((status) => `'${status}'`).join(', ')})
      ) AS placed
      ORDER BY ${LIST_ORDER} LIMIT ${limit} OFFSET ${skipped}
    ),
    summary AS MATERIALIZED (${summaryOf('picked AS b', at)})`;
}
