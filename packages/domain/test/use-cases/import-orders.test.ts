import { asCustomerNumber, asOrderId, asOrderItemId, HOUR_MS, MINUTE_MS, type Order } from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { anItem, aShopOrder, NOW, openWorld, PARTNER } from './world.ts';

describe('booking#one-per-order-item · an order becomes bookings', () => {
  it('makes one booking an item and asks the partner once', async () => {
    const world = await openWorld();
    world.shop.place(
      aShopOrder({ items: [anItem({ itemId: asOrderItemId(1) }), anItem({ itemId: asOrderItemId(2) })] }),
    );

    const received = await world.receiveOrder(asOrderId(100));

    expect(received).toMatchObject({ type: 'booked', bookings: [{ status: 'pending' }, { status: 'pending' }] });
    await world.work();
    expect(world.mailKinds()).toEqual(['several_requests']);
  });

  it.each([
    ['before its bookings were read', false],
    ['between reading its bookings and writing them', true],
  ])(
    'orders#older-state F5 · an import that read an older state writes the newer one, which another wrote %s',
    async (_, late) => {
      const other = { go: async () => undefined as unknown };
      let calls = 0;
      const world = await openWorld({
        around: async ({ port, method }, run) => {
          const meet = port === 'bookings' && method === (late ? 'commitEach' : 'findByOrders');
          if (meet) calls += 1;
          const go = other.go;
          if (meet) other.go = async () => undefined;
          if (meet) await go();
          return run();
        },
      });
      const withPeople = (ordered: string, updatedAt = NOW) =>
        aShopOrder({ updatedAt, items: [anItem({ quantity: { ordered, cancelled: null, refunded: null } })] });
      world.shop.place(withPeople('2.0000'));
      await world.receiveOrder(asOrderId(100));
      await world.work();
      world.shop.place(withPeople('3.0000', NOW + 1));
      other.go = async () => {
        world.shop.place(withPeople('4.0000', NOW + 2));
        await world.receiveOrder(asOrderId(100));
      };
      calls = 0;
      await world.receiveOrder(asOrderId(100));
      expect(calls).toBeGreaterThan(1);
      await world.work();
      expect((await world.onlyBooking()).details.participants).toBe(4);
      expect(JSON.stringify(world.mails())).not.toContain('"participants":3');
    },
  );

  it('F4 · the same announcement fifty times at once makes one booking and one mail', async () => {
    const world = await openWorld();
    world.shop.place(aShopOrder());

    const answers = await Promise.all(Array.from({ length: 50 }, () => world.receiveOrder(asOrderId(100))));

    expect(new Set(answers.map((answer) => answer.type))).toEqual(new Set(['booked']));
    await world.work();
    expect(world.mailKinds()).toEqual(['confirmation_request']);
    expect(await world.allBookings()).toHaveLength(1);
  });

  it('F5 · a cancellation read before the order was booked makes no booking', async () => {
    const world = await openWorld();
    world.shop.place(aShopOrder({ state: 'canceled' }));
    expect(await world.receiveOrder(asOrderId(100))).toEqual({ type: 'awaited' });
    expect(await world.allBookings()).toEqual([]);
  });

  it('F5 · two items announced apart, the later one first, end as they do in order', async () => {
    const [first, second] = [anItem({ itemId: asOrderItemId(1) }), anItem({ itemId: asOrderItemId(2) })];
    const endOf = async (...announced: (readonly ReturnType<typeof anItem>[])[]) => {
      const world = await openWorld();
      for (const items of announced) {
        world.shop.place(aShopOrder({ items }));
        await world.receiveOrder(asOrderId(100));
      }
      await world.work();
      const bookings = (await world.allBookings()).map(({ order, status }) => [order.orderItemId, status]);
      return [bookings.toSorted(), world.mailKinds()];
    };
    const inOrder = await endOf([first], [first, second]);
    expect(await endOf([second], [first, second])).toEqual(inOrder);
    expect(await endOf([first, second])).toEqual(inOrder);
    expect(inOrder[0]).toHaveLength(2);
  });

  it('F5 · a cancellation that is announced before the creation ends as it does in order', async () => {
    const world = await openWorld();
    world.shop.place(aShopOrder({ state: 'canceled' }));
    await world.receiveOrder(asOrderId(100));
    // The creation's own announcement, late: what counts is how the order stands now.
    expect(await world.receiveOrder(asOrderId(100))).toEqual({ type: 'awaited' });
    await world.work();
    expect([await world.allBookings(), world.mailKinds()]).toEqual([[], []]);
  });

  it('an order for an unknown partner still becomes a booking, and the office hears of it', async () => {
    const world = await openWorld();
    world.shop.place(aShopOrder({ items: [anItem({ customerNumber: asCustomerNumber('nobody-knows') })] }));
    await world.receiveOrder(asOrderId(100));
    await world.work();
    expect(world.mailKinds()).toEqual([]);
    expect(world.tickets()).toHaveLength(1);
    expect((await world.onlyBooking()).escalation?.reason).toBe('partner_unknown');
  });

  it('an item with a date but no partner is flagged with a ticket, and booked when corrected', async () => {
    const world = await openWorld();
    world.shop.place(aShopOrder({ items: [anItem({ customerNumber: null })] }));
    await world.receiveOrder(asOrderId(100));
    await world.work();
    expect(await world.flaggedItems()).toMatchObject([{ reason: 'no_partner', order: { orderItemId: 1 } }]);
    expect(world.tickets()).toHaveLength(1);

    world.shop.place(aShopOrder({ items: [anItem()] }));
    await world.receiveOrder(asOrderId(100));
    await world.work();
    expect(await world.flaggedItems()).toEqual([]);
    expect(world.mailKinds()).toEqual(['confirmation_request']);
  });

  it('before go-live an order is imported silently', async () => {
    const world = await openWorld({ policy: { goLiveAt: NOW + HOUR_MS } });
    world.shop.place(aShopOrder());
    await world.receiveOrder(asOrderId(100));
    await world.work();
    expect(world.mailKinds()).toEqual([]);
    expect((await world.onlyBooking()).historic).toBe(true);
  });

  it('reading an unchanged order again writes nothing', async () => {
    const world = await openWorld();
    world.shop.place(aShopOrder());
    await world.receiveOrder(asOrderId(100));
    const before = await world.onlyBooking();
    await world.receiveOrder(asOrderId(100));
    expect(await world.onlyBooking()).toEqual(before);
  });
});

