import { asOrderId, asOrderItemId, HOUR_MS, type MailReport } from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { anItem, aShopOrder, NOW, openWorld, PARTNER, type World } from './world.ts';

const OLD = PARTNER.email ?? '';
const NEW = 'neu@example.org';

/** Partners have been asked about this many bookings. */
async function asked(count = 1): Promise<World> {
  const world = await openWorld();
  for (let n = 0; n < count; n += 1) {
    world.shop.place(aShopOrder({ orderId: asOrderId(100 + n), items: [anItem({ itemId: asOrderItemId(1 + n) })] }));
    await world.receiveOrder(asOrderId(100 + n));
  }
  await world.work();
  return world;
}

/** The partner has been asked about the booking of item 1, which item 11 has replaced since. */
async function askedThenEdited(): Promise<World> {
  const world = await asked();
  world.shop.place(aShopOrder({ state: 'canceled', replacedByOrderId: asOrderId(101) }));
  world.shop.place(
    aShopOrder({
      orderId: asOrderId(101),
      replacesOrderId: asOrderId(100),
      items: [anItem({ itemId: asOrderItemId(11) })],
    }),
  );
  await world.receiveOrder(asOrderId(101));
  return world;
}

/** A hard bounce of the n-th mail, as its arguments name it. */
function bounceOf(world: World, n: number, over: Partial<MailReport> = {}): MailReport {
  const messageId = world.mails()[n]?.messageId ?? expect.fail(`There is no mail ${n}.`);
  return { messageId, providerId: null, outcome: 'bounced', at: world.clock.now(), address: OLD, ...over };
}

const correct = (world: World, email: string | null = NEW) => world.keepPartner({ ...PARTNER, email });
const sentTo = (world: World) => world.mails().map(({ to, content }) => `${content.kind} ${to.address}`);

