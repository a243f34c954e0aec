import type { OrderId } from '../booking/booking.ts';
import type { Order } from '../order/order.ts';
import type { Instant } from '../time/instant.ts';

/** How far a reading of changed orders has come: the last order seen, by time of change, then id. */
export interface OrderCursor {
  readonly updatedAt: Instant;
  readonly orderId: OrderId;
}

/** An order's place in the sequence of changes, and what its content looks like from afar. */
export interface OrderMark extends OrderCursor {
  /** Null when the shop can't tell; the content then counts as changed. */
  readonly fingerprint: string | null;
}

/**
 * The shop's orders, read only. Each order is read in one consistent moment with its items.
 * Failures are thrown as `TransientFailure` or `PermanentFailure`.
 */
export interface OrderSource {
  /** The order; undefined when it can't be seen (not there, or not yet committed). */
  byId(orderId: OrderId): Promise<Order | undefined>;
  /** Those of these orders that can be seen, by id. */
  byIds(orderIds: readonly OrderId[]): Promise<ReadonlyMap<OrderId, Order>>;
  /**
   * Places of the orders changed after the cursor, by (updatedAt, orderId) ascending, at most
   * `limit`. A full page may be followed by more; the next page starts after its last order.
   * An order read after its place is at least as new as the place says.
   */
  changedAfter(cursor: OrderCursor, limit: number): Promise<readonly OrderCursor[]>;
  /**
   * What these orders look like from afar, by id; of those that can be seen. The same for the same
   * content: as long as it stays, `byId` gives the same order. Of at most 64 characters. Null when
   * the shop can't tell; the content then counts as changed.
   */
  fingerprints(orderIds: readonly OrderId[]): Promise<ReadonlyMap<OrderId, string | null>>;
}