describe('orders#answers-to-announcements · an order that can not be read yet', () => {
  it('is fetched again until it is there', async () => {
    const world = await openWorld();
    expect(await world.receiveOrder(asOrderId(100))).toEqual({ type: 'awaited' });
    world.shop.place(aShopOrder());
    world.clock.advance(MINUTE_MS);
    await world.work();
    expect(await world.allBookings()).toHaveLength(1);
  });

  it('is left to the reconciler after ten minutes', async () => {
    const world = await openWorld();
    await world.receiveOrder(asOrderId(100));
    for (let minute = 0; minute < 12; minute += 1) {
      world.clock.advance(MINUTE_MS);
      await world.work();
    }
    expect(await world.jobs()).toEqual([]);
  });

  it('F10 · counts as awaited while the shop is down', async () => {
    const world = await openWorld();
    world.shop.place(aShopOrder());
    world.shop.failures.breakDown();
    expect(await world.receiveOrder(asOrderId(100))).toEqual({ type: 'awaited' });
  });
});

describe('booking#edited-order · an order edited in the shop’s admin', () => {
  const edited = (item: Parameters<typeof anItem>[0] = {}): readonly Order[] => [
    aShopOrder({ state: 'canceled', replacedByOrderId: asOrderId(101) }),
    aShopOrder({
      orderId: asOrderId(101),
      orderNumber: '000000100-1',
      replacesOrderId: asOrderId(100),
      items: [anItem({ itemId: asOrderItemId(11), ...item })],
    }),
  ];

  it('same course, date and quantity: the answer carries over and nobody is asked twice', async () => {
    const world = await openWorld();
    world.shop.place(aShopOrder());
    await world.receiveOrder(asOrderId(100));
    await world.work();
    const link = await world.tokenOf(1);
    await world.confirmInPortal(await world.bookingOf(1));
    world.shop.place(...edited());

    await world.receiveOrder(asOrderId(101));
    await world.work();

    expect(await world.bookingOf(1)).toMatchObject({ status: 'cancelled', cause: 'replaced' });
    expect(await world.bookingOf(11)).toMatchObject({ status: 'confirmed', order: { orderNumber: '000000100-1' } });
    expect(world.mailKinds()).toEqual(['confirmation_request']);
    expect(await world.tokenOf(11)).toBe(link);
  });

  it('a partner asked about the old order is told when the new one is cancelled', async () => {
    const world = await openWorld();
    world.shop.place(aShopOrder());
    await world.receiveOrder(asOrderId(100));
    await world.work();
    world.clock.advance(MINUTE_MS);
    world.shop.place(...edited());
    await world.receiveOrder(asOrderId(101));
    const [, fresh] = edited();
    world.shop.place({ ...(fresh as Order), state: 'canceled' });
    await world.receiveOrder(asOrderId(101));
    await world.work();
    expect(world.mailKinds()).toEqual(['confirmation_request', 'cancellation_notice']);
  });

  it('is the same whichever of the two orders is read first', async () => {
    const world = await openWorld();
    world.shop.place(aShopOrder());
    await world.receiveOrder(asOrderId(100));
    world.shop.place(...edited());
    await world.receiveOrder(asOrderId(100));
    await world.work();
    expect(world.mailKinds()).toEqual(['confirmation_request']);
    expect(await world.bookingOf(11)).toMatchObject({ status: 'pending' });
  });

  it('another quantity: a confirmed one is asked to confirm again, without a cancellation mail', async () => {
    const world = await openWorld();
    world.shop.place(aShopOrder());
    await world.receiveOrder(asOrderId(100));
    await world.work();
    await world.confirmInPortal(await world.bookingOf(1));
    world.shop.place(...edited({ quantity: { ordered: '5.0000', cancelled: null, refunded: null } }));
    await world.receiveOrder(asOrderId(101));
    await world.work();
    expect(world.mailKinds()).toEqual(['confirmation_request', 'confirm_again']);
    expect(await world.bookingOf(11)).toMatchObject({ status: 'pending' });
  });

  it('an item that the edit dropped is cancelled with a mail', async () => {
    const world = await openWorld();
    world.shop.place(
      aShopOrder({ items: [anItem({ itemId: asOrderItemId(1) }), anItem({ itemId: asOrderItemId(2), sku: 'OTHER' })] }),
    );
    await world.receiveOrder(asOrderId(100));
    await world.work();
    const [old, fresh] = edited();
    world.shop.place(
      {
        ...(old as Order),
        items: [anItem({ itemId: asOrderItemId(1) }), anItem({ itemId: asOrderItemId(2), sku: 'OTHER' })],
      },
      fresh as Order,
    );
    await world.receiveOrder(asOrderId(101));
    await world.work();
    expect(await world.bookingOf(2)).toMatchObject({ status: 'cancelled', cause: 'order_cancelled' });
    expect(world.mailKinds().filter((kind) => kind === 'cancellation_notice')).toHaveLength(1);
  });

  it('waits with the old booking until the new order is paid', async () => {
    const world = await openWorld();
    world.shop.place(aShopOrder());
    await world.receiveOrder(asOrderId(100));
    const [old, fresh] = edited();
    world.shop.place(old as Order, { ...(fresh as Order), state: 'pending_payment' });
    await world.receiveOrder(asOrderId(101));
    expect(await world.bookingOf(1)).toMatchObject({ status: 'pending' });
    world.shop.place(fresh as Order);
    await world.receiveOrder(asOrderId(101));
    expect(await world.bookingOf(1)).toMatchObject({ status: 'cancelled', cause: 'replaced' });
  });
});

