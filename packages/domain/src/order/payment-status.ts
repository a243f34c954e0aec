import type { PaymentStatus } from '../booking/booking.ts';
import { parseTenThousandths } from '../money.ts';
import type { Order } from './order.ts';

/** Magento keeps no payment status: it follows from what was paid and refunded of the total. */
export function paymentStatus(order: Pick<Order, 'grandTotal' | 'totalPaid' | 'totalRefunded'>): PaymentStatus {
  const amount = (text: string | null): number => (text === null ? 0 : (parseTenThousandths(text) ?? 0));
  // A total that can't be read is never taken for paid.
  const total =
    (order.grandTotal === null ? undefined : parseTenThousandths(order.grandTotal)) ?? Number.POSITIVE_INFINITY;
  const paid = amount(order.totalPaid);
  const refunded = amount(order.totalRefunded);
  if (refunded > 0) return refunded >= paid ? 'refunded' : 'partially_refunded';
  if (paid >= total) return 'paid';
  return paid > 0 ? 'partially_paid' : 'open';
}
