import { asOrderId, DEFAULT_ORDER_POLICY, mapOrder } from '@miomente/booking-domain';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { priceOn } from '../../src/order/bundle.ts';
import { childLine, courseLine, options, orderRows, PRODUCTS, type Row, stockCatalogue } from '../../testing/index.ts';
import { openShop } from '../open-shop.ts';

const AT = Date.parse('2026-03-02T09:00:00Z');
const [ORDER, PARENT, COURSE, APRON] = [1, 11, 12, 13] as const;
const { shop, source } = await openShop();
beforeAll(() => stockCatalogue(shop));
beforeEach(() => shop.connection.query('DELETE FROM sales_order'));

const gross = (amount: string): Row => ({
  row_total: amount,
  row_total_incl_tax: amount,
  tax_amount: '0.0000',
  discount_amount: '0.0000',
});

/** A bundle of a course of P-200 and an apron, as read. */
async function bundle(parent: Row, course: Row, apron: Row, calculations: unknown = 0) {
  const items = [
    courseLine(PARENT, {
      product_id: PRODUCTS.weekend,
      product_type: 'bundle',
      product_options: options([], calculations === undefined ? {} : { product_calculations: calculations }),
      ...gross('178.0000'),
      ...parent,
    }),
    childLine(COURSE, PARENT, { product_id: PRODUCTS.sushi, ...gross('158.0000'), ...course }),
    childLine(APRON, PARENT, { product_id: PRODUCTS.weekendApron, ...gross('20.0000'), ...apron }),
  ];
  await shop.place([orderRows({ orderId: ORDER, at: AT }, { items })]);
  const order = await source.byId(asOrderId(ORDER));
  const [item, ...others] = order === undefined ? [] : mapOrder(DEFAULT_ORDER_POLICY, order);
  expect(others).toEqual([]);
  const { details, cancelled } = item?.observation ?? {};
  return { people: details?.participants, price: (details?.price.tenThousandths ?? 0) / 10_000, cancelled };
}

describe('orders#priced-by-children, from rows of the shop', () => {
  it('a dynamic bundle with one part refunded', async () => {
    const parent = { qty_ordered: 2, qty_refunded: 2, row_total: 178 };
    const read = await bundle(parent, { qty_refunded: 0 }, { qty_refunded: 1 });
    expect(read).toEqual({ people: 2, price: 178, cancelled: null });
  });

  it('a dynamic bundle with a coupon', async () => {
    const course = { ...gross('200.0000'), discount_amount: '20.0000' };
    expect(await bundle(gross('200.0000'), course, gross('0.0000'))).toMatchObject({ price: 180 });
  });

  it('net prices and a discount of everything', async () => {
    const given: Row = { row_total: '100', row_total_incl_tax: '119', discount_amount: '100', tax_amount: '0' };
    expect(await bundle({ row_total: '200' }, given, given)).toMatchObject({ price: 0 });
  });

  it('the course is cancelled, the rest is not', async () => {
    expect(await bundle({}, { qty_canceled: 2 }, {})).toMatchObject({ people: 0, cancelled: 'order_cancelled' });
  });

  it('two bundles with three places each are six people', async () => {
    expect(await bundle({ qty_ordered: 2 }, { qty_ordered: 6 }, { qty_ordered: 2 })).toMatchObject({ people: 6 });
  });

  it('children with NULL where the shop has no value', async () => {
    const nothing: Row = { qty_canceled: null, qty_refunded: null, discount_amount: null, row_total_incl_tax: null };
    const apron: Row = { qty_ordered: null, row_total: 0, row_total_incl_tax: null, discount_amount: null };
    expect(await bundle({}, nothing, apron)).toEqual({ people: 2, price: 158, cancelled: null });
  });

  it('a bundle with a fixed price uses its own row', async () => {
    const read = await bundle({ qty_refunded: 1 }, { qty_refunded: 0 }, {}, 1);
    expect(read).toEqual({ people: 1, price: 178, cancelled: null });
  });

  it.each([
    [0, 'children'],
    ['0', 'children'],
    ['child', 'children'],
    [1, 'line'],
    ['1', 'line'],
    [null, undefined],
    [7, undefined],
  ])('product_calculations %j', (said, expected) => {
    expect(priceOn(JSON.stringify({ product_calculations: said }))).toBe(expected);
    expect(priceOn(JSON.stringify(JSON.stringify({ product_calculations: said })))).toBe(expected);
  });

  it.each([
    [null, undefined],
    ['{}', undefined],
    ['"product_calculations":0', undefined],
    ['[{"product_calculations":0}]', undefined],
    ['null /* product_calculations */', undefined],
    ['a:1:{s:20:"product_calculations";i:0;}', 'children'],
    ['a:1:{s:20:"product_calculations";s:1:"1";}', 'line'],
  ])('options %s', (text, expected) => expect(priceOn(text)).toBe(expected));
});
