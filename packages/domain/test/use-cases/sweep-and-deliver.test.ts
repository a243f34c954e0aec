import { asOrderId, asOrderItemId, HOUR_MS, type Mailer, MINUTE_MS } from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { aGate, anItem, aShopOrder, openWorld, type World } from './world.ts';

async function asked(count = 1): Promise<World> {
  const world = await openWorld();
  for (let i = 0; i < count; i += 1) {
    world.shop.place(aShopOrder({ orderId: asOrderId(100 + i), items: [anItem({ itemId: asOrderItemId(1 + i) })] }));
    await world.receiveOrder(asOrderId(100 + i));
  }
  await world.work();
  return world;
}

describe('US-4 US-7 FR-4 · reminders and escalation', () => {
  it('FR-4.1 FR-4.2 FR-4.3 · 24 hours, 48 hours, then a ticket, and never twice', async () => {
    const world = await asked();
    world.clock.advance(24 * HOUR_MS - 1);
    expect(await world.sweep()).toEqual({ firstReminders: 0, secondReminders: 0, escalations: 0, failed: 0 });
    world.clock.advance(1);
    expect(await world.sweep()).toEqual({ firstReminders: 1, secondReminders: 0, escalations: 0, failed: 0 });
    await world.work();
    expect(await world.sweep()).toEqual({ firstReminders: 0, secondReminders: 0, escalations: 0, failed: 0 });
    world.clock.advance(24 * HOUR_MS);
    expect(await world.sweep()).toEqual({ firstReminders: 0, secondReminders: 1, escalations: 0, failed: 0 });
    expect(world.tickets()).toHaveLength(0);
    await world.work();
    expect(await world.sweep()).toEqual({ firstReminders: 0, secondReminders: 0, escalations: 0, failed: 0 });
    expect(world.mailKinds()).toEqual(['confirmation_request', 'first_reminder', 'second_reminder']);
    expect(world.tickets()).toHaveLength(1);
    expect((await world.onlyBooking()).ticket?.id).toBe(world.tickets()[0]?.ticketId);
  });

  it('F30 · after 26 silent hours it advances one step, never both reminders at once', async () => {
    const world = await asked();
    world.clock.advance(47 * HOUR_MS);
    expect(await world.sweep()).toMatchObject({ firstReminders: 1, secondReminders: 0, escalations: 0 });
    await world.work();
    world.clock.advance(24 * HOUR_MS - 1);
    expect(await world.sweep()).toMatchObject({ secondReminders: 0 });
    world.clock.advance(1);
    expect(await world.sweep()).toMatchObject({ secondReminders: 1 });
  });

  it('F30 · any number of sweeps at once advance each booking by one step', async () => {
    const world = await asked(30);
    world.clock.advance(25 * HOUR_MS);
    const results = await Promise.all([world.sweep(), world.sweep(), world.sweep()]);
    expect(results.reduce((sum, result) => sum + result.firstReminders, 0)).toBe(30);
  });

  it('one failing booking does not stop the others, in any position', async () => {
    const world = await asked(7);
    world.clock.advance(25 * HOUR_MS);
    world.failCommitsOf(3);
    expect(await world.sweep()).toEqual({ firstReminders: 6, secondReminders: 0, escalations: 0, failed: 1 });
    expect(world.failedBookings).toEqual([(await world.bookingOf(3)).id]);
    world.failCommitsOf(null);
    expect(await world.sweep()).toEqual({ firstReminders: 1, secondReminders: 0, escalations: 0, failed: 0 });
  });

  it('FR-4.4 · sends no reminder to a partner who answered after it was queued', async () => {
    const world = await asked();
    world.clock.advance(24 * HOUR_MS);
    await world.sweep();
    await world.confirmInPortal(await world.onlyBooking());
    await world.work();
    expect(world.mailKinds()).toEqual(['confirmation_request']);
  });

  it('computes due times again when the configured hours have changed', async () => {
    const world = await asked();
    const patient = world.withPolicy({ firstReminderAfterMs: 12 * HOUR_MS });
    world.clock.advance(12 * HOUR_MS);
    expect(await patient.sweep()).toMatchObject({ firstReminders: 0 });
    expect(await patient.realign()).toEqual({ bookings: 1 });
    expect(await patient.sweep()).toMatchObject({ firstReminders: 1 });
  });
});

