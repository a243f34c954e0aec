import { parseTenThousandths } from '../money.ts';
import { type BoughtLine, priceOf } from './bought-line.ts';
import type { Order } from './order.ts';

/** What an order is worth, in ten-thousandths of its currency. */
export interface OrderWorth {
  /** With what was paid otherwise; undefined when the order's total can't be read. */
  readonly total: number | undefined;
  /**
   * What gift cards, store credit or reward points paid: they lower the order's total, and none of
   * its lines. 0 when that can't be told.
   */
  readonly otherwisePaid: number;
}

/** Lines are rounded one by one, and a total may be rounded as a whole: so small a part is no gift card. */
const ROUNDING_SHARE = 0.01;

/** Shipping and fees only add to an order's total, so what it lacks to its lines was paid otherwise. */
export function orderWorth({ grandTotal }: Pick<Order, 'grandTotal'>, lines: readonly BoughtLine[]): OrderWorth {
  const total = grandTotal === null ? undefined : parseTenThousandths(grandTotal);
  if (total === undefined) return { total, otherwisePaid: 0 };
  const ofLines = lines.reduce((sum, { amounts }) => sum + (amounts === undefined ? 0 : priceOf(amounts)), 0);
  const lacking = ofLines - Math.max(0, total);
  const otherwisePaid = lacking > ofLines * ROUNDING_SHARE ? lacking : 0;
  return { total: total + otherwisePaid, otherwisePaid };
}
