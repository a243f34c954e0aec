import type { PaymentStatus } from '../booking/booking.ts';
import { parseTenThousandths } from '../money.ts';
import type { Order } from './order.ts';

/**
 * Magento keeps no payment status: it follows from what was paid and refunded of the total.
 * @param otherwisePaid what gift cards and the like paid, in ten-thousandths: money given back is the
 *   whole only together with it (orders#gift-cards)
 */
export function paymentStatus(
  order: Pick<Order, 'grandTotal' | 'totalPaid' | 'totalRefunded' | 'creditRefunded'>,
  otherwisePaid = 0,
): PaymentStatus {
  const amount = (text: string | null): number => (text === null ? 0 : (parseTenThousandths(text) ?? 0));
  // A total that can't be read is never taken for paid.
  const total =
    (order.grandTotal === null ? undefined : parseTenThousandths(order.grandTotal)) ?? Number.POSITIVE_INFINITY;
  const paid = amount(order.totalPaid);
  const refunded = amount(order.totalRefunded) + amount(order.creditRefunded ?? null);
  // Nothing can be given back of nothing: where no payment is noted, the total must have been paid.
  if (refunded > 0) return refunded >= (paid > 0 ? paid : total) + otherwisePaid ? 'refunded' : 'partially_refunded';
  if (paid >= total) return 'paid';
  return paid > 0 ? 'partially_paid' : 'open';
}
