import type pg from 'pg';
import type { Asked } from '../database/asked.ts';

// A running job that is removed, or replaced by a newer one, loses its key and never runs again; its worker takes it away
// when it is done. One whose worker died meanwhile would stay for ever, and be counted among the dead.
const TAKE_PUT_ASIDE_AWAY = `
  delete from graphile_worker._private_jobs where id = any(array(
    select id from graphile_worker._private_jobs
    where attempts >= max_attempts and locked_at is null and key is null
    limit 100 for update skip locked))`;

// From the jobs, by an index of ours, to their deliveries, so that a long queue costs no more than a short one. A job
// that was put aside for a newer one has lost its key to it, and is not found here.
//
// The planner takes a third of all jobs for spent, since it knows nothing of one column compared with another, and would
// as soon read all of them. Sent as one text, the statements are one transaction.
const SPENT = `
  set local enable_seqscan = off;
  ${TAKE_PUT_ASIDE_AWAY};
  select delivery.id as "deliveryId", delivery.request_id as "requestId"
  from graphile_worker._private_jobs as job
  cross join lateral (
    select id::float8 as id, request_id, state from miomente_partner_portal_deliveries
    where id = substring(job.key from '^delivery:([0-9]+)$')::bigint
    offset 0
  ) as delivery
  where job.attempts >= job.max_attempts and job.locked_at is null and delivery.state = 'queued'
  limit 100`;

interface SpentDelivery {
  readonly deliveryId: number;
  readonly requestId: string | null;
}

/** Implements the scheduler's port `SpentDeliveries`. Jobs that were put aside and can't run any more are taken away. */
export async function readSpentDeliveries(db: Asked): Promise<readonly SpentDelivery[]> {
  // The driver gives a result for each statement of a text, and has no type for it.
  const results = (await db.query<never>(SPENT)) as unknown as readonly pg.QueryResult<SpentDelivery>[];
  return results.at(-1)?.rows ?? [];
}
