import {
  asOrderId,
  asOrderItemId,
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  type Order,
  TransientFailure,
} from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { anItem, aShopOrder, NOW, openWorld, type World } from './world.ts';

/** The n-th order, last changed some time before or after now. */
function changed(n: number, sinceNowMs: number, over: Partial<Order> = {}): Order {
  return aShopOrder({
    orderId: asOrderId(n),
    updatedAt: NOW + sinceNowMs,
    items: [anItem({ itemId: asOrderItemId(n) })],
    ...over,
  });
}

const booked = async (world: World): Promise<readonly number[]> =>
  (await world.allBookings()).map((booking) => booking.order.orderId).toSorted((a, b) => a - b);

describe('orders#none-missed: no booking is ever missed', () => {
  it('F8 an order that commits within the overlap is read by the next run', async () => {
    const world = await openWorld();
    world.shop.place(changed(1, 0), changed(2, -HOUR_MS));
    world.shop.hide(asOrderId(2));
    await world.reconcile();
    expect(await booked(world)).toEqual([1]);
    world.shop.reveal(asOrderId(2));
    await world.reconcile();
    expect(await booked(world)).toEqual([1, 2]);
  });

  it('F8 an order that commits even later is read within the hour, when the recent days are compared', async () => {
    const world = await openWorld();
    world.shop.place(changed(1, 0), changed(2, -DAY_MS));
    world.shop.hide(asOrderId(2));
    await world.reconcile();
    world.shop.reveal(asOrderId(2));
    world.clock.advance(59 * MINUTE_MS);
    await world.reconcile();
    expect(await booked(world)).toEqual([1]);
    world.clock.advance(MINUTE_MS);
    await world.reconcile();
    expect(await booked(world)).toEqual([1, 2]);
  });

  it('an interrupted run has not compared the recent days', async () => {
    const world = await openWorld();
    world.shop.place(changed(1, 0), changed(2, -DAY_MS));
    world.shop.hide(asOrderId(2));
    await world.reconcile();
    world.shop.reveal(asOrderId(2));
    world.clock.advance(HOUR_MS);
    world.shop.failures.failNext('transient');
    await expect(world.reconcile()).rejects.toThrow(TransientFailure);
    await world.reconcile();
    expect(await booked(world)).toEqual([1, 2]);
  });

  it('an order that failed is tried again while its days are recent', async () => {
    const world = await openWorld();
    world.shop.place(changed(1, -DAY_MS), changed(2, 0));
    world.failCommitsOf(1);
    await world.reconcile();
    expect([await booked(world), world.failedOrders]).toEqual([[2], [1]]);
    world.failCommitsOf(null);
    world.clock.advance(HOUR_MS);
    await world.reconcile();
    expect(await booked(world)).toEqual([1, 2]);
  });

  it.each([
    ['at once', 10 * MINUTE_MS],
    ['after an outage of days', 10 * DAY_MS],
  ])('F11 an order with a time from a fast clock hides no later one: %s', async (_, outageMs) => {
    const world = await openWorld();
    world.shop.place(changed(1, 365 * DAY_MS));
    await world.reconcile();
    world.shop.place(changed(2, 9 * MINUTE_MS));
    world.clock.advance(outageMs);
    await world.reconcile();
    expect(await booked(world)).toEqual([1, 2]);
  });

  it('F9 orders with one timestamp over three pages are all read, once', async () => {
    const pages: number[] = [];
    const world = await openWorld({ pageSize: 2, onPage: () => pages.push(1) });
    world.shop.place(...[5, 3, 1, 4, 2].map((n) => changed(n, 0)));
    expect(await world.reconcile()).toEqual({ orders: 5 });
    expect([await booked(world), pages.length]).toEqual([[1, 2, 3, 4, 5], 3]);
  });
});

