import {
  asCustomerNumber,
  asOrderId,
  asOrderItemId,
  DEFAULT_ORDER_POLICY,
  earliestStart,
  instantOf,
  isBookable,
  type MappedItem,
  mapOrder,
  type Order,
  type OrderCursor,
  paymentStatus,
} from '@miomente/booking-domain';
import { SettableClock } from '@miomente/booking-domain/testing';
import { beforeEach, describe, expect, test } from 'vitest';
import { OrderDesk, type OrderDraft, SampleShop } from '../src/index.ts';
import { CATALOGUE, COOKING_SCHOOL, COURSES, courseBySku } from '../src/shop/courses.ts';
import { eventOption } from '../src/shop/event-option.ts';
import { plainLine } from '../src/shop/item-drafts.ts';
import { NOW, sampleDatabase, TIME_ZONE } from './fixture.ts';
import { whileHeld } from './held.ts';

const { pool } = await sampleDatabase();
const clock = new SettableClock(NOW);
const shop = new SampleShop({ pool, clock, timeZone: TIME_ZONE });
const desk = new OrderDesk({ pool, clock });

beforeEach(async () => {
  clock.set(NOW);
  await pool.query('truncate sample.orders, sample.order_items, sample.products restart identity cascade');
  await shop.stock(CATALOGUE);
});

const SATURDAY = { date: '2026-04-18', time: '18:00' };
const map = (order: Order | undefined): readonly MappedItem[] =>
  order === undefined ? [] : mapOrder(DEFAULT_ORDER_POLICY, order);

function sushi(over: Partial<OrderDraft> = {}): OrderDraft {
  return {
    placedAs: null,
    customer: { firstName: 'Anna', lastName: 'Weiß', email: 'anna.weiss@example.org', phone: '+49 89 0001234' },
    state: 'processing',
    paid: true,
    currency: 'EUR',
    items: [plainLine(courseBySku('KOCH-SUSHI'), 2, [eventOption(SATURDAY, 'german')])],
    ...over,
  };
}

const itemOf = (order: Order): number => order.items[0]?.itemId ?? 0;

describe('placing orders', () => {
  test('an order is read as it was placed', async () => {
    const order = await shop.place(sushi());
    expect(await shop.byId(order.orderId)).toEqual(order);
    expect(order).toMatchObject({ orderNumber: '100000001', state: 'processing', orderedAt: NOW, updatedAt: NOW });
    expect(paymentStatus(order)).toBe('paid');
    expect(map(order)).toMatchObject([
      {
        type: 'course',
        customerNumber: COOKING_SCHOOL,
        observation: {
          cancelled: null,
          unreadable: [],
          details: {
            eventStart: instantOf(SATURDAY, TIME_ZONE),
            participants: 2,
            price: { tenThousandths: 1_580_000, currency: 'EUR' },
            course: { name: 'Sushi-Kurs für Anfänger' },
          },
        },
      },
    ]);
  });

  test('placing twice under one name, even at once, creates one order with its items once', async () => {
    const placed = await Promise.all(Array.from({ length: 8 }, () => shop.place(sushi({ placedAs: 'once' }))));
    expect(new Set(placed.map((order) => order.orderId)).size).toBe(1);
    expect(placed[0]?.items).toHaveLength(1);
  });

  test('of two that place under one name, the slower one gets the other’s order', async () => {
    const sql = `insert into sample.orders (placed_as, order_number, state, ordered_at, updated_at, first_name,
      last_name, email, phone, currency) values ('once', 'quicker', 'new', now(), now(), '', '', '', '', 'EUR')`;
    const order = await whileHeld(pool, { sql, values: [] }, () => shop.place(sushi({ placedAs: 'once' })));
    expect(order.orderNumber).toBe('quicker');
  });

  test('a random order can be booked: some days ahead at a full hour, by invented people', async () => {
    const partners = [...new Set(COURSES.map((course) => course.customerNumber ?? asCustomerNumber('')))];
    for (let seed = 0; seed < 60; seed += 1) {
      const customerNumber = partners[seed % partners.length] ?? asCustomerNumber('');
      const order = await shop.placeOrder({ customerNumber, seed });
      expect(isBookable(DEFAULT_ORDER_POLICY, order)).toBe(true);
      expect(order.customer.email).toMatch(/^[a-z-]+\.[a-z-]+@example\.org$/);
      expect(order.customer.phone).toMatch(/^\+49 89 000\d{4}$/);
      for (const item of map(order)) {
        expect(item).toMatchObject({ type: 'course', customerNumber, observation: { unreadable: [] } });
        const { participants } = item.observation.details;
        const eventStart = earliestStart(item.observation.details.eventStart);
        expect(participants).toBeGreaterThan(0);
        expect((eventStart ?? 0) - NOW).toBeGreaterThan(3 * 86_400_000);
        expect((eventStart ?? 1) % 3_600_000).toBe(0);
      }
    }
  });

  test('the same seed gives the same order, and orders placed at once get different numbers', async () => {
    const placed = await Promise.all(Array.from({ length: 10 }, () => shop.placeOrder({ seed: 7 })));
    expect(new Set(placed.map((order) => order.orderNumber)).size).toBe(10);
    expect(new Set(placed.map((order) => `${order.customer.email} ${order.grandTotal}`)).size).toBe(1);
  });

  test('for a partner without courses, the error names the partners with courses', async () => {
    await expect(shop.placeOrder({ customerNumber: asCustomerNumber('P-0') })).rejects.toThrow(
      /no course of partner P-0.*P-1001/,
    );
  });
});

