import { asOrderId, type OrderId } from '../booking/booking.ts';
import type { Bookings } from '../ports/bookings.ts';
import type { Clock } from '../ports/clock.ts';
import type { FlaggedOrderItems } from '../ports/flagged-order-items.ts';
import type { OrderSource } from '../ports/order-source.ts';
import { systemScope } from '../ports/scope.ts';
import type { ImportOrders } from './import-orders.ts';
import type { ReconcileResult } from './reconcile-orders.ts';

/** What {@link makeCompareUpcoming} needs. */
export interface CompareUpcomingDeps {
  readonly orders: OrderSource;
  readonly importOrders: ImportOrders;
  readonly bookings: Bookings;
  readonly flaggedOrderItems: FlaggedOrderItems;
  readonly clock: Clock;
  readonly pageSize?: number;
}

/** See {@link makeCompareUpcoming}. */
export type CompareUpcoming = () => Promise<ReconcileResult>;

/** The number of orders read in full at once. */
const DEFAULT_PAGE = 200;
const SCOPE = systemScope('comparing bookings with their orders');

/**
 * Compares every booking whose event is in the future or has no date with its order, and every flagged order item:
 * edits of items, addresses and product attributes don't change an order's time of change (orders#none-missed).
 * @throws whatever the order source or the database throws
 */
export function makeCompareUpcoming(deps: CompareUpcomingDeps): CompareUpcoming {
  const { bookings, flaggedOrderItems, clock, pageSize = DEFAULT_PAGE } = deps;
  return async () => {
    const now = clock.now();
    let orders = 0;
    const compare = async (nextIds: (after: OrderId) => Promise<readonly OrderId[]>): Promise<void> => {
      let ids = await nextIds(asOrderId(0));
      for (let last = ids.at(-1); last !== undefined; last = ids.at(-1)) {
        const read = [...(await deps.orders.byIds(ids)).values()];
        await deps.importOrders(read);
        orders += read.length;
        ids = await nextIds(last);
      }
    };
    await compare((after) => bookings.upcomingOrderIds(SCOPE, now, after, pageSize));
    await compare((after) => flaggedOrderItems.orderIds(SCOPE, after, pageSize));
    return { orders };
  };
}
