import type { OrderId } from '../booking/booking.ts';
import type { DurationMs, Instant } from '../time/instant.ts';

/** Orders that were announced and can't be booked yet. All times are of the database's clock. */
export interface AwaitedOrders {
  /**
   * Durably requests the order to be fetched after `afterMs`, and again until `forMs` have passed. Replaces an earlier
   * request for the same order.
   */
  fetchAfter(orderId: OrderId, afterMs: DurationMs, forMs: DurationMs): Promise<void>;
  /**
   * Requests it again after a fetch without result, unless its time would be over by then.
   * @param until from the job: the end of its time, by the database's clock
   */
  fetchAgain(orderId: OrderId, afterMs: DurationMs, until: Instant): Promise<void>;
}
