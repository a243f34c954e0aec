import {
  asCustomerNumber,
  asOrderItemId,
  DEFAULT_ORDER_POLICY,
  mapOrder,
  type Order,
  type OrderItem,
} from '@miomente/booking-domain';
import { anOrder, anOrderItem, type Overrides, PARTNER_NUMBER } from '@miomente/booking-domain/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const NO_COURSE = { customerNumber: null, options: [], attributes: {} } as const;

type Row = Overrides<OrderItem>;

/** The bundle as one line. Its parent row names the partner, and has arbitrary amounts. */
function bundle(children: readonly Row[], parent: Row = {}, order: Overrides<Order> = {}) {
  const line = anOrderItem({ itemId: asOrderItemId(1), priceOn: 'children', options: [], ...parent });
  const rows = children.map((child, i) =>
    anOrderItem({ ...NO_COURSE, itemId: asOrderItemId(2 + i), parentItemId: asOrderItemId(1), ...child }),
  );
  const items = mapOrder(DEFAULT_ORDER_POLICY, anOrder({ ...order, items: [line, ...rows] }));
  expect(items).toHaveLength(1);
  const [item] = items;
  if (item === undefined) throw new Error('The order has no line.');
  const { details, cancelled, unreadable } = item.observation;
  return { people: details.participants, price: details.price.tenThousandths / 10_000, cancelled, unreadable };
}

const course = (over: Row = {}): Row => ({
  customerNumber: PARTNER_NUMBER,
  rowTotalGross: '158',
  discount: '0',
  ...over,
});
const apron = (over: Row = {}): Row => ({ rowTotalGross: '20', discount: '0', ...over });
const two = { ordered: '2', cancelled: '0', refunded: '0' } as const;

