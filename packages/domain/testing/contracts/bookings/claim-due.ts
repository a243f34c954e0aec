import {
  asCustomerNumber,
  type Booking,
  DAY_MS,
  type DueClaim,
  type DuePage,
  HOUR_MS,
  MAX_BUNDLE,
  MINUTE_MS,
  SECOND_MS,
} from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { commit, creating, present, updating } from '../commits.ts';
import { NOW, OWNER, oneOfEach, pending, STRANGER, system } from '../samples.ts';
import type { PersistenceTests } from '../suite.ts';

const start = (eventStart: number | null) => ({ details: { eventStart } });
const OTHERS = [OWNER, STRANGER, asCustomerNumber('P-300'), asCustomerNumber('P-400')] as const;

export const claimDueTests: PersistenceTests = (harness) => {
  const claim = (more: Partial<DueClaim> = {}, now = NOW): Promise<DuePage> =>
    harness().ports.bookings.claimDue(system, now, {
      sweep: null,
      after: null,
      limit: 10,
      forMs: MINUTE_MS,
      others: 'left',
      ...more,
    });
  const items = ({ bookings }: Pick<DuePage, 'bookings'>): readonly number[] =>
    bookings.map((booking) => booking.order.orderItemId);
  const due = async (now = NOW): Promise<readonly number[]> => items(await claim({ others: 'taken' }, now));
  const keepDue = (n: number, nextSweepAt: number | null, booking: Booking = pending(n)) =>
    commit(harness().ports.bookings, [creating(booking, { nextSweepAt })]);
  /** Two bookings of each of four partners; the first partner's are due first. */
  const keepPairs = async (): Promise<void> => {
    for (const [p, customerNumber] of OTHERS.entries())
      for (const n of [p, p + 10]) await keepDue(n, NOW - 100 + n, pending(n, { customerNumber }));
  };
  const keepMany = (count: number) =>
    commit(
      harness().ports.bookings,
      Array.from({ length: count }, (_, n) => creating(pending(n), { nextSweepAt: NOW - 5_000 + Math.floor(n / 3) })),
    );

  describe('claimDue: what a sweep has to do', () => {
    it('FR-4.1 from the due instant, never before, most overdue first', async () => {
      await keepDue(1, NOW);
      await keepDue(2, NOW + 1);
      await keepDue(3, NOW - DAY_MS);
      await keepDue(4, null);
      await keepDue(5, NOW - HOUR_MS);
      expect(await due()).toEqual([5003, 5005, 5001]);
      expect(await due(NOW + 1)).toEqual([5003, 5005, 5001, 5002]);
    });

    it('FR-4.4 only pending bookings, of any partner', async () => {
      for (const [i, booking] of oneOfEach(1).entries()) await keepDue(i, NOW - 1, booking);
      await keepDue(9, NOW - 2, pending(9, { customerNumber: STRANGER }));
      expect(await due()).toEqual([5009, 5001]);
    });

    it('booking#table: never once the event has started', async () => {
      await keepDue(1, NOW - DAY_MS, pending(1, start(NOW)));
      await keepDue(2, NOW - DAY_MS, pending(2, start(NOW - HOUR_MS)));
      await keepDue(3, NOW - HOUR_MS, pending(3, start(NOW + 1)));
      await keepDue(4, NOW - 1, pending(4, start(null)));
      expect(await due()).toEqual([5003, 5004]);
    });

    it('follows the newest change, gives whole bookings', async () => {
      const { bookings } = harness().ports;
      const [stored] = await keepDue(1, NOW);
      expect((await claim()).bookings).toStrictEqual([stored]);
      const before = present(stored);
      const [later] = await commit(bookings, [updating(before, pending(1), { nextSweepAt: NOW + HOUR_MS })]);
      expect(await due()).toEqual([]);
      expect((await claim({ others: 'taken' }, NOW + HOUR_MS)).bookings).toStrictEqual([later]);
      await commit(bookings, [updating(present(later), pending(1), { nextSweepAt: null })]);
      expect(await due(NOW + DAY_MS)).toEqual([]);
    });

    it('delivery#bundles: as many as are wanted, and never only some of a partner’s', async () => {
      await keepPairs();
      expect(items(await claim({ limit: 1 }))).toEqual([5000, 5010]);
      expect(items(await claim({ limit: 3, others: 'taken' }))).toEqual([5000, 5001, 5010, 5011]);
    });

    it('page by page to the end: each once, whatever stays due', async () => {
      await keepPairs();
      const pages: (readonly number[])[] = [];
      let page: DuePage | null = null;
      do {
        page = await claim({ sweep: page?.sweep ?? null, after: page?.next ?? null, limit: 2 });
        pages.push(items(page));
      } while (page.next !== null);
      expect(new Set(pages.flat()).size).toBe(8);
      expect(pages[0]).toEqual([5000, 5010]);
    });
  });

  describe('reminders#sweep · claimDue: sweeps at once share the work', () => {
    it('another sweep gets the next partners, and what is claimed only when it asks for that', async () => {
      await keepPairs();
      const first = await claim({ limit: 3 });
      const second = await claim({ limit: 3 });
      expect(second.sweep).not.toBe(first.sweep);
      expect([first, second].map(items)).toEqual([
        [5000, 5001, 5010, 5011],
        [5002, 5003, 5012, 5013],
      ]);
      expect(items(await claim({ limit: 3 }))).toEqual([]);
      expect(items(await claim({ limit: 3, others: 'taken' }))).toEqual([5000, 5001, 5010, 5011]);
      expect(items(await claim({ sweep: second.sweep }))).toEqual([5002, 5003, 5012, 5013]);
    });

    it('what becomes due of a claimed partner is left to its sweep as well', async () => {
      await keepDue(1, NOW);
      await claim();
      await keepDue(2, NOW);
      expect(items(await claim())).toEqual([]);
    });

    it('a claim ends by itself: of a killed sweep nothing stays behind', async () => {
      await keepDue(1, NOW);
      await claim({ forMs: 30 * SECOND_MS });
      await harness().letPass(29 * SECOND_MS);
      expect(items(await claim())).toEqual([]);
      await harness().letPass(SECOND_MS);
      expect(items(await claim())).toEqual([5001]);
    });

    it('a large partner: each takes whole mails, the next ones after those', async () => {
      await keepMany(2 * MAX_BUNDLE + 30);
      const pages = [await claim(), await claim(), await claim()];
      expect(pages.map(({ bookings }) => bookings.length)).toEqual([MAX_BUNDLE, MAX_BUNDLE, 30]);
      expect(new Set(pages.flatMap(items)).size).toBe(2 * MAX_BUNDLE + 30);
      expect(items(await claim())).toEqual([]);
    });

    it('asked at the same time, no booking is claimed twice', async () => {
      await keepPairs();
      const pages = await Promise.all([1, 2, 3, 4].map(() => claim({ limit: 3 })));
      const claimed = pages.flatMap(items);
      expect(claimed.length).toBeGreaterThan(0);
      expect(new Set(claimed).size).toBe(claimed.length);
    });
  });
};
