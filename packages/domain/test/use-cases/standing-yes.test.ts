import {
  asOrderId,
  asOrderItemId,
  courseDateOf,
  DAY_MS,
  HOUR_MS,
  latestStart,
  type Order,
  partnerScope,
  type Stored,
} from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { anItem, aShopOrder, NOW, openWorld, PARTNER, type World } from './world.ts';

const scope = partnerScope(PARTNER.customerNumber);
const order = (n: number, people = 2, more: Partial<Order> = {}): Order =>
  aShopOrder({
    orderId: asOrderId(n),
    items: [
      anItem({
        itemId: asOrderItemId(n),
        quantity: { ordered: `${people}.0000`, cancelled: null, refunded: null },
      }),
    ],
    ...more,
  });

/** A world with one booking that was asked for, and a standing yes for its course date since. */
async function withStandingYes(people = 12, hours = 24): Promise<World> {
  const world = await openWorld();
  await placed(world, order(1));
  await world.work();
  expect(await give(world, people, hours)).toMatchObject({ ok: true });
  return world;
}

async function give(world: World, people: number, hours: number) {
  const courseDate = courseDateOf(await world.bookingOf(1));
  return world.giveStandingYes({ scope, courseDate, terms: { people, hours } });
}

async function placed(world: World, given: Order): Promise<Stored> {
  world.shop.place(given);
  const received = await world.receiveOrder(given.orderId);
  const [booking] = received.type === 'booked' ? received.bookings : [];
  return booking ?? expect.fail('Nothing was booked.');
}

describe('booking#standing-yes: orders that come in', () => {
  it('are confirmed with a receipt instead of a request, and what was open before stays open', async () => {
    const world = await withStandingYes();
    await placed(world, order(2));
    await world.work();
    expect((await world.bookingOf(1)).status).toBe('pending');
    expect(await world.bookingOf(2)).toMatchObject({ status: 'confirmed', answer: { channel: 'standing_yes' } });
    expect(world.mailKinds()).toEqual(['confirmation_request', 'receipt']);
    expect(world.mails()[1]?.content).toMatchObject({ confirmation: { inAdvance: true } });
    expect(await world.timelineTypes(2)).toEqual(['booking_registered', 'confirmed', 'mail']);
  });

  it('fifty at once, each announced twice, take no more than the number, and each counts once', async () => {
    const world = await withStandingYes(13);
    const orders = Array.from({ length: 50 }, (_, n) => order(100 + n));
    for (const each of orders) world.shop.place(each);
    await Promise.all([...orders, ...orders].map(({ orderId }) => world.receiveOrder(orderId)));
    const people = (await world.allBookings())
      .filter(({ status }) => status === 'confirmed')
      .reduce((sum, { details }) => sum + details.participants, 0);
    expect(people).toBe(12);
    expect(await world.allBookings()).toHaveLength(51);
  });

  it('a whole import at once fills the number, too', async () => {
    const world = await withStandingYes(5);
    for (let n = 0; n < 6; n += 1) world.shop.place(order(200 + n));
    await world.importRange({ from: NOW - DAY_MS, to: NOW + DAY_MS });
    expect((await world.allBookings()).filter(({ status }) => status === 'confirmed')).toHaveLength(2);
  });

  it('the items of one order don’t take the same places', async () => {
    const world = await withStandingYes(5);
    const items = [11, 12, 13].map((n) => anItem({ itemId: asOrderItemId(n) }));
    const written: string[][] = [];
    world.meddle((changes, commit) => {
      written.push(changes.map(({ booking }) => booking.status));
      return commit(changes);
    });
    await placed(world, order(10, 2, { items }));
    const statuses = await Promise.all([11, 12, 13].map(async (n) => (await world.bookingOf(n)).status));
    expect(statuses).toEqual(['confirmed', 'confirmed', 'pending']);
    // Planned so at once, not found out by a write that had no room.
    expect(written).toEqual([statuses]);
  });

  it('a place that becomes free is given again', async () => {
    const world = await withStandingYes(2);
    const first = await placed(world, order(2));
    expect((await placed(world, order(3))).status).toBe('pending');
    await placed(world, { ...order(2), state: 'canceled', updatedAt: NOW + 1 });
    expect((await world.bookingOf(2)).status).toBe('cancelled');
    expect((await placed(world, order(4))).status).toBe('confirmed');
    expect(first.status).toBe('confirmed');
  });

  it('one that is taken back is asked for like any other, and its place is free', async () => {
    const world = await withStandingYes(2);
    const first = await placed(world, order(2));
    expect(await world.reopenBooking({ scope, id: first.id })).toMatchObject({ ok: true });
    expect((await placed(world, order(3))).status).toBe('confirmed');
    expect((await placed(world, order(2))).status).toBe('pending');
  });

  it('one that moves or grows is asked for again', async () => {
    const world = await withStandingYes();
    await placed(world, order(2));
    await placed(world, order(3));
    await placed(world, { ...order(2, 3), updatedAt: NOW + 1 });
    const items = [anItem({ itemId: asOrderItemId(3), inMs: 31 * DAY_MS })];
    await placed(world, { ...order(3, 2, { items }), updatedAt: NOW + 1 });
    await world.work();
    expect((await world.bookingOf(2)).status).toBe('pending');
    expect((await world.bookingOf(3)).status).toBe('pending');
    expect(world.mailKinds().filter((kind) => kind === 'confirm_again')).toHaveLength(2);
  });

  it('a lowered quantity stays confirmed, and makes room', async () => {
    const world = await withStandingYes(3);
    await placed(world, order(2, 3));
    await placed(world, { ...order(2, 1), updatedAt: NOW + 1 });
    expect((await world.bookingOf(2)).status).toBe('confirmed');
    expect((await placed(world, order(3, 2))).status).toBe('confirmed');
  });

  it.each([
    ['more people', 3, 30 * DAY_MS],
    ['another date', 2, 31 * DAY_MS],
    ['the same', 2, 30 * DAY_MS],
  ])('an order that replaces a cancelled one is asked for: %s', async (_, people, inMs) => {
    const world = await withStandingYes();
    await world.reopenBooking({ scope, id: (await placed(world, order(2))).id });
    const edited = { ...order(2), state: 'canceled' as const, replacedByOrderId: asOrderId(3), updatedAt: NOW + 1 };
    await placed(world, { ...edited, replacedByOrderId: null });
    world.shop.place(edited);
    const quantity = { ordered: `${people}.0000`, cancelled: null, refunded: null };
    const items = [anItem({ itemId: asOrderItemId(3), inMs, quantity })];
    const replacing = await placed(world, order(3, people, { items, replacesOrderId: asOrderId(2) }));
    expect(replacing.status).toBe('pending');
  });

  it('a confirmed one whose order is edited without a change stays confirmed, and counts once', async () => {
    const world = await withStandingYes(4);
    await placed(world, order(2));
    world.shop.place({ ...order(2), state: 'canceled', replacedByOrderId: asOrderId(3), updatedAt: NOW + 1 });
    const items = [anItem({ itemId: asOrderItemId(3) })];
    await placed(world, order(3, 2, { items, replacesOrderId: asOrderId(2) }));
    expect(await world.bookingOf(3)).toMatchObject({ status: 'confirmed', answer: { channel: 'standing_yes' } });
    expect((await placed(world, order(4))).status).toBe('confirmed');
    expect((await placed(world, order(5))).status).toBe('pending');
  });

  it('too near the event are asked for', async () => {
    const world = await withStandingYes(12, 24);
    const start = latestStart((await world.bookingOf(1)).details.eventStart) ?? 0;
    world.clock.set(start - 24 * HOUR_MS);
    expect((await placed(world, order(2))).status).toBe('confirmed');
    world.clock.advance(1);
    expect((await placed(world, order(3))).status).toBe('pending');
  });
});

