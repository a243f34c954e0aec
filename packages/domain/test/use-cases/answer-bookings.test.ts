import {
  asBookingId,
  asCustomerNumber,
  asOrderId,
  asOrderItemId,
  type BatchResult,
  DAY_MS,
  managerScope,
  partnerScope,
  type Stored,
  TransientFailure,
} from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { anItem, aShopOrder, NOW, openWorld, PARTNER, type World } from './world.ts';

const SCOPE = partnerScope(PARTNER.customerNumber);

async function booked(count: number): Promise<{ readonly world: World; readonly ids: readonly Stored['id'][] }> {
  const world = await openWorld();
  for (let n = 1; n <= count; n += 1) {
    world.shop.place(aShopOrder({ orderId: asOrderId(100 + n), items: [anItem({ itemId: asOrderItemId(n) })] }));
    await world.receiveOrder(asOrderId(100 + n));
  }
  await world.work();
  const bookings = await world.allBookings();
  return { world, ids: bookings.map(({ id }) => id).toSorted((a, b) => a - b) };
}

const outcomeOf = (result: BatchResult): string => (result.ok ? result.value.status : result.refusal.code);

async function answered(world: World, input: Parameters<World['answerBookings']>[0]): Promise<readonly string[]> {
  const result = await world.answerBookings(input);
  if (!result.ok) throw new Error(result.refusal.code);
  expect(result.value.map(({ id }) => id)).toEqual(input.ids);
  return result.value.map(outcomeOf);
}

