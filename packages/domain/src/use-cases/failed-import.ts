import type { Order } from '../order/order.ts';
import { PermanentFailure } from '../ports/failure.ts';
import type { FlaggedOrderItem } from '../ports/flagged-order-items.ts';
import type { Instant } from '../time/instant.ts';

/**
 * The entry on the managers' list for an order whose import failed: its first item, for the whole order, so that an
 * order is never only in a log. The hourly comparison imports it again while it is on the list.
 * @returns undefined for an order without items, which can't lose anything
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

/** The text itself may have caused the failure, so this code must not fail with it. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ').trim();
}

/** Only messages that are safe by contract, names and codes: other messages may quote the order. */
function detailOf(error: unknown): string {
  if (error instanceof PermanentFailure) return error.message;
  if (!(error instanceof Error)) return 'unknown';
  const code = 'code' in error && typeof error.code === 'string' && /^\w{1,60}$/.test(error.code) ? error.code : '';
  return `${error.name} ${code}`.trim();
}
