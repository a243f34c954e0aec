import type { DeliverOutcome, GiveUpDelivery } from '@miomente/booking-domain';
import type pg from 'pg';
import type { Report } from './report.ts';

export interface GiveUpDeps {
  readonly giveUpDelivery: GiveUpDelivery;
  readonly report: Report;
}

/** A delivery whose job has had its last try. */
export interface Spent {
  readonly deliveryId: number;
  readonly requestId: string | null;
}

/**
 * Leaves a delivery to a person: the queue would never look at its job again.
 * @param why what it broke off with, as a code
 */
export async function giveUp(deps: GiveUpDeps, { deliveryId, requestId }: Spent, why: string): Promise<DeliverOutcome> {
  const outcome = await deps.giveUpDelivery(deliveryId, `Broken off again and again (${why}); see the log.`);
  if (outcome.type === 'dead') deps.report({ event: 'delivery_given_up', deliveryId, requestId });
  return outcome;
}

// A job that was put aside for a newer one has lost its key to it, and is not found here.
const SPENT = `
  select delivery.id::float8 as "deliveryId", delivery.request_id as "requestId"
  from graphile_worker.jobs as job
  join miomente_partner_portal_deliveries as delivery on job.key = 'delivery:' || delivery.id
  where job.attempts >= job.max_attempts and job.locked_at is null and delivery.state = 'queued'
  limit 100`;

/**
 * Gives up the deliveries whose worker died on the last try, so that nobody was there to do it. A
 * person sees them then and can have them sent again; tried on for ever, one that kills its worker
 * would kill every worker.
 */
export async function giveUpSpent(deps: GiveUpDeps, pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<Spent>(SPENT);
  for (const spent of rows) await giveUp(deps, spent, 'its worker died');
}
