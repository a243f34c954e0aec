import { formatTenThousandths, parseTenThousandths } from '@miomente/booking-domain';
import type { ItemRow } from './line-rows.ts';

/** A line's gross total before discount, and the part of it that the discount takes, as decimal text. */
export interface LinePrice {
  readonly rowTotalGross: string | null;
  readonly discount: string | null;
}

/**
 * What the customer pays for a line, as Magento adds up an order (orders#price): row total + tax + discount tax
 * compensation − discount, and fixed product taxes. With gross prices, that is the gross total less the discount. With
 * net prices, the discount is net too and reduces the tax as well; a full discount removes all of it. A missing amount
 * (imports, old versions) is computed from the others.
 */
export function linePrice(row: ItemRow): LinePrice {
  const [gross, discount] = [grossOf(row), amount(row.discount_amount ?? '0')];
  // An unreadable value is passed on as it is, for the domain to flag.
  if (gross === undefined || discount === undefined)
    return { rowTotalGross: row.row_total_incl_tax, discount: row.discount_amount };
  const taken = Math.abs(discount);
  const fixed = fixedProductTax(row);
  const price = Math.min(gross - taken, sumOf(row, taken) ?? Number.POSITIVE_INFINITY);
  return {
    rowTotalGross: formatTenThousandths(gross + fixed),
    discount: formatTenThousandths(gross - Math.max(-fixed, price)),
  };
}

/** Imported rows lack the gross total, or have zero beside a net total. It is then computed from the net total. */
function grossOf(row: ItemRow): number | undefined {
  const net = amount(row.row_total) ?? 0;
  const gross = row.row_total_incl_tax === null ? 0 : amount(row.row_total_incl_tax);
  return gross === 0 && net > 0 ? net + taxesOf(row) : gross;
}

/** The sum of a discounted line. Undefined when the row lacks one of its parts. */
function sumOf(row: ItemRow, taken: number): number | undefined {
  const net = amount(row.row_total) ?? 0;
  if (taken === 0 || net <= 0) return undefined;
  const compensation = amount(row.discount_tax_compensation_amount ?? '0') ?? 0;
  // Without a recorded tax, a discount on a net price can only be told from one on a gross price when it takes
  // everything.
  if (amount(row.tax_amount ?? '') === undefined) return taken >= net && compensation <= 0 ? 0 : undefined;
  return net + taxesOf(row) - taken;
}

function taxesOf(row: ItemRow): number {
  return (amount(row.tax_amount ?? '0') ?? 0) + (amount(row.discount_tax_compensation_amount ?? '0') ?? 0);
}

/** Magento stores fixed product taxes beside the row total, with their own tax in a separate list. */
function fixedProductTax(row: ItemRow): number {
  const net = Math.max(0, amount(row.weee_tax_applied_row_amount ?? '0') ?? 0);
  return Math.max(net, appliedTaxes(row.weee_tax_applied));
}

function appliedTaxes(text: string | null): number {
  try {
    const taxes: unknown = JSON.parse(text ?? '[]');
    return (Array.isArray(taxes) ? taxes : []).reduce<number>((sum, tax) => sum + rowAmount(tax), 0);
  } catch {
    return 0;
  }
}

function rowAmount(tax: unknown): number {
  const value = typeof tax === 'object' && tax !== null && 'row_amount_incl_tax' in tax ? tax.row_amount_incl_tax : 0;
  return Math.max(0, amount(String(value)) ?? 0);
}

function amount(text: string): number | undefined {
  return parseTenThousandths(text);
}
