import {
  type Attention,
  type CustomerNumber,
  type Instant,
  type ManagerScope,
  type Paging,
  unreachable,
} from '@miomente/booking-domain';
import type { Query } from '../database/database.ts';
import { toSql } from '../database/instants.ts';
import { Parameters as Placeholders } from '../database/parameters.ts';
import { BOOKING_COLUMNS } from './columns.ts';
import { hasStarted, isAhead, isAheadOrUndated } from './event-start.ts';
import { bookingsIn } from './scoped.ts';
import { LIST_ORDER } from './sections.ts';

/**
 * One page of a managers' list (`compareForAttention`), with the total, in one statement and so from one snapshot. Each
 * list is read from its own partial index, in both directions from now. A page without bookings gives one row without
 * an id.
 */
export function attentionStatement(...of: Parameters<typeof wantedOf>): Query {
  const { parameters, wanted, scope } = wantedOf(...of);
  return parameters.query(`
    ${wanted}
    SELECT counted.total, page.*
    FROM counted LEFT JOIN LATERAL (
      SELECT ${BOOKING_COLUMNS}, wanted.place
      FROM wanted JOIN LATERAL (SELECT * FROM ${bookingsIn(scope, parameters)} AND b.id = wanted.id) AS b ON true
    ) AS page ON true
    ORDER BY ${LIST_ORDER.replaceAll(/\b(place|event_start|id)\b/g, 'page.$1')}`);
}

/** As {@link attentionStatement}, only the total and the ids, in one row. */
export function attentionIdsStatement(...of: Parameters<typeof wantedOf>): Query {
  const { parameters, wanted } = wantedOf(...of);
  return parameters.query(`
    ${wanted}
    SELECT counted.total, (SELECT coalesce(json_agg(id ORDER BY ${LIST_ORDER}), '[]') FROM wanted) AS ids FROM counted`);
}

interface Wanted {
  readonly scope: ManagerScope;
  readonly parameters: Placeholders;
  readonly wanted: string;
}

/** `wanted`, the page's places and ids, and `counted`, the total. */
function wantedOf(
  scope: ManagerScope,
  attention: Attention,
  now: Instant,
  { page, limit }: Paging,
  of?: CustomerNumber,
): Wanted {
  const parameters = new Placeholders();
  const at = `${parameters.add(toSql(now))}::timestamptz`;
  const theirs = of === undefined ? '' : ` AND b.customer_number = ${parameters.add(of)}`;
  const rows = `${bookingsIn(scope, parameters)} AND ${attentionCondition(attention, at)}${theirs}`;
  const most = `${parameters.add(limit)}::bigint`;
  const skipped = `${parameters.add((page - 1) * limit)}::bigint`;
  const walks = sectionsOf(at).map(
    ({ place, condition, order }) => `
      (SELECT ${place} AS place, b.event_start, b.id FROM ${rows} AND ${condition}
       ORDER BY ${order} LIMIT ${most} + ${skipped})`,
  );
  const wanted = `
    WITH wanted AS MATERIALIZED (
      SELECT * FROM (${walks.join(' UNION ALL ')}) AS walked
      ORDER BY ${LIST_ORDER} LIMIT ${most} OFFSET ${skipped}
    ),
    counted AS MATERIALIZED (SELECT count(*)::float8 AS total FROM ${rows})`;
  return { scope, parameters, wanted };
}

/** The text of the order must equal the index's, so that the index is used. */
function sectionsOf(at: string) {
  return [
    { place: 1, condition: isAhead(at), order: 'b.event_start NULLS FIRST, b.id' },
    { place: 2, condition: 'b.event_start IS NULL', order: 'b.id' },
    { place: 3, condition: hasStarted(at), order: 'b.event_start DESC NULLS LAST, b.id DESC' },
  ] as const;
}

/** SQL for whether a row `b` is on a managers' list at an instant. */
export function attentionCondition(attention: Attention, at: string): string {
  switch (attention) {
    case 'escalated':
      return `NOT b.historic AND b.status = 'pending' AND b.escalated_at IS NOT NULL
        AND b.hold IS DISTINCT FROM 'being_changed' AND ${isAheadOrUndated(at)}`;
    case 'missed':
      return `NOT b.historic AND b.status = 'pending' AND ${hasStarted(at)}`;
    case 'flagged':
      return `b.status <> 'cancelled' AND b.flags <> '{}'
        AND (NOT b.historic OR b.flags @> '{event_before_order}')`;
    case 'rebooking':
      return `NOT b.historic AND b.status = 'declined'`;
    default:
      return unreachable(attention);
  }
}