describe('delivery#corrected-address: a hard bounce of an address that the partner no longer has', () => {
  it('escalates and marks nothing; mails that were only sent there go to the new one', async () => {
    const world = await asked();
    await correct(world);
    world.clock.advance(HOUR_MS);
    expect(await world.recordMailReport(bounceOf(world, 0))).toEqual({ known: true });
    await world.work();
    expect(sentTo(world)).toEqual([`confirmation_request ${OLD}`, `confirmation_request ${NEW}`]);
    expect(await world.onlyBooking()).toMatchObject({
      escalation: null,
      announcedAt: world.clock.now(),
      clockStartedAt: world.clock.now(),
      asking: { step: 0, mail: 'sent', sentAt: world.clock.now() },
    });
    expect(world.tickets()).toEqual([]);
    // A repeated report changes nothing.
    await world.recordMailReport(bounceOf(world, 0));
    await world.work();
    expect(world.mails()).toHaveLength(2);
  });

  it('sends the request when a reminder bounced, but not beside one that is on its way', async () => {
    const world = await asked();
    world.clock.advance(24 * HOUR_MS);
    await world.sweep();
    await world.work();
    await correct(world);
    await world.recordMailReport(bounceOf(world, 1));
    await world.recordMailReport(bounceOf(world, 0));
    await world.work();
    expect(sentTo(world).slice(2)).toEqual([`confirmation_request ${NEW}`]);
  });

  it('sends nothing that has been sent, or will be, to the new one', async () => {
    const world = await asked();
    await correct(world);
    world.clock.advance(24 * HOUR_MS);
    await world.sweep();
    await world.recordMailReport(bounceOf(world, 0));
    await world.work();
    await world.recordMailReport(bounceOf(world, 0, { at: world.clock.now() + 1 }));
    await world.work();
    expect(sentTo(world)).toEqual([`confirmation_request ${OLD}`, `first_reminder ${NEW}`]);
    expect(await world.onlyBooking()).toMatchObject({ escalation: null, announcedAt: NOW });
  });

  it('removes a partner from the phone list who was to be phoned for silence', async () => {
    const world = await asked();
    for (let step = 0; step < 3; step += 1) {
      world.clock.advance(24 * HOUR_MS);
      await world.sweep();
      await world.work();
    }
    expect((await world.onlyBooking()).escalation?.reason).toBe('no_answer');
    await correct(world);
    await world.recordMailReport(bounceOf(world, 2));
    expect((await world.onlyBooking()).escalation).toBeNull();
  });

  it('asks nobody who has answered', async () => {
    const world = await asked();
    await world.confirmInPortal(await world.onlyBooking());
    await correct(world);
    await world.recordMailReport(bounceOf(world, 0));
    await world.work();
    expect(world.mails()).toHaveLength(1);
    expect((await world.onlyBooking()).status).toBe('confirmed');
  });

  it('sends a cancellation that bounced at the old address to the new one, once', async () => {
    const world = await asked();
    world.shop.place(aShopOrder({ state: 'canceled' }));
    await world.receiveOrder(asOrderId(100));
    await world.work();
    await correct(world);
    await world.recordMailReport(bounceOf(world, 1));
    await world.work();
    await world.recordMailReport(bounceOf(world, 1, { at: world.clock.now() + 1 }));
    await world.work();
    expect(sentTo(world).slice(1)).toEqual([`cancellation_notice ${OLD}`, `cancellation_notice ${NEW}`]);
  });

  it.each([
    ['has no address', { email: null }],
    ['is inactive', { email: NEW, active: false }],
  ])('escalates when the partner is %s now, because no mail reaches them', async (_, fields) => {
    const world = await asked();
    await world.keepPartner({ ...PARTNER, ...fields });
    await world.recordMailReport(bounceOf(world, 0));
    expect((await world.onlyBooking()).escalation?.reason).toBe('mail_bounced');
  });

  it('a late one does not affect a partner who was asked again at the new one', async () => {
    const world = await asked();
    await world.recordMailReport(bounceOf(world, 0));
    world.clock.advance(HOUR_MS);
    await correct(world);
    await world.work();
    const { announcedAt } = await world.onlyBooking();
    expect(announcedAt).toBe(world.clock.now());
    await world.recordMailReport(bounceOf(world, 0, { at: world.clock.now() + 1 }));
    expect(await world.onlyBooking()).toMatchObject({ announcedAt });
    // Mails sent to the new address count as usual.
    await world.recordMailReport(bounceOf(world, 1, { address: 'NEU@example.org' }));
    expect(await world.onlyBooking()).toMatchObject({ announcedAt: null });
  });

  it('links#one-address: the other spelling of its domain is the same address', async () => {
    const world = await openWorld();
    await correct(world, 'info@kochschule-müller.example');
    world.shop.place(aShopOrder());
    await world.receiveOrder(asOrderId(100));
    await world.work();
    await world.recordMailReport(bounceOf(world, 0, { address: 'info@xn--kochschule-mller-uzb.example' }));
    expect((await world.onlyBooking()).escalation?.reason).toBe('mail_bounced');
  });
});