describe('booking#answered-as-one: one answer for several bookings', () => {
  it('confirms all of them, each with its own audit entry', async () => {
    const { world, ids } = await booked(3);
    expect(await answered(world, { scope: SCOPE, ids, answer: { action: 'confirm' } })).toEqual(
      Array(3).fill('confirmed'),
    );
    for (const itemId of [1, 2, 3]) expect(await world.timelineTypes(itemId)).toContain('confirmed');
  });

  it('declines all of them with one reason: a ticket and a mail each', async () => {
    const { world, ids } = await booked(3);
    const answer = { action: 'decline', reason: 'capacity_full', notes: 'Koch krank' } as const;
    expect(await answered(world, { scope: SCOPE, ids, answer })).toEqual(Array(3).fill('declined'));
    await world.work();
    expect(world.tickets()).toHaveLength(3);
    expect(world.mailKinds().filter((kind) => kind === 'decline_confirmation')).toHaveLength(3);
  });

  it('returns the result of each, in the requested order', async () => {
    const { world, ids } = await booked(4);
    const [confirmed, declined, cancelled, open] = await world.allBookings();
    if (!confirmed || !declined || !cancelled || !open) throw new Error('There are too few bookings.');
    await world.confirmInPortal(confirmed);
    await world.declineInPortal(declined);
    const { orderId } = cancelled.order;
    world.shop.place(
      aShopOrder({ orderId, state: 'canceled', items: [anItem({ itemId: cancelled.order.orderItemId })] }),
    );
    await world.receiveOrder(orderId);
    const asked = [open.id, asBookingId(99_999), cancelled.id, declined.id, confirmed.id];
    const outcomes = await answered(world, { scope: SCOPE, ids: asked, answer: { action: 'confirm' } });
    expect(outcomes).toEqual(['confirmed', 'not_found', 'cancelled', 'already_processed', 'already_processed']);
    expect(ids).toHaveLength(4);
  });

  it('another partner’s booking is not found, and does not change', async () => {
    const { world, ids } = await booked(1);
    const scope = partnerScope(asCustomerNumber('P-2'));
    expect(await answered(world, { scope, ids, answer: { action: 'confirm' } })).toEqual(['not_found']);
    expect((await world.onlyBooking()).status).toBe('pending');
  });

  it('booking#before-go-live: a historic one is answered while its event is ahead, and then an ordinary booking', async () => {
    const world = await openWorld({ policy: { goLiveAt: NOW } });
    const [past, ahead, undated, usual] = [31, 32, 33, 34] as const;
    const orderedAt = NOW - 50 * DAY_MS;
    const items = {
      [past]: [anItem({ itemId: asOrderItemId(past), inMs: -DAY_MS })],
      [ahead]: [anItem({ itemId: asOrderItemId(ahead) })],
      [undated]: [anItem({ itemId: asOrderItemId(undated), options: [] })],
    };
    for (const n of [past, ahead, undated])
      world.shop.place(aShopOrder({ orderId: asOrderId(n), orderedAt, items: items[n as keyof typeof items] }));
    const item = anItem({ itemId: asOrderItemId(usual) });
    world.shop.place(aShopOrder({ orderId: asOrderId(usual), orderedAt: NOW, items: [item] }));
    for (const n of [past, ahead, undated, usual]) await world.receiveOrder(asOrderId(n));
    await world.work();
    const all = await Promise.all([past, ahead, undated, usual].map((n) => world.bookingOf(n)));
    expect(all.map(({ historic }) => historic)).toEqual([true, true, true, false]);
    expect(world.mailKinds()).toEqual(['confirmation_request']);
    const ids = all.map(({ id }) => id);
    const outcomes = await answered(world, { scope: SCOPE, ids, answer: { action: 'confirm' } });
    expect(outcomes).toEqual(['event_started', 'confirmed', 'confirmed', 'confirmed']);
    await world.work();
    expect(await world.bookingOf(past)).toEqual(all[0]);
    expect((await world.bookingOf(ahead)).historic).toBe(false);
    expect((await world.bookingOf(undated)).historic).toBe(false);
    expect(await world.timelineTypes(past)).toEqual(['booking_registered']);
  });

  it('one whose event has begun is refused, and does not stop the others', async () => {
    const { world, ids } = await booked(1);
    world.shop.place(
      aShopOrder({ orderId: asOrderId(200), items: [anItem({ itemId: asOrderItemId(20), inMs: 40 * DAY_MS })] }),
    );
    await world.receiveOrder(asOrderId(200));
    world.clock.advance(31 * DAY_MS);
    const later = await world.bookingOf(20);
    const outcomes = await answered(world, { scope: SCOPE, ids: [...ids, later.id], answer: { action: 'confirm' } });
    expect(outcomes).toEqual(['event_started', 'confirmed']);
  });

  it('the office answers after a phone call, through its own channel', async () => {
    const { world, ids } = await booked(2);
    const scope = managerScope('office@example.org');
    await answered(world, { scope, ids, answer: { action: 'confirm' } });
    for (const booking of await world.allBookings())
      expect(booking).toMatchObject({ status: 'confirmed', answer: { channel: 'phone' } });
  });

  it('an unknown reason answers none of them', async () => {
    const { world, ids } = await booked(2);
    const result = await world.answerBookings({ scope: SCOPE, ids, answer: { action: 'decline', reason: 'mood' } });
    expect(result).toEqual({ ok: false, refusal: { code: 'unknown_reason' } });
    for (const booking of await world.allBookings()) expect(booking.status).toBe('pending');
  });

  it('two at once: each booking has one answer, and each result is its own', async () => {
    const { world, ids } = await booked(10);
    const [yes, no] = await Promise.all([
      answered(world, { scope: SCOPE, ids, answer: { action: 'confirm' } }),
      answered(world, { scope: SCOPE, ids: ids.toReversed(), answer: { action: 'decline', reason: 'other' } }),
    ]);
    const statuses = new Map((await world.allBookings()).map((booking) => [booking.id, booking.status]));
    for (const [place, id] of ids.entries()) {
      const given = [yes[place], no.toReversed()[place]];
      expect(given.toSorted()).toEqual(['already_processed', statuses.get(id)]);
    }
  });

  it('returns what is committed before the database fails; the rest must be asked again', async () => {
    const { world, ids } = await booked(3);
    let round = 0;
    world.meddle(async (changes, commit) => {
      round += 1;
      if (round > 1) throw new TransientFailure('The database is away.');
      // Somebody else was faster with the last one.
      return [...(await commit(changes.slice(0, -1))), { type: 'stale' }];
    });
    const outcomes = await answered(world, { scope: SCOPE, ids, answer: { action: 'confirm' } });
    expect(outcomes).toEqual(['confirmed', 'confirmed', 'try_again']);
  });

  it('throws the failure when nothing was committed', async () => {
    const { world, ids } = await booked(2);
    world.meddle(() => Promise.reject(new TransientFailure('The database is away.')));
    await expect(world.answerBookings({ scope: SCOPE, ids, answer: { action: 'confirm' } })).rejects.toThrow('away');
  });

  it('gives up on a booking that others change repeatedly', async () => {
    const { world, ids } = await booked(1);
    world.meddle(async () => [{ type: 'stale' }]);
    expect(await answered(world, { scope: SCOPE, ids, answer: { action: 'confirm' } })).toEqual(['try_again']);
  });
});
