import type { Clock } from '../ports/clock.ts';
import type { Deliveries, DeliveryId } from '../ports/deliveries.ts';
import type { ChangeDeps } from './change-booking.ts';
import type { DeliverOutcome } from './deliver.ts';
import { finishDelivery } from './finish-delivery.ts';

/** See {@link makeGiveUpDelivery}. */
export type GiveUpDelivery = (id: DeliveryId, reason: string) => Promise<DeliverOutcome>;

/**
 * Leaves a delivery that fails repeatedly to a person: a manager sees it with the reason, which has no customer data,
 * and can send it again.
 */
export function makeGiveUpDelivery(
  deps: ChangeDeps & { readonly deliveries: Deliveries; readonly clock: Clock },
): GiveUpDelivery {
  return async (id, reason) => {
    const attempt = await deps.deliveries.begin(id, deps.clock.now());
    if (attempt === undefined) return { type: 'finished_before' };
    const result = { type: 'dead', reason } as const;
    return (await finishDelivery(deps, attempt, { result, clock: null })) ? result : { type: 'superseded' };
  };
}
