import { asOrderId, asOrderItemId, HOUR_MS, MINUTE_MS } from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { anItem, aShopOrder, NOW, openWorld, PARTNER, type World } from './world.ts';

/** Sweeps and delivers every ten minutes until this many hours after the order. */
async function live(world: World, untilHours: number): Promise<void> {
  while (world.clock.now() < NOW + untilHours * HOUR_MS) {
    world.clock.advance(10 * MINUTE_MS);
    await world.sweep();
    await world.work();
  }
}

/** The mails that left, and how many hours after the order. */
const left = (world: World): readonly (readonly [string, number])[] =>
  world.mails().map(({ content }) => [content.kind, hours('now' in content ? content.now : 0)]);
const hours = (at: number): number => Math.round(((at - NOW) / HOUR_MS) * 100) / 100;

async function ordered(inMs?: number): Promise<World> {
  const world = await openWorld();
  world.shop.place(aShopOrder({ items: [anItem(inMs === undefined ? {} : { inMs })] }));
  await world.receiveOrder(asOrderId(100));
  return world;
}

async function announced(world: World, fields: Parameters<typeof aShopOrder>[0]): Promise<void> {
  world.shop.place(aShopOrder(fields));
  await world.receiveOrder(fields?.orderId ?? asOrderId(100));
}