describe('delivery#reports-without-our-id: a bounce that came back by mail', () => {
  const nameless = (world: World, over: Partial<MailReport> = {}): MailReport => ({
    ...bounceOf(world, 0),
    messageId: null,
    ...over,
  });
  const escalated = async (world: World) =>
    (await world.allBookings()).map(({ order, escalation }) => [order.orderItemId, escalation?.reason]);

  it('is matched by the provider’s id of the mail', async () => {
    const world = await asked(2);
    expect(await world.recordMailReport(nameless(world, { providerId: 'provider-2' }))).toEqual({ known: true });
    expect(await escalated(world)).toEqual([
      [1, undefined],
      [2, 'mail_bounced'],
    ]);
  });

  it.each([null, 'provider-404'])(
    'else by its address: every booking asked about there escalates (%s)',
    async (providerId) => {
      const world = await asked(3);
      await world.confirmInPortal(await world.bookingOf(2));
      expect(await world.recordMailReport(nameless(world, { providerId, address: OLD.toUpperCase() }))).toEqual({
        known: true,
      });
      expect(await escalated(world)).toEqual([
        [1, 'mail_bounced'],
        [3, 'mail_bounced'],
        [2, undefined],
      ]);
      world.shop.place(aShopOrder({ orderId: asOrderId(200), items: [anItem({ itemId: asOrderItemId(20) })] }));
      await world.receiveOrder(asOrderId(200));
      expect((await world.bookingOf(20)).escalation?.reason).toBe('address_bounced');
    },
  );

  it('by its address, too, requests are sent to a corrected address', async () => {
    const world = await asked(2);
    await correct(world);
    await world.recordMailReport(nameless(world));
    await world.work();
    expect(sentTo(world).slice(2)).toEqual([`confirmation_request ${NEW}`, `confirmation_request ${NEW}`]);
    expect(await escalated(world)).toEqual([
      [1, undefined],
      [2, undefined],
    ]);
  });

  it('counts for the booking that replaced the one it was sent for', async () => {
    const world = await askedThenEdited();
    expect((await world.bookingOf(1)).status).toBe('cancelled');
    await world.recordMailReport(nameless(world));
    expect((await world.bookingOf(11)).escalation?.reason).toBe('mail_bounced');
  });

  it('does not affect a partner who has answered for the replacing booking', async () => {
    const world = await askedThenEdited();
    await world.confirmInPortal(await world.bookingOf(11));
    expect(await world.recordMailReport(nameless(world))).toEqual({ known: false });
    expect(await world.timelineTypes(11)).not.toContain('mail_reported');
  });

  it('matches nothing when nobody was asked there; and only a hard bounce is matched by address', async () => {
    const world = await asked();
    expect(await world.recordMailReport(nameless(world, { address: 'fremd@example.org' }))).toEqual({ known: false });
    for (const outcome of ['dropped', 'blocked', 'deferred', 'delivered'] as const)
      expect(await world.recordMailReport(nameless(world, { outcome }))).toEqual({ known: false });
    expect((await world.onlyBooking()).escalation).toBeNull();
  });

  it('one with an unknown id of ours belongs to another installation', async () => {
    const world = await asked();
    const foreign = bounceOf(world, 0, { messageId: 'foreign', providerId: 'provider-1' });
    expect(await world.recordMailReport(foreign)).toEqual({ known: false });
  });
});

describe('reminders#hard-bounce: reports of the provider', () => {
  it('the same report any number of times, also at once, is recorded once', async () => {
    const world = await asked();
    const report = bounceOf(world, 0, { outcome: 'delivered', at: NOW + 1 });
    await Promise.all(Array.from({ length: 10 }, () => world.recordMailReport(report)));
    await world.recordMailReport(report);
    expect(await world.timelineTypes(1)).toEqual([
      'booking_registered',
      'partner_asked',
      'mail_accepted',
      'mail',
      'mail_reported',
    ]);
  });

  it('blocked and deferred are no hard bounces', async () => {
    const world = await asked();
    for (const outcome of ['blocked', 'deferred'] as const)
      expect(await world.recordMailReport(bounceOf(world, 0, { outcome }))).toEqual({ known: true });
    expect((await world.onlyBooking()).escalation).toBeNull();
  });

  it('a dropped mail escalates, and marks nothing', async () => {
    const world = await asked();
    await world.recordMailReport(bounceOf(world, 0, { outcome: 'dropped' }));
    expect((await world.onlyBooking()).escalation?.reason).toBe('mail_bounced');
    expect(await world.clearAddressMark(PARTNER.customerNumber)).toEqual({ asked: 1 });
  });

  it.each(['dropped', 'bounced'] as const)(
    'reminders#unreachable: imports that bring nothing new leave a %s mail to the office',
    async (outcome) => {
      const world = await asked(3);
      for (const n of [0, 1, 2]) await world.recordMailReport(bounceOf(world, n, { outcome }));
      for (let run = 0; run < 3; run += 1) {
        expect(await world.keepPartner(PARTNER)).toEqual({ asked: 0 });
        world.clock.advance(HOUR_MS);
        await world.work();
      }
      expect(world.mails()).toHaveLength(3);
      expect((await world.allBookings()).map(({ escalation }) => escalation?.reason)).toEqual(
        Array(3).fill('mail_bounced'),
      );
      expect(await correct(world)).toEqual({ asked: 3 });
    },
  );

  it('reminders#unreachable: nor when the order was edited after the mail had left', async () => {
    const world = await askedThenEdited();
    await world.recordMailReport(bounceOf(world, 0, { outcome: 'dropped' }));
    expect((await world.bookingOf(11)).escalation?.reason).toBe('mail_bounced');
    expect(await world.keepPartner(PARTNER)).toEqual({ asked: 0 });
  });
});
