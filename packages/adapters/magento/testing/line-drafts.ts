import { PRODUCTS } from './catalogue.ts';
import type { Row } from './drafts.ts';

type Line = Row & { readonly item_id: number };

/** A custom option, as Magento stores it with the line. */
export function dateOption(wallClock: string, printed: string, label = 'Termin'): Readonly<Record<string, unknown>> {
  return {
    label,
    value: printed,
    print_value: printed,
    option_id: '311',
    option_type: 'date_time',
    option_value: wallClock,
    custom_view: false,
  };
}

/** A date chosen from a list. Stored are its option id and the text that the customer read. */
export function choiceOption(printed: string, label = 'Termin'): Readonly<Record<string, unknown>> {
  return {
    label,
    value: printed,
    print_value: printed,
    option_id: '312',
    option_type: 'drop_down',
    option_value: '77',
  };
}

/** The product options of a line, as JSON. */
export function options(
  custom: readonly Readonly<Record<string, unknown>>[],
  more: Readonly<Record<string, unknown>> = {},
): string {
  return JSON.stringify({ info_buyRequest: { qty: 1 }, ...(custom.length > 0 ? { options: custom } : {}), ...more });
}

/** 18 April 2026, 18:00 in Berlin. */
export const COURSE_WALL_CLOCK = '2026-04-18 18:00:00';
const TERMIN = options([dateOption(COURSE_WALL_CLOCK, '18.04.26, 18:00')]);

/** A line for two people at 89.00 each with 19 % tax, with a date option, for the product {@link PRODUCTS}`.sushi`. */
export function courseLine(itemId: number, over: Row = {}): Line {
  return {
    item_id: itemId,
    product_id: PRODUCTS.sushi,
    product_type: 'virtual',
    product_options: TERMIN,
    sku: 'SUSHI-1',
    name: 'Sushi für Anfänger',
    qty_ordered: '2.0000',
    qty_canceled: '0.0000',
    qty_refunded: '0.0000',
    price: '74.7899',
    price_incl_tax: '89.0000',
    row_total: '149.5800',
    row_total_incl_tax: '178.0000',
    tax_percent: '19.0000',
    tax_amount: '28.4200',
    discount_amount: '0.0000',
    discount_tax_compensation_amount: '0.0000',
    store_id: 1,
    ...over,
  };
}

/** The child row of a configurable product or bundle, without a price of its own. */
export function childLine(itemId: number, parentItemId: number, over: Row = {}): Line {
  return courseLine(itemId, {
    parent_item_id: parentItemId,
    product_options: options([]),
    ...FREE,
    ...over,
  });
}

/** The amounts of a line whose price is on another row. */
export const FREE: Row = {
  price: '0.0000',
  price_incl_tax: '0.0000',
  row_total: '0.0000',
  row_total_incl_tax: '0.0000',
  tax_amount: '0.0000',
};
