import { asOrderId, asOrderItemId, DAY_MS, HOUR_MS, MINUTE_MS, TransientFailure } from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { anItem, aShopOrder, openWorld, type World } from './world.ts';

type Opened = { readonly world: World; readonly database: { away: boolean } };

/** An order whose mails are still to be written, over a database that partners can't be read from while it is away. */
async function ordered(items = 1): Promise<Opened> {
  const database = { away: false };
  const world = await openWorld({
    policy: { customerMails: { holdMs: MINUTE_MS, language: 'de' } },
    around: async ({ port, method }, run) => {
      if (database.away && port === 'partners' && method === 'find')
        throw new TransientFailure('The database is away.');
      return run();
    },
  });
  world.shop.place(order(items));
  await world.receiveOrder(asOrderId(100));
  return { world, database };
}

const order = (items: number, state: 'processing' | 'canceled' = 'processing') =>
  aShopOrder({ state, items: Array.from({ length: items }, (_, n) => anItem({ itemId: asOrderItemId(n + 1) })) });

/** Works every few minutes for so long. */
async function pass(world: World, ms: number, everyMs = 15 * MINUTE_MS): Promise<void> {
  for (let passed = 0; passed < ms; passed += everyMs) {
    world.clock.advance(everyMs);
    await world.work();
  }
}

describe('delivery#told-is-told: our own failure before a mail was handed over told nobody', () => {
  it.each([
    ['one booking', 1],
    ['two bookings in one mail', 2],
  ])('%s, cancelled before the next try: no notice', async (_, items) => {
    const { world, database } = await ordered(items);
    database.away = true;
    await world.work();
    database.away = false;
    world.shop.place(order(items, 'canceled'));
    await world.receiveOrder(asOrderId(100));
    await pass(world, HOUR_MS);
    expect(world.mailKinds()).toEqual([]);
  });

  it('booking#customer-informed: the customer was not told', async () => {
    const { world, database } = await ordered();
    await world.work();
    await world.confirmInPortal(await world.onlyBooking());
    await world.work();
    database.away = true;
    await pass(world, 2 * MINUTE_MS, MINUTE_MS);
    database.away = false;
    world.shop.place(order(1, 'canceled'));
    await world.receiveOrder(asOrderId(100));
    await pass(world, HOUR_MS);
    expect(world.mailKinds()).not.toContain('customer_confirmed');
    expect(await world.onlyBooking()).toMatchObject({ status: 'cancelled', customerInformed: null });
  });

  it('running#an-outage-is-no-try: of any length, and the mail leaves at once after it', async () => {
    const { world, database } = await ordered();
    database.away = true;
    await pass(world, 4 * DAY_MS);
    database.away = false;
    await pass(world, MINUTE_MS, MINUTE_MS);
    expect(world.mailKinds()).toEqual(['confirmation_request']);
    expect(await world.dead()).toEqual([]);
  });
});
