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

/** Orders whose last change lies between two instants, both included. */
export interface OrderRange {
  readonly from: Instant;
  /** Null for no end. */
  readonly to: Instant | null;
  /** Starts over, also where an earlier run of the same range broke off or had ended, and reads settled orders too. */
  readonly again?: boolean;
  readonly onProgress?: OnProgress;
}

export interface ImportedRange extends ReconcileResult {
  /** How far an earlier run of the same range had come; null for a run from its beginning. */
  readonly resumedAt: Instant | null;
}

/** See {@link makeImportRange}. */
export type ImportRange = (range: OrderRange) => Promise<ImportedRange>;

/**
 * Imports every order last changed within a range that is not settled, wherever the reconciler is. A
 * run that broke off is taken up where it was by the next run of the same range.
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
