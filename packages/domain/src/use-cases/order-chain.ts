import type { Order } from '../order/order.ts';
import type { OrderSource } from '../ports/order-source.ts';

/** An order edited more often than this is a fault in the data, not a chain to follow. */
const MAX_CHAIN = 50;

/** The order with those it replaces and is replaced by, oldest first. */
export async function readChain(source: OrderSource, order: Order): Promise<readonly Order[]> {
  const chain = [order];
  const known = new Set([order.orderId]);
  for (let [first] = chain; first?.replacesOrderId != null && chain.length < MAX_CHAIN; [first] = chain) {
    const older = known.has(first.replacesOrderId) ? undefined : await source.byId(first.replacesOrderId);
    if (older === undefined) break;
    known.add(older.orderId);
    chain.unshift(older);
  }
  for (let last = chain.at(-1); last?.replacedByOrderId != null && chain.length < MAX_CHAIN; last = chain.at(-1)) {
    const newer = known.has(last.replacedByOrderId) ? undefined : await source.byId(last.replacedByOrderId);
    if (newer === undefined) break;
    known.add(newer.orderId);
    chain.push(newer);
  }
  return chain;
}
