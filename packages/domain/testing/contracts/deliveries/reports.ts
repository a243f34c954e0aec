import {
  asBookingId,
  BOOKING_MAIL_KINDS,
  DAY_MS,
  type FinalResult,
  type OutboxMessage,
  SECOND_MS,
} from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { commit, mail, present, updating } from '../commits.ts';
import { cancelled, confirmed, NOW, office, owner, pending, stranger, system } from '../samples.ts';
import type { PersistenceTests } from '../suite.ts';
import { attempted, begun, DEAD, DONE, failedFor, queued } from './queued.ts';

const TICKET: OutboxMessage = { type: 'open_ticket', reason: 'no_answer' };
const NOTE: OutboxMessage = { type: 'note_ticket', note: { kind: 'reopened', at: NOW }, reactivate: true };

export const reportTests: PersistenceTests = (harness) => {
  describe('findByMessageId: the mail that a report is about', () => {
    it('gives booking and mail, in the scope only', async () => {
      const { deliveries } = harness().ports;
      const { booking, rows } = await queued(
        harness(),
        BOOKING_MAIL_KINDS.map((kind) => mail(kind)),
      );
      for (const row of rows) {
        const { messageId } = await begun(harness(), row.id);
        const expected = {
          bookingId: booking.id,
          message: present(row.content.type === 'booking_message' ? row.content.message : undefined),
        };
        for (const scope of [owner, office, system])
          expect(await deliveries.findByMessageId(scope, messageId)).toEqual([expected]);
        expect(await deliveries.findByMessageId(stranger, messageId)).toEqual([]);
      }
    });

    it('finds a mail after it was sent, too', async () => {
      const { booking, id } = await queued(harness());
      const attempt = await begun(harness(), id);
      await harness().ports.deliveries.finish(attempt, DONE, NOW);
      const report = await harness().ports.deliveries.findByMessageId(system, attempt.messageId);
      expect(report).toEqual([{ bookingId: booking.id, message: mail('confirmation_request') }]);
    });

    it('finds nothing for another message id, nor a ticket', async () => {
      const { deliveries } = harness().ports;
      const { rows } = await queued(harness(), [TICKET, NOTE]);
      for (const row of rows) {
        const { messageId } = await begun(harness(), row.id);
        expect(await deliveries.findByMessageId(system, messageId)).toEqual([]);
      }
      for (const unknown of ['', 'x', '%', '00000000-0000-4000-8000-000000000000', `${'é'.repeat(300)}`]) {
        expect(await deliveries.findByMessageId(system, unknown)).toEqual([]);
      }
    });
  });

  describe('customerMailCameBack: a mail to a customer that can’t arrive (booking#customer-informed)', () => {
    const TELL: OutboxMessage = { type: 'tell_customer', about: NOW, afterMs: 0 };
    const cameBack = (messageId: string, providerId: string | null = null) =>
      harness().ports.deliveries.customerMailCameBack(system, { messageId, providerId }, 'Phone.', NOW + 5);

    it('is given up once, with the reason, and says so when it is sent again', async () => {
      const { deliveries } = harness().ports;
      const { id } = await queued(harness(), [TELL]);
      const attempt = await begun(harness(), id);
      expect(await cameBack(attempt.messageId)).toBe(false);
      await deliveries.finish(attempt, DONE, NOW);
      expect(await cameBack(attempt.messageId, 'another sending')).toBe(false);
      expect(await cameBack(attempt.messageId, 'provider-1')).toBe(true);
      expect(await cameBack(attempt.messageId, 'provider-1')).toBe(false);
      const { rows } = await deliveries.dead(office, { page: 1, limit: 10 });
      expect(rows).toMatchObject([{ id, reason: 'Phone.', diedAt: NOW + 5 }]);
      await deliveries.resend(office, id, NOW + 6);
      const again = await begun(harness(), id, NOW + 7);
      expect(again.content).toMatchObject({ message: { ...TELL, again: true } });
      await deliveries.finish(again, { type: 'done', providerId: 'provider-2' }, NOW + 8);
      expect(await cameBack(attempt.messageId, 'provider-1')).toBe(false);
      expect(await cameBack(attempt.messageId)).toBe(true);
    });

    it('is no mail to a partner, and none of another id', async () => {
      const { deliveries } = harness().ports;
      const { id } = await queued(harness());
      const attempt = await begun(harness(), id);
      await deliveries.finish(attempt, DONE, NOW);
      for (const messageId of [attempt.messageId, '', 'x', '00000000-0000-4000-8000-000000000000'])
        expect(await cameBack(messageId)).toBe(false);
      expect(await deliveries.dead(office, { page: 1, limit: 10 })).toEqual({ rows: [], total: 0 });
    });
  });

  describe('findByProviderId: the same by the provider’s own id (delivery#reports-without-our-id)', () => {
    it('finds the mail that was sent with this id, in the scope only', async () => {
      const { deliveries } = harness().ports;
      const { booking, id } = await queued(harness());
      expect(await deliveries.findByProviderId(system, 'provider-1')).toEqual([]);
      await attempted(harness(), id, DONE);
      const expected = { bookingId: booking.id, message: mail('confirmation_request') };
      for (const scope of [owner, office, system])
        expect(await deliveries.findByProviderId(scope, 'provider-1')).toEqual([expected]);
      expect(await deliveries.findByProviderId(stranger, 'provider-1')).toEqual([]);
      for (const other of ['', 'provider', 'provider-11', 'PROVIDER-1', '%'])
        expect(await deliveries.findByProviderId(system, other)).toEqual([]);
    });

    it('finds no ticket by its number', async () => {
      const { rows } = await queued(harness(), [TICKET, NOTE]);
      for (const row of rows) await attempted(harness(), row.id, { type: 'done', providerId: '17' });
      expect(await harness().ports.deliveries.findByProviderId(system, '17')).toEqual([]);
    });
  });

  describe('awaitingAnswerAt: the requests sent to an address (delivery#reports-without-our-id)', () => {
    const A = 'Kurse@kochschule-müller.example';
    const asked = async (n: number, messages: readonly OutboxMessage[], address = A, result: FinalResult = DONE) => {
      const { booking, rows } = await queued(harness(), messages, pending(n));
      for (const { id } of rows)
        await harness().ports.deliveries.finish({ ...(await begun(harness(), id)), address }, result, NOW);
      return booking;
    };
    const found = async (address: string) =>
      (await harness().ports.deliveries.awaitingAnswerAt(system, address)).toSorted(
        (a, b) => a.bookingId - b.bookingId,
      );

    it('gives the newest mail that asks of each booking, by any spelling of the address', async () => {
      const one = await asked(1, [mail('confirmation_request'), mail('first_reminder'), mail('details_changed')]);
      const two = await asked(2, [mail('confirmation_request')], A.toUpperCase());
      await asked(3, [mail('confirmation_request')], 'kurse@kochschule-mueller.example');
      await asked(4, [mail('details_changed'), TICKET]);
      await asked(5, [mail('confirmation_request')], A, DEAD);
      const expected = [
        { bookingId: one.id, message: mail('first_reminder') },
        { bookingId: two.id, message: mail('confirmation_request') },
      ];
      for (const spelling of [A, 'kurse@xn--kochschule-mller-uzb.example', 'KURSE@KOCHSCHULE-MÜLLER.EXAMPLE'])
        expect(await found(spelling)).toEqual(expected);
      for (const other of ['', '%', 'kurse', 'kochschule-müller.example']) expect(await found(other)).toEqual([]);
    });

    it('leaves out answered or cancelled bookings, but not replaced ones', async () => {
      const { bookings } = harness().ports;
      const answered = await asked(1, [mail('confirmation_request')]);
      const gone = await asked(2, [mail('confirmation_request')]);
      const replaced = await asked(3, [mail('confirmation_request')]);
      await commit(bookings, [
        updating(answered, confirmed(pending(1))),
        updating(gone, cancelled(pending(2), { cause: 'refunded' })),
        updating(replaced, cancelled(pending(3), { cause: 'replaced', replacedBy: pending(4).order })),
      ]);
      expect((await found(A)).map(({ bookingId }) => bookingId)).toEqual([replaced.id]);
    });
  });

  describe('mailsElsewhere: mails sent, or queued, to another address (delivery#corrected-address)', () => {
    it('returns those sent to another address, and queued ones', async () => {
      const { deliveries } = harness().ports;
      const kinds = ['confirmation_request', 'first_reminder', 'look_again', 'receipt', 'second_reminder'] as const;
      const { booking, rows } = await queued(harness(), [...kinds.map((kind) => mail(kind)), TICKET]);
      const [here, there, unknown, dead, waits] = rows.map(({ id }) => id);
      const end = async (id: number | undefined, address: string | null, result: FinalResult = DONE) =>
        deliveries.finish({ ...(await begun(harness(), present(id))), address }, result, NOW);
      await end(here, 'A@Example.org');
      await end(there, 'b@example.org');
      await end(unknown, null);
      await end(dead, 'b@example.org', DEAD);
      const elsewhere = await deliveries.mailsElsewhere([booking.id], 'a@example.org');
      expect(elsewhere.map(({ id, state }) => [id, state])).toEqual([
        [there, 'done'],
        [waits, 'queued'],
      ]);
      expect(elsewhere[0]).toEqual({
        ...(await deliveries.mailsOf([booking.id]))[1],
        waitedMs: expect.any(Number),
      });
      expect(await deliveries.mailsElsewhere([asBookingId(424_242)], 'a@example.org')).toEqual([]);
    });
  });

  describe('ticketDeskIsFailing: whether waiting for a ticket is pointless', () => {
    /** Three attempts at tickets and notes within three seconds. */
    const fail = async (failed: boolean): Promise<readonly number[]> => {
      const { rows } = await queued(harness(), [TICKET, NOTE, TICKET]);
      for (const row of rows) {
        await attempted(harness(), row.id, { type: 'later', afterMs: 5 * SECOND_MS, reason: 'timed out', failed });
        await harness().letPass(SECOND_MS);
      }
      return rows.map((row) => row.id);
    };
    const isFailing = (): Promise<boolean> => harness().ports.deliveries.ticketDeskIsFailing();

    it('not without any attempt', async () => {
      expect(await isFailing()).toBe(false);
      await queued(harness(), [TICKET, NOTE]);
      expect(await isFailing()).toBe(false);
    });

    it('F18 when the newest attempts failed, until one is accepted', async () => {
      const [id] = await fail(true);
      expect(await isFailing()).toBe(true);
      await attempted(harness(), present(id), DONE);
      expect(await isFailing()).toBe(false);
    });

    it('not for attempts that only wait', async () => {
      await fail(false);
      expect(await isFailing()).toBe(false);
    });

    it('not for ever: after a day it is tried again', async () => {
      await fail(true);
      await harness().letPass(DAY_MS);
      expect(await isFailing()).toBe(false);
    });

    it('delivery#later-is-a-duration by the database’s clock, whatever the clocks of the processes', async () => {
      const { rows } = await queued(harness(), [TICKET]);
      await attempted(harness(), present(rows[0]).id, failedFor(5 * SECOND_MS), NOW - DAY_MS);
      expect(await isFailing()).toBe(true);
    });

    it('not for mails', async () => {
      const { rows } = await queued(harness(), [mail('receipt'), mail('receipt'), mail('receipt')]);
      for (const row of rows) await attempted(harness(), row.id, failedFor(1));
      expect(await isFailing()).toBe(false);
    });
  });
};
