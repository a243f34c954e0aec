import type { Bookings, Scope, Stored } from '@miomente/booking-domain';
import type { Database } from '../database/database.ts';
import { Parameters } from '../database/parameters.ts';
import type { RequestId } from '../database/request-id.ts';
import type { BookingRow } from './booking-row.ts';
import { BOOKING_COLUMNS } from './columns.ts';
import { postgresCommits } from './commits.ts';
import { postgresLists } from './lists.ts';
import { bookingOf } from './read-booking.ts';
import { bookingsIn } from './scoped.ts';
import { postgresSweepReads } from './sweep-reads.ts';
import { type TimelineRow, timelineEntryOf, timelineStatement } from './timeline.ts';

/** `Bookings` on PostgreSQL. */
export function postgresBookings(
  db: Database,
  options: { readonly timeZone: string; readonly requestId: RequestId },
): Bookings {
  /** @param more further conditions and the order; gets the place of the value */
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
    find: async (scope, id) => (await read(scope, id, (place) => `b.id = ${place}`))[0],
    findByTokenDigest: async (scope, digest) =>
      (await read(scope, digest, (place) => `b.confirmation_token = ${place}`))[0],
    findByOrders: (scope, orderIds) =>
      read(
        scope,
        orderIds,
        (place) => `b.magento_order_id = ANY (${place}::bigint[]) ORDER BY b.magento_order_item_id`,
      ),
    timeline: async (scope, id) => (await db.read<TimelineRow>(timelineStatement(scope, id))).map(timelineEntryOf),
  };
}