describe('orders#priced-by-children: a bundle with its price on its children', () => {
  it('a refunded part does not change the course, whatever the parent row says', () => {
    const parent = { quantity: { ...two, refunded: '2' }, rowTotalGross: '178' };
    const children = [course({ quantity: two }), apron({ quantity: { ...two, refunded: '1' } })];
    expect(bundle(children, parent)).toEqual({ people: 2, price: 178, cancelled: null, unreadable: [] });
  });

  it('when the course is cancelled the booking is, although the parent row and the apron remain', () => {
    const children = [course({ quantity: { ...two, cancelled: '2' } }), apron({ quantity: two })];
    expect(bundle(children, { quantity: two })).toMatchObject({ people: 0, cancelled: 'order_cancelled' });
  });

  it('when the course is refunded the booking is', () => {
    const refunded = course({ quantity: { ...two, refunded: '2' } });
    expect(bundle([refunded, apron()])).toMatchObject({ cancelled: 'refunded' });
    expect(bundle([course({ quantity: { ...two, cancelled: '2' } }), refunded])).toMatchObject({
      cancelled: 'refunded',
    });
  });

  it('cancelling some people lowers their number', () => {
    expect(bundle([course({ quantity: { ...two, cancelled: '1' } }), apron()])).toMatchObject({ people: 1 });
  });

  it('a child is counted by its own row: two bundles of three places are six people', () => {
    expect(bundle([course({ quantity: { ...two, ordered: '6' } })], { quantity: two })).toMatchObject({ people: 6 });
  });

  it('discounts are on the children', () => {
    expect(bundle([course({ discount: '15' }), apron({ discount: '-5' })], { discount: '0' }).price).toBe(158);
    expect(bundle([course({ rowTotalGross: '200', discount: '20' })], { rowTotalGross: '200' }).price).toBe(180);
  });

  it('with prices on both, the children’s count', () => {
    expect(bundle([course(), apron()], { rowTotalGross: '999', discount: '1' }).price).toBe(178);
  });

  describe('which child gives the number of remaining people', () => {
    const left = (people: number): OrderItem['quantity'] => ({ ...two, ordered: String(people) });
    const dated = { options: [{ label: 'Termin', text: '13.03.2025', wallClock: '2025-03-13 18:00:00' }] } as const;

    it('the children with the partner’s number, the largest of several', () => {
      const children = [course({ quantity: left(2) }), course({ quantity: left(3) }), apron({ quantity: left(9) })];
      expect(bundle(children).people).toBe(3);
    });

    it('the child with the date', () => {
      expect(bundle([{ ...dated, rowTotalGross: '10', quantity: left(2) }, apron({ quantity: left(9) })]).people).toBe(
        2,
      );
    });

    it('not a child of another partner', () => {
      const other = { ...dated, customerNumber: asCustomerNumber('P-200'), quantity: left(9) };
      expect(bundle([course({ quantity: left(2) }), other]).people).toBe(2);
      expect(bundle([other, apron({ quantity: left(4) })]).people).toBe(9);
      expect(bundle([{ ...dated, quantity: left(2) }, other]).people).toBe(2);
    });

    it('if none has either, the one with the largest total', () => {
      const children = [
        { rowTotalGross: '158', quantity: left(2) },
        { rowTotalGross: '20', quantity: left(9) },
      ];
      expect(bundle(children).people).toBe(2);
      expect(bundle(children, { customerNumber: null }).people).toBe(2);
      expect(bundle(children.map((child) => ({ ...child, rowTotalGross: '0' }))).people).toBe(9);
    });

    it('an unreadable one is flagged, never taken as zero', () => {
      const children = [
        course({ quantity: { ...two, ordered: null } }),
        course({ quantity: { ...two, refunded: '2' } }),
      ];
      expect(bundle(children)).toMatchObject({ cancelled: null, unreadable: ['quantity_unreadable'] });
      expect(bundle([course({ quantity: { ordered: '2', cancelled: null, refunded: null } })]).people).toBe(2);
    });
  });

  it('a child without amounts costs nothing; when all lack them, the price is unreadable', () => {
    const none = { rowTotalGross: null, discount: null };
    expect(bundle([course(), apron(none)]).price).toBe(158);
    expect(bundle([course(none)])).toMatchObject({ unreadable: ['price_unreadable'] });
  });

  it('without a setting of the shop, children count when the line costs nothing and a child does', () => {
    const { priceOn: _, ...unsaid } = anOrderItem({ rowTotalGross: '0', quantity: { ...two, refunded: '2' } });
    const items = [unsaid, anOrderItem({ ...NO_COURSE, itemId: asOrderItemId(9), parentItemId: unsaid.itemId })];
    const [item] = mapOrder(DEFAULT_ORDER_POLICY, anOrder({ items }));
    expect(item?.observation).toMatchObject({ cancelled: null, details: { participants: 2 } });
  });

  it('a bundle with one price uses its own line; its children do not count', () => {
    const fixed = { priceOn: 'line', rowTotalGross: '100', quantity: { ...two, ordered: '2', refunded: '1' } } as const;
    expect(bundle([course(), apron()], fixed)).toMatchObject({ people: 1, price: 100 });
    expect(bundle([course(), apron()], { ...fixed, rowTotalGross: '0' }).price).toBe(0);
  });

  it('without child rows, only the line counts', () => {
    expect(bundle([])).toMatchObject({ people: 2, price: 158 });
  });

  it('nested rows merge into the line that was bought', () => {
    const nested = (rowTotalGross: string | null): readonly Row[] => [
      { itemId: asOrderItemId(2), parentItemId: asOrderItemId(1), priceOn: 'children', rowTotalGross },
      { itemId: asOrderItemId(3), parentItemId: asOrderItemId(2), ...course({ quantity: { ...two, ordered: '4' } }) },
      { itemId: asOrderItemId(4), parentItemId: asOrderItemId(2), ...apron() },
      { itemId: asOrderItemId(5), parentItemId: asOrderItemId(1), rowTotalGross: '22' },
      { itemId: asOrderItemId(6), parentItemId: asOrderItemId(5), rowTotalGross: '22' },
    ];
    for (const own of ['0', null]) expect(bundle(nested(own))).toMatchObject({ people: 4, price: 200 });
  });

  it('rows that name each other as parents become one line, and nothing is lost', () => {
    const circle = (parents: readonly number[]) =>
      mapOrder(
        DEFAULT_ORDER_POLICY,
        anOrder({
          items: parents.map((parentItemId, i) =>
            anOrderItem({ itemId: asOrderItemId(i + 1), parentItemId: asOrderItemId(parentItemId) }),
          ),
        }),
      ).map(({ order }) => order.orderItemId);
    expect(circle([1])).toEqual([1]);
    expect(circle([2, 1])).toEqual([1]);
    expect(circle([3, 1, 2, 3])).toEqual([1]);
  });

  it('with any rows, no line is lost or duplicated', () => {
    const parents = fc.array(fc.option(fc.integer({ min: 1, max: 9 })), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(parents, (chosen) => {
        const items = chosen.map((parentItemId, i) =>
          anOrderItem({
            itemId: asOrderItemId(i + 1),
            parentItemId: parentItemId === null ? null : asOrderItemId(parentItemId),
            priceOn: 'children',
            rowTotalGross: '1',
            discount: '0',
          }),
        );
        const lines = mapOrder(DEFAULT_ORDER_POLICY, anOrder({ items }));
        const leaves = items.filter(
          ({ itemId }) => !items.some((item) => item.parentItemId === itemId && item.itemId !== itemId),
        );
        const total = lines.reduce((sum, line) => sum + line.observation.details.price.tenThousandths / 10_000, 0);
        expect(new Set(lines.map(({ order }) => order.orderItemId)).size).toBe(lines.length);
        expect(total).toBeGreaterThanOrEqual(leaves.length);
        expect(lines.length).toBeGreaterThan(0);
      }),
    );
  });
});