describe('orders#which-items: order items without a partner', () => {
  const flaggedIds = async (world: World): Promise<readonly number[]> =>
    (await world.flaggedItems()).map((item) => item.order.orderItemId);

  it('become bookings when the attribute is corrected, even if nothing else changes', async () => {
    const world = await openWorld();
    world.shop.place(
      changed(1, -30 * DAY_MS, { items: [anItem({ itemId: asOrderItemId(1), customerNumber: null })] }),
      changed(2, 0),
    );
    await world.reconcile();
    expect([await booked(world), await flaggedIds(world)]).toEqual([[2], [1]]);
    world.shop.place(changed(1, -30 * DAY_MS));
    await world.compareUpcoming();
    expect([await booked(world), await flaggedIds(world)]).toEqual([[1, 2], []]);
  });

  it.each(['canceled', 'closed'] as const)('leave the list when their order is %s', async (state) => {
    const world = await openWorld();
    const order = changed(1, 0, { items: [anItem({ itemId: asOrderItemId(1), customerNumber: null })] });
    world.shop.place(order);
    await world.reconcile();
    world.shop.place({ ...order, state });
    await world.reconcile();
    expect(await flaggedIds(world)).toEqual([]);
  });

  it('stay on the list while their order is on hold, with one ticket', async () => {
    const world = await openWorld();
    const order = changed(1, 0, { items: [anItem({ itemId: asOrderItemId(1), customerNumber: null })] });
    for (const state of ['processing', 'holded', 'processing'] as const) {
      world.shop.place({ ...order, state });
      await world.reconcile();
      expect(await flaggedIds(world)).toEqual([1]);
    }
    await world.work();
    expect(world.tickets()).toHaveLength(1);
  });

  it('leave the list when the line is removed', async () => {
    const world = await openWorld();
    const order = changed(1, 0, { items: [anItem({ itemId: asOrderItemId(1), customerNumber: null })] });
    world.shop.place(order);
    await world.reconcile();
    world.shop.place({ ...order, items: [] });
    await world.reconcile();
    expect(await flaggedIds(world)).toEqual([]);
  });
});

describe('importing a range', () => {
  const DAYS = [0, 1, 2, 3, 4, 5];
  async function shopOfSixDays(): Promise<World> {
    const world = await openWorld({ pageSize: 1 });
    world.shop.place(...DAYS.map((day) => changed(day + 1, day * DAY_MS)));
    return world;
  }

  it('reads what changed between two instants, both included', async () => {
    const world = await shopOfSixDays();
    const range = { from: NOW + DAY_MS, to: NOW + 3 * DAY_MS };
    expect(await world.importRange(range)).toEqual({ orders: 3, resumedAt: null });
    expect(await booked(world)).toEqual([2, 3, 4]);
  });

  it('reads to the end without an upper limit', async () => {
    const world = await shopOfSixDays();
    expect(await world.importRange({ from: NOW + 4 * DAY_MS, to: null })).toEqual({ orders: 2, resumedAt: null });
  });

  it('F10 continues where it was interrupted, and starts over when told to', async () => {
    const world = await openWorld({ pageSize: 1, onPage: (shop) => shop.failures.failNext('transient') });
    world.shop.place(...DAYS.map((day) => changed(day + 1, day * DAY_MS)));
    const range = { from: NOW, to: null };
    await expect(world.importRange(range)).rejects.toThrow(TransientFailure);
    // The third page, read ahead, failed; the second was complete and is done.
    expect(await booked(world)).toEqual([1, 2]);
    world.shop.failures.recover();
    world.stopWatchingPages();
    expect(await world.importRange(range)).toEqual({ orders: 4, resumedAt: NOW + DAY_MS });
    expect(await world.importRange(range)).toEqual({ orders: 0, resumedAt: NOW + 5 * DAY_MS });
    expect(await world.importRange({ ...range, again: true })).toEqual({ orders: 6, resumedAt: null });
  });

  it('does not move the reconciler', async () => {
    const world = await shopOfSixDays();
    await world.importRange({ from: NOW + 5 * DAY_MS, to: null });
    await world.reconcile();
    expect(await booked(world)).toEqual([1, 2, 3, 4, 5, 6]);
  });
});
