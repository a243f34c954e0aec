import { asBookingId, asOrderId, type EventStart, HOUR_MS } from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { keep } from '../commits.ts';
import { cancelled, confirmed, NOW, OWNER, office, owner, pending, system } from '../samples.ts';
import type { PersistenceTests } from '../suite.ts';
import { found, given } from './queries.ts';

const on = (eventStart: EventStart) => ({ details: { eventStart } });
/** A day that began ten hours ago, whose event can still be answered. */
const TODAY: EventStart = { start: NOW - 10 * HOUR_MS, end: NOW + 14 * HOUR_MS };
/** A day that ends right now, and one that has its last millisecond left; of 25 and of 23 hours. */
const OVER: EventStart = { start: NOW - 25 * HOUR_MS, end: NOW };
const ENDING: EventStart = { start: NOW + 1 - 23 * HOUR_MS, end: NOW + 1 };

export const dayWithoutTimeTests: PersistenceTests = (harness) => {
  describe('orders#day-without-time: bookings with only a day', () => {
    it('is stored as it is, and becomes a time and a day again', async () => {
      const { bookings } = harness().ports;
      for (const eventStart of [TODAY, OVER, ENDING]) {
        await harness().reset();
        const [stored] = await keep(bookings, pending(1, on(eventStart)));
        expect(stored?.details.eventStart).toStrictEqual(eventStart);
        expect((await bookings.find(owner, stored?.id ?? asBookingId(0)))?.details.eventStart).toStrictEqual(
          eventStart,
        );
      }
    });

    it('can be answered, is due and is compared until the day is over', async () => {
      const { bookings } = harness().ports;
      await keep(bookings, pending(1, on(TODAY)), pending(2, on(OVER)), pending(3, on(ENDING)));
      await keep(bookings, confirmed(pending(4, on(TODAY))), confirmed(pending(5, on(OVER))));
      expect(await bookings.countAnswerable(owner, NOW)).toBe(2);
      expect(await bookings.countAnswerable(office, NOW + 1)).toBe(1);
      expect(await bookings.countAnswerable(owner, NOW + 14 * HOUR_MS)).toBe(0);
      expect(await bookings.upcomingOrderIds(system, NOW, asOrderId(0), 10)).toEqual([1_001, 1_003, 1_004]);
      const unannounced = await keep(
        bookings,
        pending(6, { ...on(TODAY), announcedAt: null }),
        pending(7, { ...on(OVER), announcedAt: null }),
      );
      expect(await bookings.unannounced(system, OWNER, NOW, 10)).toStrictEqual(unannounced.slice(0, 1));
    });

    it('is sorted by its start, and can be answered until its end', async () => {
      await given(harness(), [
        pending(1, on(OVER)),
        pending(2, on(NOW + HOUR_MS)),
        pending(3, on(TODAY)),
        pending(4, on(ENDING)),
        pending(5, on(NOW - HOUR_MS)),
        confirmed(pending(6, on(TODAY))),
        cancelled(pending(7, on(OVER))),
      ]);
      expect(await found(harness(), {})).toEqual([5004, 5003, 5002, 5005, 5006, 5007, 5001]);
      expect(await found(harness(), { search: 'Muster' })).toEqual([5004, 5003, 5002, 5005, 5006, 5007, 5001]);
    });

    it('is missed once the day is over, and on the phone list before', async () => {
      const { bookings, partnerMetrics } = harness().ports;
      const escalation = { at: NOW - 9 * HOUR_MS, reason: 'event_near' } as const;
      const both = [pending(1, { ...on(TODAY), escalation }), pending(2, { ...on(OVER), escalation })];
      await keep(bookings, ...both);
      const whole = { page: 1, limit: 10 };
      const items = async (attention: 'escalated' | 'missed', now: number) =>
        (await bookings.attention(office, attention, now, whole)).rows.map((booking) => booking.order.orderItemId);
      expect(await items('escalated', NOW)).toEqual([5001]);
      expect(await items('missed', NOW)).toEqual([5002]);
      expect(await items('escalated', NOW + 14 * HOUR_MS)).toEqual([]);
      expect(await items('missed', NOW + 14 * HOUR_MS)).toEqual([5001, 5002]);
      const unanswered = async (now: number) =>
        (await partnerMetrics.ofPartner(office, OWNER, { from: null, to: null }, now)).unanswered;
      expect(await unanswered(NOW)).toBe(1);
      expect(await unanswered(NOW + 14 * HOUR_MS)).toBe(2);
    });
  });
};
