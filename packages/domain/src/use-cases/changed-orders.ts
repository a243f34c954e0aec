import type { Order } from '../order/order.ts';
import type { OrderCursor, OrderSource } from '../ports/order-source.ts';
import type { Instant } from '../time/instant.ts';

/** Before every order. */
export const BEGINNING: OrderCursor = { updatedAt: 0, orderId: 0 };

/** The place of an order in the sequence of changes. */
export function cursorAt({ updatedAt, orderId }: OrderCursor): OrderCursor {
  return { updatedAt, orderId };
}

export function isAfter(a: OrderCursor, b: OrderCursor): boolean {
  return a.updatedAt > b.updatedAt || (a.updatedAt === b.updatedAt && a.orderId > b.orderId);
}

/**
 * Orders changed after a place, up to an instant (included; null for no end), in pages that are
 * never empty. One page is in memory at a time.
 * @throws whatever the order source throws
 */
export async function* changedOrders(
  source: OrderSource,
  {
    after,
    until,
    pageSize,
  }: { readonly after: OrderCursor; readonly until: Instant | null; readonly pageSize: number },
): AsyncGenerator<readonly Order[], void, undefined> {
  let cursor = after;
  for (;;) {
    const page = await source.changedAfter(cursor, pageSize);
    const wanted = until === null ? page : page.filter((order) => order.updatedAt <= until);
    if (wanted.length > 0) yield wanted;
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize || wanted.length < page.length) return;
    cursor = cursorAt(last);
  }
}
