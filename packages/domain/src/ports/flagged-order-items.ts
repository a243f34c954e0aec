import type { BookingDetails, OrderId, OrderItemId, OrderReference } from '../booking/booking.ts';
import type { PageOf, Paging } from '../listing/paging.ts';
import type { Instant } from '../time/instant.ts';
import type { ManagerScope, SystemScope } from './scope.ts';

/**
 * Why an order item that should be a booking is none.
 * - `no_partner`: it has an event date and its product has no partner
 * - `product_unreadable`: its product can't be read, or was deleted
 * - `import_failed`: importing its order failed unexpectedly; stands for the whole order
 */
export type FlaggedItemReason = 'no_partner' | 'product_unreadable' | 'import_failed';

/** An order item that should have a booking and has none, and why. */
export interface FlaggedOrderItem {
  readonly order: OrderReference;
  readonly reason: FlaggedItemReason;
  /** For a failed import, the error as a name or code without customer data; else null. */
  readonly detail: string | null;
  readonly courseName: string;
  readonly eventStart: BookingDetails['eventStart'];
  readonly flaggedAt: Instant;
}

/** Order items that a manager must look at. */
export interface FlaggedOrderItems {
  /** Stores the item and queues its ticket, in one transaction; does nothing for an item that is already stored. */
  flag(item: FlaggedOrderItem, options: { readonly withTicket: boolean }): Promise<void>;
  /** Updates reason, course and date of a stored item; adds none. */
  refresh(item: Pick<FlaggedOrderItem, 'order' | 'reason' | 'courseName' | 'eventStart'>): Promise<void>;
  /** Removes an item that was corrected or cancelled. */
  clear(orderItemIds: readonly OrderItemId[]): Promise<void>;
  /** The item, or undefined when it is not flagged. */
  find(orderItemId: OrderItemId): Promise<FlaggedOrderItem | undefined>;
  /** Those of these orders, in no particular order. */
  ofOrders(scope: SystemScope, orderIds: readonly OrderId[]): Promise<readonly FlaggedOrderItem[]>;
  /** Distinct order ids above `afterOrderId`, ascending, with a flagged item; for paging through all of them. */
  orderIds(scope: SystemScope, afterOrderId: OrderId, limit: number): Promise<readonly OrderId[]>;
  /** One page of items whose event is not over, soonest event first, those without a date last. */
  list(scope: ManagerScope, now: Instant, paging: Paging): Promise<PageOf<FlaggedOrderItem>>;
}
