import type { PaymentStatus } from '../booking/booking.ts';
import { parseTenThousandths } from '../money.ts';
import { amountOf } from './amount.ts';
import type { Order } from './order.ts';

/**
 * Magento stores no payment status: it follows from what was paid and refunded of the total.
 * @param otherwisePaid the amount paid by gift cards and the like, in ten-thousandths: a refund is only complete
 * together with it (orders#gift-cards)
 */
export function paymentStatus(
  order: Pick<Order, 'grandTotal' | 'totalPaid' | 'totalRefunded' | 'creditRefunded'>,
  otherwisePaid = 0,
): PaymentStatus {
  // An unreadable total never counts as paid.
  const total =
    (order.grandTotal === null ? undefined : parseTenThousandths(order.grandTotal)) ?? Number.POSITIVE_INFINITY;
  const paid = amountOf(order.totalPaid);
  const refunded = refundedOf(order);
  // A refund requires a payment: when none is recorded, the total must have been paid.
  if (refunded > 0) return refunded >= (paid > 0 ? paid : total) + otherwisePaid ? 'refunded' : 'partially_refunded';
  if (paid >= total) return 'paid';
  return paid > 0 ? 'partially_paid' : 'open';
}

/** What was refunded of an order in money and to gift cards and the like, in ten-thousandths. */
export function refundedOf({ totalRefunded, creditRefunded }: Pick<Order, 'totalRefunded' | 'creditRefunded'>): number {
  return amountOf(totalRefunded) + amountOf(creditRefunded);
}