describe('booking#standing-yes: who gives and revokes it', () => {
  it('once it is revoked, nothing is confirmed any more, and what was stays confirmed', async () => {
    const world = await withStandingYes();
    await placed(world, order(2));
    const courseDate = courseDateOf(await world.bookingOf(1));
    expect(await world.revokeStandingYes({ scope, courseDate })).toBe(true);
    expect(await world.revokeStandingYes({ scope, courseDate })).toBe(false);
    expect((await placed(world, order(3))).status).toBe('pending');
    expect((await world.bookingOf(2)).status).toBe('confirmed');
  });

  it('given again, what it had confirmed before counts on', async () => {
    const world = await withStandingYes(2);
    await placed(world, order(2));
    await world.revokeStandingYes({ scope, courseDate: courseDateOf(await world.bookingOf(1)) });
    expect(await give(world, 3, 24)).toMatchObject({ ok: true, value: { confirmedPeople: 2 } });
    expect((await placed(world, order(3))).status).toBe('pending');
    expect((await placed(world, order(4, 1))).status).toBe('confirmed');
  });

  it('is refused for a course date that the partner has no booking of, that has no date, or has begun', async () => {
    const world = await withStandingYes();
    const courseDate = courseDateOf(await world.bookingOf(1));
    const terms = { people: 1, hours: 1 };
    const refusal = async (by = scope, of = courseDate) => {
      const given = await world.giveStandingYes({ scope: by, courseDate: of, terms });
      return given.ok ? 'given' : given.refusal.code;
    };
    expect(await refusal(partnerScope('P-2' as typeof PARTNER.customerNumber))).toBe('not_found');
    expect(await refusal(scope, { ...courseDate, course: 8 })).toBe('not_found');
    expect(await refusal(scope, { ...courseDate, eventStart: null })).toBe('not_found');
    const items = [anItem({ itemId: asOrderItemId(7), options: [] })];
    const undated = await placed(world, order(7, 2, { items }));
    expect(await refusal(scope, courseDateOf(undated))).toBe('no_event_date');
    world.clock.set((latestStart(courseDate.eventStart) ?? 0) - 1);
    expect(await refusal()).toBe('given');
    world.clock.advance(1);
    expect(await refusal()).toBe('event_started');
  });
});