describe('delivery#read-again · delivery', () => {
  it('tries a failed mail again, with growing distance, and not before the requested time', async () => {
    const world = await openWorld();
    world.shop.place(aShopOrder());
    await world.receiveOrder(asOrderId(100));
    world.mailer.failures.breakDown('transient', { retryAfterMs: 5 * MINUTE_MS });
    await world.work();
    world.mailer.failures.recover();
    world.clock.advance(5 * MINUTE_MS - 1);
    await world.work();
    expect(world.mailKinds()).toEqual([]);
    world.clock.advance(MINUTE_MS);
    await world.work();
    expect(world.mailKinds()).toEqual(['confirmation_request']);
  });

  it('F15 · stores a permanent refusal with its reason, so that it can be sent again', async () => {
    const world = await openWorld();
    world.shop.place(aShopOrder());
    await world.receiveOrder(asOrderId(100));
    world.mailer.failures.breakDown('permanent');
    await world.work();
    world.mailer.failures.recover();
    const [dead] = await world.dead();
    expect(dead).toMatchObject({ reason: 'The mailer refused, as the test told it to.', attempts: 1 });
    expect(await world.resend(dead?.id ?? 0)).toBe(true);
    await world.work();
    expect(world.mailKinds()).toEqual(['confirmation_request']);
    expect(await world.dead()).toEqual([]);
  });

  it('gives up after three days, and reports it', async () => {
    const world = await openWorld();
    world.shop.place(aShopOrder());
    await world.receiveOrder(asOrderId(100));
    world.mailer.failures.breakDown();
    for (let hours = 0; hours < 80; hours += 1) {
      await world.work();
      world.clock.advance(HOUR_MS);
    }
    expect(await world.dead()).toMatchObject([{ reason: 'The mailer did not answer, as the test told it to.' }]);
  });

  it('gives a mail that a manager sends again another three days', async () => {
    const world = await openWorld();
    world.shop.place(aShopOrder());
    await world.receiveOrder(asOrderId(100));
    world.mailer.failures.breakDown('permanent');
    await world.work();
    world.clock.advance(96 * HOUR_MS);
    const [dead] = await world.dead();
    await world.resend(dead?.id ?? 0);
    world.mailer.failures.recover();
    world.mailer.failures.failNext('transient');
    await world.work();
    world.clock.advance(HOUR_MS);
    await world.work();
    expect(world.mailKinds()).toEqual(['confirmation_request']);
  });

  it('F14 · a mail whose answer was lost is sent again with the same message id', async () => {
    const world = await openWorld();
    world.shop.place(aShopOrder());
    await world.receiveOrder(asOrderId(100));
    world.mailer.failures.failNext('lost_answer');
    await world.work();
    world.clock.advance(HOUR_MS);
    await world.work();
    const ids = world.mails().map((mail) => mail.messageId);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  it('F27 · the late result of a paused worker changes nothing', async () => {
    const world = await openWorld();
    world.shop.place(aShopOrder());
    await world.receiveOrder(asOrderId(100));
    const [job] = await world.jobs();
    const id = job?.task === 'deliver' ? job.payload.deliveryId : 0;
    const gate = aGate();
    const asleep: Mailer = { send: (mail) => gate.pass().then(() => world.mailer.send(mail)) };
    const late = world.deliverWith(asleep)(id);
    await gate.reached;
    expect(await world.deliver(id)).toMatchObject({ type: 'done' });
    gate.open();
    expect(await late).toEqual({ type: 'superseded' });
  });

  it('FR-3.3 · the decline mail has the ticket’s number', async () => {
    const world = await asked();
    await world.declineInPortal(await world.onlyBooking());
    await world.work();
    const mail = world.mails().at(-1);
    expect(mail?.content).toMatchObject({
      kind: 'decline_confirmation',
      decline: { ticketId: world.tickets()[0]?.ticketId },
    });
  });

  it('F18 · with the desk down the decline is recorded, and its mail leaves after ten minutes without a number', async () => {
    const world = await asked();
    world.desk.failures.breakDown();
    expect((await world.declineInPortal(await world.onlyBooking())).ok).toBe(true);
    world.clock.advance(10 * MINUTE_MS - 1);
    await world.work();
    expect(world.mailKinds()).toEqual(['confirmation_request']);
    world.clock.advance(1);
    await world.work();
    expect(world.mails().at(-1)?.content).toMatchObject({ kind: 'decline_confirmation', decline: { ticketId: null } });
    world.desk.failures.recover();
    world.clock.advance(HOUR_MS);
    await world.work();
    expect(world.tickets()).toHaveLength(1);
    expect((await world.onlyBooking()).ticket?.id).not.toBeNull();
  });

  it('F16 · a lost answer of the desk gives one ticket', async () => {
    const world = await asked();
    world.desk.failures.failNext('lost_answer');
    await world.declineInPortal(await world.onlyBooking());
    await world.work();
    world.clock.advance(HOUR_MS);
    await world.work();
    expect(world.tickets()).toHaveLength(1);
  });

  it('reminders#one-ticket · a note waits for its ticket and is written once', async () => {
    const world = await asked();
    world.clock.advance(24 * HOUR_MS);
    await world.sweep();
    await world.work();
    world.clock.advance(24 * HOUR_MS);
    world.desk.failures.breakDown();
    await world.sweep();
    await world.work();
    await world.confirmInPortal(await world.onlyBooking());
    await world.work();
    world.desk.failures.recover();
    world.clock.advance(HOUR_MS);
    await world.work();
    world.clock.advance(HOUR_MS);
    await world.work();
    expect(world.notes()).toMatchObject([{ note: { kind: 'confirmed' } }]);
  });

  it('a cancellation mail goes only to a partner who was told', async () => {
    const world = await openWorld();
    world.shop.place(aShopOrder());
    await world.receiveOrder(asOrderId(100));
    world.shop.place(aShopOrder({ state: 'canceled' }));
    await world.receiveOrder(asOrderId(100));
    await world.work();
    expect(world.mailKinds()).toEqual([]);
  });
});

describe('delivery#decline-waits-for-nobody · the answer to a decline waits for the ticket’s number', () => {
  it('for three seconds, and no longer', async () => {
    const world = await asked();
    const booking = await world.onlyBooking();
    await world.declineInPortal(booking);
    const waited = await world.awaitTicket(booking.id);
    expect(waited.booking?.ticket?.id).toBeNull();
    expect(waited.ms).toBe(3_000);
  });

  it('returns at once with the number', async () => {
    const world = await asked();
    const booking = await world.onlyBooking();
    await world.declineInPortal(booking);
    await world.work();
    const waited = await world.awaitTicket(booking.id);
    expect(waited.booking?.ticket?.id).toBe(world.tickets()[0]?.ticketId);
    expect(waited.ms).toBe(0);
  });

  it('does not wait while the desk is known to be down', async () => {
    const world = await asked(2);
    world.desk.failures.breakDown();
    await world.declineInPortal(await world.bookingOf(1));
    await world.work();
    const second = await world.bookingOf(2);
    await world.declineInPortal(second);
    expect((await world.awaitTicket(second.id)).ms).toBe(0);
  });
});
