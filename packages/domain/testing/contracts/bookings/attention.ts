import { type Attention, asOrderItemId, type Booking, DAY_MS, HOUR_MS } from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { keep } from '../commits.ts';
import { cancelled, confirmed, declined, NOW, office, pending, STRANGER } from '../samples.ts';
import type { PersistenceTests } from '../suite.ts';

const start = (eventStart: number | null) => ({ details: { eventStart } });
const escalated = { escalation: { at: NOW - HOUR_MS, reason: 'no_answer' } } as const;
const flagged = { flags: ['partner_changed'] } as const;
const historic = { historic: true };
const WHOLE = { page: 1, limit: 50 };

export const attentionTests: PersistenceTests = (harness) => {
  const list = async (attention: Attention, bookings: readonly Booking[]): Promise<readonly number[]> => {
    await keep(harness().ports.bookings, ...bookings);
    const { rows, total } = await harness().ports.bookings.attention(office, attention, NOW, WHOLE);
    const ids = await harness().ports.bookings.attentionIds(office, attention, NOW, WHOLE);
    expect(ids).toStrictEqual({ rows: rows.map(({ id }) => id), total });
    expect(total).toBe(rows.length);
    return rows.map((booking) => booking.order.orderItemId);
  };

  describe('attention: what needs a manager', () => {
    it('US-7 escalated: pending ones that a person must phone about, until the event starts', async () => {
      const found = await list('escalated', [
        pending(1, { ...escalated, ...start(NOW + 2 * DAY_MS) }),
        pending(2, { ...escalated, ...start(NOW + DAY_MS), customerNumber: STRANGER }),
        pending(3, { ...escalated, ...start(null) }),
        pending(4),
        pending(5, { ...escalated, ...start(NOW) }),
        pending(6, { ...escalated, ...historic }),
        confirmed(pending(7, escalated)),
        declined(pending(8, escalated)),
        cancelled(pending(9, escalated)),
      ]);
      expect(found).toEqual([5002, 5001, 5003]);
    });

    it('booking#order-being-changed: a booking whose order is being replaced is not on the phone list', async () => {
      const found = await list('escalated', [
        pending(1, { ...escalated, hold: 'being_changed' }),
        pending(2, { ...escalated, hold: 'holded' }),
      ]);
      expect(found).toEqual([5002]);
    });

    it('booking#table missed: pending ones whose event has started, the latest first', async () => {
      const over = start(NOW - HOUR_MS);
      const found = await list('missed', [
        pending(1, start(NOW)),
        pending(2, over),
        pending(3, start(NOW + 1)),
        pending(4, start(null)),
        pending(5, { ...over, ...historic }),
        confirmed(pending(6, over)),
        declined(pending(7, over)),
        cancelled(pending(8, over)),
      ]);
      expect(found).toEqual([5001, 5002]);
    });

    it('booking#flags flagged: with any flag, unless cancelled', async () => {
      const found = await list('flagged', [
        pending(1, { ...flagged, ...start(NOW + 2 * DAY_MS) }),
        confirmed(pending(2, { ...flagged, ...start(NOW + DAY_MS) })),
        pending(3, { flags: ['no_event_date', 'quantity_unreadable'], ...start(null) }),
        pending(4),
        pending(5, { ...flagged, ...historic }),
        cancelled(pending(6, flagged)),
      ]);
      expect(found).toEqual([5002, 5001, 5003]);
    });

    it('booking#before-go-live flagged: of historic ones those dated before their order', async () => {
      const early = { flags: ['event_before_order'] } as const;
      const found = await list('flagged', [
        pending(1, { ...early, ...historic, ...start(NOW - 2 * DAY_MS) }),
        cancelled(pending(2, { ...early, ...historic, ...start(NOW - 2 * DAY_MS) })),
        pending(3, { ...flagged, ...historic }),
      ]);
      expect(found).toEqual([5001]);
    });

    it('booking#over missed: a past event stays, whatever date it was moved to', async () => {
      const found = await list('missed', [
        pending(1, { tookPlace: NOW - DAY_MS, ...start(NOW + 30 * DAY_MS) }),
        confirmed(pending(2, { tookPlace: NOW - DAY_MS, ...start(NOW + 30 * DAY_MS) })),
      ]);
      expect(found).toEqual([5001]);
    });

    it('orders#read-only · FR-3.4 rebooking: declined ones, until they are cancelled; what is over after what lies ahead', async () => {
      const found = await list('rebooking', [
        declined(pending(1, start(NOW + 2 * DAY_MS))),
        declined(pending(2, start(NOW + DAY_MS))),
        declined(pending(3, start(null))),
        declined(pending(4, start(NOW - DAY_MS))),
        declined(pending(5, historic)),
        pending(6),
        confirmed(pending(7)),
        cancelled(declinedThenCancelled(), { answer: declined(pending(8)).answer }),
      ]);
      expect(found).toEqual([5002, 5001, 5003, 5004]);
    });

    it('calls#claim: of one partner only, in pages of their own', async () => {
      const { bookings } = harness().ports;
      const theirs = { ...escalated, customerNumber: STRANGER };
      await keep(bookings, pending(1, escalated), pending(2, theirs), pending(3, escalated), pending(4, theirs));
      const found = await bookings.attention(office, 'escalated', NOW, { page: 2, limit: 1 }, STRANGER);
      expect([found.total, found.rows.map(({ order }) => order.orderItemId)]).toEqual([2, [5004]]);
      expect(await bookings.attention(office, 'rebooking', NOW, WHOLE, STRANGER)).toEqual({ rows: [], total: 0 });
    });

    it('gives whole bookings, ties by id', async () => {
      const { bookings } = harness().ports;
      const stored = await keep(bookings, ...[1, 2, 3, 4].map((n) => declined(pending(n))));
      expect(await bookings.attention(office, 'rebooking', NOW, WHOLE)).toStrictEqual({ rows: stored, total: 4 });
    });

    it('every booking is on one page, each page after the previous one', async () => {
      const { bookings } = harness().ports;
      const starts = [null, NOW - 2 * DAY_MS, NOW + DAY_MS, NOW - DAY_MS, NOW + 2 * DAY_MS, NOW, NOW + DAY_MS];
      await keep(bookings, ...starts.map((eventStart, n) => declined(pending(n, start(eventStart)))));
      const page = async (number: number): Promise<readonly number[]> => {
        const { rows, total } = await bookings.attention(office, 'rebooking', NOW, { page: number, limit: 2 });
        const ids = await bookings.attentionIds(office, 'rebooking', NOW, { page: number, limit: 2 });
        expect(ids).toStrictEqual({ rows: rows.map(({ id }) => id), total });
        expect(total).toBe(7);
        return rows.map((booking) => booking.order.orderItemId);
      };
      const pages = await Promise.all([1, 2, 3, 4, 5].map(page));
      expect(pages).toEqual([[5002, 5006], [5004, 5000], [5005, 5003], [5001], []]);
    });
  });
};

function declinedThenCancelled(): ReturnType<typeof pending> {
  return pending(8, { ticket: { requestedAt: NOW, id: null, key: asOrderItemId(5008) } });
}
