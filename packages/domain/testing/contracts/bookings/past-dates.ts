import {
  type CourseDate,
  type CourseDatePlace,
  courseDateKey,
  courseDatesOf,
  DAY_MS,
  HOUR_MS,
  MAX_PAGE_SIZE,
  type PastDatesQuery,
  placeOf,
} from '@miomente/booking-domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keep } from '../commits.ts';
import { NOW, oneOfEach, owner, STRANGER, stranger } from '../samples.ts';
import type { PersistenceTests } from '../suite.ts';

const dayOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
/** Yesterday, in summer and winter time alike: now is far from midnight. */
const YESTERDAY = dayOf(NOW - DAY_MS);
const OVER = NOW - 2 * DAY_MS;

/** Few starts, so that several courses at one time, and a day at the time of its midnight, are common. */
const starts = fc.constantFrom(
  null,
  OVER,
  OVER + 1,
  OVER - HOUR_MS,
  OVER - 9 * DAY_MS,
  OVER - 400 * DAY_MS,
  NOW,
  NOW + DAY_MS,
  { start: OVER, end: OVER + DAY_MS },
  { start: OVER - HOUR_MS, end: OVER + 22 * HOUR_MS },
);
const course = fc.constantFrom(
  { id: 7, name: 'Sushi', sku: 'K' },
  { id: 8, name: 'Pasta', sku: 'K' },
  { id: null, name: 'Ohne Nummer', sku: 'K' },
  { id: null, name: 'Auch ohne', sku: 'K' },
);
const mix = fc.array(fc.record({ start: starts, course, status: fc.nat(3), historic: fc.boolean() }), {
  minLength: 1,
  maxLength: 50,
});

/** `pastDates`. */
export const pastDateTests: PersistenceTests = (harness) => {
  const asked = (beyond: PastDatesQuery['beyond'], limit: number) =>
    harness().ports.bookings.pastDates(owner, { to: YESTERDAY, beyond, limit }, NOW);
  const place = (date: CourseDate | undefined): CourseDatePlace => {
    const found = date === undefined ? null : placeOf(date);
    return found ?? expect.fail('This course date has no place.');
  };
  const keys = (dates: readonly CourseDate[]) => dates.map(({ identity }) => courseDateKey(identity));

  describe('portal#past-pages', () => {
    it('walked down and up again, each past course date comes once, in the sequence of all of them', async () => {
      await fc.assert(
        fc.asyncProperty(mix, fc.integer({ min: 1, max: 9 }), async (parts, limit) => {
          await harness().reset();
          const bookings = parts.flatMap(({ start, course: named, status, historic }, i) => {
            const details = { eventStart: start, course: named };
            return oneOfEach(4 * i, { historic, details }).slice(status, status + 1);
          });
          const kept = await keep(harness().ports.bookings, ...bookings);
          const inPast = kept.filter(({ details: { eventStart } }) => {
            const begins = typeof eventStart === 'number' || eventStart === null ? eventStart : eventStart.start;
            return begins !== null && begins < NOW - HOUR_MS;
          });
          const expected = courseDatesOf(inPast, NOW, 'latest');
          const pages = [await asked(null, limit)];
          while (pages.at(-1)?.more === true && pages.length <= parts.length)
            pages.push(await asked({ direction: 'older', place: place(pages.at(-1)?.rows.at(-1)) }, limit));
          expect(pages.flatMap(({ rows }) => rows)).toStrictEqual(expected);
          expect(pages.slice(0, -1).every(({ rows }) => rows.length === limit)).toBe(true);
          for (let number = pages.length - 1; number > 0; number -= 1) {
            const up = await asked({ direction: 'newer', place: place(pages[number]?.rows[0]) }, limit);
            expect(up).toStrictEqual({ rows: pages[number - 1]?.rows, more: number > 1 });
          }
        }),
        { numRuns: 20 },
      );
    });

    it('what moves or comes between two pages takes nothing else along', async () => {
      const { bookings } = harness().ports;
      const at = (n: number, days: number) =>
        oneOfEach(4 * n, { details: { eventStart: OVER - days * DAY_MS } }).slice(1, 2);
      await keep(bookings, ...[1, 2, 3, 4].flatMap((n) => at(n, n)));
      const all = await asked(null, MAX_PAGE_SIZE);
      const first = await asked(null, 2);
      const from = place(first.rows[1]);
      await keep(bookings, ...at(10, 0), ...at(11, 1.5), ...at(12, 3.5));
      const older = await asked({ direction: 'older', place: from }, MAX_PAGE_SIZE);
      expect(keys(older.rows).filter((key) => keys(all.rows).includes(key))).toEqual(keys(all.rows.slice(2)));
      expect(older.rows).toHaveLength(3);
      // A course date that is no more was moved: its place is still one to begin at.
      const gone = { ...from, start: from.start + HOUR_MS };
      expect(keys((await asked({ direction: 'older', place: gone }, 1)).rows)).toEqual(keys(first.rows.slice(1)));
      const beyondAll = { start: NOW + DAY_MS, firstId: from.firstId };
      expect((await asked({ direction: 'older', place: beyondAll }, MAX_PAGE_SIZE)).rows).toHaveLength(7);
      expect(await asked({ direction: 'newer', place: beyondAll }, 2)).toEqual({ rows: [], more: false });
    });

    it('attack isolation: a partner’s past holds their own course dates alone', async () => {
      const { bookings } = harness().ports;
      const over = { details: { eventStart: OVER } };
      await keep(bookings, ...oneOfEach(1, over), ...oneOfEach(11, { ...over, customerNumber: STRANGER }));
      const query = { to: YESTERDAY, beyond: null, limit: 5 };
      for (const scope of [owner, stranger]) {
        const { rows } = await bookings.pastDates(scope, query, NOW);
        expect(rows.map(({ counts }) => Object.values(counts).reduce((a, b) => a + b))).toEqual([4]);
      }
    });
  });
};
