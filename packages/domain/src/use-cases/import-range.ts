import { asOrderId } from '../booking/booking.ts';
import type { Watermarks } from '../ports/watermarks.ts';
import type { Instant } from '../time/instant.ts';
import { changedOrders, cursorAt } from './changed-orders.ts';
import { type ImportChangedDeps, makeImportChanged } from './import-changed.ts';
import { DEFAULT_PAGE, type OnProgress, type ReconcileResult } from './reconcile-orders.ts';

/** What {@link makeImportRange} needs. */
export interface ImportRangeDeps extends ImportChangedDeps {
  readonly watermarks: Watermarks;
  readonly pageSize?: number;
}

/** Orders whose last change is between two instants, both included. */
export interface OrderRange {
  readonly from: Instant;
  /** Null for no end. */
  readonly to: Instant | null;
  /**
   * Starts over even when an earlier run of the same range was interrupted or has ended, and reads settled orders, too.
   */
  readonly again?: boolean;
  readonly onProgress?: OnProgress;
}

export interface ImportedRange extends ReconcileResult {
  /** The position of an earlier run of the same range; null for a run from the beginning. */
  readonly resumedAt: Instant | null;
}

/** See {@link makeImportRange}. */
export type ImportRange = (range: OrderRange) => Promise<ImportedRange>;

/**
 * Imports every order last changed within a range that is not settled, independent of the reconciler. An interrupted
 * run is continued by the next run of the same range.
 * @throws whatever the order source or the database throws; finished pages stay finished
 */
export function makeImportRange(deps: ImportRangeDeps): ImportRange {
  const { orders: source, watermarks, pageSize = DEFAULT_PAGE } = deps;
  const importChanged = makeImportChanged(deps);
  return async ({ from, to, again = false, onProgress }) => {
    const name = `orders from ${from} to ${to ?? 'the end'}`;
    const reached = again ? undefined : await watermarks.read(name);
    const after = reached ?? { updatedAt: from, orderId: asOrderId(0) };
    let orders = 0;
    for await (const page of changedOrders(source, { after, until: to, pageSize })) {
      await importChanged(page, { again });
      orders += page.length;
      const last = cursorAt(page.at(-1) ?? after);
      await watermarks.advance(name, last);
      onProgress?.(orders, last);
    }
    return { orders, resumedAt: reached?.updatedAt ?? null };
  };
}
