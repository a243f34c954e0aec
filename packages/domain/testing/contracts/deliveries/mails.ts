import {
  asBookingId,
  type BookingId,
  type BookingMail,
  type DeliveryResult,
  HOUR_MS,
  MINUTE_MS,
  type OutboxMessage,
} from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { commit, keep, mail, present, updating } from '../commits.ts';
import { cancelled, NOW, office, pending, system } from '../samples.ts';
import type { PersistenceTests } from '../suite.ts';
import { attempted, begun, DEAD, failedFor, queued, SKIPPED } from './queued.ts';

const TICKET: OutboxMessage = { type: 'open_ticket', reason: 'no_answer' };
const LOST: DeliveryResult = { ...failedFor(1), unsure: true };
const SENT: DeliveryResult = { type: 'done', providerId: 'provider-1' };

export const mailTests: PersistenceTests = (harness) => {
  const only = async (bookingId: BookingId): Promise<BookingMail> =>
    present((await harness().ports.deliveries.mailsOf([bookingId]))[0]);

  describe('mailsOf: what is known of the mails about a booking', () => {
    it('returns each with its content and outcome, in order, and no tickets', async () => {
      const messages = [mail('confirmation_request'), TICKET, mail('look_again'), mail('receipt')];
      const { booking, rows } = await queued(harness(), messages);
      await attempted(harness(), present(rows[0]).id, SENT, NOW + MINUTE_MS);
      await attempted(harness(), present(rows[2]).id, SKIPPED, NOW + HOUR_MS);
      const known = { waitedMs: expect.any(Number), unsureAt: null };
      expect(await harness().ports.deliveries.mailsOf([booking.id])).toEqual([
        {
          ...known,
          id: rows[0]?.id,
          message: messages[0],
          state: 'done',
          finishedAt: NOW + MINUTE_MS,
        },
        { ...known, id: rows[2]?.id, message: messages[2], state: 'skipped', finishedAt: NOW + HOUR_MS },
        { ...known, id: rows[3]?.id, message: messages[3], state: 'queued', finishedAt: null },
      ]);
    });

    it('returns those of several bookings, and no others', async () => {
      const one = await queued(harness(), [mail('receipt')], pending(1));
      const two = await queued(harness(), [mail('look_again')], pending(2));
      await queued(harness(), [mail('receipt')], pending(3));
      const { deliveries } = harness().ports;
      const found = await deliveries.mailsOf([two.booking.id, one.booking.id]);
      expect(found.map(({ id }) => id)).toEqual([one.id, two.id]);
      expect(await deliveries.mailsOf([asBookingId(424_242)])).toEqual([]);
      expect(await deliveries.mailsOf([])).toEqual([]);
    });

    it('has waited since it was queued, or last sent again by a manager', async () => {
      const { booking, id } = await queued(harness());
      await harness().letPass(HOUR_MS);
      expect((await only(booking.id)).waitedMs).toBeGreaterThanOrEqual(HOUR_MS);
      await attempted(harness(), id, DEAD);
      await harness().ports.deliveries.resend(office, id, NOW + HOUR_MS);
      const again = await only(booking.id);
      expect(again).toMatchObject({ state: 'queued', finishedAt: null });
      expect(again.waitedMs).toBeLessThan(HOUR_MS);
    });
  });

  describe('unsureAt: told is told (delivery#told-is-told)', () => {
    it('an attempt that has not ended may send the mail at any moment', async () => {
      const { booking, id } = await queued(harness());
      await begun(harness(), id, NOW + 1);
      expect(await only(booking.id)).toMatchObject({ unsureAt: NOW + 1 });
      expect((await begun(harness(), id, NOW + 2)).unsureAt).toBe(NOW + 2);
    });

    it('a lost answer is remembered, over later attempts and the end', async () => {
      const { booking, id } = await queued(harness());
      await attempted(harness(), id, LOST, NOW + 5);
      expect(await only(booking.id)).toMatchObject({ unsureAt: NOW + 5 });
      await attempted(harness(), id, failedFor(2), NOW + 6);
      const last = await begun(harness(), id, NOW + 7);
      expect(last.unsureAt).toBe(NOW + 5);
      await harness().ports.deliveries.finish(last, DEAD, NOW + 8);
      expect(await only(booking.id)).toMatchObject({ state: 'dead', unsureAt: NOW + 5 });
      await harness().ports.deliveries.resend(office, id, NOW + 9);
      expect((await begun(harness(), id, NOW + 10)).unsureAt).toBe(NOW + 5);
    });

    it('a failure that certainly did nothing, and waiting, leave nothing unsure', async () => {
      const { booking, id } = await queued(harness());
      await attempted(harness(), id, failedFor(1), NOW + 5);
      await attempted(harness(), id, { type: 'later', afterMs: 1, reason: 'waits', failed: false }, NOW + 6);
      expect(await only(booking.id)).toMatchObject({ unsureAt: null });
      expect((await begun(harness(), id, NOW + 7)).unsureAt).toBeNull();
    });
  });

  describe('findReplacedBy: the bookings that one replaced through edited orders', () => {
    it('follows every edit, and finds none when nothing was replaced', async () => {
      const { bookings } = harness().ports;
      const [first, second, third, other] = await keep(bookings, pending(1), pending(2), pending(3), pending(4));
      const edited = (n: number) => cancelled(pending(n), { cause: 'replaced', replacedBy: pending(n + 1).order });
      await commit(bookings, [
        updating(present(first), edited(1)),
        updating(present(second), edited(2)),
        updating(present(other), cancelled(pending(4))),
      ]);
      const before = await bookings.findReplacedBy(system, present(third).order.orderItemId);
      expect(before.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual([first?.id, second?.id]);
      expect(before.every(({ status }) => status === 'cancelled')).toBe(true);
      expect(await bookings.findReplacedBy(system, present(first).order.orderItemId)).toEqual([]);
      expect(await bookings.findReplacedBy(system, present(other).order.orderItemId)).toEqual([]);
    });
  });
};
