import type { Asked } from '../database/asked.ts';

// A job that was replaced by a newer one has lost its key to it, and is not found here.
const SPENT = `
  select delivery.id::float8 as "deliveryId", delivery.request_id as "requestId"
  from graphile_worker.jobs as job
  join miomente_partner_portal_deliveries as delivery on job.key = 'delivery:' || delivery.id
  where job.attempts >= job.max_attempts and job.locked_at is null and delivery.state = 'queued'
  limit 100`;

/** Implements the scheduler's port `SpentDeliveries`. */
export async function readSpentDeliveries(
  db: Asked,
): Promise<readonly { readonly deliveryId: number; readonly requestId: string | null }[]> {
  return (await db.query<{ deliveryId: number; requestId: string | null }>(SPENT)).rows;
}
