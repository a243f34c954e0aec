import type { Bookings, OrderId, OrderItemId, Scope, Stored } from '@miomente/booking-domain';
import type { Database, Query } from '../database/database.ts';
import { Parameters } from '../database/parameters.ts';
import type { RequestId } from '../database/request-id.ts';

import { postgresClaims } from './claim-due.ts';
import { BOOKING_COLUMNS } from './columns.ts';
import { postgresCommits } from './commits.ts';
import { postgresLists } from './lists.ts';
import { type BookingRow, bookingOf } from './read-booking.ts';
import { bookingsIn } from './scoped.ts';
import { postgresSweepReads } from './sweep-reads.ts';
import { type TimelineRow, timelineEntryOf, timelineStatement } from './timeline.ts';

/** `Bookings` on PostgreSQL. */
export function postgresBookings(
  db: Database,
  options: { readonly timeZone: string; readonly requestId: RequestId },
): Bookings {
  /** @param more further conditions and the order; receives the position of the value */
  const read = async (scope: Scope, value: unknown, more: (place: string) => string): Promise<readonly Stored[]> => {
    const parameters = new Parameters();
    const from = bookingsIn(scope, parameters);
    const rows = await db.read<BookingRow>(
      parameters.query(`SELECT ${BOOKING_COLUMNS} FROM ${from} AND ${more(parameters.add(value))}`),
    );
    return rows.map(bookingOf);
  };
  return {
    ...postgresCommits(db, options.requestId),
    ...postgresLists(db, options),
    ...postgresSweepReads(db),
    claimDue: postgresClaims(db),
    find: async (scope, id) => (await read(scope, id, (place) => `b.id = ${place}`))[0],
    findMany: (scope, ids) => read(scope, ids, (place) => `b.id = ANY (${place}::bigint[])`),
    findByTokenDigest: async (scope, digest) =>
      (await read(scope, digest, (place) => `b.confirmation_token = ${place}`))[0],
    findByOrders: async (scope, orderIds) =>
      (await db.read<BookingRow>(ofOrdersStatement(scope, orderIds))).map(bookingOf),
    findReplacedBy: async (scope, orderItemId) =>
      (await db.read<BookingRow>(replacedByStatement(scope, orderItemId))).map(bookingOf),
    timeline: async (scope, id) => (await db.read<TimelineRow>(timelineStatement(scope, id))).map(timelineEntryOf),
  };
}

/** Follows edits of an order backwards, one index read each; UNION ends a cycle, should there be one. */
export function replacedByStatement(scope: Scope, orderItemId: OrderItemId): Query {
  const parameters = new Parameters();
  return parameters.query(`
    WITH RECURSIVE replaced AS (
      SELECT ${parameters.add(orderItemId)}::bigint AS item
      UNION
      SELECT old.item FROM replaced CROSS JOIN LATERAL (
        SELECT b.magento_order_item_id AS item
        FROM ${bookingsIn(scope, parameters)} AND b.replaced_by_order_item_id = replaced.item
      ) AS old
    )
    SELECT ${BOOKING_COLUMNS} FROM ${bookingsIn(scope, parameters)} AND b.magento_order_item_id IN (SELECT item FROM replaced)
      AND b.replaced_by_order_item_id IS NOT NULL AND b.magento_order_item_id <> ${parameters.add(orderItemId)}::bigint
    ORDER BY b.id`);
}

/**
 * Reads the index order by order. While a first import fills the table, the planner's statistics are from an emptier
 * one, and it would read the whole table for a page of orders. OFFSET keeps the planner from rewriting the query.
 */
export function ofOrdersStatement(scope: Scope, orderIds: readonly OrderId[]): Query {
  const parameters = new Parameters();
  const wanted = parameters.add([...new Set(orderIds)]);
  return parameters.query(`
    SELECT ${BOOKING_COLUMNS}
    FROM unnest(${wanted}::bigint[]) AS wanted (order_id)
    CROSS JOIN LATERAL (
      SELECT * FROM ${bookingsIn(scope, parameters)} AND b.magento_order_id = wanted.order_id OFFSET 0
    ) AS b
    ORDER BY b.magento_order_item_id`);
}
