import type { BookingDetails, OrderId, OrderItemId, OrderReference } from '../booking/booking.ts';
import type { PageOf, Paging } from '../listing/paging.ts';
import type { Instant } from '../time/instant.ts';
import type { ManagerScope, SystemScope } from './scope.ts';

/**
 * Why an order item that should be a booking is none.
 * - `no_partner`: it has an event date and its product names no partner
 * - `product_unreadable`: its product can't be read, or is gone
 * - `import_failed`: importing its order breaks an expectation of ours; stands for the whole order
 */
export type FlaggedItemReason = 'no_partner' | 'product_unreadable' | 'import_failed';

/** An order item for which there is no booking and should be, and why. */
export interface FlaggedOrderItem {
  readonly order: OrderReference;
  readonly reason: FlaggedItemReason;
  /** Of a failed import what broke, as a name or code without customer data; else null. */
  readonly detail: string | null;
  readonly courseName: string;
  readonly eventStart: BookingDetails['eventStart'];
  readonly flaggedAt: Instant;
}

/** Order items that a manager must look at. */
export interface FlaggedOrderItems {
  /** Keeps the item and queues its ticket, in one transaction; an item already kept changes nothing. */
  flag(item: FlaggedOrderItem, options: { readonly withTicket: boolean }): Promise<void>;
  /** Updates reason, course and date of an item that is kept; adds none. */
  refresh(item: Pick<FlaggedOrderItem, 'order' | 'reason' | 'courseName' | 'eventStart'>): Promise<void>;
  /** The item was mended or is gone. */
  clear(orderItemIds: readonly OrderItemId[]): Promise<void>;
  /** The item, or undefined when it is not flagged. */
  find(orderItemId: OrderItemId): Promise<FlaggedOrderItem | undefined>;
  /** Those of these orders, in no particular order. */
  ofOrders(scope: SystemScope, orderIds: readonly OrderId[]): Promise<readonly FlaggedOrderItem[]>;
  /** Distinct ids above `afterOrderId`, ascending, of orders with a flagged item; for work over all of them in pages. */
  orderIds(scope: SystemScope, afterOrderId: OrderId, limit: number): Promise<readonly OrderId[]>;
  /** One page of what is not over by now, soonest event first, those without a date last. */
  list(scope: ManagerScope, now: Instant, paging: Paging): Promise<PageOf<FlaggedOrderItem>>;
}
