import { asOrderId } from '../booking/booking.ts';
import type { Clock } from '../ports/clock.ts';
import type { OrderCursor } from '../ports/order-source.ts';
import type { Watermarks } from '../ports/watermarks.ts';
import { DAY_MS, type DurationMs, HOUR_MS, type Instant, MINUTE_MS } from '../time/instant.ts';
import { BEGINNING, changedOrders, cursorAt, isAfter } from './changed-orders.ts';
import { type ImportChangedDeps, makeImportChanged } from './import-changed.ts';

/** What a run saw. */
export interface ReconcileResult {
  /** Orders in its range; those that are settled were not read in full. */
  readonly orders: number;
}

/** Told after each page how many orders the run has seen, and the last one's place; must not throw. */
export type OnProgress = (orders: number, reached: OrderCursor) => void;

/** What {@link makeReconcileOrders} needs. */
export interface ReconcileDeps extends ImportChangedDeps {
  readonly watermarks: Watermarks;
  readonly clock: Clock;
  readonly pageSize?: number;
  /** How far behind the newest change each run starts again, for orders that were committed late. */
  readonly overlapMs?: DurationMs;
  /** How far behind it a run starts from time to time: for what committed later still, or failed. */
  readonly recentMs?: DurationMs;
  /** How often that is. A process's first run is such a one. */
  readonly recentEveryMs?: DurationMs;
}

/** See {@link makeReconcileOrders}. */
export type ReconcileOrders = (options?: { readonly onProgress?: OnProgress }) => Promise<ReconcileResult>;

const WATERMARK = 'orders';
/** Marks are small, and a page of them costs a dozen statements, however many they are. */
export const DEFAULT_PAGE = 4_000;
/** A transaction that stamped its time and commits within this is not missed. */
const DEFAULT_OVERLAP_MS: DurationMs = HOUR_MS + 5 * MINUTE_MS;
const DEFAULT_RECENT_MS: DurationMs = 3 * DAY_MS;

/**
 * Looks at every order changed since the watermark and imports those that are not settled, so that no booking depends on a
 * webhook (orders#none-missed). Starts again a while before the watermark, for orders whose transaction
 * committed late, and once an hour days before it. The watermark moves only over pages that were
 * imported, and never past now: one order stamped by a clock that runs ahead must not hide others.
 * @throws whatever the order source or the database throws; the next run goes on from the watermark
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
