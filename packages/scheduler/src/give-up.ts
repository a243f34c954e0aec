import { causeOf, type DeliverOutcome, type GiveUpDelivery } from '@miomente/booking-domain';
import type { Report } from './report.ts';

/** Dependencies of {@link giveUp}. */
export interface GiveUpDeps {
  readonly giveUpDelivery: GiveUpDelivery;
  readonly report: Report;
}

/** A delivery whose job has used its last attempt. */
export interface Spent {
  readonly deliveryId: number;
  /** As stored: the text of a cause. */
  readonly requestId: string | null;
}

/**
 * Finds deliveries whose job has used its last attempt without a recorded result; a limited number at once. Jobs of dead
 * workers that were replaced or removed while they ran are taken away.
 */
export type SpentDeliveries = () => Promise<readonly Spent[]>;

/**
 * Leaves a delivery to a person, because the queue never runs its job again.
 * @param why the code of the last error
 */
export async function giveUp(deps: GiveUpDeps, { deliveryId, requestId }: Spent, why: string): Promise<DeliverOutcome> {
  const outcome = await deps.giveUpDelivery(deliveryId, `Broken off again and again (${why}); see the log.`);
  if (outcome.type === 'dead')
    deps.report({ event: 'delivery_given_up', deliveryId, requestId: causeOf(requestId).requestId });
  return outcome;
}

/**
 * Gives up the deliveries whose worker died during the last attempt and so could not do it. A person sees them and can
 * send them again. Without a limit, a delivery that kills its worker would kill every worker.
 */
export async function giveUpSpent(deps: GiveUpDeps & { readonly spentDeliveries: SpentDeliveries }): Promise<void> {
  for (const spent of await deps.spentDeliveries()) await giveUp(deps, spent, 'its worker died');
}
