import type { OrderId, Stored } from '../booking/booking.ts';
import type { Order } from '../order/order.ts';
import type { AwaitedOrders } from '../ports/awaited-orders.ts';
import { PermanentFailure, TransientFailure } from '../ports/failure.ts';
import type { OrderSource } from '../ports/order-source.ts';
import type { Timer } from '../ports/timer.ts';
import { type DurationMs, type Instant, MINUTE_MS, SECOND_MS } from '../time/instant.ts';
import type { ImportOrders } from './import-orders.ts';

/** How long an announced order is fetched again before it is left to the reconciler. */
export const AWAIT_ORDER_MS: DurationMs = 10 * MINUTE_MS;
/**
 * How long an announcement waits for the shop (orders#answered-in-time). The sender gives up after ten seconds and
 * announces again, and queueing the order takes time, too.
 */
export const ANSWER_ANNOUNCEMENT_WITHIN_MS: DurationMs = 6 * SECOND_MS;
const FETCH_AGAIN_MS: DurationMs = 10 * SECOND_MS;

/**
 * - `booked`: its bookings were created, or existed already
 * - `awaited`: it can't be read yet or is in a state without bookings; it is fetched again
 */
export type ReceivedOrder =
  | { readonly type: 'booked'; readonly bookings: readonly Stored[] }
  | { readonly type: 'awaited' };

/** What {@link makeReceiveOrder} needs. */
export interface ReceiveOrderDeps {
  readonly orders: OrderSource;
  readonly importOrders: ImportOrders;
  readonly awaitedOrders: AwaitedOrders;
  readonly timer: Timer;
}

/** See {@link makeReceiveOrder}. */
export type ReceiveOrder = (orderId: OrderId) => Promise<ReceivedOrder>;

/**
 * An order was announced. Only its id is trusted; the order itself is read from the shop. When this resolves, the
 * announcement is durable: as bookings, or as a job that fetches it again.
 * @throws TransientFailure when neither could be made durable; the sender must announce again
 */
export function makeReceiveOrder(deps: ReceiveOrderDeps): ReceiveOrder {
  return async (orderId) => {
    const bookings = await deps.timer.within(ANSWER_ANNOUNCEMENT_WITHIN_MS, tryImport(deps, orderId));
    if (bookings !== undefined && bookings !== 'too_late') return { type: 'booked', bookings };
    await deps.awaitedOrders.fetchAfter(orderId, FETCH_AGAIN_MS, AWAIT_ORDER_MS);
    return { type: 'awaited' };
  };
}

/** See {@link makeFetchAwaitedOrder}. */
export type FetchAwaitedOrder = (orderId: OrderId, until: Instant) => Promise<void>;

/** The job of an awaited order: tries again until its time is over, and then leaves it to the reconciler. */
export function makeFetchAwaitedOrder(deps: Omit<ReceiveOrderDeps, 'timer'>): FetchAwaitedOrder {
  return async (orderId, until) => {
    if ((await tryImport(deps, orderId)) !== undefined) return;
    await deps.awaitedOrders.fetchAgain(orderId, FETCH_AGAIN_MS, until);
  };
}

/** The order's bookings; undefined when it can't be read yet or makes none. */
async function tryImport(
  deps: Pick<ReceiveOrderDeps, 'orders' | 'importOrders'>,
  orderId: OrderId,
): Promise<readonly Stored[] | undefined> {
  const order = await readable(deps.orders, orderId);
  if (order === undefined) return undefined;
  const outcome = (await deps.importOrders([order])).get(orderId);
  return outcome?.type === 'imported' ? outcome.bookings : undefined;
}

/** When the shop can't be reached, or refuses us because of a setting, the order can't be read yet. */
async function readable(orders: OrderSource, orderId: OrderId): Promise<Order | undefined> {
  try {
    return await orders.byId(orderId);
  } catch (error) {
    if (error instanceof TransientFailure || error instanceof PermanentFailure) return undefined;
    throw error;
  }
}
