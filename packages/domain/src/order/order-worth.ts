import { parseTenThousandths } from '../money.ts';
import { type BoughtLine, priceOf } from './bought-line.ts';
import type { Order } from './order.ts';

/** What an order is worth, in ten-thousandths of its currency. */
export interface OrderWorth {
  /** With what was paid otherwise; undefined when the order's total can't be read. */
  readonly total: number | undefined;
  /**
   * What gift cards, store credit or reward points paid: they lower the order's total, and none of
   * its lines. 0 when nothing tells of any.
   */
  readonly otherwisePaid: number;
}

/** Lines are rounded one by one, and a total may be rounded as a whole: so small a part is no gift card. */
const ROUNDING_SHARE = 0.01;

/**
 * Shipping and fees only add to an order's total, so what it lacks to its lines was paid otherwise. What
 * the shop itself says of it may be more, where shipping hides a part, or less, where an extension's cards do.
 */
export function orderWorth(
  { grandTotal, creditUsed = '0' }: Pick<Order, 'grandTotal' | 'creditUsed'>,
  lines: readonly BoughtLine[],
): OrderWorth {
  const total = grandTotal === null ? undefined : parseTenThousandths(grandTotal);
  const known = parseTenThousandths(creditUsed) ?? 0;
  if (total === undefined) return { total, otherwisePaid: known };
  const ofLines = lines.reduce((sum, { amounts }) => sum + (amounts === undefined ? 0 : priceOf(amounts)), 0);
  const lacking = ofLines - Math.max(0, total);
  const otherwisePaid = Math.max(known, lacking > ofLines * ROUNDING_SHARE ? lacking : 0);
  return { total: total + otherwisePaid, otherwisePaid };
}