describe('reminders#spacing · after an outage one mail leaves at a time', () => {
  it('mailer down from creation for 49 hours: request, second reminder a day later, then the ticket', async () => {
    const world = await ordered();
    world.mailer.failures.breakDown();
    await live(world, 49);
    expect(world.mails()).toEqual([]);
    world.mailer.failures.recover();
    await live(world, 100);
    const [request, second, ...others] = left(world);
    expect([request?.[0], second?.[0], others]).toEqual(['confirmation_request', 'second_reminder', []]);
    expect(request?.[1]).toBeLessThan(49.5);
    expect((second?.[1] ?? 0) - (request?.[1] ?? 0)).toBeGreaterThanOrEqual(24);
    expect((second?.[1] ?? 0) - (request?.[1] ?? 0)).toBeLessThan(24.5);
    const { escalation, reminders } = await world.onlyBooking();
    expect(hours(escalation?.at ?? 0)).toBe(second?.[1]);
    expect(reminders.count).toBe(1);
    expect(world.tickets()).toHaveLength(1);
  });

  it('mailer down for 2 hours 10 minutes, event in 6: one at a time, a third apart, the ticket two hours before', async () => {
    const world = await ordered(6 * HOUR_MS);
    world.mailer.failures.breakDown();
    await live(world, 2);
    world.clock.advance(10 * MINUTE_MS);
    world.mailer.failures.recover();
    await live(world, 7);
    const [request, reminder, ...others] = left(world);
    expect([request?.[0], reminder?.[0], others]).toEqual(['confirmation_request', 'second_reminder', []]);
    expect((reminder?.[1] ?? 0) - (request?.[1] ?? 0)).toBeGreaterThanOrEqual(2);
    expect((await world.onlyBooking()).escalation).toMatchObject({ at: NOW + 4 * HOUR_MS, reason: 'event_near' });
  });

  it('the scheduler down for three days while the cron endpoint sweeps: still one at a time', async () => {
    const world = await ordered();
    while (world.clock.now() < NOW + 72 * HOUR_MS) {
      world.clock.advance(HOUR_MS);
      await world.sweep();
    }
    await live(world, 120);
    expect(left(world)).toEqual([
      ['confirmation_request', 72.17],
      ['second_reminder', 96.17],
    ]);
  });

  it('down only when the first reminder is due: it leaves when it can, the second a day after it', async () => {
    const world = await ordered();
    await live(world, 23);
    world.mailer.failures.breakDown();
    await live(world, 40);
    world.mailer.failures.recover();
    await live(world, 80);
    const [, first, second] = left(world);
    expect([first?.[0], second?.[0]]).toEqual(['first_reminder', 'second_reminder']);
    expect((second?.[1] ?? 0) - (first?.[1] ?? 0)).toBeGreaterThanOrEqual(24);
  });

  it('down until the second is due: the first is left out', async () => {
    const world = await ordered();
    await live(world, 23);
    world.mailer.failures.breakDown();
    await live(world, 50);
    world.mailer.failures.recover();
    await live(world, 80);
    expect(world.mailKinds()).toEqual(['confirmation_request', 'second_reminder']);
  });

  it('down when the second is due: the office phones only after it has left', async () => {
    const world = await ordered();
    await live(world, 47);
    world.mailer.failures.breakDown();
    await live(world, 60);
    expect(world.tickets()).toEqual([]);
    world.mailer.failures.recover();
    await live(world, 62);
    expect(world.mailKinds()).toEqual(['confirmation_request', 'first_reminder', 'second_reminder']);
    expect(world.tickets()).toHaveLength(1);
  });

  it('due while the order is on hold: the first reminder after release, the second spaced from it', async () => {
    const world = await ordered();
    await live(world, 23);
    await announced(world, { state: 'holded' });
    await live(world, 30);
    expect((await world.onlyBooking()).reminders.count).toBe(0);
    await announced(world, {});
    await live(world, 80);
    const [, first, second] = left(world);
    expect(first).toEqual(['first_reminder', 30.17]);
    expect(second).toEqual(['second_reminder', 54.17]);
  });

  it('held after it was queued: it does not count, and is sent when the hold is over', async () => {
    const world = await ordered();
    await live(world, 23);
    world.clock.advance(2 * HOUR_MS);
    expect(await world.sweep()).toMatchObject({ firstReminders: 1 });
    await announced(world, { state: 'holded' });
    await world.work();
    expect(await world.onlyBooking()).toMatchObject({ reminders: { count: 0 }, asking: { step: 0, mail: 'sent' } });
    await announced(world, {});
    await live(world, 26);
    expect(world.mailKinds()).toEqual(['confirmation_request', 'first_reminder']);
    expect((await world.onlyBooking()).reminders.count).toBe(1);
  });

  it('reminders#escalation: when the second reminder is given up, the office phones at once, not two hours before', async () => {
    const world = await ordered();
    await live(world, 47);
    world.mailer.failures.breakDown('permanent');
    await live(world, 49);
    expect(world.mailKinds()).toEqual(['confirmation_request', 'first_reminder']);
    const { escalation, reminders, asking } = await world.onlyBooking();
    expect([hours(escalation?.at ?? 0), escalation?.reason]).toEqual([48.17, 'reminder_not_sent']);
    expect([reminders.count, asking.step, asking.mail]).toEqual([1, 2, 'unsent']);
    expect(world.tickets().map(({ draft }) => draft.reason)).toEqual(['reminder_not_sent']);
  });

  it('a mail that was given up is not tried again, and the next one still comes', async () => {
    const world = await ordered();
    await live(world, 23);
    world.mailer.failures.breakDown('permanent');
    await live(world, 30);
    expect(await world.dead()).toHaveLength(1);
    world.mailer.failures.recover();
    await live(world, 60);
    expect(world.mailKinds()).toEqual(['confirmation_request', 'second_reminder']);
    expect(world.tickets()).toHaveLength(1);
    // Sent again by a manager, it would come after the second.
    await world.resend((await world.dead())[0]?.id ?? 0);
    await world.work();
    expect(world.mailKinds()).toHaveLength(2);
  });
});

