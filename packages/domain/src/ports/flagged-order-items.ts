import type { BookingDetails, OrderReference } from '../booking/booking.ts';
import type { Instant } from '../time/instant.ts';
import type { ManagerScope, SystemScope } from './scope.ts';

/** An order item with an event date for which there is no booking, and why. */
export interface FlaggedOrderItem {
  readonly order: OrderReference;
  readonly reason: 'no_partner' | 'product_unreadable';
  readonly courseName: string;
  readonly eventStart: BookingDetails['eventStart'];
  readonly flaggedAt: Instant;
}

/** Order items that a manager must look at. */
export interface FlaggedOrderItems {
  /** Keeps the item and queues its ticket, in one transaction; an item already kept changes nothing. */
  flag(item: FlaggedOrderItem, options: { readonly withTicket: boolean }): Promise<void>;
  /** The item was mended or is gone. */
  clear(orderItemIds: readonly number[]): Promise<void>;
  /** The item, or undefined when it is not flagged. */
  find(orderItemId: number): Promise<FlaggedOrderItem | undefined>;
  /** Those of these orders, in no particular order. */
  ofOrders(scope: SystemScope, orderIds: readonly number[]): Promise<readonly FlaggedOrderItem[]>;
  /** Distinct ids above `afterOrderId`, ascending, of orders with a flagged item; for work over all of them in pages. */
  orderIds(scope: SystemScope, afterOrderId: number, limit: number): Promise<readonly number[]>;
  /** Soonest event first, those without a date before all. */
  list(scope: ManagerScope, limit: number): Promise<readonly FlaggedOrderItem[]>;
}