describe('orders#none-missed: reading changed orders', () => {
  test('pages are sorted by time of change, then id, and each starts after the previous one', async () => {
    for (const [n, offset] of [0, 0, 0, 2_000, 1_000].entries()) {
      clock.set(NOW + offset);
      await shop.place(sushi({ placedAs: `order ${n}` }));
    }
    const seen: number[] = [];
    let cursor: OrderCursor = { updatedAt: 0, orderId: asOrderId(0) };
    for (let page = await shop.changedAfter(cursor, 2); page.length > 0; page = await shop.changedAfter(cursor, 2)) {
      seen.push(...page.map((order) => order.orderId));
      const last = page.at(-1);
      cursor = { updatedAt: last?.updatedAt ?? 0, orderId: last?.orderId ?? asOrderId(0) };
    }
    expect(seen).toEqual([1, 2, 3, 5, 4]);
  });

  test('a change of the order moves its time of change; an edit of items or products does not', async () => {
    const order = await shop.place(sushi());
    clock.set(NOW + 5_000);
    await desk.moveDate(asOrderItemId(itemOf(order)), { date: '2026-05-02', time: '11:00' });
    await desk.setQuantity(asOrderItemId(itemOf(order)), 5);
    await desk.setAttribute(101, 'customer_number', 'P-7');
    const edited = await shop.byId(order.orderId);
    expect(edited?.updatedAt).toBe(NOW);
    expect(map(edited)).toMatchObject([{ customerNumber: 'P-7', observation: { details: { participants: 5 } } }]);
    await desk.setState(order.orderId, 'holded');
    expect((await shop.byId(order.orderId))?.updatedAt).toBe(NOW + 5_000);
  });

  test('orders that do not exist are left out', async () => {
    const order = await shop.place(sushi());
    expect([...(await shop.byIds([order.orderId, asOrderId(4711)])).keys()]).toEqual([order.orderId]);
    expect(await shop.byId(asOrderId(4711))).toBeUndefined();
  });
});

describe('what staff do to orders later', () => {
  test('a cancelled order and a refunded item yield no booking', async () => {
    const [cancelled, refunded] = [await shop.place(sushi()), await shop.place(sushi())];
    await desk.cancel(cancelled.orderId);
    await desk.refund(asOrderItemId(itemOf(refunded)));
    expect(map(await shop.byId(cancelled.orderId))).toMatchObject([{ observation: { cancelled: 'order_cancelled' } }]);
    expect(map(await shop.byId(refunded.orderId))).toMatchObject([{ observation: { cancelled: 'refunded' } }]);
  });

  test('an edited order replaces the old one, as in Magento', async () => {
    const old = await shop.place(sushi());
    const newId = await desk.edit(old.orderId, { quantity: 3 });
    const [before, after] = [await shop.byId(old.orderId), await shop.byId(newId)];
    expect(before).toMatchObject({ state: 'canceled', replacedByOrderId: newId });
    expect(after).toMatchObject({ replacesOrderId: old.orderId, orderNumber: '100000001-1', grandTotal: '237.0000' });
    expect(map(after)).toMatchObject([{ type: 'course', observation: { details: { participants: 3 } } }]);
    const again = await desk.edit(newId);
    expect((await shop.byId(again))?.orderNumber).toBe('100000001-2');
  });

  test('of an edit and a cancellation at once, the cancellation wins and the edit is told why', async () => {
    const { orderId } = await shop.place(sushi());
    const sql = "update sample.orders set state = 'canceled' where order_id = $1";
    const edit = whileHeld(pool, { sql, values: [orderId] }, () => desk.edit(orderId));
    await expect(edit).rejects.toThrow(`no order ${orderId} that can be edited`);
    expect((await shop.byId(orderId))?.replacedByOrderId).toBeNull();
  });

  test('an error names what does not exist', async () => {
    await expect(desk.cancel(asOrderId(9))).rejects.toThrow('no order 9');
    await expect(desk.refund(asOrderItemId(9))).rejects.toThrow('no item 9');
    await expect(desk.setAttribute(9, 'customer_number', null)).rejects.toThrow('no product 9');
  });
});

test('unreadable data is reported, not thrown: broken options, a deleted product', async () => {
  const [line] = sushi().items;
  if (line === undefined) return expect.fail('The draft has a line.');
  const order = await shop.place(sushi({ items: [{ ...line, options: '{"options":[' }] }));
  await pool.query('delete from sample.products where product_id = 101');
  const read = await shop.byId(order.orderId);
  expect(read?.items[0]).toMatchObject({ unreadable: ['options', 'product'], customerNumber: null });
});
