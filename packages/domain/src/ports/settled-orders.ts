import type { OrderId } from '../booking/booking.ts';
import type { OrderMark } from './order-source.ts';
import type { SystemScope } from './scope.ts';

/** A completely imported order, with its fingerprint. */
export interface SettledOrder {
  readonly orderId: OrderId;
  readonly fingerprint: string;
  /** The sum of its bookings' versions after the import; 0 without bookings. */
  readonly versions: number;
}

/**
 * Orders that were imported completely. The reconciler does not read them again while neither the order in the shop nor
 * any of its bookings has changed.
 */
export interface SettledOrders {
  /**
   * The ids of those orders that must be read: all except those settled with the same fingerprint, under the same
   * `policy`, whose bookings are still as the import left them. An order without a fingerprint must always be read.
   * @param policy what decides how orders are mapped; an order settled under another one counts as new
   */
  unsettled(scope: SystemScope, policy: string, marks: readonly OrderMark[]): Promise<ReadonlySet<OrderId>>;
  /** Records that these orders are settled. Repeating it changes nothing; the last record of an order counts. */
  settle(policy: string, orders: readonly SettledOrder[]): Promise<void>;
}
