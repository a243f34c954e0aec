import type { OrderId } from '../booking/booking.ts';
import type { OrderMark } from './order-source.ts';
import type { SystemScope } from './scope.ts';

/** An order that has been imported, as it was when it carried this fingerprint. */
export interface SettledOrder {
  readonly orderId: OrderId;
  readonly fingerprint: string;
  /** The sum of its bookings' versions when the import was done with it; 0 without bookings. */
  readonly versions: number;
}

/**
 * Orders that have been imported to the end, so that a reconciler need not read them again while
 * nothing has changed: neither the order in the shop, nor any of its bookings here.
 */
export interface SettledOrders {
  /**
   * The ids of those marked orders that are to be read: all but those that were settled with the same
   * fingerprint, under the same `policy`, and whose bookings still are as the import left them. A mark
   * without a fingerprint is always among them.
   * @param policy what decides how orders are understood; settled under another, an order counts as new
   */
  unsettled(scope: SystemScope, policy: string, marks: readonly OrderMark[]): Promise<ReadonlySet<OrderId>>;
  /** Records that these orders are settled. Repeating it changes nothing; the last record of an order counts. */
  settle(policy: string, orders: readonly SettledOrder[]): Promise<void>;
}
