import type { Order } from '../order/order.ts';
import type { Instant } from '../time/instant.ts';

/** How far a reading of changed orders has come: the last order seen, by time of change, then id. */
export interface OrderCursor {
  readonly updatedAt: Instant;
  readonly orderId: number;
}

/**
 * The shop's orders, read only. Each order is read in one consistent moment with its items.
 * Failures are thrown as `TransientFailure` or `PermanentFailure`.
 */
export interface OrderSource {
  /** The order; undefined when it can't be seen (not there, or not yet committed). */
  byId(orderId: number): Promise<Order | undefined>;
  /** Those of these orders that can be seen, by id. */
  byIds(orderIds: readonly number[]): Promise<ReadonlyMap<number, Order>>;
  /**
   * Orders changed after the cursor, by (updatedAt, orderId) ascending, at most `limit`. A full
   * page may be followed by more; the next page starts after its last order.
   */
  changedAfter(cursor: OrderCursor, limit: number): Promise<readonly Order[]>;
}
