import type { DeliverOutcome, GiveUpDelivery } from '@miomente/booking-domain';
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

/** Deliveries whose job had its last try without an end of it being noted; at most some of them at once. */
export type SpentDeliveries = () => Promise<readonly Spent[]>;

/**
 * Leaves a delivery to a person: the queue would never look at its job again.
 * @param why what it broke off with, as a code
 */
export async function giveUp(deps: GiveUpDeps, { deliveryId, requestId }: Spent, why: string): Promise<DeliverOutcome> {
  const outcome = await deps.giveUpDelivery(deliveryId, `Broken off again and again (${why}); see the log.`);
  if (outcome.type === 'dead') deps.report({ event: 'delivery_given_up', deliveryId, requestId });
  return outcome;
}

/**
 * Gives up the deliveries whose worker died on the last try, so that nobody was there to do it. A
 * person sees them then and can have them sent again; tried on for ever, one that kills its worker
 * would kill every worker.
 */
export async function giveUpSpent(deps: GiveUpDeps & { readonly spentDeliveries: SpentDeliveries }): Promise<void> {
  for (const spent of await deps.spentDeliveries()) await giveUp(deps, spent, 'its worker died');
}
