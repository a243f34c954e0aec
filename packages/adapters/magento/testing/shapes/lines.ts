import { PRODUCTS } from '../catalogue.ts';
import { childLine, courseLine, dateOption, FREE, options } from '../line-drafts.ts';
import { itemIdOf, orderRows } from '../order-rows.ts';
import type { Shapes } from './shape.ts';

const VARIANT = options([dateOption('2026-05-02 11:00:00', '02.05.26, 11:00')], {
  attributes_info: [{ label: 'Größe', value: 'Klein', option_id: 93, option_value: '5478' }],
  simple_name: 'Grillen, klein',
  simple_sku: 'GRILL-S',
});

/** What was ordered. */
export const LINES: Shapes = {
  'of two courses': (spot) =>
    orderRows(spot, { items: [1, 2].map((n) => courseLine(itemIdOf(spot.orderId, n), { sku: `SUSHI-${n}` })) }),
  'of two partners and a voucher': (spot) =>
    orderRows(spot, {
      items: [
        courseLine(itemIdOf(spot.orderId, 1)),
        courseLine(itemIdOf(spot.orderId, 2), { product_id: PRODUCTS.pasta, sku: 'PASTA-1' }),
        courseLine(itemIdOf(spot.orderId, 3), {
          product_id: PRODUCTS.voucher,
          sku: 'GUTSCHEIN',
          product_options: options([]),
        }),
      ],
    }),
  'of a configurable': (spot) => {
    const line = itemIdOf(spot.orderId, 1);
    return orderRows(spot, {
      items: [
        courseLine(line, {
          product_id: PRODUCTS.grill,
          product_type: 'configurable',
          sku: 'GRILL-S',
          product_options: VARIANT,
        }),
        childLine(itemIdOf(spot.orderId, 2), line, { product_id: PRODUCTS.grillVariant, sku: 'GRILL-S' }),
      ],
    });
  },
  'of a configurable whose variant names the partner': (spot) => {
    const line = itemIdOf(spot.orderId, 1);
    return orderRows(spot, {
      items: [
        courseLine(line, { product_id: PRODUCTS.wine, product_type: 'configurable', sku: 'WEIN-L' }),
        childLine(itemIdOf(spot.orderId, 2), line, { product_id: PRODUCTS.wineVariant, sku: 'WEIN-L' }),
      ],
    });
  },
  'of a bundle priced as one': (spot) => bundle(spot, {}, FREE),
  'of a bundle priced by its parts': (spot) =>
    bundle(spot, FREE, { row_total: '74.7900', row_total_incl_tax: '89.0000' }),
  'with a discount on gross prices': (spot) =>
    orderRows(spot, {
      order: { grand_total: '160.2000', total_paid: '160.2000' },
      items: [
        courseLine(itemIdOf(spot.orderId), {
          discount_amount: '17.8000',
          tax_amount: '25.5800',
          discount_tax_compensation_amount: '2.8400',
        }),
      ],
    }),
  'with a discount on net prices': (spot) =>
    orderRows(spot, {
      items: [courseLine(itemIdOf(spot.orderId), { discount_amount: '14.9600', tax_amount: '25.5800' })],
    }),
  'without a gross total': (spot) =>
    orderRows(spot, { items: [courseLine(itemIdOf(spot.orderId), { row_total_incl_tax: null })] }),
  'of half a place': (spot) =>
    orderRows(spot, { items: [courseLine(itemIdOf(spot.orderId), { qty_ordered: '1.5000' })] }),
};

function bundle(
  spot: Parameters<typeof orderRows>[0],
  whole: Readonly<Record<string, string | number | null>>,
  parts: typeof whole,
) {
  const line = itemIdOf(spot.orderId, 1);
  return orderRows(spot, {
    items: [
      courseLine(line, { product_id: PRODUCTS.weekend, product_type: 'bundle', sku: 'WOCHENENDE', ...whole }),
      childLine(itemIdOf(spot.orderId, 2), line, { product_id: PRODUCTS.weekendCourse, sku: 'W-KURS', ...parts }),
      childLine(itemIdOf(spot.orderId, 3), line, { product_id: PRODUCTS.weekendApron, sku: 'W-SCHUERZE', ...parts }),
    ],
  });
}
