import {
  type CourseDate,
  type CourseDateQuery,
  courseDateKey,
  courseDatesOf,
  DAY_MS,
  type EventStart,
  earliestStart,
  HOUR_MS,
  LIST_STATUSES,
} from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { keep } from '../commits.ts';
import { cancelled, confirmed, declined, NOW, oneOfEach, owner, pending, STRANGER, stranger } from '../samples.ts';
import type { PersistenceTests } from '../suite.ts';
import { everything, found, given } from './queries.ts';

const SATURDAY = NOW + 3 * DAY_MS;
const A_DAY: EventStart = { start: NOW + 2 * DAY_MS, end: NOW + 3 * DAY_MS };

function on(eventStart: EventStart | null, id: number | null = 7, name = 'Sushi', participants = 2) {
  return { details: { eventStart, participants, course: { id, name, sku: 'K' } } };
}
const shown = ({ course, counts, people, open }: CourseDate) => ({
  course: course.name,
  counts: LIST_STATUSES.map((status) => counts[status]).join(' '),
  people,
  open: open.map(({ order }) => order.orderItemId),
});

/** `courseDates`, and the list of one course date. */
export const courseDateTests: PersistenceTests = (harness) => {
  const asked = (query: Partial<CourseDateQuery> = {}) =>
    harness().ports.bookings.courseDates(owner, { ...everything, ...query }, NOW);

  describe('booking#course-date', () => {
    it('puts together what has the same course and the same start, whatever its status', async () => {
      await given(harness(), [
        pending(1, on(SATURDAY)),
        pending(2, on(SATURDAY, 7, 'Sushi', 3)),
        confirmed(pending(3, on(SATURDAY, 7, 'Sushi', 4))),
        declined(pending(4, on(SATURDAY))),
        cancelled(pending(5, on(SATURDAY))),
        pending(6, on(SATURDAY + 1)),
        pending(7, on(SATURDAY, 8, 'Pasta')),
      ]);
      const { rows, total } = await asked();
      expect(total).toBe(3);
      expect(rows.map(shown)).toEqual([
        { course: 'Sushi', counts: '2 1 1 1 0', people: 9, open: [5001, 5002] },
        { course: 'Pasta', counts: '1 0 0 0 0', people: 2, open: [5007] },
        { course: 'Sushi', counts: '1 0 0 0 0', people: 2, open: [5006] },
      ]);
    });

    it('portal#tabs: beside a filter by days, what has no date and somebody may come to passes when asked for', async () => {
      await given(harness(), [
        pending(1, on(SATURDAY)),
        pending(2, on(SATURDAY - 2 * DAY_MS)),
        pending(3, on(null, 8, 'Pasta', 3)),
        confirmed(pending(4, on(null, 8, 'Pasta', 4))),
        declined(pending(5, on(null, 8, 'Pasta'))),
        declined(pending(6, on(null, 9, 'Brot'))),
        pending(7, { ...on(null, 10, 'Alt'), historic: true }),
      ]);
      const from = new Date(SATURDAY - DAY_MS).toISOString().slice(0, 10);
      const upcoming = { from, sequence: 'soonest' } as const;
      const [dated, undated] = [
        { course: 'Sushi', counts: '1 0 0 0 0', people: 2, open: [5001] },
        { course: 'Pasta', counts: '1 1 0 0 0', people: 7, open: [5003] },
      ];
      expect((await asked(upcoming)).rows.map(shown)).toEqual([dated]);
      const both = await asked({ ...upcoming, andUndated: true });
      expect([both.rows.map(shown), both.total]).toEqual([[dated, undated], 2]);
      expect((await asked({ ...upcoming, andUndated: true, courseId: 8 })).rows.map(shown)).toEqual([undated]);
      expect((await asked({ ...upcoming, andUndated: true, status: 'pending' })).total).toBe(2);
      expect((await asked({ andUndated: true })).total).toBe((await asked()).total);
    });

    it('an inbox of open ones counts whatever else its course dates have, and nothing of others', async () => {
      await given(harness(), [
        pending(1, on(SATURDAY)),
        confirmed(pending(2, on(SATURDAY, 7, 'Sushi', 4))),
        confirmed(pending(3, on(SATURDAY, 8, 'Pasta'))),
        pending(4, on(NOW - DAY_MS)),
        pending(5, on(A_DAY, null, 'Ohne Nummer')),
        declined(pending(6, on(A_DAY, null, 'Ohne Nummer'))),
        declined(pending(7, on(A_DAY, null, 'Ohne Nummer, anders'))),
        pending(8, on(null)),
        confirmed(pending(9, on(null))),
        confirmed(pending(10, on(null, 8, 'Pasta'))),
        pending(11, { ...on(null, 9, 'Alt'), historic: true }),
      ]);
      expect((await asked({ status: 'pending' })).rows.map(shown)).toEqual([
        { course: 'Ohne Nummer', counts: '1 0 1 0 0', people: 2, open: [5005] },
        { course: 'Sushi', counts: '1 1 0 0 0', people: 6, open: [5001] },
        { course: 'Sushi', counts: '1 1 0 0 0', people: 4, open: [5008] },
      ]);
    });

    it('is named as its newest booking names it; without a number its name is what counts', async () => {
      await given(harness(), [
        pending(1, on(SATURDAY, 7, 'Sushi alt')),
        pending(2, on(SATURDAY, 7, 'Sushi neu')),
        pending(3, on(SATURDAY, null, 'Ohne Nummer')),
        pending(4, on(SATURDAY, null, 'Ohne Nummer, anders')),
        pending(5, on(SATURDAY, null, 'Ohne Nummer')),
      ]);
      const { rows } = await asked();
      expect(rows.map(({ course, open }) => [course.id, course.name, open.length])).toEqual([
        [7, 'Sushi neu', 2],
        [null, 'Ohne Nummer', 2],
        [null, 'Ohne Nummer, anders', 1],
      ]);
    });

    it('with something open first, the nearest first, without a date last; then the rest, the newest first', async () => {
      await given(harness(), [
        confirmed(pending(1, on(NOW - DAY_MS))),
        confirmed(pending(2, on(NOW + 9 * DAY_MS))),
        confirmed(pending(3, on(null))),
        pending(4, on(null)),
        pending(5, on(SATURDAY)),
        pending(6, on(A_DAY)),
        pending(7, on(NOW + HOUR_MS)),
        pending(8, on(NOW - HOUR_MS)),
        pending(9, on(A_DAY.start)),
      ]);
      const { rows } = await asked();
      const sequence = rows.map(({ identity }) => identity.eventStart);
      expect(sequence).toEqual([
        NOW + HOUR_MS,
        A_DAY,
        A_DAY.start,
        SATURDAY,
        null,
        NOW + 9 * DAY_MS,
        NOW - HOUR_MS,
        NOW - DAY_MS,
      ]);
      // The confirmed booking without a date stands beside the open one.
      expect(rows[4]?.counts).toMatchObject({ pending: 1, confirmed: 1 });
      expect(rows[6]?.counts).toMatchObject({ pending: 0, unanswered: 1 });
    });

    it('pages and counts all, and a page beyond them is empty', async () => {
      const days = Array.from({ length: 7 }, (_, n) => pending(n + 1, on(SATURDAY + n * DAY_MS)));
      await given(harness(), days);
      const pages = await Promise.all([1, 2, 3, 4].map((page) => asked({ page, limit: 3 })));
      expect(pages.map(({ total }) => total)).toEqual([7, 7, 7, 7]);
      const starts = pages.map(({ rows }) => rows.map(({ identity }) => identity.eventStart));
      expect(starts.map((page) => page.length)).toEqual([3, 3, 1, 0]);
      expect(starts.flat()).toEqual(days.map(({ details }) => details.eventStart));
      expect(await asked({ search: 'niemand' })).toEqual({ rows: [], total: 0 });
    });

    it('follows the filters of bookings; a status picks those that have such a booking', async () => {
      await given(harness(), [
        pending(1, on(SATURDAY)),
        confirmed(pending(2, on(SATURDAY))),
        confirmed(pending(3, on(SATURDAY + DAY_MS, 8, 'Pasta'))),
      ]);
      expect((await asked({ status: 'pending' })).rows.map(shown)).toEqual([
        { course: 'Sushi', counts: '1 1 0 0 0', people: 4, open: [5001] },
      ]);
      expect((await asked({ status: 'confirmed' })).total).toBe(2);
      expect((await asked({ status: 'declined' })).total).toBe(0);
      expect((await asked({ courseId: 8 })).rows.map(({ course }) => course.name)).toEqual(['Pasta']);
      expect((await asked({ search: '100000003' })).total).toBe(1);
      expect((await asked({ from: '2025-03-07', to: '2025-03-07' })).rows.map(({ course }) => course.name)).toEqual([
        'Pasta',
      ]);
    });

    it('come by their start alone where that is asked for, those without a date last', async () => {
      await given(harness(), [
        pending(1, on(NOW + 9 * DAY_MS)),
        confirmed(pending(2, on(SATURDAY))),
        pending(3, on(null)),
        confirmed(pending(4, on(NOW - DAY_MS))),
        pending(5, on(SATURDAY, 8)),
        pending(6, on(A_DAY)),
      ]);
      const first = async (query: Partial<CourseDateQuery>) =>
        (await asked(query)).rows.map(({ identity }) => [identity.course, earliestStart(identity.eventStart)]);
      const [over, day, far] = [NOW - DAY_MS, NOW + 2 * DAY_MS, NOW + 9 * DAY_MS];
      const soonest = [
        [7, over],
        [7, day],
        [7, SATURDAY],
        [8, SATURDAY],
        [7, far],
        [7, null],
      ];
      expect(await first({ sequence: 'soonest' })).toEqual(soonest);
      expect(await first({ sequence: 'soonest', limit: 2, page: 2 })).toEqual(soonest.slice(2, 4));
      expect(await first({ sequence: 'latest' })).toEqual([...soonest.slice(0, 5).toReversed(), [7, null]]);
    });

    it('attack isolation: a partner’s course date holds their own bookings alone', async () => {
      const { bookings } = harness().ports;
      const strangers = { customerNumber: STRANGER };
      await keep(bookings, ...oneOfEach(1, on(SATURDAY)), ...oneOfEach(11, { ...on(SATURDAY), ...strangers }));
      const own = await asked();
      const theirs = await bookings.courseDates(stranger, everything, NOW);
      expect(own.rows.map(shown)).toEqual([{ course: 'Sushi', counts: '1 1 1 1 0', people: 4, open: [5001] }]);
      expect(theirs.rows.map(shown)).toEqual([{ course: 'Sushi', counts: '1 1 1 1 0', people: 4, open: [5011] }]);
    });

    it('lists the bookings of one course date alone, to the millisecond, a day apart from its midnight', async () => {
      await given(harness(), [
        pending(1, on(SATURDAY)),
        confirmed(pending(2, on(SATURDAY))),
        pending(3, on(SATURDAY + 1)),
        pending(4, on(SATURDAY, 8)),
        pending(5, on(A_DAY)),
        pending(6, on(A_DAY.start)),
        pending(7, on(null)),
        pending(8, on(null, null, 'Ohne Nummer')),
        pending(9, on(SATURDAY, null, 'Ohne Nummer')),
      ]);
      const of = (course: number | string, eventStart: EventStart | null) =>
        found(harness(), { courseDate: { course, eventStart } });
      expect(await of(7, SATURDAY)).toEqual([5001, 5002]);
      expect(await of(7, A_DAY)).toEqual([5005]);
      expect(await of(7, A_DAY.start)).toEqual([5006]);
      expect(await of(7, null)).toEqual([5007]);
      expect(await of('Ohne Nummer', null)).toEqual([5008]);
      expect(await of('Ohne Nummer', SATURDAY)).toEqual([5009]);
      expect(await of(99, SATURDAY)).toEqual([]);
      expect(await of('\0', SATURDAY)).toEqual([]);
      expect(await of('', null)).toEqual([]);
    });

    it('gives what grouping all of them in memory gives', async () => {
      const starts = [SATURDAY, A_DAY, null, NOW - HOUR_MS, NOW + 9 * DAY_MS] as const;
      const all = Array.from({ length: 60 }, (_, n) => {
        const booking = pending(n + 1, on(starts[n % 5] ?? null, n % 3 === 0 ? null : n % 3, `Kurs ${n % 2}`));
        return n % 4 === 0 ? confirmed(booking) : n % 7 === 0 ? cancelled(booking) : booking;
      });
      const kept = await keep(harness().ports.bookings, ...all);
      const expected = courseDatesOf(kept, NOW);
      const { rows, total } = await asked();
      expect(total).toBe(expected.length);
      expect(rows).toStrictEqual(expected);
      for (const sequence of ['soonest', 'latest'] as const)
        expect((await asked({ sequence })).rows, sequence).toStrictEqual(courseDatesOf(kept, NOW, sequence));
      for (const { identity, counts } of rows) {
        const items = await found(harness(), { courseDate: identity });
        expect(items, courseDateKey(identity)).toHaveLength(Object.values(counts).reduce((a, b) => a + b));
      }
    });
  });
};
