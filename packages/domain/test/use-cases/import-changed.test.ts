import {
  asBookingId,
  asOrderId,
  asOrderItemId,
  DEFAULT_ORDER_POLICY,
  DEFAULT_POLICY,
  type ImportOrders,
  makeConfirmBooking,
  makeImportChanged,
  makeImportOrders,
  type Order,
  type OrderMark,
  type OrderPolicy,
  partnerScope,
  type Stored,
  systemScope,
} from '@miomente/booking-domain';
import {
  createMemoryPersistence,
  MemoryOrderSource,
  MemoryTokenMint,
  SettableClock,
} from '@miomente/booking-domain/testing';
import { describe, expect, it } from 'vitest';
import { anItem, aShopOrder, NOW, PARTNER } from './world.ts';

/** A shop and a database, and which orders each run read in full. */
function openShop() {
  const clock = new SettableClock(NOW);
  const { ports } = createMemoryPersistence({ clock });
  const shop = new MemoryOrderSource();
  const readInFull: number[] = [];
  const shared = { ...ports, clock, orders: shop, policy: DEFAULT_POLICY, tokens: new MemoryTokenMint() };
  const importing: ImportOrders = makeImportOrders({ ...shared, orderPolicy: DEFAULT_ORDER_POLICY });
  const importOrders: ImportOrders = (orders) => {
    readInFull.push(...orders.map((order) => order.orderId));
    return importing(orders);
  };
  const marks = async (): Promise<readonly OrderMark[]> => {
    const places = await shop.changedAfter({ updatedAt: 0, orderId: asOrderId(0) }, 100);
    const fingerprints = await shop.fingerprints(places.map(({ orderId }) => orderId));
    return places.map((place) => ({ ...place, fingerprint: fingerprints.get(place.orderId) ?? null }));
  };
  const all = (): Promise<readonly Stored[]> => ports.bookings.pending(systemScope('a test'), asBookingId(0), 100);
  return {
    ...shared,
    shop,
    all,
    marks,
    /** One run over everything. @returns the ids of the orders that it read in full */
    run: async (
      over: { readonly policy?: OrderPolicy; readonly again?: boolean; readonly marks?: readonly OrderMark[] } = {},
    ) => {
      readInFull.length = 0;
      const { policy: orderPolicy = DEFAULT_ORDER_POLICY, again = false } = over;
      const seen = over.marks ?? (await marks());
      await makeImportChanged({ ...ports, orders: shop, importOrders, orderPolicy })(seen, { again });
      return [...readInFull];
    },
  };
}

const order = (n: number, over: Partial<Order> = {}): Order =>
  aShopOrder({ orderId: asOrderId(n), items: [anItem({ itemId: asOrderItemId(n) })], ...over });

describe('orders#settled: an imported order is read again only when something about it has changed', () => {
  it.each([
    ['a booked one', order(1)],
    ['one in a state that makes no booking', order(1, { state: 'pending_payment' })],
    [
      'one without a course',
      order(1, { items: [anItem({ itemId: asOrderItemId(1), customerNumber: null, options: [] })] }),
    ],
    ['a cancelled one', order(1, { state: 'canceled' })],
  ])('unchanged: not read (%s)', async (_, placed) => {
    const world = openShop();
    world.shop.place(placed);
    expect([await world.run(), await world.run(), await world.run()]).toEqual([[1], [], []]);
  });

  it('changed in the shop: only that one', async () => {
    const world = openShop();
    world.shop.place(order(1), order(2), order(3));
    await world.run();
    world.shop.place(order(2, { customer: { ...order(2).customer, phone: '+49 89 0000099' } }));
    expect([await world.run(), await world.run()]).toEqual([[2], []]);
    const phones = (await world.all()).map((booking) => booking.details.customer.phone);
    expect(phones).toEqual(['+49 89 0000001', '+49 89 0000099', '+49 89 0000001']);
  });

  it('its booking has changed: read once', async () => {
    const world = openShop();
    world.shop.place(order(1), order(2));
    await world.run();
    const [booking] = await world.all();
    await makeConfirmBooking(world)({ scope: partnerScope(PARTNER.customerNumber), id: booking?.id ?? asBookingId(0) });
    expect([await world.run(), await world.run()]).toEqual([[1], []]);
  });

  it('under other settings, or when told to: all', async () => {
    const world = openShop();
    world.shop.place(order(1), order(2, { state: 'payment_review' }));
    await world.run();
    const policy = { ...DEFAULT_ORDER_POLICY, bookingStates: ['new', 'processing', 'payment_review'] as const };
    expect(await world.run({ policy })).toEqual([1, 2]);
    expect(await world.run({ policy })).toEqual([]);
    expect(await world.run({ policy, again: true })).toEqual([1, 2]);
  });

  it.each([
    [
      'an item that a manager must look at',
      order(1, { items: [anItem({ itemId: asOrderItemId(1), customerNumber: null })] }),
    ],
    ['an order that another replaces', order(1, { state: 'canceled', replacedByOrderId: asOrderId(2) })],
    ['an order that replaces another', order(2, { replacesOrderId: asOrderId(1) })],
  ])('an order that depends on others is read each time: %s', async (_, placed) => {
    const world = openShop();
    world.shop.place(order(1), order(2), placed);
    await world.run();
    expect(await world.run()).toContain(placed.orderId);
  });

  it('an order that failed to import is read again', async () => {
    const world = openShop();
    world.shop.place(order(1), order(2));
    const importOrders: ImportOrders = async () => new Map([[asOrderId(1), { type: 'failed' }]]);
    const seen = await world.marks();
    await makeImportChanged({ ...world, orders: world.shop, importOrders, orderPolicy: DEFAULT_ORDER_POLICY })(seen);
    expect(await world.run()).toEqual([1, 2]);
  });

  it('one that changed between the mark and the reading is read again', async () => {
    const world = openShop();
    world.shop.place(order(1));
    const marks = await world.marks();
    world.shop.place(order(1, { state: 'holded' }));
    expect(await world.run({ marks })).toEqual([1]);
    expect([await world.run(), await world.run()]).toEqual([[1], []]);
  });

  it('a late import of an older state is corrected: its write shows on the booking', async () => {
    const world = openShop();
    world.shop.place(order(1));
    await world.run();
    world.shop.place(order(1, { grandTotal: '99.0000' }));
    await world.run();
    // A process whose shop is a copy that lags behind.
    const orders = new MemoryOrderSource();
    orders.place(order(1));
    const stale = makeImportOrders({ ...world, orders, orderPolicy: DEFAULT_ORDER_POLICY });
    await stale([order(1)]);
    expect(await world.run()).toEqual([1]);
    expect((await world.all()).map((booking) => booking.details.orderTotal.tenThousandths)).toEqual([990_000]);
  });
});
