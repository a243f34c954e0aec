import type { OrderCursor, OrderMark, OrderSource } from '../ports/order-source.ts';
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
 * Marks of the orders changed after a place, up to an instant (included; null for no end), in pages
 * that are never empty. The next page is read while one is worked on; no more are in memory.
 * @throws whatever the order source throws
 */
export async function* changedOrders(
  source: OrderSource,
  {
    after,
    until,
    pageSize,
  }: { readonly after: OrderCursor; readonly until: Instant | null; readonly pageSize: number },
): AsyncGenerator<readonly OrderMark[], void, undefined> {
  let reading = source.changedAfter(after, pageSize);
  for (;;) {
    const page = await reading;
    const wanted = until === null ? page : page.filter((order) => order.updatedAt <= until);
    const last = page.at(-1);
    const isLast = last === undefined || page.length < pageSize || wanted.length < page.length;
    if (!isLast) reading = ahead(source.changedAfter(cursorAt(last), pageSize));
    if (wanted.length > 0) yield wanted;
    if (isLast) return;
  }
}

/** A promise for later; when nobody comes for it, its failure is nobody's. */
function ahead<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => {});
  return promise;
}
