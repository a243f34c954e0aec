import {
  type Booking,
  compareForList,
  DAY_MS,
  type EventStart,
  HOUR_MS,
  isOpen,
  LIST_STATUSES,
  listStatusOf,
  type Stored,
} from '@miomente/booking-domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ids, keep } from '../commits.ts';
import { NOW, office, oneOfEach, owner, pending, stranger } from '../samples.ts';
import type { PersistenceTests } from '../suite.ts';
import { everything, found, given } from './queries.ts';

/** Few starts, so that ties, missed events and the very instant of now are common. */
const starts = fc.constantFrom(
  null,
  NOW - DAY_MS,
  NOW - 1,
  NOW,
  NOW + 1,
  NOW + HOUR_MS,
  NOW + DAY_MS,
  NOW + 9 * DAY_MS,
  { start: NOW - DAY_MS, end: NOW },
  { start: NOW - HOUR_MS, end: NOW + 22 * HOUR_MS },
  { start: NOW + HOUR_MS, end: NOW + 26 * HOUR_MS },
);
const mix = fc.array(fc.record({ start: starts, status: fc.nat(3), historic: fc.boolean() }), { maxLength: 60 });

function mixed(parts: readonly { start: EventStart | null; status: number; historic: boolean }[]): readonly Booking[] {
  return parts.flatMap(({ start, status, historic }, i) => {
    const booking = oneOfEach(4 * i, { historic, details: { eventStart: start } })[status];
    return booking === undefined ? [] : [booking];
  });
}

export const sequenceTests: PersistenceTests = (harness) => {
  describe('list: sequence and pages', () => {
    it('FR-1.7 what can still be answered first, nearest first, undated last of it; then the rest, newest event first', async () => {
      const start = (eventStart: number | null) => ({ details: { eventStart } });
      const late = NOW + 20 * DAY_MS;
      await given(harness(), [
        ...oneOfEach(10, start(late)).slice(1),
        pending(20, start(NOW)),
        pending(21, start(NOW + DAY_MS)),
        pending(22, start(null)),
        pending(23, start(NOW + 1)),
        pending(24, start(NOW + DAY_MS)),
        ...oneOfEach(30, start(null)).slice(1, 2),
      ]);
      expect(await found(harness(), {})).toEqual([5023, 5021, 5024, 5022, 5013, 5012, 5011, 5020, 5031]);
    });

    it('booking#before-go-live: one from before go-live without a date is not open, and comes last', async () => {
      const { bookings } = harness().ports;
      const undated = (n: number, historic: boolean) => pending(n, { historic, details: { eventStart: null } });
      await given(harness(), [
        undated(20, true),
        undated(21, false),
        pending(22, { historic: true }),
        ...oneOfEach(30, { details: { eventStart: null } }).slice(1),
        undated(40, true),
      ]);
      const all = [5022, 5021, 5040, 5033, 5032, 5031, 5020];
      expect(await found(harness(), {})).toEqual(all);
      expect(await found(harness(), { search: 'muster' })).toEqual(all);
      expect(await found(harness(), { status: 'pending' })).toEqual([5022, 5021]);
      expect(await found(harness(), { status: 'unanswered' })).toEqual([5040, 5020]);
      expect(await bookings.countAnswerable(owner, NOW)).toBe(2);
    });

    it('api#list-order: is that of `compareForList` for any mix, and pages cover each booking exactly once', async () => {
      const { bookings } = harness().ports;
      await fc.assert(
        fc.asyncProperty(mix, fc.integer({ min: 1, max: 25 }), async (parts, limit) => {
          await harness().reset();
          const stored = await keep(bookings, ...mixed(parts));
          const expected = ids(stored.toSorted(compareForList(NOW)));
          const seen: Stored[] = [];
          const pages = Math.max(1, Math.ceil(stored.length / limit));
          for (let page = 1; page <= pages; page += 1) {
            const { rows, total } = await bookings.list(owner, { ...everything, page, limit }, NOW);
            expect(total).toBe(stored.length);
            expect(rows.length).toBe(Math.min(limit, stored.length - (page - 1) * limit));
            seen.push(...rows);
          }
          expect(ids(seen)).toEqual(expected);
        }),
        { numRuns: 25 },
      );
    });

    it('US-5: the number of waiting bookings equals those at the top of the list', async () => {
      const { bookings } = harness().ports;
      await fc.assert(
        fc.asyncProperty(mix, async (parts) => {
          await harness().reset();
          const stored = await keep(bookings, ...mixed(parts));
          const open = stored.filter((booking) => isOpen(booking, NOW)).length;
          for (const scope of [owner, office]) expect(await bookings.countAnswerable(scope, NOW)).toBe(open);
          expect(await bookings.countAnswerable(stranger, NOW)).toBe(0);
        }),
        { numRuns: 15 },
      );
    });

    it('api#open-count: summary and filters count the same, and open means that it can be answered', async () => {
      const { bookings } = harness().ports;
      const search = fc.constantFrom('', 'muster');
      await fc.assert(
        fc.asyncProperty(mix, search, async (parts, sought) => {
          await harness().reset();
          const stored = await keep(bookings, ...mixed(parts));
          const query = { ...everything, search: sought };
          const { summary } = await bookings.list(owner, query, NOW);
          expect(summary.pending).toBe(await bookings.countAnswerable(owner, NOW));
          for (const status of LIST_STATUSES) {
            expect(summary[status]).toBe(stored.filter((booking) => listStatusOf(booking, NOW) === status).length);
            expect((await bookings.list(owner, { ...query, status }, NOW)).total).toBe(summary[status]);
          }
        }),
        { numRuns: 10 },
      );
    });

    it('a filter keeps the sequence', async () => {
      const { bookings } = harness().ports;
      await fc.assert(
        fc.asyncProperty(
          mix,
          fc.constantFrom('pending', 'unanswered', 'confirmed', 'cancelled'),
          async (parts, status) => {
            await harness().reset();
            const stored = await keep(bookings, ...mixed(parts));
            const wanted = stored.filter((booking) => listStatusOf(booking, NOW) === status);
            const { rows, total } = await bookings.list(owner, { ...everything, status }, NOW);
            expect(total).toBe(wanted.length);
            expect(ids(rows)).toEqual(ids(wanted.toSorted(compareForList(NOW))));
          },
        ),
        { numRuns: 15 },
      );
    });

    it('a page beyond the last is empty and still knows the total', async () => {
      await given(harness(), oneOfEach(1));
      const page = await harness().ports.bookings.list(owner, { ...everything, page: 3, limit: 2 }, NOW);
      expect(page).toEqual({
        rows: [],
        total: 4,
        summary: { pending: 1, confirmed: 1, declined: 1, cancelled: 1, unanswered: 0 },
      });
    });

    it('the largest page number is no error', async () => {
      const page = await harness().ports.bookings.list(owner, { ...everything, page: 1_000_000, limit: 100 }, NOW);
      expect(page.rows).toEqual([]);
    });

    it('rows are the bookings themselves', async () => {
      const { bookings } = harness().ports;
      const stored = await keep(bookings, ...oneOfEach(1));
      const { rows } = await bookings.list(owner, everything, NOW);
      expect(rows).toStrictEqual(stored.toSorted(compareForList(NOW)));
    });
  });
};
