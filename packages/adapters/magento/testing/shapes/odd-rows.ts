import { PRODUCTS } from '../catalogue.ts';
import type { Row } from '../drafts.ts';
import { courseLine, options } from '../line-drafts.ts';
import { itemIdOf, orderRows } from '../order-rows.ts';
import type { Shape, Shapes } from './shape.ts';

const line =
  (over: Row): Shape =>
  (spot) =>
    orderRows(spot, { items: [courseLine(itemIdOf(spot.orderId), over)] });

/** Rows that break an assumption. */
export const ODD_ROWS: Shapes = {
  'with broken options': line({ product_options: '{"options": [{"label": "Ter' }),
  'with options of old PHP': line({ product_options: 'a:1:{s:15:"info_buyRequest";a:1:{s:3:"qty";i:1;}}' }),
  'of a deleted product': line({ product_id: PRODUCTS.gone }),
  'of a deleted product without a date': line({ product_id: PRODUCTS.gone, product_options: options([]) }),
  'without a product': line({ product_id: null }),
  'of a course without a partner': line({ product_id: PRODUCTS.orphan, sku: 'WAISE' }),
  'of a negative quantity': line({ qty_ordered: '-2.0000' }),
  'without a quantity': line({ qty_ordered: null }),
  'without names': line({ sku: null, name: null }),
  'without items': (spot) => orderRows(spot, { items: [] }),
  'of an unknown state': (spot) => orderRows(spot, { order: { state: 'abgeholt' } }),
  'without a state': (spot) => orderRows(spot, { order: { state: null, status: null } }),
  'without amounts': (spot) =>
    orderRows(spot, {
      order: { grand_total: null, total_paid: null, total_refunded: null, order_currency_code: null },
    }),
  'without a number': (spot) => orderRows(spot, { order: { increment_id: null } }),
  'of a child whose parent is gone': (spot) =>
    orderRows(spot, { items: [courseLine(itemIdOf(spot.orderId), { parent_item_id: 4_000_000_000 })] }),
};
