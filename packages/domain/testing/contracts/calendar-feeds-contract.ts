import { type Booking, calendarStatus, courseDateOf, DAY_MS, HOUR_MS, type Instant } from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { hexadecimal } from '../builders.ts';
import { commit, keep, present, updating } from './commits.ts';
import { cancelled, confirmed, declined, NOW, OWNER, owner, pending, STRANGER, stranger, system } from './samples.ts';
import { type OpenPersistence, type PersistenceTests, persistenceSuite } from './suite.ts';

const [FIRST, SECOND] = [hexadecimal(1), hexadecimal(2)] as const;
const START = NOW + 10 * DAY_MS;
const at = (n: number, eventStart: Instant, people = 2) =>
  pending(n, { details: { eventStart, participants: people } });

/** The contract suite of the `CalendarFeeds` port. */
export const calendarFeedsTests: PersistenceTests = (harness) => {
  const feeds = () => harness().ports.calendarFeeds;
  const put = (...bookings: readonly Booking[]) => keep(harness().ports.bookings, ...bookings);

  describe('portal#calendar: the address', () => {
    it('is nobody’s before it is made', async () => {
      expect(await feeds().madeAt(owner)).toBeUndefined();
      expect(await feeds().ownerOf(system, FIRST)).toBeUndefined();
    });

    it('opens its partner’s calendar until it is replaced', async () => {
      await feeds().replace(owner, FIRST, NOW);
      expect([await feeds().ownerOf(system, FIRST), await feeds().madeAt(owner)]).toEqual([OWNER, NOW]);
      expect(await feeds().madeAt(stranger)).toBeUndefined();
      await feeds().replace(owner, SECOND, NOW + 1);
      expect(await feeds().ownerOf(system, FIRST)).toBeUndefined();
      expect([await feeds().ownerOf(system, SECOND), await feeds().madeAt(owner)]).toEqual([OWNER, NOW + 1]);
    });

    it('of several made at once exactly one opens anything, and each partner has their own', async () => {
      const digests = [11, 12, 13, 14, 15].map(hexadecimal);
      await Promise.all(digests.map((digest) => feeds().replace(owner, digest, NOW)));
      await feeds().replace(stranger, SECOND, NOW);
      const owners = await Promise.all(digests.map((digest) => feeds().ownerOf(system, digest)));
      expect(owners.filter((found) => found !== undefined)).toEqual([OWNER]);
      expect(await feeds().ownerOf(system, SECOND)).toBe(STRANGER);
    });
  });

  describe('portal#calendar: what it shows', () => {
    it('each course date once, by start, with its sums; none without a date, none of others', async () => {
      await put(
        at(1, START + HOUR_MS),
        confirmed(at(2, START, 3)),
        at(3, START, 4),
        declined(at(4, START, 5)),
        cancelled(at(5, START, 6)),
        declined(at(6, START + 2 * HOUR_MS)),
        pending(7, { details: { eventStart: null } }),
        { ...at(8, START), customerNumber: STRANGER },
      );
      const entries = await feeds().entries(owner, NOW);
      expect(entries).toMatchObject([
        { courseDate: courseDateOf(at(2, START)), confirmedPeople: 3, pendingPeople: 4 },
        { courseDate: courseDateOf(at(1, START + HOUR_MS)), confirmedPeople: 0, pendingPeople: 2 },
        { confirmedPeople: 0, pendingPeople: 0 },
      ]);
      expect(entries.map(calendarStatus)).toEqual(['confirmed', 'tentative', 'cancelled']);
      for (const { changedAt, courseName } of entries)
        expect([Number.isInteger(changedAt), courseName]).toEqual([true, at(1, START).details.course.name]);
    });

    it('holds apart courses and days, and ends a day with its end', async () => {
      const day = { start: START, end: START + DAY_MS };
      await put(
        pending(1, { details: { eventStart: day } }),
        at(2, START),
        pending(3, { details: { eventStart: START, course: { id: null, name: 'Eins', sku: 'E' } } }),
        pending(4, { details: { eventStart: START, course: { id: null, name: 'Zwei', sku: 'Z' } } }),
      );
      const shown = async (from: Instant) => (await feeds().entries(owner, from)).map(({ courseDate }) => courseDate);
      expect(await shown(NOW)).toHaveLength(4);
      expect((await shown(NOW)).map(({ course }) => course)).toEqual(expect.arrayContaining(['Eins', 'Zwei', 7]));
      expect(await shown(START)).toEqual([{ course: 7, eventStart: day }]);
      expect(await shown(day.end)).toEqual([]);
    });
  });

  describe('portal#calendar: which calendar was shown', () => {
    const shown = (text: string, at: Instant) => feeds().revision(owner, text, at);

    it('the one shown last keeps its number and time, another one gets the next, and neither ever falls', async () => {
      await feeds().replace(owner, FIRST, NOW);
      expect(await shown('a', NOW)).toEqual({ number: 1, at: NOW });
      expect(await shown('a', NOW + 1)).toEqual({ number: 1, at: NOW });
      expect(await shown('b', NOW + 2)).toEqual({ number: 2, at: NOW + 2 });
      // A clock went back, and so did the content.
      expect(await shown('a', NOW)).toEqual({ number: 3, at: NOW + 2 });
      await feeds().replace(owner, SECOND, NOW + 3);
      expect(await shown('c', NOW + 4)).toEqual({ number: 4, at: NOW + 4 });
    });

    it('shown many times at once it is one, of several each has its own, and other partners have theirs', async () => {
      await feeds().replace(owner, FIRST, NOW);
      await feeds().replace(stranger, SECOND, NOW);
      const same = await Promise.all(Array.from({ length: 8 }, () => shown('a', NOW)));
      expect(new Set(same.map(({ number }) => number))).toEqual(new Set([1]));
      const each = await Promise.all(['b', 'c', 'd', 'e'].map((text) => shown(text, NOW)));
      expect(each.map(({ number }) => number).toSorted()).toEqual([2, 3, 4, 5]);
      expect(await feeds().revision(stranger, 'a', NOW)).toEqual({ number: 1, at: NOW });
    });
  });

  it('portal#calendar: its version is another one whenever something changed, and else the same', async () => {
    const seen = new Set<string>();
    const isNew = async () => {
      const version = await feeds().version(owner, NOW);
      expect(await feeds().version(owner, NOW)).toBe(version);
      const fresh = !seen.has(version);
      seen.add(version);
      return fresh;
    };
    expect(await isNew()).toBe(true);
    const [first] = await put(at(1, START));
    expect(await isNew()).toBe(true);
    await put({ ...at(2, START), customerNumber: STRANGER });
    expect(await isNew()).toBe(false);
    const [answered] = await commit(harness().ports.bookings, [updating(present(first), confirmed(at(1, START)))]);
    expect(await isNew()).toBe(true);
    await commit(harness().ports.bookings, [updating(present(answered), confirmed(at(1, START + HOUR_MS)))]);
    expect(await isNew()).toBe(true);
  });
};

/** Runs the contract suite on an adapter of `CalendarFeeds`, with its database. */
export function calendarFeedsContract(name: string, open: OpenPersistence): void {
  persistenceSuite(`CalendarFeeds: ${name}`, open, calendarFeedsTests);
}
