import { formatTenThousandths, parseTenThousandths } from '@miomente/booking-domain';
import type { ItemRow } from './line-rows.ts';

/** A line's gross total before discount, and how much of it the discount takes; decimal text. */
export interface LinePrice {
  readonly rowTotalGross: string | null;
  readonly discount: string | null;
}

/**
 * What the customer pays for a line is row total + tax + discount tax compensation − discount, as
 * Magento adds up an order. Where prices are kept gross that is the gross total less the discount,
 * as it stands. Where they are kept net, the discount is net too, and takes its tax with it. A
 * missing gross total (rows of imports and old versions) follows from the same sum.
 */
export function linePrice(row: ItemRow): LinePrice {
  const gross = amount(row.row_total_incl_tax);
  const discount = amount(row.discount_amount);
  const net = amount(row.row_total);
  const tax = amount(row.tax_amount);
  const beforeDiscount = (net ?? 0) + (tax ?? 0) + (amount(row.discount_tax_compensation_amount) ?? 0);
  if (row.row_total_incl_tax === null && net !== undefined) {
    return { rowTotalGross: formatTenThousandths(beforeDiscount), discount: row.discount_amount };
  }
  if (gross === undefined || discount === undefined || discount <= 0 || tax === undefined || tax <= 0) {
    return { rowTotalGross: row.row_total_incl_tax, discount: row.discount_amount };
  }
  const paid = beforeDiscount - discount;
  const grossDiscount = Math.max(discount, gross - paid);
  return { rowTotalGross: row.row_total_incl_tax, discount: formatTenThousandths(grossDiscount) };
}

function amount(text: string | null): number | undefined {
  return text === null ? undefined : parseTenThousandths(text);
}
