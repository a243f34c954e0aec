import {
  asOrderId,
  asOrderItemId,
  DAY_MS,
  HOUR_MS,
  type Mail,
  type MailOutcome,
  MINUTE_MS,
  managerScope,
  partnerScope,
  TransientFailure,
} from '@miomente/booking-domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anItem, aShopOrder, openWorld, PARTNER, type World } from './world.ts';

const HOLD = 15 * MINUTE_MS;
const TOLD = { customerMails: { holdMs: HOLD, language: 'de' } } as const;
const scope = partnerScope(PARTNER.customerNumber);

async function booked(policy: Parameters<typeof openWorld>[0] = { policy: TOLD }): Promise<World> {
  const world = await openWorld(policy);
  world.shop.place(aShopOrder());
  await world.receiveOrder(asOrderId(100));
  await world.work();
  return world;
}

/** Lets time pass, and does what becomes due meanwhile. */
async function pass(world: World, ms: number): Promise<void> {
  world.clock.advance(ms);
  await world.work();
}

const toCustomers = (world: World): readonly Mail[] =>
  world.mails().filter(({ content }) => content.kind === 'customer_confirmed');
const takeBack = async (world: World) => world.reopenBooking({ scope, id: (await world.onlyBooking()).id });

describe('booking#customer-informed: customers are told once, and truly', () => {
  it('after the hold, in a mail of their own, and the timeline says so', async () => {
    const world = await booked();
    await world.confirmInPortal(await world.onlyBooking());
    await pass(world, HOLD - 1);
    expect(toCustomers(world)).toEqual([]);
    await pass(world, 1);
    expect(toCustomers(world)).toMatchObject([
      {
        to: { name: 'Erika Beispiel', address: 'erika@example.org' },
        content: { partnerName: PARTNER.name, course: { name: 'Sushi-Kurs für Anfänger' }, participants: 2 },
      },
    ]);
    expect(await world.onlyBooking()).toMatchObject({ customerInformed: { at: world.clock.now() } });
    expect(await world.timelineTypes(1)).toContain('customer_informed');
    await pass(world, 10 * DAY_MS);
    expect(toCustomers(world)).toHaveLength(1);
  });

  it('a mail that comes back is the office’s: it is listed, and sent again when the office says so', async () => {
    const world = await booked();
    await world.confirmInPortal(await world.onlyBooking());
    await pass(world, HOLD);
    const [sent] = toCustomers(world);
    const reported = (outcome: MailOutcome) =>
      world.recordMailReport({
        messageId: sent?.messageId ?? '',
        providerId: null,
        outcome,
        at: world.clock.now(),
        address: 'erika@example.org',
      });
    for (const outcome of ['delivered', 'deferred', 'blocked', 'spam_reported'] as const) await reported(outcome);
    expect(await world.dead()).toEqual([]);
    expect([await reported('bounced'), await reported('bounced')]).toEqual([{ known: true }, { known: false }]);
    const [dead, ...more] = await world.dead();
    expect([dead?.reason, more]).toEqual([expect.stringContaining('Phone the customer'), []]);
    // The confirmation stands, and nobody's address is marked.
    expect(await world.onlyBooking()).toMatchObject({ status: 'confirmed', flags: [] });
    await world.resend(dead?.id ?? 0);
    await world.work();
    expect(toCustomers(world)).toHaveLength(2);
    expect(await world.dead()).toEqual([]);
  });

  it('nobody is told without CUSTOMER_MAILS, also of what was queued before', async () => {
    const off = await booked({});
    await off.confirmInPortal(await off.onlyBooking());
    await pass(off, DAY_MS);
    expect(toCustomers(off)).toEqual([]);
  });

  it('a confirmation that is taken back within the hold is never told', async () => {
    const world = await booked();
    await world.confirmInPortal(await world.onlyBooking());
    await pass(world, HOLD - 1);
    await takeBack(world);
    await pass(world, DAY_MS);
    expect(toCustomers(world)).toEqual([]);
    expect(world.tickets()).toEqual([]);
  });

  it('one that is withdrawn later goes to the office at once, and never to the customer', async () => {
    const world = await booked();
    await world.confirmInPortal(await world.onlyBooking());
    await pass(world, HOLD);
    await takeBack(world);
    expect(await world.onlyBooking()).toMatchObject({ escalation: { reason: 'confirmation_withdrawn' } });
    await world.work();
    expect(world.tickets()).toHaveLength(1);
    const office = managerScope('office@example.org');
    expect(await world.readCalls.entry(office, PARTNER.customerNumber)).toBeDefined();
    await world.declineInPortal(await world.onlyBooking());
    await pass(world, DAY_MS);
    expect(toCustomers(world)).toHaveLength(1);
  });

  it('one that is withdrawn while the mail is on its way goes to the office, too', async () => {
    const world = await booked();
    await world.confirmInPortal(await world.onlyBooking());
    world.clock.advance(HOLD);
    const [job] = world.takeDueJobs().filter(({ task }) => task === 'deliver');
    const sent = world.deliverWith({
      send: async () => {
        await takeBack(world);
        return { providerId: null };
      },
    });
    await sent(job?.task === 'deliver' ? job.payload.deliveryId : 0);
    expect(await world.onlyBooking()).toMatchObject({
      status: 'pending',
      customerInformed: { at: world.clock.now() },
      escalation: { reason: 'confirmation_withdrawn' },
    });
  });

  it('and one whose mail may have left', async () => {
    const world = await booked();
    await world.confirmInPortal(await world.onlyBooking());
    world.clock.advance(HOLD);
    const [job] = world.takeDueJobs().filter(({ task }) => task === 'deliver');
    const id = job?.task === 'deliver' ? job.payload.deliveryId : 0;
    await world.deliverWith({ send: () => Promise.reject(new TransientFailure('lost', { nothingDone: false })) })(id);
    await takeBack(world);
    expect(await world.onlyBooking()).toMatchObject({ customerInformed: null, escalation: null });
    await pass(world, HOUR_MS);
    expect(toCustomers(world)).toEqual([]);
    expect(await world.onlyBooking()).toMatchObject({ escalation: { reason: 'confirmation_withdrawn' } });
  });

  it.each([
    ['the shop moved the course', 'moves'],
    ['the partner was phoned about something else', 'phoned'],
  ] as const)('while the mail was on its way: %s', async (_, what) => {
    const world = await booked();
    if (what === 'phoned') {
      world.clock.advance(3 * DAY_MS);
      await world.sweep();
      await world.work();
      await world.sweep();
      await world.work();
      world.clock.advance(DAY_MS);
      await world.sweep();
      await world.work();
    }
    await world.confirmInPortal(await world.onlyBooking());
    await world.work();
    world.clock.advance(HOLD);
    const jobs = world.takeDueJobs().flatMap((job) => (job.task === 'deliver' ? [job.payload.deliveryId] : []));
    const sent = world.deliverWith({
      send: async () => {
        if (what === 'phoned') await takeBack(world);
        else {
          world.shop.place(aShopOrder({ items: [anItem({ inMs: 40 * DAY_MS })], updatedAt: world.clock.now() }));
          await world.receiveOrder(asOrderId(100));
        }
        return { providerId: null };
      },
    });
    for (const id of jobs) await sent(id);
    const { status, customerInformed, escalation } = await world.onlyBooking();
    expect([status, customerInformed?.at]).toEqual(['pending', world.clock.now()]);
    // Nobody took anything back where the shop moved the course: the partner is asked again, and the customer told again.
    expect(escalation?.reason).toBe(what === 'phoned' ? 'confirmation_withdrawn' : undefined);
  });

  it('a date that moved is told when it is confirmed', async () => {
    const world = await booked();
    await world.confirmInPortal(await world.onlyBooking());
    await pass(world, HOLD);
    world.shop.place(aShopOrder({ items: [anItem({ inMs: 40 * DAY_MS })], updatedAt: world.clock.now() }));
    await world.receiveOrder(asOrderId(100));
    await world.work();
    await world.confirmInPortal(await world.onlyBooking());
    await pass(world, HOLD);
    const { eventStart } = (await world.onlyBooking()).details;
    expect(toCustomers(world)).toHaveLength(2);
    expect(toCustomers(world)[1]).toMatchObject({ content: { eventStart } });
  });

  /** The order is edited: another order takes its place, with the same course date. */
  async function edit(world: World): Promise<void> {
    const items = [anItem({ itemId: asOrderItemId(2) })];
    world.shop.place(
      aShopOrder({ state: 'canceled', replacedByOrderId: asOrderId(101) }),
      aShopOrder({ orderId: asOrderId(101), replacesOrderId: asOrderId(100), items }),
    );
    await world.receiveOrder(asOrderId(101));
  }

  it('what the customer of an edited order was told before is remembered for the new booking', async () => {
    const world = await booked();
    await world.confirmInPortal(await world.onlyBooking());
    await pass(world, HOLD);
    await edit(world);
    const { id } = await world.bookingOf(2);
    await world.reopenBooking({ scope, id });
    expect(await world.bookingOf(2)).toMatchObject({ escalation: { reason: 'confirmation_withdrawn' } });
  });

  it('an order that was edited meanwhile is told once, for the new booking', async () => {
    const world = await booked();
    await world.confirmInPortal(await world.onlyBooking());
    await edit(world);
    await pass(world, HOLD);
    expect(toCustomers(world)).toMatchObject([{ content: { orderNumber: '000000101' } }]);
    await pass(world, DAY_MS);
    expect(toCustomers(world)).toHaveLength(1);
  });

  it('a cancelled booking is told nothing', async () => {
    const world = await booked();
    await world.confirmInPortal(await world.onlyBooking());
    world.shop.place(aShopOrder({ state: 'canceled' }));
    await world.receiveOrder(asOrderId(100));
    await pass(world, DAY_MS);
    expect(toCustomers(world)).toEqual([]);
  });

  it('however often the answer changes: at most one mail a settled confirmation, and the last one true', async () => {
    const step = fc.oneof(
      fc.record({ type: fc.constant('answer' as const) }),
      fc.record({ type: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 40 }) }),
      fc.record({ type: fc.constant('move' as const), days: fc.integer({ min: 20, max: 22 }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 24 }), async (steps) => {
        const world = await booked();
        let settled = 0;
        let standsFor: number | null = null;
        const goOn = async (ms: number): Promise<void> => {
          if (standsFor !== null && standsFor < HOLD && standsFor + ms >= HOLD) settled += 1;
          if (standsFor !== null) standsFor += ms;
          await pass(world, ms);
        };
        for (const each of steps) {
          const booking = await world.onlyBooking();
          if (each.type === 'wait') await goOn(each.minutes * MINUTE_MS);
          else if (each.type === 'move') {
            const items = [anItem({ inMs: each.days * DAY_MS })];
            world.shop.place(aShopOrder({ items, updatedAt: world.clock.now() }));
            await world.receiveOrder(asOrderId(100));
            if ((await world.onlyBooking()).status === 'pending') standsFor = null;
          } else if (booking.status === 'confirmed') {
            await takeBack(world);
            standsFor = null;
          } else {
            await world.confirmInPortal(booking);
            standsFor = 0;
          }
          await world.work();
        }
        await goOn(HOLD);
        const mails = toCustomers(world);
        expect(mails.length).toBeLessThanOrEqual(settled);
        const { status, details } = await world.onlyBooking();
        if (status === 'confirmed') expect(mails.at(-1)).toMatchObject({ content: { eventStart: details.eventStart } });
      }),
      { numRuns: 60 },
    );
  });
});