describe('orders#none-missed · the reconciler', () => {
  it('F7 · creates the bookings that no webhook announced', async () => {
    const world = await openWorld();
    world.shop.place(
      aShopOrder(),
      aShopOrder({ orderId: asOrderId(101), items: [anItem({ itemId: asOrderItemId(11) })] }),
    );
    expect(await world.reconcile()).toEqual({ orders: 2 });
    expect(await world.allBookings()).toHaveLength(2);
  });

  it('F8 · finds an order whose transaction committed 50 minutes after its time', async () => {
    const world = await openWorld();
    world.shop.place(
      aShopOrder({ orderId: asOrderId(101), updatedAt: NOW, items: [anItem({ itemId: asOrderItemId(11) })] }),
    );
    await world.reconcile();
    world.shop.place(aShopOrder({ orderId: asOrderId(100), updatedAt: NOW - 50 * MINUTE_MS }));
    await world.reconcile();
    expect(await world.allBookings()).toHaveLength(2);
  });

  it('F9 · reads pages of orders with equal timestamps', async () => {
    const world = await openWorld({ pageSize: 10 });
    const ids = Array.from({ length: 35 }, (_, i) => 1_000 + i);
    world.shop.place(
      ...ids.map((orderId) =>
        aShopOrder({ orderId: asOrderId(orderId), items: [anItem({ itemId: asOrderItemId(orderId) })] }),
      ),
    );
    expect(await world.reconcile()).toEqual({ orders: 35 });
    expect(await world.allBookings()).toHaveLength(35);
  });

  it('F10 · keeps its watermark before unfinished work when the shop fails between pages', async () => {
    const world = await openWorld({ pageSize: 1, onPage: (shop) => shop.failures.failNext('transient') });
    world.shop.place(
      aShopOrder({ updatedAt: NOW - 2 * HOUR_MS }),
      aShopOrder({ orderId: asOrderId(101), updatedAt: NOW - HOUR_MS, items: [anItem({ itemId: asOrderItemId(11) })] }),
      aShopOrder({ orderId: asOrderId(102), items: [anItem({ itemId: asOrderItemId(12) })] }),
    );
    await expect(world.reconcile()).rejects.toThrow('did not answer');
    // The third page, read ahead, failed.
    expect(await world.allBookings()).toHaveLength(2);
    world.shop.failures.recover();
    world.stopWatchingPages();
    await world.reconcile();
    expect(await world.allBookings()).toHaveLength(3);
  });

  it('notices changes that do not move an order’s time of change, by comparing future events', async () => {
    const world = await openWorld();
    world.shop.place(aShopOrder());
    await world.receiveOrder(asOrderId(100));
    world.shop.place(
      aShopOrder({ customer: { firstName: 'Erika', lastName: 'Neu', email: 'neu@example.org', phone: '' } }),
    );
    await world.compareUpcoming();
    expect((await world.onlyBooking()).details.customer.lastName).toBe('Neu');
  });

  it('one invalid order does not stop the others', async () => {
    const world = await openWorld();
    const broken = { ...anItem({ itemId: asOrderItemId(9) }), quantity: null } as unknown as Order['items'][number];
    const odd = aShopOrder({ orderId: asOrderId(99), updatedAt: NOW - HOUR_MS, items: [broken] });
    world.shop.place(odd, aShopOrder());
    await world.reconcile();
    expect(await world.allBookings()).toHaveLength(1);
    expect(world.failedOrders).toEqual([99]);
  });

  it('I1: an order whose import fails is on the managers’ list until it succeeds, and is tried every hour', async () => {
    const world = await openWorld();
    const broken = {
      ...anItem({ itemId: asOrderItemId(9), name: 'Käse\0' }),
      quantity: null,
    } as unknown as Order['items'][number];
    world.shop.place(aShopOrder({ orderId: asOrderId(99), items: [broken] }));
    await world.reconcile();
    const failed = { orderId: 99, orderItemId: 9 };
    const expected = [{ order: failed, reason: 'import_failed', detail: 'TypeError', courseName: 'Käse' }];
    expect(await world.flaggedItems()).toMatchObject(expected);
    await world.compareUpcoming();
    expect(await world.flaggedItems()).toMatchObject(expected);
    await world.work();
    expect(world.tickets()).toEqual([]);

    world.shop.place(
      aShopOrder({ orderId: asOrderId(99), items: [anItem({ itemId: asOrderItemId(9), customerNumber: null })] }),
    );
    await world.compareUpcoming();
    expect(await world.flaggedItems()).toMatchObject([{ order: failed, reason: 'no_partner', detail: null }]);
    await world.work();
    expect(world.tickets()).toHaveLength(1);

    world.shop.place(aShopOrder({ orderId: asOrderId(99), items: [anItem({ itemId: asOrderItemId(9) })] }));
    await world.compareUpcoming();
    expect(await world.flaggedItems()).toEqual([]);
    expect(await world.allBookings()).toHaveLength(1);
  });
});

