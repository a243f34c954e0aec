import { BOOKING_MAIL_KINDS, DAY_MS, type OutboxMessage, SECOND_MS } from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { mail, present } from '../commits.ts';
import { NOW, office, owner, stranger, system } from '../samples.ts';
import type { PersistenceTests } from '../suite.ts';
import { attempted, begun, DONE, failedFor, queued } from './queued.ts';

const TICKET: OutboxMessage = { type: 'open_ticket', reason: 'no_answer' };
const NOTE: OutboxMessage = { type: 'note_ticket', note: { kind: 'reopened', at: NOW }, reactivate: true };

export const reportTests: PersistenceTests = (harness) => {
  describe('findByMessageId: what a report of the mail provider is about', () => {
    it('gives booking, mail kind and when it was queued, in the scope only', async () => {
      const { deliveries } = harness().ports;
      const { booking, rows } = await queued(
        harness(),
        BOOKING_MAIL_KINDS.map((kind) => mail(kind)),
      );
      for (const [i, row] of rows.entries()) {
        const { messageId } = await begun(harness(), row.id);
        const expected = { bookingId: booking.id, mail: BOOKING_MAIL_KINDS[i], queuedAt: NOW };
        for (const scope of [owner, office, system])
          expect(await deliveries.findByMessageId(scope, messageId)).toEqual(expected);
        expect(await deliveries.findByMessageId(stranger, messageId)).toBeUndefined();
      }
    });

    it('finds a mail after it was sent, too', async () => {
      const { booking, id } = await queued(harness());
      const attempt = await begun(harness(), id);
      await harness().ports.deliveries.finish(attempt, DONE, NOW);
      const report = await harness().ports.deliveries.findByMessageId(system, attempt.messageId);
      expect(report).toEqual({ bookingId: booking.id, mail: 'confirmation_request', queuedAt: NOW });
    });

    it('knows no other message id, and no ticket by one', async () => {
      const { deliveries } = harness().ports;
      const { rows } = await queued(harness(), [TICKET, NOTE]);
      for (const row of rows) {
        const { messageId } = await begun(harness(), row.id);
        expect(await deliveries.findByMessageId(system, messageId)).toBeUndefined();
      }
      for (const unknown of ['', 'x', '%', '00000000-0000-4000-8000-000000000000', `${'é'.repeat(300)}`]) {
        expect(await deliveries.findByMessageId(system, unknown)).toBeUndefined();
      }
    });
  });

  describe('ticketDeskTroubled: whether it is worth waiting for a ticket', () => {
    /** Three attempts at tickets and notes within three seconds. */
    const fail = async (failed: boolean): Promise<readonly number[]> => {
      const { rows } = await queued(harness(), [TICKET, NOTE, TICKET]);
      for (const row of rows) {
        await attempted(harness(), row.id, { type: 'later', afterMs: 5 * SECOND_MS, reason: 'timed out', failed });
        await harness().letPass(SECOND_MS);
      }
      return rows.map((row) => row.id);
    };
    const troubled = (): Promise<boolean> => harness().ports.deliveries.ticketDeskTroubled();

    it('not while nothing was tried', async () => {
      expect(await troubled()).toBe(false);
      await queued(harness(), [TICKET, NOTE]);
      expect(await troubled()).toBe(false);
    });

    it('F18 when the newest attempts failed, until one is taken over', async () => {
      const [id] = await fail(true);
      expect(await troubled()).toBe(true);
      await attempted(harness(), present(id), DONE);
      expect(await troubled()).toBe(false);
    });

    it('not for attempts that only wait', async () => {
      await fail(false);
      expect(await troubled()).toBe(false);
    });

    it('not for ever: a day later it is tried again', async () => {
      await fail(true);
      await harness().letPass(DAY_MS);
      expect(await troubled()).toBe(false);
    });

    it('delivery#later-is-a-duration by the store’s clock, whatever the clocks of those who tried and of who asks', async () => {
      const { rows } = await queued(harness(), [TICKET]);
      await attempted(harness(), present(rows[0]).id, failedFor(5 * SECOND_MS), NOW - DAY_MS);
      expect(await troubled()).toBe(true);
    });

    it('not for mails', async () => {
      const { rows } = await queued(harness(), [mail('receipt'), mail('receipt'), mail('receipt')]);
      for (const row of rows) await attempted(harness(), row.id, failedFor(1));
      expect(await troubled()).toBe(false);
    });
  });
};
