import { parseTenThousandths } from '../money.ts';
import { amountOf } from './amount.ts';
import { type BoughtLine, priceOf } from './bought-line.ts';
import type { Order } from './order.ts';

/** The value of an order, in ten-thousandths of its currency. */
export interface OrderWorth {
  /** Including other payments; undefined when the order's total can't be read. */
  readonly total: number | undefined;
  /**
   * The amount paid by gift cards, store credit or reward points: they reduce an order's total, and none of its lines.
   * 0 when there is no sign of any.
   */
  readonly otherwisePaid: number;
}

/** Lines are rounded one by one, and a total may be rounded as a whole, so a difference this small is no gift card. */
const ROUNDING_SHARE = 0.01;

/**
 * Shipping and fees only increase an order's total, so a total below the sum of its lines was partly paid otherwise.
 * The shop's own amount may be higher, when shipping hides a part, or lower, when it does not know the cards of an
 * extension.
 */
export function orderWorth(
  { grandTotal, creditUsed }: Pick<Order, 'grandTotal' | 'creditUsed'>,
  lines: readonly BoughtLine[],
): OrderWorth {
  const total = grandTotal === null ? undefined : parseTenThousandths(grandTotal);
  const known = amountOf(creditUsed);
  if (total === undefined) return { total, otherwisePaid: known };
  const ofLines = lines.reduce((sum, { amounts }) => sum + (amounts === undefined ? 0 : priceOf(amounts)), 0);
  const lacking = ofLines - Math.max(0, total);
  const otherwisePaid = Math.max(known, lacking > ofLines * ROUNDING_SHARE ? lacking : 0);
  return { total: total + otherwisePaid, otherwisePaid };
}
