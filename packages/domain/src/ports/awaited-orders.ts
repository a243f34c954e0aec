import type { OrderId } from '../booking/booking.ts';
import type { DurationMs, Instant } from '../time/instant.ts';

/** Orders that were announced and can't be booked yet. All times are the store's clock's. */
export interface AwaitedOrders {
  /**
   * Durably asks for the order to be fetched once `afterMs` have passed, and again until `forMs` have;
   * an earlier request for the same order is replaced.
   */
  fetchAfter(orderId: OrderId, afterMs: DurationMs, forMs: DurationMs): Promise<void>;
  /**
   * The same for an order that was fetched in vain, unless its time would be over by then.
   * @param until as the job named it: the end of its time, by the store's clock
   */
  fetchAgain(orderId: OrderId, afterMs: DurationMs, until: Instant): Promise<void>;
}
