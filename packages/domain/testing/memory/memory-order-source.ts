import type { Order, OrderCursor, OrderId, OrderSource } from '@miomente/booking-domain';
import { FailureSwitch } from './failure-switch.ts';

/** A shop whose orders the test sets. */
export class MemoryOrderSource implements OrderSource {
  readonly failures: FailureSwitch = new FailureSwitch('shop');
  readonly #orders = new Map<OrderId, Order>();
  readonly #hidden = new Set<OrderId>();

  /** Places an order, or replaces it by a newer state of itself. */
  place(...orders: readonly Order[]): void {
    for (const order of orders) this.#orders.set(order.orderId, order);
  }

  /** Takes an order out of the shop. */
  remove(orderId: OrderId): void {
    this.#orders.delete(orderId);
  }

  /** The order's transaction has not committed yet: nobody sees it. */
  hide(orderId: OrderId): void {
    this.#hidden.add(orderId);
  }

  /** The order's transaction has committed: everybody sees it. */
  reveal(orderId: OrderId): void {
    this.#hidden.delete(orderId);
  }

  byId(orderId: OrderId): Promise<Order | undefined> {
    return this.failures.guard(() => this.#seen().find((order) => order.orderId === orderId));
  }

  byIds(orderIds: readonly OrderId[]): Promise<ReadonlyMap<OrderId, Order>> {
    return this.failures.guard(() => {
      const found = this.#seen().filter((order) => orderIds.includes(order.orderId));
      return new Map(found.map((order) => [order.orderId, order]));
    });
  }

  changedAfter(cursor: OrderCursor, limit: number): Promise<readonly OrderCursor[]> {
    return this.failures.guard(() =>
      this.#seen()
        .filter((order) => compareCursors(order, cursor) > 0)
        .sort(compareCursors)
        .slice(0, limit)
        .map(({ updatedAt, orderId }) => ({ updatedAt, orderId })),
    );
  }

  fingerprints(orderIds: readonly OrderId[]): Promise<ReadonlyMap<OrderId, string | null>> {
    return this.failures.guard(() => {
      const found = this.#seen().filter((order) => orderIds.includes(order.orderId));
      return new Map(found.map((order) => [order.orderId, fingerprintOf(JSON.stringify(order))]));
    });
  }

  #seen(): Order[] {
    return [...this.#orders.values()].filter((order) => !this.#hidden.has(order.orderId));
  }
}

/** A text's fingerprint, without any library: two 32-bit FNV-1a sums, one from each end. */
function fingerprintOf(text: string): string {
  const sum = (codes: readonly number[]): number =>
    codes.reduce((hash, code) => Math.imul(hash ^ code, 0x01000193) >>> 0, 0x811c9dc5);
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
  return `${sum(codes).toString(16)}-${sum(codes.toReversed()).toString(16)}`;
}

function compareCursors(a: OrderCursor, b: OrderCursor): number {
  return a.updatedAt - b.updatedAt || a.orderId - b.orderId;
}
