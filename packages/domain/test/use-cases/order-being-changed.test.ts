import {
  asOrderId,
  asOrderItemId,
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  type Order,
  type OrderState,
} from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { pressOn } from './pressing.ts';
import { anItem, aShopOrder, openWorld, type World } from './world.ts';

const oldRow = aShopOrder({ state: 'canceled', replacedByOrderId: asOrderId(101) });
const newRow = (fields: Partial<Order> = {}): Order =>
  aShopOrder({
    orderId: asOrderId(101),
    orderNumber: '000000100-1',
    replacesOrderId: asOrderId(100),
    items: [anItem({ itemId: asOrderItemId(11) })],
    ...fields,
  });

/** A booking whose partner was asked, and its edited order; the new order is in this state. */
async function edited(state: OrderState | null, { asked = true } = {}): Promise<World> {
  const world = await openWorld();
  world.shop.place(aShopOrder());
  await world.receiveOrder(asOrderId(100));
  if (asked) await world.work();
  world.shop.place(oldRow, newRow({ state }));
  return world;
}

const visit = { mode: 'direct', opening: 'opened' } as const;
const follow = async (world: World, itemId: number) =>
  world.followConfirmLink({ token: await world.tokenOf(itemId), visit, isDeviceOf: () => true });

describe('booking#order-being-changed: from the edit until the new order can be booked', () => {
  it.each(['holded', 'pending_payment', 'payment_review', null] as const)(
    'new row %s: the old booking is held, its link confirms nothing',
    async (state) => {
      const world = await edited(state);
      expect(await world.receiveOrder(asOrderId(101))).toEqual({ type: 'awaited' });
      expect(await world.onlyBooking()).toMatchObject({
        status: 'pending',
        hold: 'being_changed',
        flags: ['order_being_changed'],
        details: { participants: 2 },
      });
      expect(await follow(world, 1)).toMatchObject({ type: 'refused', reason: 'order_being_changed' });
      expect(await world.followDeclineLink({ token: await world.tokenOf(1) })).toMatchObject({
        type: 'refused',
        reason: 'order_being_changed',
      });
      expect(await world.onlyBooking()).toMatchObject({ status: 'pending' });
    },
  );

  it.each([
    ['the old row’s announcement', (world: World) => world.receiveOrder(asOrderId(100))],
    ['the new row’s', (world: World) => world.receiveOrder(asOrderId(101))],
    ['the reconciler', (world: World) => world.reconcile()],
    ['the hourly comparison', (world: World) => world.compareUpcoming()],
  ])('is noticed through %s, any number of times', async (_, look) => {
    const world = await edited('holded');
    await look(world);
    const { version } = await world.onlyBooking();
    await look(world);
    expect(await world.onlyBooking()).toMatchObject({ hold: 'being_changed', version });
  });

  it('nobody is reminded or phoned, however long it takes', async () => {
    const world = await edited('holded');
    await world.reconcile();
    for (let day = 0; day < 30; day += 1) {
      world.clock.advance(DAY_MS - HOUR_MS);
      await world.sweep();
      await world.work();
    }
    expect([world.mailKinds(), world.tickets()]).toEqual([['confirmation_request'], []]);
  });

  it('ends with the new order: same course: the answer stays and the link works again', async () => {
    const world = await edited('holded');
    await world.reconcile();
    world.clock.advance(HOUR_MS);
    world.shop.place(newRow());
    await world.receiveOrder(asOrderId(101));
    await world.work();
    expect(await world.bookingOf(1)).toMatchObject({ status: 'cancelled', cause: 'replaced' });
    expect(await world.bookingOf(11)).toMatchObject({ status: 'pending', hold: null, flags: [] });
    expect(await follow(world, 11)).toMatchObject({ type: 'confirmed' });
    expect(world.mailKinds()).toEqual(['confirmation_request']);
  });

  it('ends when the new order is cancelled: the partner is told', async () => {
    const world = await edited('holded');
    await world.reconcile();
    world.shop.place(newRow({ state: 'canceled' }));
    await world.receiveOrder(asOrderId(101));
    await world.work();
    expect(await world.onlyBooking()).toMatchObject({ status: 'cancelled', cause: 'order_cancelled' });
    expect(world.mailKinds()).toEqual(['confirmation_request', 'cancellation_notice']);
  });

  it('edited again while it waits: the newest order counts', async () => {
    const world = await edited('holded');
    await world.reconcile();
    const third = {
      orderId: asOrderId(102),
      orderNumber: '000000100-2',
      replacesOrderId: asOrderId(101),
      items: [anItem({ itemId: asOrderItemId(12) })],
    };
    world.shop.place(
      newRow({ state: 'canceled', replacedByOrderId: asOrderId(102) }),
      aShopOrder({ ...third, state: 'holded' }),
    );
    await world.receiveOrder(asOrderId(101));
    expect(await world.onlyBooking()).toMatchObject({ status: 'pending', hold: 'being_changed' });
    world.shop.place(aShopOrder(third));
    await world.receiveOrder(asOrderId(100));
    expect(await world.bookingOf(12)).toMatchObject({ status: 'pending', hold: null });
    expect(await world.bookingOf(1)).toMatchObject({ status: 'cancelled', cause: 'replaced' });
  });

  it('a request that had not left waits, and then asks about the new order', async () => {
    const world = await edited('holded', { asked: false });
    await world.receiveOrder(asOrderId(101));
    await world.work();
    world.clock.advance(HOUR_MS);
    await world.work();
    expect(world.mailKinds()).toEqual([]);
    world.shop.place(newRow());
    await world.receiveOrder(asOrderId(101));
    world.clock.advance(11 * MINUTE_MS);
    await world.work();
    expect(world.mailKinds()).toEqual(['confirmation_request']);
    expect(world.mails()[0]?.content).toMatchObject({ orderNumber: '000000100-1' });
  });

  it('a confirmation stays, flagged, and can not be taken back meanwhile', async () => {
    const world = await openWorld();
    world.shop.place(aShopOrder());
    await world.receiveOrder(asOrderId(100));
    await world.work();
    await world.confirmInPortal(await world.onlyBooking());
    world.shop.place(oldRow, newRow({ state: 'pending_payment' }));
    await world.receiveOrder(asOrderId(100));
    const token = await world.tokenOf(1);
    expect(await pressOn(world, token, { action: 'take_back' })).toMatchObject({ reason: 'order_being_changed' });
    world.shop.place(newRow());
    await world.receiveOrder(asOrderId(100));
    expect(await world.bookingOf(11)).toMatchObject({ status: 'confirmed', hold: null, flags: [] });
  });
});
