import type { OrderPolicy } from '../order/order.ts';
import type { OrderMark, OrderSource } from '../ports/order-source.ts';
import { systemScope } from '../ports/scope.ts';
import type { SettledOrder, SettledOrders } from '../ports/settled-orders.ts';
import type { ImportOrders, ImportOutcome } from './import-orders.ts';

/** What {@link makeImportChanged} needs. */
export interface ImportChangedDeps {
  readonly orders: OrderSource;
  readonly importOrders: ImportOrders;
  readonly settledOrders: SettledOrders;
  readonly orderPolicy: OrderPolicy;
}

/** How to tell settled orders from others. */
export interface ImportChangedOptions {
  /** Reads settled orders, too. */
  readonly again?: boolean;
}

/** See {@link makeImportChanged}. */
export type ImportChanged = (marks: readonly OrderMark[], options?: ImportChangedOptions) => Promise<void>;

const SCOPE = systemScope('telling changed orders from settled ones');

/**
 * The version of the mapping from orders to bookings. Raise it with every change after which the same order may mean
 * something else: all orders within the reconciler's range are then read again (orders#understanding).
 */
export const ORDER_UNDERSTANDING = 6;

/** The number of complete orders in memory at once; a mark is a hundredth of one. */
const MAX_IN_FULL = 100;

/**
 * Reads and imports those of the marked orders that are not settled, and settles them. When an order changes meanwhile,
 * its newer state is imported under the older mark, so the next run reads it again: nothing is missed.
 * @throws whatever order source or database throw; what was not settled is read again by the next run
 */
export function makeImportChanged(deps: ImportChangedDeps): ImportChanged {
  const policy = JSON.stringify([ORDER_UNDERSTANDING, deps.orderPolicy]);
  return async (marks, { again = false } = {}) => {
    const unsettled = again ? undefined : await deps.settledOrders.unsettled(SCOPE, policy, marks);
    const open = marks.filter(({ orderId }) => unsettled?.has(orderId) ?? true);
    for (let at = 0; at < open.length; at += MAX_IN_FULL) {
      const some = open.slice(at, at + MAX_IN_FULL);
      const orders = await deps.orders.byIds(some.map((mark) => mark.orderId));
      const outcomes = await deps.importOrders([...orders.values()]);
      const done = some.flatMap((mark) => settledOf(mark, outcomes.get(mark.orderId)));
      if (done.length > 0) await deps.settledOrders.settle(policy, done);
    }
  };
}

function settledOf({ orderId, fingerprint }: OrderMark, outcome: ImportOutcome | undefined): readonly SettledOrder[] {
  if (fingerprint === null || outcome === undefined || outcome.type === 'failed' || !outcome.settled) return [];
  const bookings = outcome.type === 'imported' ? outcome.bookings : [];
  return [{ orderId, fingerprint, versions: bookings.reduce((sum, booking) => sum + booking.version, 0) }];
}
