import { asOrderId, HOUR_MS, MINUTE_MS, partnerScope, type Stored, type TicketDesk } from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { aGate, aShopOrder, openWorld, type World } from './world.ts';

async function declined(): Promise<{ readonly world: World; readonly booking: Stored }> {
  const world = await openWorld();
  world.shop.place(aShopOrder());
  await world.receiveOrder(asOrderId(100));
  await world.work();
  const booking = await world.onlyBooking();
  await world.declineInPortal(booking);
  return { world, booking };
}

const undo = (world: World, { id, customerNumber }: Stored): Promise<{ readonly ok: boolean }> =>
  world.reopenBooking({ scope: partnerScope(customerNumber), id });

describe('booking#take-decline-back: the ticket and the mails', () => {
  it('the ticket has a number: it gets a note, is closed, and the decline mail does not leave', async () => {
    const { world, booking } = await declined();
    // The desk has the ticket; the mail that waited for its number has not left.
    const [ticketJob] = (await world.jobs()).filter((job) => job.task === 'deliver');
    if (ticketJob?.task !== 'deliver') throw new Error('No ticket was queued.');
    await world.deliver(ticketJob.payload.deliveryId);
    expect(await undo(world, booking)).toMatchObject({ ok: true });
    await world.work();
    expect(world.mailKinds()).toEqual(['confirmation_request']);
    expect(world.tickets()).toMatchObject([{ closed: true }]);
    expect(world.notes()).toMatchObject([{ note: { kind: 'reopened', answer: 'decline' }, close: true }]);
  });

  it('the ticket is not open yet: it is opened once, gets a note and is closed', async () => {
    const { world, booking } = await declined();
    expect(await undo(world, booking)).toMatchObject({ ok: true });
    await world.work();
    world.clock.advance(MINUTE_MS);
    await world.work();
    expect(world.tickets()).toMatchObject([{ closed: true }]);
    expect(world.notes()).toHaveLength(1);
    expect((await world.onlyBooking()).ticket?.id).toBe(world.tickets()[0]?.ticketId);
  });

  it('declined, taken back, declined again: one ticket, open', async () => {
    const { world, booking } = await declined();
    await undo(world, booking);
    world.clock.advance(1);
    await world.declineInPortal(booking);
    await world.work();
    world.clock.advance(MINUTE_MS);
    await world.work();
    expect(world.tickets()).toMatchObject([{ closed: false }]);
    // Never closed in between, and no note beside the two that tell what happened.
    expect(world.notes().map(({ note, close }) => [note.kind, close])).toEqual([
      ['reopened', false],
      ['declined', false],
    ]);
    expect(world.mailKinds()).toEqual(['confirmation_request', 'decline_confirmation']);
  });

  it('declined again while its ticket is being closed: the ticket is reopened', async () => {
    const { world, booking } = await declined();
    await world.work();
    await undo(world, booking);
    const gate = aGate();
    const { desk } = world;
    const addNote = desk.addNote.bind(desk);
    desk.addNote = async (...[ticketId, draft]: Parameters<TicketDesk['addNote']>) => {
      if (draft.close) await gate.pass();
      await addNote(ticketId, draft);
    };
    const [closing] = (await world.jobs()).filter((job) => job.task === 'deliver');
    if (closing?.task !== 'deliver') throw new Error('No note was queued.');
    const closed = world.deliver(closing.payload.deliveryId);
    await gate.reached;
    await world.declineInPortal(booking);
    // The new decline's note comes first and reopens nothing, because nothing is closed yet.
    for (const job of await world.jobs()) {
      if (job.task === 'deliver' && job.payload.deliveryId !== closing.payload.deliveryId)
        await world.deliver(job.payload.deliveryId);
    }
    gate.open();
    await closed;
    expect(world.tickets()).toMatchObject([{ closed: false }]);
  });

  it('its reminders continue as if there had been no answer', async () => {
    const { world, booking } = await declined();
    world.clock.advance(9 * MINUTE_MS);
    await undo(world, booking);
    await world.work();
    world.clock.advance(24 * HOUR_MS - 9 * MINUTE_MS);
    expect(await world.sweep()).toMatchObject({ firstReminders: 1, secondReminders: 0 });
    await world.work();
    expect(world.mailKinds()).toEqual(['confirmation_request', 'first_reminder']);
  });

  it('a reminder that the decline had stopped is sent after all', async () => {
    const world = await openWorld();
    world.shop.place(aShopOrder());
    await world.receiveOrder(asOrderId(100));
    await world.work();
    const booking = await world.onlyBooking();
    world.clock.advance(24 * HOUR_MS);
    await world.sweep();
    await world.declineInPortal(booking);
    await world.work();
    expect(world.mailKinds()).not.toContain('first_reminder');
    world.clock.advance(MINUTE_MS);
    await undo(world, booking);
    expect(await world.sweep()).toMatchObject({ firstReminders: 1 });
    await world.work();
    world.clock.advance(24 * HOUR_MS);
    expect(await world.sweep()).toMatchObject({ secondReminders: 1 });
  });
});
