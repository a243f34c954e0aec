import { asOrderId, asOrderItemId, DAY_MS, HOUR_MS, MINUTE_MS, NO_CUSTOMER } from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { anItem, aShopOrder, NOW, openWorld, type World } from './world.ts';

const AFTER = 30 * DAY_MS;

/** A world whose bookings are over for long enough, read from this many orders, and erased four at once. */
async function over(count: number): Promise<World> {
  const world = await openWorld({ eraseCustomerAfterMs: AFTER });
  for (let n = 1; n <= count; n += 1) {
    // Pairs begin at the same time, so that a page ends between two of them.
    const inMs = DAY_MS + Math.floor(n / 2) * HOUR_MS;
    world.shop.place(aShopOrder({ orderId: asOrderId(n), items: [anItem({ itemId: asOrderItemId(n), inMs })] }));
    await world.receiveOrder(asOrderId(n));
  }
  world.clock.set(NOW + AFTER + 10 * DAY_MS);
  return world;
}

/** Notes the progress, and ends a run that would never end. */
function counting() {
  const progress: number[] = [];
  const onProgress = (done: number): void => {
    progress.push(done);
    if (progress.length > 9) throw new Error(`Goes on and on: ${progress.join()}`);
  };
  return { progress, onProgress };
}

const erasedIn = async (world: World) =>
  (await world.allBookings()).filter(({ customerErasedAt }) => customerErasedAt !== null).length;

describe('orders#customer-data-ends: batch after batch', () => {
  it('each booking is counted once, and a trial changes nothing', async () => {
    const world = await over(10);
    const trial = counting();
    expect(await world.eraseCustomerData({ dryRun: true, ...trial })).toMatchObject({ bookings: 10 });
    expect([trial.progress, await erasedIn(world)]).toEqual([[4, 8, 10], 0]);
    const real = counting();
    expect(await world.eraseCustomerData(real)).toMatchObject({ bookings: 10 });
    expect([real.progress, await erasedIn(world)]).toEqual([[4, 8, 10], 10]);
    expect(await world.eraseCustomerData()).toMatchObject({ bookings: 0 });
  });

  it('what somebody changes again and again meanwhile is left to the next run, and stops nothing', async () => {
    const world = await over(10);
    const changing = (await world.bookingOf(2)).id;
    world.meddle(async (changes, commit) => {
      const written = changes.filter(({ booking }) => !('id' in booking && booking.id === changing));
      const outcomes = await commit(written);
      return changes.map((change) => outcomes[written.indexOf(change)] ?? { type: 'stale' });
    });
    const { progress, onProgress } = counting();
    expect(await world.eraseCustomerData({ onProgress })).toMatchObject({ bookings: 9 });
    expect(progress).toEqual([3, 7, 9]);
    world.meddle((changes, commit) => commit(changes));
    expect(await world.eraseCustomerData()).toMatchObject({ bookings: 1 });
    expect(await erasedIn(world)).toBe(10);
  });

  it('what others change once meanwhile is erased all the same', async () => {
    const world = await over(10);
    let first = true;
    world.meddle(async (changes, commit) => {
      if (!first) return commit(changes);
      first = false;
      return changes.map(() => ({ type: 'stale' }));
    });
    const { progress, onProgress } = counting();
    expect(await world.eraseCustomerData({ onProgress })).toMatchObject({ bookings: 10 });
    expect(progress).toEqual([4, 6, 10]);
    expect(await erasedIn(world)).toBe(10);
  });

  it('what the shop tells again stays away', async () => {
    const world = await over(1);
    await world.eraseCustomerData();
    const customer = { firstName: 'Mara', lastName: 'Umgezogen', email: 'mara@example.org', phone: '1' };
    const items = [anItem({ itemId: asOrderItemId(1), inMs: DAY_MS })];
    world.shop.place(aShopOrder({ orderId: asOrderId(1), items, customer, grandTotal: '99.0000' }));
    await world.receiveOrder(asOrderId(1));
    expect((await world.bookingOf(1)).details).toMatchObject({
      customer: NO_CUSTOMER,
      orderTotal: { tenThousandths: 990_000 },
    });
  });
});

describe('orders#customer-data-ends: the ticket', () => {
  const soon = (n: number, inMs: number) => [anItem({ itemId: asOrderItemId(n), inMs })];

  async function withTicket(): Promise<World> {
    const world = await openWorld({ eraseCustomerAfterMs: AFTER });
    world.shop.place(aShopOrder({ orderId: asOrderId(1), items: soon(1, 70 * MINUTE_MS) }));
    await world.receiveOrder(asOrderId(1));
    await world.work();
    await world.sweep();
    await world.work();
    expect(world.tickets()).toMatchObject([{ erasedAt: null }]);
    return world;
  }

  it('is emptied, with its notes', async () => {
    const world = await withTicket();
    await world.confirmInPortal(await world.bookingOf(1));
    await world.work();
    expect(world.notes()).not.toEqual([]);
    world.clock.advance(AFTER + DAY_MS);
    const at = world.clock.now();
    expect(await world.eraseCustomerData()).toMatchObject({ bookings: 1 });
    await world.work();
    expect(world.tickets()).toMatchObject([{ erasedAt: at, notes: [] }]);
  });

  it('that goes on with an edited order is emptied only when that is over, too', async () => {
    const world = await withTicket();
    world.shop.place(
      aShopOrder({
        orderId: asOrderId(1),
        items: soon(1, 70 * MINUTE_MS),
        state: 'canceled',
        replacedByOrderId: asOrderId(2),
      }),
      aShopOrder({ orderId: asOrderId(2), items: soon(2, 60 * DAY_MS), replacesOrderId: asOrderId(1) }),
    );
    await world.receiveOrder(asOrderId(2));
    await world.work();
    world.clock.set(NOW + AFTER + DAY_MS);
    expect(await world.eraseCustomerData()).toMatchObject({ bookings: 1 });
    await world.work();
    expect(world.tickets()).toMatchObject([{ erasedAt: null }]);
    world.clock.set(NOW + 60 * DAY_MS + AFTER);
    expect(await world.eraseCustomerData()).toMatchObject({ bookings: 1 });
    await world.work();
    expect(world.tickets()).toMatchObject([{ erasedAt: world.clock.now() }]);
  });
});
