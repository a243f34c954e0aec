import type { AwaitedOrders } from '@miomente/booking-domain';
import type { Database } from '../database/database.ts';
import { fromNow, instantOf } from '../database/instants.ts';
import type { RequestId } from '../database/request-id.ts';
import { payload, queueJobs } from '../outbox/queue.ts';

/** @param until SQL of the instant at which its time is over, in milliseconds */
const fetching = (until: string): string =>
  queueJobs(
    'fetch_order',
    `(
      SELECT * FROM (
        SELECT $1::bigint AS id, ${fromNow('$2')} AS at, ${until} AS until, $4::text AS request_id
      ) AS asked WHERE ${instantOf('at')} <= until
    ) AS awaited`,
    {
      payload: payload(`'orderId', id, 'until', until::bigint`),
      key: `'order:' || id`,
      runAt: 'at',
    },
  );

const FETCH_FIRST = fetching(instantOf(fromNow('$3')));
const FETCH_AGAIN = fetching('$3::float8');

/** `AwaitedOrders` in the queue of the same database. */
export function postgresAwaitedOrders(db: Database, requestId: RequestId): AwaitedOrders {
  return {
    fetchAfter: async (orderId, afterMs, forMs) => {
      await db.rows({ text: FETCH_FIRST, values: [orderId, afterMs, forMs, requestId()] });
    },
    fetchAgain: async (orderId, afterMs, until) => {
      await db.rows({ text: FETCH_AGAIN, values: [orderId, afterMs, until, requestId()] });
    },
  };
}
