import type { Bookings } from '../ports/bookings.ts';
import type { Clock } from '../ports/clock.ts';
import type { OrderCursor, OrderSource } from '../ports/order-source.ts';
import { systemScope } from '../ports/scope.ts';
import type { Watermarks } from '../ports/watermarks.ts';
import { HOUR_MS, type Instant, MINUTE_MS } from '../time/instant.ts';
import type { ImportOrders } from './import-orders.ts';

/** What a run of the reconciler read. */
export interface ReconcileResult {
  readonly orders: number;
}

export interface ReconcileDeps {
  readonly orders: OrderSource;
  readonly importOrders: ImportOrders;
  readonly watermarks: Watermarks;
  readonly bookings: Bookings;
  readonly clock: Clock;
  readonly pageSize?: number;
  /** How far behind the newest change each run starts again, for orders that were committed late. */
  readonly overlapMs?: number;
  /** Told after each page; must not throw. */
  readonly onProgress?: (orders: number) => void;
}

export type ReconcileOrders = () => Promise<ReconcileResult>;

const WATERMARK = 'orders';
const DEFAULT_PAGE = 200;
/** A transaction that stamped its time and commits within this is not missed. */
const DEFAULT_OVERLAP_MS: number = HOUR_MS + 5 * MINUTE_MS;
const BEGINNING: OrderCursor = { updatedAt: 0, orderId: 0 };
const SCOPE = systemScope('comparing bookings with their orders');

/**
 * Reads every order changed since the watermark and imports it, so that no booking depends on a
 * webhook (decision 6). Starts again a while before the watermark, for orders whose transaction
 * committed late; the watermark moves only over pages that were imported in full.
 * @throws whatever the order source or the database throws; the next run goes on from the watermark
 */
export function makeReconcileOrders(deps: ReconcileDeps): ReconcileOrders {
  const pageSize = deps.pageSize ?? DEFAULT_PAGE;
  const overlapMs = deps.overlapMs ?? DEFAULT_OVERLAP_MS;
  return async () => {
    const reached = await deps.watermarks.read(WATERMARK);
    let cursor: OrderCursor =
      reached === undefined ? BEGINNING : { updatedAt: reached.updatedAt - overlapMs, orderId: 0 };
    let read = 0;
    for (;;) {
      const page = await deps.orders.changedAfter(cursor, pageSize);
      const last = page.at(-1);
      if (last === undefined) return { orders: read };
      await deps.importOrders(page);
      read += page.length;
      cursor = { updatedAt: last.updatedAt, orderId: last.orderId };
      if (isAfter(cursor, reached ?? BEGINNING)) await deps.watermarks.advance(WATERMARK, cursor);
      deps.onProgress?.(read);
      if (page.length < pageSize) return { orders: read };
    }
  };
}

function isAfter(a: OrderCursor, b: OrderCursor): boolean {
  return a.updatedAt > b.updatedAt || (a.updatedAt === b.updatedAt && a.orderId > b.orderId);
}

export type CompareUpcoming = () => Promise<ReconcileResult>;

/**
 * Compares every booking whose event lies ahead, or has no date, with its order: edits of items,
 * addresses and product attributes don't move an order's time of change (decision 6).
 */
export function makeCompareUpcoming(deps: ReconcileDeps): CompareUpcoming {
  const pageSize = deps.pageSize ?? DEFAULT_PAGE;
  return async () => {
    const now: Instant = deps.clock.now();
    let after = 0;
    let read = 0;
    for (;;) {
      const ids = await deps.bookings.upcomingOrderIds(SCOPE, now, after, pageSize);
      const last = ids.at(-1);
      if (last === undefined) return { orders: read };
      const orders = [...(await deps.orders.byIds(ids)).values()];
      await deps.importOrders(orders);
      read += orders.length;
      after = last;
      deps.onProgress?.(read);
    }
  };
}
