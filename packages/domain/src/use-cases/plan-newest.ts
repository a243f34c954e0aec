import type { Order } from '../order/order.ts';
import { TransientFailure } from '../ports/failure.ts';
import type { OrderSource } from '../ports/order-source.ts';
import { readChain } from './order-chain.ts';
import { type OrderInChain, type PlannedOrder, type PlanningDeps, planOrders } from './plan-orders.ts';

/** How often to read an order again that changes all the time, before giving up for now. */
const MAX_TRIES = 10;

/**
 * Plans orders as the shop has them after their bookings were read (orders#older-state). A plan that changes a booking
 * is kept only if its orders are still as they were read: another import may have written a newer state before the
 * bookings were read, and the write's condition can't see that. New bookings need no such look: whoever makes one that
 * exists already is told so.
 * @throws TransientFailure when database or shop can't be reached
 */
export async function planNewest(
  deps: PlanningDeps & { readonly orders: OrderSource },
  orders: readonly OrderInChain[],
): Promise<readonly PlannedOrder[]> {
  const newest: PlannedOrder[] = [];
  let open = orders;
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const planned = await planOrders(deps, open);
    const now = await readAgain(deps.orders, planned.filter(changesBookings));
    open = now.filter(({ before, chain }) => !sameOrders(before.chain, chain));
    const outdated = new Set(open.map(({ order }) => order.orderId));
    newest.push(...planned.filter(({ order }) => !outdated.has(order.orderId)));
    if (open.length === 0) return newest;
  }
  throw new TransientFailure('The order is being changed by many at once; try again in a moment.');
}

function changesBookings({ planned }: PlannedOrder): boolean {
  return planned.type === 'planned' && planned.plan.changes.some(({ type }) => type === 'update');
}

/** Orders with their chains as the shop has them now; one that the shop no longer shows stays as it was read. */
async function readAgain(
  source: OrderSource,
  planned: readonly PlannedOrder[],
): Promise<readonly (OrderInChain & { readonly before: OrderInChain })[]> {
  if (planned.length === 0) return [];
  const shown = await source.byIds(planned.map(({ order }) => order.orderId));
  return Promise.all(
    planned.map(async (before) => {
      const order = shown.get(before.order.orderId);
      if (order === undefined) return { ...before, before };
      return { order, chain: await readChain(source, order), before };
    }),
  );
}

/** Orders are plain data, and one source writes them in one way. */
function sameOrders(before: readonly Order[], now: readonly Order[]): boolean {
  return JSON.stringify(before) === JSON.stringify(now);
}
