import type { Deliveries } from '@miomente/booking-domain';
import { bookingsIn } from '../bookings/scoped.ts';
import type { Database } from '../database/database.ts';
import { toSql } from '../database/instants.ts';
import { Parameters } from '../database/parameters.ts';
import { DELIVERIES } from './delivery-row.ts';
import { queueDeliveries } from './queue.ts';

type Wanted = Deliveries['queueDayBeforeLists'] extends (...wanted: infer Given) => unknown ? Given : never;

/**
 * `Deliveries.queueDayBeforeLists` on PostgreSQL, in one statement. Of several processes at once, the index on day and
 * partner lets one queue each list.
 */
export async function queueDayBeforeLists(db: Database, ...[scope, { day, start, end }, now]: Wanted): Promise<number> {
  const parameters = new Parameters();
  const wanted = `${parameters.add(day)}::date`;
  const [row] = await db.rows<{ lists: number }>(
    parameters.query(`
  WITH coming AS MATERIALIZED (
    SELECT DISTINCT b.customer_number FROM ${bookingsIn(scope, parameters)}
      AND b.status IN ('pending', 'confirmed') AND NOT b.historic
      AND b.event_start >= ${parameters.add(toSql(start))}::timestamptz
      AND b.event_start < ${parameters.add(toSql(end))}::timestamptz
  ),
  listed AS (
    INSERT INTO ${DELIVERIES} (kind, list_partner, list_day, created_at)
    SELECT 'day_before_list', customer_number, ${wanted}, ${parameters.add(toSql(now))}::timestamptz FROM coming
    -- What is there already would use up an id each time.
    WHERE NOT EXISTS (
      SELECT FROM ${DELIVERIES} AS kept WHERE kept.list_day = ${wanted} AND kept.list_partner = coming.customer_number)
    ORDER BY customer_number
    ON CONFLICT (list_day, list_partner) WHERE list_day IS NOT NULL DO NOTHING
    RETURNING id, due_at, request_id
  )
  SELECT (SELECT count(*)::int FROM listed) AS lists, jobs FROM (${queueDeliveries('listed')}) AS queued`),
  );
  return row?.lists ?? 0;
}
