import type { OrderId } from '../booking/booking.ts';
import type { Order } from '../order/order.ts';
import type { Instant } from '../time/instant.ts';

/** The position in the reading of changed orders: the last order read, by time of change, then id. */
export interface OrderCursor {
  readonly updatedAt: Instant;
  readonly orderId: OrderId;
}

/** An order's position in the sequence of changes, and the fingerprint of its content. */
export interface OrderMark extends OrderCursor {
  /** Null when the shop has none; the content then counts as changed. */
  readonly fingerprint: string | null;
}

/**
 * The shop's orders, read only. Each order is read with its items from one snapshot. Failures are thrown as
 * `TransientFailure` or `PermanentFailure`.
 */
export interface OrderSource {
  /** The order; undefined when it is not visible (missing, or not yet committed). */
  byId(orderId: OrderId): Promise<Order | undefined>;
  /** Those of these orders that are visible, by id. */
  byIds(orderIds: readonly OrderId[]): Promise<ReadonlyMap<OrderId, Order>>;
  /**
   * The positions of the orders changed after the cursor, by (updatedAt, orderId) ascending, at most `limit`. A full
   * page may be followed by more; the next page starts after its last order. An order read after its position is at
   * least as new as the position says.
   */
  changedAfter(cursor: OrderCursor, limit: number): Promise<readonly OrderCursor[]>;
  /**
   * The fingerprints of these orders by id, for those that are visible. While the fingerprint stays the same, `byId`
   * gives the same order. At most 64 characters. Null when the shop has none; the content then counts as changed.
   */
  fingerprints(orderIds: readonly OrderId[]): Promise<ReadonlyMap<OrderId, string | null>>;
}
