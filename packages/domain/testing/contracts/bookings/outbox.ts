import { MINUTE_MS, type OutboxMessage } from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { commit, creating, keepWith, mail, present, updating } from '../commits.ts';
import { expectAfter, LONG_MS, meanwhile } from '../later.ts';
import { confirmed, NOW, pending } from '../samples.ts';
import type { PersistenceTests } from '../suite.ts';

const notes: readonly OutboxMessage[] = [
  { type: 'note_ticket', note: { kind: 'confirmed', at: NOW, channel: 'phone' }, reactivate: false },
  { type: 'note_ticket', note: { kind: 'declined', at: NOW, channel: 'portal', reason: 'other' }, reactivate: true },
  { type: 'note_ticket', note: { kind: 'reopened', at: NOW }, reactivate: true },
  { type: 'note_ticket', note: { kind: 'escalated', at: NOW, reason: 'no_answer' }, reactivate: true },
  { type: 'note_ticket', note: { kind: 'cancelled', at: NOW, cause: 'refunded' }, reactivate: false },
  { type: 'note_ticket', note: { kind: 'partner_asked', at: NOW }, reactivate: false },
  { type: 'note_ticket', note: { kind: 'carried_over', at: NOW, orderNumber: '100000001-1' }, reactivate: false },
  {
    type: 'note_ticket',
    note: {
      kind: 'details_changed',
      at: NOW,
      changes: { eventStart: { from: null, to: NOW }, participants: { from: 2, to: 3 } },
      askedAgain: true,
    },
    reactivate: false,
  },
];
const messages: readonly OutboxMessage[] = [
  mail('confirmation_request'),
  mail('look_again', { changes: { eventStart: { from: NOW, to: NOW + MINUTE_MS }, participants: null } }),
  { type: 'open_ticket', reason: 'event_near' },
  ...notes,
];

export const outboxTests: PersistenceTests = (harness) => {
  describe('outbox: messages commit with the change that causes them', () => {
    it('delivery#one-transaction: each message becomes one delivery row and one job, in order', async () => {
      const stored = await keepWith(harness().ports.bookings, pending(1), messages);
      const rows = await harness().deliveryRows();
      expect(rows.map(({ id: _, ...row }) => row)).toEqual(
        messages.map((message) => ({
          bookingId: stored.id,
          content: { type: 'booking_message', bookingId: stored.id, message },
          state: 'queued',
          attempt: 0,
        })),
      );
      const jobs = await harness().jobs();
      expect(jobs.map((job) => job.task)).toEqual(messages.map(() => 'deliver'));
      expect(jobs.map((job) => job.payload).sort(byDelivery)).toEqual(rows.map(({ id }) => ({ deliveryId: id })));
      const now = await harness().now();
      for (const job of jobs) expect(job.runAt).toBeLessThanOrEqual(now);
    });

    it('delivery#later-is-a-duration a mail with `afterMs` runs that long after the commit, by the database’s clock', async () => {
      const message = mail('decline_confirmation', { afterMs: LONG_MS + 123 });
      const kept = await meanwhile(harness(), () => keepWith(harness().ports.bookings, pending(1), [message]));
      const [row] = await harness().deliveryRows();
      const jobs = await harness().jobs();
      expect(jobs).toMatchObject([{ task: 'deliver', payload: { deliveryId: present(row).id } }]);
      expectAfter(jobs[0]?.runAt, kept, LONG_MS + 123);
    });

    it('`expedite_mail` runs the waiting mail of its kind and booking now, and adds none', async () => {
      const { bookings } = harness().ports;
      const waiting = mail('decline_confirmation', { afterMs: LONG_MS });
      const one = await keepWith(bookings, pending(1), [waiting, mail('receipt', { afterMs: LONG_MS })]);
      await keepWith(bookings, pending(2), [waiting]);
      const before = await harness().deliveryRows();
      await commit(bookings, [
        updating(one, one, { messages: [{ type: 'expedite_mail', mail: 'decline_confirmation' }] }),
      ]);
      expect(await harness().deliveryRows()).toEqual(before);
      const jobs = await harness().jobs();
      expect(jobs).toHaveLength(3);
      const now = await harness().now();
      const soon = jobs.filter((job) => job.runAt <= now);
      expect(soon.map((job) => job.payload)).toEqual([{ deliveryId: present(before[0]).id }]);
    });

    it('`expedite_mail` without a waiting mail does nothing', async () => {
      const { bookings } = harness().ports;
      const one = await keepWith(bookings, pending(1), [mail('receipt', { afterMs: LONG_MS })]);
      const before = await harness().jobs();
      await commit(bookings, [
        updating(one, one, { messages: [{ type: 'expedite_mail', mail: 'decline_confirmation' }] }),
      ]);
      expect(await harness().jobs()).toEqual(before);
      expect(await harness().deliveryRows()).toHaveLength(1);
    });

    it('`expedite_mail` does not bring back a mail that was sent', async () => {
      const { bookings, deliveries } = harness().ports;
      const one = await keepWith(bookings, pending(1), [mail('decline_confirmation', { afterMs: LONG_MS })]);
      const [row] = await harness().deliveryRows();
      const attempt = present(await deliveries.begin(present(row).id, NOW));
      await deliveries.finish(attempt, { type: 'done', providerId: null }, NOW);
      const before = await harness().jobs();
      await commit(bookings, [
        updating(one, one, { messages: [{ type: 'expedite_mail', mail: 'decline_confirmation' }] }),
      ]);
      expect(await harness().jobs()).toEqual(before);
      expect(await deliveries.begin(present(row).id, NOW)).toBeUndefined();
    });

    it('the messages of an update are about that booking, those of several changes about theirs', async () => {
      const { bookings } = harness().ports;
      const one = await keepWith(bookings, pending(1), []);
      const [changed, made] = await commit(bookings, [
        updating(one, confirmed(pending(1)), { messages: [mail('receipt')] }),
        creating(pending(2), { messages: [mail('confirmation_request')] }),
      ]);
      const rows = await harness().deliveryRows();
      expect(rows.map((row) => row.bookingId)).toEqual([present(changed).id, present(made).id]);
    });

    it('links#digest-only: neither rows nor jobs contain customer data or anything of the token', async () => {
      const booking = pending(1);
      await keepWith(harness().ports.bookings, booking, messages);
      const kept = JSON.stringify([await harness().deliveryRows(), await harness().jobs()]);
      const { customer } = booking.details;
      for (const canary of [...Object.values(customer), booking.token.digest, booking.token.nonce]) {
        expect(kept).not.toContain(canary);
      }
    });
  });
};

function byDelivery(a: object, b: object): number {
  const id = (payload: object): number => ('deliveryId' in payload ? Number(payload.deliveryId) : 0);
  return id(a) - id(b);
}
