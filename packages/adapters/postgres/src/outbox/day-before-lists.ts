import type { Deliveries } from '@miomente/booking-domain';
import type { Database } from '../database/database.ts';
import { toSql } from '../database/instants.ts';
import { DELIVERIES } from './delivery-row.ts';
import { queueDeliveries } from './queue.ts';

// $1 the day, $2 and $3 its first instant and that of the next, $4 now by the process's clock. Of several processes at
// once, the index on day and partner lets one queue each list.
const QUEUE = `
  WITH coming AS MATERIALIZED (
    SELECT DISTINCT customer_number FROM miomente_partner_portal_booking_confirmations
    WHERE status IN ('pending', 'confirmed') AND NOT historic
      AND event_start >= $2::timestamptz AND event_start < $3::timestamptz
  ),
  listed AS (
    INSERT INTO ${DELIVERIES} (kind, list_partner, list_day, created_at)
    SELECT 'day_before_list', customer_number, $1::date, $4 FROM coming
    -- What is there already would use up an id each time.
    WHERE NOT EXISTS (
      SELECT FROM ${DELIVERIES} AS kept WHERE kept.list_day = $1::date AND kept.list_partner = coming.customer_number)
    ORDER BY customer_number
    ON CONFLICT (list_day, list_partner) WHERE list_day IS NOT NULL DO NOTHING
    RETURNING id, due_at, request_id
  )
  SELECT (SELECT count(*)::int FROM listed) AS lists, jobs FROM (${queueDeliveries('listed')}) AS queued`;

/** `Deliveries.queueDayBeforeLists` on PostgreSQL, in one statement. */
export async function queueDayBeforeLists(
  db: Database,
  ...[day, { start, end }, now]: Parameters<Deliveries['queueDayBeforeLists']>
): Promise<number> {
  const [row] = await db.rows<{ lists: number }>({ text: QUEUE, values: [day, toSql(start), toSql(end), toSql(now)] });
  return row?.lists ?? 0;
}
