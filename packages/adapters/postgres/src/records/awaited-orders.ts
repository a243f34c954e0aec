import type { AwaitedOrders } from '@miomente/booking-domain';
import type { Database } from '../database/database.ts';
import { toSql } from '../database/instants.ts';
import { queueJobs } from '../outbox/queue.ts';

const FETCH = queueJobs(
  'fetch_order',
  '(SELECT $1::bigint AS id, $2::timestamptz AS at, $3::bigint AS until) AS awaited',
  {
    payload: `json_build_object('orderId', id, 'until', until)`,
    key: `'order:' || id`,
    runAt: 'at',
  },
);

/** `AwaitedOrders` in the queue of the same database. */
export function postgresAwaitedOrders(db: Database): AwaitedOrders {
  return {
    fetchAt: async (orderId, at, until) => {
      await db.rows({ text: FETCH, values: [orderId, toSql(at), until] });
    },
  };
}
