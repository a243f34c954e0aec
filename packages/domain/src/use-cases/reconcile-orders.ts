import { asOrderId } from '../booking/booking.ts';
import type { Clock } from '../ports/clock.ts';
import type { OrderCursor } from '../ports/order-source.ts';
import type { Watermarks } from '../ports/watermarks.ts';
import { DAY_MS, type DurationMs, HOUR_MS, type Instant, MINUTE_MS } from '../time/instant.ts';
import { BEGINNING, changedOrders, cursorAt, isAfter } from './changed-orders.ts';
import { type ImportChangedDeps, makeImportChanged } from './import-changed.ts';

/** The result of a run. */
export interface ReconcileResult {
  /** The number of orders in its range; settled ones were not read in full. */
  readonly orders: number;
}

/** Called after each page with the number of orders so far and the last one's position; must not throw. */
export type OnProgress = (orders: number, reached: OrderCursor) => void;

/** What {@link makeReconcileOrders} needs. */
export interface ReconcileDeps extends ImportChangedDeps {
  readonly watermarks: Watermarks;
  readonly clock: Clock;
  readonly pageSize?: number;
  /** How far before the newest change each run starts, for orders that were committed late. */
  readonly overlapMs?: DurationMs;
  /** How far before it a run starts once in a while: for what was committed even later, or failed. */
  readonly recentMs?: DurationMs;
  /** How often that is. A process's first run is one. */
  readonly recentEveryMs?: DurationMs;
}

/** See {@link makeReconcileOrders}. */
export type ReconcileOrders = (options?: { readonly onProgress?: OnProgress }) => Promise<ReconcileResult>;

const WATERMARK = 'orders';
/** Marks are small, and a page of them takes a dozen statements, whatever its size. */
export const DEFAULT_PAGE = 4_000;
/** A transaction that commits this long after it set its time is not missed. */
const DEFAULT_OVERLAP_MS: DurationMs = HOUR_MS + 5 * MINUTE_MS;
const DEFAULT_RECENT_MS: DurationMs = 3 * DAY_MS;

/**
 * Checks every order changed since the watermark and imports those that are not settled, so that no booking depends on
 * a webhook (orders#none-missed). It starts some time before the watermark, for orders whose transaction committed
 * late, and once an hour days before it. The watermark moves only over imported pages, and never past now: one order
 * with a time from a fast clock must not hide others.
 * @throws whatever the order source or the database throws; the next run continues from the watermark
 */
export function makeReconcileOrders(deps: ReconcileDeps): ReconcileOrders {
  const { recentEveryMs = HOUR_MS, pageSize = DEFAULT_PAGE } = deps;
  const importChanged = makeImportChanged(deps);
  let comparedRecentAt: Instant | undefined;
  return async ({ onProgress } = {}) => {
    const startedAt = deps.clock.now();
    const reached = (await deps.watermarks.read(WATERMARK)) ?? BEGINNING;
    const comparesRecent = comparedRecentAt === undefined || startedAt - comparedRecentAt >= recentEveryMs;
    const after = startOf(deps, reached, comparesRecent);
    let orders = 0;
    for await (const page of changedOrders(deps.orders, { after, until: null, pageSize })) {
      await importChanged(page);
      orders += page.length;
      const last = cursorAt(page.at(-1) ?? after);
      const mark = last.updatedAt > deps.clock.now() ? { updatedAt: deps.clock.now(), orderId: asOrderId(0) } : last;
      if (isAfter(mark, reached)) await deps.watermarks.advance(WATERMARK, mark);
      onProgress?.(orders, last);
    }
    if (comparesRecent) comparedRecentAt = startedAt;
    return { orders };
  };
}

function startOf(deps: ReconcileDeps, reached: OrderCursor, comparesRecent: boolean): OrderCursor {
  if (reached === BEGINNING) return BEGINNING;
  const { overlapMs = DEFAULT_OVERLAP_MS, recentMs = DEFAULT_RECENT_MS } = deps;
  const back = comparesRecent ? Math.max(recentMs, overlapMs) : overlapMs;
  return { updatedAt: Math.min(reached.updatedAt, deps.clock.now()) - back, orderId: asOrderId(0) };
}
