import {
  asCustomerNumber,
  asOrderItemId,
  DEFAULT_ORDER_POLICY,
  dayBounds,
  mapOrder,
  type OrderItem,
} from '@miomente/booking-domain';
import { anOrder, anOrderItem, type Overrides, PARTNER_NUMBER } from '@miomente/booking-domain/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/** The one line that was bought, with its child rows merged in. */
function folded(line: Overrides<OrderItem>, ...children: readonly Overrides<OrderItem>[]) {
  const parent = anOrderItem({ itemId: asOrderItemId(1), ...line });
  const rows = children.map((child, i) =>
    anOrderItem({ itemId: asOrderItemId(2 + i), parentItemId: asOrderItemId(1), ...child }),
  );
  const items = mapOrder(DEFAULT_ORDER_POLICY, anOrder({ items: [...rows, parent] }));
  expect(items).toHaveLength(1);
  const [item] = items;
  if (item === undefined) throw new Error('The order has no line.');
  return item;
}

const bare = { customerNumber: null, productId: null, options: [], attributes: {} } as const;
const price = (...items: Parameters<typeof folded>): number =>
  folded(...items).observation.details.price.tenThousandths;

describe('orders#which-items · child rows of configurable products and bundles are merged into their parent', () => {
  it('partner, product and date may be on the child', () => {
    const item = folded(bare, { productId: 70 });
    expect(item).toMatchObject({ type: 'course', customerNumber: PARTNER_NUMBER, order: { orderItemId: 1 } });
    expect(item.observation.details).toMatchObject({
      course: { id: 70, sku: 'SUSHI-1' },
      eventStart: Date.parse('2025-03-13T17:00:00Z'),
    });
  });

  it('the parent’s values take precedence', () => {
    const item = folded(
      { customerNumber: asCustomerNumber('P-1'), productId: 10, attributes: { event_date: '2026-07-01' }, options: [] },
      { customerNumber: asCustomerNumber('P-2'), productId: 20, attributes: { event_date: '2026-07-02' }, options: [] },
    );
    expect(item).toMatchObject({ type: 'course', customerNumber: 'P-1' });
    expect(item.observation.details).toMatchObject({
      course: { id: 10 },
      eventStart: dayBounds('2026-07-01', 'Europe/Berlin'),
    });
  });

  it('blank counts as missing: the child’s partner and attribute are used', () => {
    const item = folded(
      { customerNumber: asCustomerNumber(' '), attributes: { event_date: '' }, options: [] },
      { customerNumber: asCustomerNumber('P-2'), attributes: { event_date: '2026-07-02' }, options: [] },
    );
    expect(item).toMatchObject({ type: 'course', customerNumber: 'P-2' });
    expect(item.observation.details.eventStart).toEqual(dayBounds('2026-07-02', 'Europe/Berlin'));
  });

  it('people are counted on the line that was bought', () => {
    const item = folded({ quantity: { ordered: '3' } }, { quantity: { ordered: '1' } });
    expect(item.observation.details.participants).toBe(3);
    const free = { rowTotalGross: '0', quantity: { ordered: '1' } } as const;
    expect(folded({ ...free, quantity: { ordered: '3' } }, free).observation.details.participants).toBe(3);
  });

  it('a configurable product’s price is on the parent and counts once', () => {
    expect(price({ rowTotalGross: '100', discount: '10' }, { rowTotalGross: '100', discount: '10' })).toBe(900_000);
  });

  it('a bundle’s prices are on its parts and are added, minus their discounts', () => {
    const parts = [
      { rowTotalGross: '0.1000', discount: '0.0100' },
      { rowTotalGross: '0.2000', discount: null },
      { rowTotalGross: null, discount: null },
    ];
    for (const rowTotalGross of ['0.0000', null])
      expect(price({ rowTotalGross, discount: null }, ...parts)).toBe(2_900);
  });

  it('a price of zero with free parts is zero', () => {
    expect(price({ rowTotalGross: '0', discount: '0' }, { rowTotalGross: '0', discount: '5' })).toBe(0);
    const free = folded({ rowTotalGross: '0' }, { rowTotalGross: null, discount: null }).observation;
    expect(free).toMatchObject({ details: { price: { tenThousandths: 0 } }, unreadable: [] });
  });

  it('a part with an unreadable price makes the whole unreadable, not cheaper', () => {
    const { observation } = folded({ rowTotalGross: '0' }, { rowTotalGross: '10' }, { rowTotalGross: 'viel' });
    expect(observation.unreadable).toEqual(['price_unreadable']);
    expect(folded({ rowTotalGross: '0' }, { rowTotalGross: 'viel' }).observation.unreadable).toEqual([
      'price_unreadable',
    ]);
  });

  it('an unreadable value of a child is unreadable for the line', () => {
    const { observation } = folded({ options: [] }, { options: [], unreadable: ['options'] });
    expect(observation.unreadable).toEqual(['event_date_unreadable']);
  });

  it('a row whose parent is not in the order was bought itself', () => {
    const items = [anOrderItem({ itemId: asOrderItemId(9), parentItemId: asOrderItemId(8) })];
    expect(mapOrder(DEFAULT_ORDER_POLICY, anOrder({ items }))).toHaveLength(1);
  });

  it('children go to their own parent', () => {
    const items = [
      anOrderItem({ itemId: asOrderItemId(1), ...bare, sku: 'A' }),
      anOrderItem({ itemId: asOrderItemId(2), ...bare, sku: 'B' }),
      anOrderItem({ itemId: asOrderItemId(3), parentItemId: asOrderItemId(2) }),
    ];
    expect(mapOrder(DEFAULT_ORDER_POLICY, anOrder({ items })).map((i) => i.type)).toEqual(['other', 'course']);
  });

  it('the parts add up exactly, however many there are', () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 99_999_999 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(amounts, (parts) => {
        const decimal = (n: number) => `${Math.floor(n / 10_000)}.${String(n % 10_000).padStart(4, '0')}`;
        const rows = parts.map((n) => ({ rowTotalGross: decimal(n), discount: null }));
        expect(price({ rowTotalGross: '0', discount: null }, ...rows)).toBe(parts.reduce((a, b) => a + b, 0));
      }),
    );
  });
});
