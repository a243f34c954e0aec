import type { Order } from '../order/order.ts';
import { PermanentFailure } from '../ports/failure.ts';
import type { FlaggedOrderItem } from '../ports/flagged-order-items.ts';
import type { Instant } from '../time/instant.ts';

/**
 * What stands on the managers' list of an order whose import failed: its first item, for all of it,
 * so that an order is never lost to a log. The hourly comparison imports it again for as long as it
 * stands there.
 * @returns undefined for an order without items, which has nothing to lose
 */
export function failedImport(order: Order, error: unknown, at: Instant): FlaggedOrderItem | undefined {
  const [first] = order.items;
  if (first === undefined) return undefined;
  return {
    order: { orderId: order.orderId, orderItemId: first.itemId, orderNumber: printable(order.orderNumber) },
    reason: 'import_failed',
    detail: detailOf(error),
    courseName: printable(first.name),
    eventStart: null,
    flaggedAt: at,
  };
}

/** What failed may be the very text; this must not fail with it. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ').trim();
}

/** Only words that are safe by contract, names and codes: other messages may quote the order. */
function detailOf(error: unknown): string {
  if (error instanceof PermanentFailure) return error.message;
  if (!(error instanceof Error)) return 'unknown';
  const code = 'code' in error && typeof error.code === 'string' && /^\w{1,60}$/.test(error.code) ? error.code : '';
  return `${error.name} ${code}`.trim();
}