describe('reminders#unreachable · partners that become reachable', () => {
  it('importing an unknown partner sends the pending requests, with a new clock', async () => {
    const world = await openWorld();
    world.shop.place(aShopOrder({ items: [anItem({ customerNumber: asCustomerNumber('new') })] }));
    await world.receiveOrder(asOrderId(100));
    world.clock.advance(30 * HOUR_MS);
    expect(
      await world.keepPartner({ ...PARTNER, customerNumber: asCustomerNumber('new'), email: 'new@example.org' }),
    ).toEqual({
      asked: 1,
    });
    expect(
      await world.keepPartner({ ...PARTNER, customerNumber: asCustomerNumber('new'), email: 'new@example.org' }),
    ).toEqual({
      asked: 0,
    });
    await world.work();
    expect(world.mailKinds()).toEqual(['confirmation_request']);
    await world.sweep();
    await world.work();
    expect(world.mailKinds()).toEqual(['confirmation_request']);
  });

  it('a hard bounce escalates, marks the address, and later bookings escalate without a mail', async () => {
    const world = await openWorld();
    world.shop.place(aShopOrder());
    await world.receiveOrder(asOrderId(100));
    await world.work();
    const [mail] = world.mails();
    await world.recordMailReport({
      messageId: mail?.messageId ?? '',
      providerId: null,
      outcome: 'bounced',
      at: world.clock.now(),
      address: PARTNER.email ?? '',
    });
    expect((await world.bookingOf(1)).escalation?.reason).toBe('mail_bounced');
    world.shop.place(aShopOrder({ orderId: asOrderId(101), items: [anItem({ itemId: asOrderItemId(11) })] }));
    await world.receiveOrder(asOrderId(101));
    await world.work();
    expect((await world.bookingOf(11)).escalation?.reason).toBe('address_bounced');
    expect(world.mailKinds()).toEqual(['confirmation_request']);

    expect(await world.clearAddressMark(PARTNER.customerNumber)).toEqual({ asked: 2 });
    expect(await world.clearAddressMark(asCustomerNumber('unknown'))).toBeUndefined();
  });

  it('a partner who became unreachable before the request left is phoned at once', async () => {
    const world = await openWorld();
    world.shop.place(aShopOrder());
    await world.receiveOrder(asOrderId(100));
    await world.keepPartner({ ...PARTNER, active: false });
    await world.work();
    expect(world.mailKinds()).toEqual([]);
    expect((await world.onlyBooking()).escalation?.reason).toBe('partner_inactive');
    expect(world.tickets()).toHaveLength(1);
    expect(await world.keepPartner(PARTNER)).toEqual({ asked: 1 });
  });
});
