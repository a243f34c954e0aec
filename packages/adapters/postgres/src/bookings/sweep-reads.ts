import type { Bookings, ErasureCursor, Instant, OrderId, SweepReads, SystemScope } from '@miomente/booking-domain';
import type { Database, Query } from '../database/database.ts';
import { toSql } from '../database/instants.ts';
import { Parameters } from '../database/parameters.ts';

import { BOOKING_COLUMNS } from './columns.ts';
import { isAheadOrUndated } from './event-start.ts';
import { type BookingRow, bookingOf } from './read-booking.ts';
import { bookingsIn } from './scoped.ts';

/** The bookings that the product reads for its own work. */
export function postgresSweepReads(db: Database): SweepReads {
  const bookings = async (query: Query): ReturnType<Bookings['unannounced']> =>
    (await db.read<BookingRow>(query)).map(bookingOf);
  return {
    unannounced: (scope, customerNumber, now, limit) => {
      const { parameters, from, ahead } = pendingIn(scope, now);
      return bookings(
        parameters.query(`
          SELECT ${BOOKING_COLUMNS} FROM ${from} AND NOT b.historic AND b.announced_at IS NULL AND ${ahead}
            AND b.customer_number = ${parameters.add(customerNumber)}
          ORDER BY b.event_start, b.id LIMIT ${parameters.add(limit)}`),
      );
    },
    countingOtherHolidays: (scope, customerNumber, holidays, limit) => {
      const parameters = new Parameters();
      return bookings(
        parameters.query(`
          SELECT ${BOOKING_COLUMNS} FROM ${bookingsIn(scope, parameters)} AND b.status = 'pending'
            AND b.customer_number = ${parameters.add(customerNumber)}
            AND b.holidays IS DISTINCT FROM ${parameters.add(holidays)}
          ORDER BY b.event_start, b.id LIMIT ${parameters.add(limit)}`),
      );
    },
    pending: (scope, afterId, limit) => {
      const parameters = new Parameters();
      return bookings(
        parameters.query(`
          SELECT ${BOOKING_COLUMNS} FROM ${bookingsIn(scope, parameters)} AND b.status = 'pending'
            AND b.id > ${parameters.add(afterId)}
          ORDER BY b.id LIMIT ${parameters.add(limit)}`),
      );
    },
    createdSince: (scope, since, afterId, limit) => {
      const parameters = new Parameters();
      return bookings(
        parameters.query(`
          SELECT ${BOOKING_COLUMNS} FROM ${bookingsIn(scope, parameters)}
            AND b.created_at >= ${parameters.add(toSql(since))}::timestamptz AND b.id > ${parameters.add(afterId)}
          ORDER BY b.id LIMIT ${parameters.add(limit)}`),
      );
    },
    upcomingOrderIds: async (scope, now, afterOrderId, limit) =>
      (await db.read<{ id: OrderId }>(upcomingStatement(scope, { now, afterOrderId, limit }))).map(({ id }) => id),
    erasable: (scope, overUntil, after, limit) => bookings(erasableStatement(scope, overUntil, after, limit)),
    ofCustomer: (scope, email) => {
      const parameters = new Parameters();
      return bookings(
        parameters.query(`
          SELECT ${BOOKING_COLUMNS} FROM ${bookingsIn(scope, parameters)}
            AND lower(b.customer_email) = lower(${parameters.add(email)}) AND b.customer_email <> ''
          ORDER BY b.id`),
      );
    },
    liveTokenKeys: async (scope, now) => {
      const rows = await db.read<{ key: string; bookings: number }>(liveKeysStatement(scope, now));
      return new Map(rows.map(({ key, bookings: count }) => [key, count]));
    },
  };
}

function pendingIn(scope: SystemScope, now: Instant): { parameters: Parameters; from: string; ahead: string } {
  const parameters = new Parameters();
  const at = `${parameters.add(toSql(now))}::timestamptz`;
  return {
    parameters,
    from: `${bookingsIn(scope, parameters)} AND b.status = 'pending'`,
    ahead: isAheadOrUndated(at),
  };
}

/** The orders that the reconciler compares. */
export function upcomingStatement(
  scope: SystemScope,
  { now, afterOrderId, limit }: { readonly now: Instant; readonly afterOrderId: OrderId; readonly limit: number },
): Query {
  const parameters = new Parameters();
  const at = `${parameters.add(toSql(now))}::timestamptz`;
  return parameters.query(`
    SELECT DISTINCT b.magento_order_id::float8 AS id, b.magento_order_id
    FROM ${bookingsIn(scope, parameters)} AND b.status <> 'cancelled'
      AND ${isAheadOrUndated(at)} AND b.magento_order_id > ${parameters.add(afterOrderId)}
    ORDER BY b.magento_order_id LIMIT ${parameters.add(limit)}`);
}

/** `overSince` in SQL, as in the index that it is searched by. */
const OVER_SINCE = "coalesce(b.event_day_end, b.event_start, CASE WHEN b.status = 'cancelled' THEN b.cancelled_at END)";

/** The bookings whose customer's data is to be erased. */
export function erasableStatement(
  scope: SystemScope,
  overUntil: Instant,
  after: ErasureCursor | null,
  limit: number,
): Query {
  const parameters = new Parameters();
  const from = `${bookingsIn(scope, parameters)} AND b.customer_erased_at IS NULL`;
  const until = `${OVER_SINCE} <= ${parameters.add(toSql(overUntil))}::timestamptz`;
  const beyond =
    after === null
      ? ''
      : `AND (${OVER_SINCE}, b.id) > (${parameters.add(toSql(after.overSince))}::timestamptz, ${parameters.add(after.id)}::bigint)`;
  return parameters.query(`
    SELECT ${BOOKING_COLUMNS} FROM ${from} AND ${until} ${beyond}
    ORDER BY ${OVER_SINCE}, b.id LIMIT ${parameters.add(limit)}`);
}

/** The keys that tokens of live bookings need. */
export function liveKeysStatement(scope: SystemScope, now: Instant): Query {
  const parameters = new Parameters();
  return parameters.query(`
    SELECT b.token_key AS key, count(*)::float8 AS bookings
    FROM ${bookingsIn(scope, parameters)} AND b.status IN ('pending', 'confirmed')
      AND b.token_expires_at > ${parameters.add(toSql(now))}::timestamptz
    GROUP BY b.token_key`);
}