describe('delivery#mails-in-order · mails that wait at the same time', () => {
  it('moved before the request left: the request says the new date, and nothing more is sent', async () => {
    const world = await ordered();
    world.mailer.failures.breakDown();
    await live(world, 2);
    await announced(world, { items: [anItem({ inMs: 20 * 24 * HOUR_MS })] });
    world.mailer.failures.recover();
    await live(world, 3);
    expect(world.mailKinds()).toEqual(['confirmation_request']);
    expect((await world.onlyBooking()).asking).toMatchObject({ step: 0, mail: 'sent' });
  });

  it('moved after the request may have left: the change is what is sent', async () => {
    const world = await ordered();
    world.mailer.failures.failNext('lost_answer');
    await world.work();
    world.mailer.failures.breakDown();
    world.clock.advance(MINUTE_MS);
    await announced(world, { items: [anItem({ inMs: 20 * 24 * HOUR_MS })] });
    world.mailer.failures.recover();
    await live(world, 1);
    expect(world.mailKinds()).toEqual(['confirmation_request', 'look_again']);
  });

  it('fewer people before the request left: one mail; after: two in order', async () => {
    const fewer = { items: [anItem({ quantity: { ordered: '2.0000', cancelled: '1.0000', refunded: null } })] };
    for (const [before, expected] of [
      [true, ['confirmation_request']],
      [false, ['confirmation_request', 'details_changed']],
    ] as const) {
      const world = await ordered();
      if (!before) await world.work();
      world.mailer.failures.breakDown();
      await world.work();
      world.clock.advance(MINUTE_MS);
      await announced(world, fewer);
      await world.work();
      world.mailer.failures.recover();
      await live(world, 2);
      expect(world.mailKinds()).toEqual(expected);
    }
  });
});

describe('delivery#told-is-told · a partner who may know is told of the cancellation', () => {
  it('the request was accepted, its answer lost, the order cancelled before the retry', async () => {
    const world = await ordered();
    world.mailer.failures.failNext('lost_answer');
    await world.work();
    await announced(world, { state: 'canceled' });
    await live(world, 1);
    expect(world.mailKinds()).toEqual(['confirmation_request', 'cancellation_notice']);
  });

  it('the worker died with the request, the order cancelled before another took over', async () => {
    const world = await ordered();
    const dead = world.deliverWith({ send: () => Promise.reject(new Error('killed')) });
    const [job] = await world.jobs();
    await expect(dead(job?.task === 'deliver' ? job.payload.deliveryId : 0)).rejects.toThrow('killed');
    await announced(world, { state: 'canceled' });
    await live(world, 1);
    expect(world.mailKinds()).toEqual(['cancellation_notice']);
  });

  it('an outage in which nothing was accepted told nobody', async () => {
    const world = await ordered();
    world.mailer.failures.breakDown('transient');
    await world.work();
    await announced(world, { state: 'canceled' });
    world.mailer.failures.recover();
    await live(world, 1);
    expect(world.mailKinds()).toEqual([]);
  });

  it('confirmed; the order edited to another date twice, then cancelled, the mailer down meanwhile', async () => {
    const world = await ordered();
    await world.work();
    await world.confirmInPortal(await world.onlyBooking());
    world.mailer.failures.breakDown();
    await world.work();
    const day = 24 * HOUR_MS;
    await announced(world, { state: 'canceled', replacedByOrderId: asOrderId(101) });
    await announced(world, {
      orderId: asOrderId(101),
      replacesOrderId: asOrderId(100),
      items: [anItem({ itemId: asOrderItemId(2), inMs: 20 * day })],
    });
    await world.work();
    await announced(world, {
      orderId: asOrderId(101),
      replacesOrderId: asOrderId(100),
      replacedByOrderId: asOrderId(102),
      state: 'canceled',
      items: [],
    });
    await announced(world, {
      orderId: asOrderId(102),
      replacesOrderId: asOrderId(101),
      items: [anItem({ itemId: asOrderItemId(3), inMs: 21 * day })],
    });
    await world.work();
    await announced(world, {
      orderId: asOrderId(102),
      replacesOrderId: asOrderId(101),
      state: 'canceled',
      items: [anItem({ itemId: asOrderItemId(3), inMs: 21 * day })],
    });
    world.mailer.failures.recover();
    await live(world, 1);
    expect(world.mailKinds()).toEqual(['confirmation_request', 'cancellation_notice']);
    expect(world.mails().at(-1)?.to.address).toBe(PARTNER.email);
  });
});
