import {
  asOrderId,
  asOrderItemId,
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  partnerScope,
  TransientFailure,
} from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { anItem, aShopOrder, openWorld, PARTNER, type World } from './world.ts';

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

describe('reminders#unreachable: a partner whom mail can no longer reach when it is to leave', () => {
  it.each([
    ['partner_inactive', { active: false }],
    ['no_address', { email: null }],
  ])('is phoned with the reason %s', async (reason, change) => {
    const { world } = await ordered();
    await world.keepPartner({ ...PARTNER, ...change });
    await world.work();
    expect(world.mailKinds()).toEqual([]);
    expect(await world.onlyBooking()).toMatchObject({ escalation: { reason }, announcedAt: null });
    expect(world.tickets().map(({ draft }) => ('reason' in draft ? draft.reason : null))).toEqual([reason]);
    const history = await world.timeline(1);
    const said = history.flatMap((entry) => (entry.kind === 'event' && entry.type === 'mail_reported' ? entry : []));
    expect(said.map(({ details }) => details)).toEqual([
      { mail: 'confirmation_request', outcome: 'dropped', unreachable: reason },
    ]);
    expect(await world.keepPartner(PARTNER)).toEqual({ asked: 1 });
    await world.work();
    expect(world.mailKinds()).toEqual(['confirmation_request']);
  });
});

describe('delivery#retries: three days are counted from the first failure', () => {
  it('what nobody could send for days, or had to wait, is tried again after its first refusal', async () => {
    const { world } = await ordered();
    world.clock.advance(4 * DAY_MS);
    world.mailer.failures.failNext('transient', { retryAfterMs: MINUTE_MS });
    await world.work();
    expect(await world.dead()).toEqual([]);
    await pass(world, HOUR_MS);
    expect(world.mailKinds()).toEqual(['confirmation_request']);
  });

  it('what has failed for three days in a row is left to a person, and begins anew when sent again', async () => {
    const { world } = await ordered();
    world.mailer.failures.breakDown('transient');
    await pass(world, 3 * DAY_MS - HOUR_MS);
    expect(await world.dead()).toEqual([]);
    await pass(world, HOUR_MS + 15 * MINUTE_MS);
    const [dead] = await world.dead();
    expect(dead?.reason).toContain('mailer');
    expect(await world.resend(dead?.id ?? 0)).toBe(true);
    await pass(world, 2 * DAY_MS);
    expect(await world.dead()).toEqual([]);
  });

  it('a note that nobody could add for days waits for its ticket, and not for ever', async () => {
    const { world } = await ordered();
    await world.work();
    await world.declineInPortal(await world.onlyBooking());
    const { id } = await world.onlyBooking();
    await world.reopenBooking({ scope: partnerScope(PARTNER.customerNumber), id });
    world.clock.advance(4 * DAY_MS);
    world.desk.failures.breakDown('transient');
    await world.work();
    expect(await world.dead()).toEqual([]);
    world.desk.failures.recover();
    await pass(world, HOUR_MS, 5 * MINUTE_MS);
    expect(world.notes().map(({ note }) => note.kind)).toContain('reopened');
    const never = await ordered();
    await never.world.work();
    never.world.desk.failures.breakDown('permanent');
    await never.world.declineInPortal(await never.world.onlyBooking());
    await never.world.reopenBooking({ scope: partnerScope(PARTNER.customerNumber), id });
    await pass(never.world, 3 * DAY_MS + 3 * HOUR_MS, 5 * MINUTE_MS);
    expect((await never.world.dead()).map(({ reason }) => reason)).toContain(
      'The ticket this note belongs on was never opened.',
    );
  });
});
