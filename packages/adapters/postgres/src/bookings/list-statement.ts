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
 * Course and search pick few bookings of many: these are found first, then counted and sorted. Of a partner with few
 * bookings a search reads them all, as the index of texts finds those of all partners first.
 * Without them the page comes from the walk along {@link sections}, and what is confirmed, declined and cancelled is kept
 * and not counted: of 100,000 bookings counting took longer than the page.
 */
export function listStatement(scope: Scope, query: BookingQuery, { now, timeZone, partners }: ListSetting): Query {
  const parameters = new Parameters();
  const statuses = query.status === 'all' ? LIST_STATUSES : [query.status];
  const at = `${parameters.add(toSql(now))}::timestamptz`;
  const bookings = bookingsIn(scope, parameters);
  const { days, contents, contentsRead } = listConditions(query, { timeZone, partners }, parameters);
  const limit = `${parameters.add(query.limit)}::bigint`;
  const skipped = `${parameters.add((query.page - 1) * query.limit)}::bigint`;
  const kept = days === '' && contents === '' ? keptCounts(scope, parameters) : null;
  const read = scope.type === 'partner' ? contentsRead : null;
  const parts = { bookings, days, contents, read, kept, at, limit, skipped, statuses };
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
  /** As `contents`, for reading all bookings of somebody who has few; null where the indexes decide. */
  readonly read: string | null;
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
  const walks = sections(statuses, at).filter(({ dated }) => dated || days === '');
  const enough = `LIMIT ${limit} + ${skipped}`;
  const walk = ({ status, condition, order }: Section): string => `
        (SELECT b.event_start, b.id FROM ${bookings} AND b.status = '${status}' AND ${condition}${days}
         ORDER BY ${order} ${enough})`;
  // The sections of a place are merged while they are read: together they are walked as far as one alone.
  const merged = ([place, of]: readonly [number, readonly Section[]]): string => `
      (SELECT ${place} AS place, b.event_start, b.id, row_number() OVER (ORDER BY ${of[0]?.order}) AS number
       FROM (${of.map(walk).join(' UNION ALL ')}) AS b ORDER BY ${of[0]?.order} ${enough})`;
  const places = ([1, 2, 3, 4] as const)
    .map((place) => [place, walks.filter((each) => each.place === place)] as const)
    .filter(([, of]) => of.length > 0);
  return `
    wanted AS MATERIALIZED (
      SELECT place, event_start, id FROM (${places.map(merged).join(' UNION ALL ')}) AS walked
      ORDER BY place, number LIMIT ${limit} OFFSET ${skipped}
    ),
    summary AS MATERIALIZED (${
      kept === null
        ? summaryOf(`${bookings}${days}`, at)
        : `SELECT kept.counts || open.counts AS counts
           FROM (${kept}) AS kept, (${summaryOf(`${bookings} AND b.status = 'pending'`, at)}) AS open`
    })`;
}

/** Reading so many takes some milliseconds; a common name by the index takes twenty, of a million bookings. */
const FEW = 2_000;

function picked({ bookings, days, contents, read, at, limit, skipped, statuses }: Parts): string {
  const columns = 'SELECT b.id, b.status, b.event_start, b.event_day_end, b.historic FROM';
  const found =
    read === null
      ? `${columns} ${bookings}${days}${contents}`
      : `${columns} ${bookings}${days}${read} AND (SELECT few FROM own)
      UNION ALL ${columns} ${bookings}${days}${contents} AND NOT (SELECT few FROM own)`;
  const own = `own AS MATERIALIZED (
      SELECT count(*) <= ${FEW} AS few FROM (SELECT FROM ${bookings} LIMIT ${FEW + 1}) AS counted
    ),`;
  return `
    ${read === null ? '' : own}
    picked AS MATERIALIZED (
      ${found}
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
