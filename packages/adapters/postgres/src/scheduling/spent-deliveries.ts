import type { Asked } from '../database/asked.ts';

// From the jobs, by an index of ours, to their deliveries, so that a long queue costs no more than a short one. A job
// that was put aside for a newer one has lost its key to it, and is not found here.
const SPENT = `
  select delivery.id as "deliveryId", delivery.request_id as "requestId"
  from graphile_worker._private_jobs as job
  cross join lateral (
    select id::float8 as id, request_id, state from miomente_partner_portal_deliveries
    where id = substring(job.key from '^delivery:([0-9]+)$')::bigint
    offset 0
  ) as delivery
  where job.attempts >= job.max_attempts and job.locked_at is null and delivery.state = 'queued'
  limit 100`;

/** Implements the scheduler's port `SpentDeliveries`. */
export async function readSpentDeliveries(
  db: Asked,
): Promise<readonly { readonly deliveryId: number; readonly requestId: string | null }[]> {
  return (await db.query<{ deliveryId: number; requestId: string | null }>(SPENT)).rows;
}
