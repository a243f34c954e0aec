import { asCustomerNumber, type Booking, HOUR_MS, instantOf } from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { confirmed, NOW, office, oneOfEach, owner, pending } from '../samples.ts';
import type { PersistenceTests } from '../suite.ts';
import { everything, found, given } from './queries.ts';

/** A booking whose event starts at this local time in Berlin. */
function startingAt(n: number, date: string, time: string): Booking {
  const eventStart = instantOf({ date, time }, 'Europe/Berlin');
  return pending(n, { details: { eventStart: eventStart ?? null } });
}

export const filterTests: PersistenceTests = (harness) => {
  describe('list: filters', () => {
    it.each(['pending', 'confirmed', 'declined', 'cancelled'] as const)('FR-5.1 by status %s', async (status) => {
      await given(harness(), oneOfEach(1));
      const page = await harness().ports.bookings.list(owner, { ...everything, status }, NOW);
      expect(page.rows.map((booking) => booking.status)).toEqual([status]);
      expect(page.total).toBe(1);
    });

    it('api#list: the summary follows every filter but the status', async () => {
      await given(harness(), [
        ...oneOfEach(1),
        ...oneOfEach(11, { details: { course: { id: 8, name: 'B', sku: 'B' } } }),
      ]);
      const query = { ...everything, status: 'declined', courseId: 8 } as const;
      const page = await harness().ports.bookings.list(owner, query, NOW);
      expect(page.total).toBe(1);
      expect(page.summary).toEqual({ pending: 1, confirmed: 1, declined: 1, cancelled: 1, unanswered: 0 });
    });

    it('FR-5.3 by course', async () => {
      const course = (id: number | null) => ({ details: { course: { id, name: 'C', sku: 'C' } } });
      await given(harness(), [pending(1, course(7)), pending(2, course(8)), pending(3, course(null))]);
      expect(await found(harness(), { courseId: 7 })).toEqual([5001]);
      expect(await found(harness(), { courseId: 9 })).toEqual([]);
      expect(await found(harness(), {})).toEqual([5001, 5002, 5003]);
    });

    it.each([
      ['an ordinary day', '2025-03-13', '2025-03-12', '2025-03-14'],
      ['the day that loses an hour', '2025-03-30', '2025-03-29', '2025-03-31'],
      ['the day that gains an hour', '2025-10-26', '2025-10-25', '2025-10-27'],
      ['the turn of a year', '2025-12-31', '2025-12-30', '2026-01-01'],
    ])('FR-5.2 by date in Europe/Berlin: %s', async (_, day, dayBefore, dayAfter) => {
      await given(harness(), [
        startingAt(1, dayBefore, '23:59'),
        startingAt(2, day, '00:00'),
        startingAt(3, day, '23:59'),
        startingAt(4, dayAfter, '00:00'),
        pending(5, { details: { eventStart: null } }),
      ]);
      expect(await found(harness(), { from: day, to: day })).toEqual([5002, 5003]);
      expect(await found(harness(), { from: day })).toEqual([5002, 5003, 5004]);
      expect(await found(harness(), { to: day })).toEqual([5001, 5002, 5003]);
      expect(await found(harness(), { from: dayBefore, to: dayAfter })).toEqual([5001, 5002, 5003, 5004]);
      expect(await found(harness(), { from: dayAfter, to: dayBefore })).toEqual([]);
    });

    it('a date filter leaves out bookings without a date; without a filter they are included', async () => {
      await given(harness(), [pending(1, { details: { eventStart: null } })]);
      expect(await found(harness(), { from: '1970-01-01', to: '2099-12-31' })).toEqual([]);
      expect(await found(harness(), {})).toEqual([5001]);
    });

    it('several filters find what matches all of them', async () => {
      const base = pending(1);
      const differing: readonly Booking[] = [
        base,
        confirmed(pending(2)),
        pending(3, { details: { eventStart: NOW + HOUR_MS } }),
        pending(4, { details: { course: { id: 8, name: 'B', sku: 'B' } } }),
        pending(5, { details: { customer: { ...base.details.customer, firstName: 'Ida', lastName: 'Else' } } }),
        pending(6, { customerNumber: asCustomerNumber('P-200') }),
      ];
      await given(harness(), differing);
      const query = { status: 'pending', from: '2025-03-13', to: '2025-03-13', courseId: 7, search: 'muster' } as const;
      expect(await found(harness(), query)).toEqual([5001]);
      const page = await harness().ports.bookings.list(owner, { ...everything, ...query }, NOW);
      expect(page.total).toBe(1);
      expect(page.summary).toEqual({ pending: 1, confirmed: 1, declined: 0, cancelled: 0, unanswered: 0 });
      const all = await harness().ports.bookings.list(office, { ...everything, ...query }, NOW);
      expect(all.total).toBe(2);
    });
  });
};
