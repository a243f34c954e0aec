import type { AwaitedOrders } from '@miomente/booking-domain';
import type { Database } from '../database/database.ts';
import { toSql } from '../database/instants.ts';
import type { RequestId } from '../database/request-id.ts';
import { payload, queueJobs } from '../outbox/queue.ts';

const FETCH = queueJobs(
  'fetch_order',
  '(SELECT $1::bigint AS id, $2::timestamptz AS at, $3::bigint AS until, $4::text AS request_id) AS awaited',
  {
    payload: payload(`'orderId', id, 'until', until`),
    key: `'order:' || id`,
    runAt: 'at',
  },
);

/** `AwaitedOrders` in the queue of the same database. */
export function postgresAwaitedOrders(db: Database, requestId: RequestId): AwaitedOrders {
  return {
    fetchAt: async (orderId, at, until) => {
      await db.rows({ text: FETCH, values: [orderId, toSql(at), until, requestId()] });
    },
  };
}
