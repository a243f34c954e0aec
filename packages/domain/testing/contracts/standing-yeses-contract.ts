import {
  type Booking,
  type BookingChange,
  type ConfirmedBooking,
  courseDateIn,
  DAY_MS,
  type DatedCourseDate,
  HOUR_MS,
  type Instant,
  type PendingBooking,
  type StandingYes,
} from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { commit, creating, keep, present, updating } from './commits.ts';
import {
  cancelled,
  confirmed,
  NOW,
  OWNER,
  owner,
  pending,
  STRANGER,
  sampleDetails,
  stranger,
  system,
} from './samples.ts';
import { type OpenPersistence, type PersistenceTests, persistenceSuite } from './suite.ts';

const TERMS = { people: 12, hours: 24 };
const START = sampleDetails().eventStart as Instant;
const COURSE_DATE = courseDateIn(sampleDetails()) as DatedCourseDate;
const DAY = { start: NOW + 30 * DAY_MS, end: NOW + 31 * DAY_MS };
/** Course dates of which none is another, with the details that a booking of each has. */
const PLACES = [
  { course: { id: 7, name: 'Sushi', sku: 'S' }, eventStart: START },
  { course: { id: 8, name: 'Sushi', sku: 'S' }, eventStart: START },
  { course: { id: null, name: 'Sushi', sku: 'S' }, eventStart: START },
  { course: { id: null, name: '7', sku: 'S' }, eventStart: START },
  { course: { id: 7, name: 'Sushi', sku: 'S' }, eventStart: START + HOUR_MS },
  { course: { id: 7, name: 'Sushi', sku: 'S' }, eventStart: DAY },
  { course: { id: 7, name: 'Sushi', sku: 'S' }, eventStart: DAY.start },
] as const;
const place = (over: (typeof PLACES)[number]) => courseDateIn(sampleDetails(over)) as DatedCourseDate;

const inAdvance = (booking: PendingBooking): ConfirmedBooking => confirmed(booking, { channel: 'standing_yes' });
const sized = (n: number, participants: number): PendingBooking => pending(n, { details: { participants } });

/** Creates a booking because of a standing yes. */
function claiming(booking: Booking, { id, version }: StandingYes): BookingChange {
  const change = creating(booking);
  return change.type === 'create' ? { ...change, standingYes: { id, version } } : change;
}

/** The contract suite of the `StandingYeses` port, and of what `Bookings` writes because of one. */
export const standingYesesTests: PersistenceTests = (harness) => {
  const yeses = () => harness().ports.standingYeses;
  const give = (terms = TERMS, at = NOW) => yeses().give(owner, COURSE_DATE, terms, at);

  describe('booking#standing-yes: giving, changing and revoking', () => {
    it('none stands before one is given, and none can be revoked', async () => {
      expect(await yeses().find(owner, COURSE_DATE)).toBeUndefined();
      expect(await yeses().revoke(owner, COURSE_DATE, NOW)).toBe(false);
      expect(await yeses().ofPartners(system, [OWNER, STRANGER], NOW)).toEqual([]);
      expect(await yeses().ofPartners(system, [], NOW)).toEqual([]);
    });

    it('stands as it was given, for its partner alone', async () => {
      const given = await give();
      expect(given).toEqual({
        id: given.id,
        version: given.version,
        customerNumber: OWNER,
        courseDate: COURSE_DATE,
        ...TERMS,
        confirmedPeople: 0,
      });
      expect(await yeses().find(owner, COURSE_DATE)).toEqual(given);
      expect(await yeses().find(stranger, COURSE_DATE)).toBeUndefined();
      expect(await yeses().revoke(stranger, COURSE_DATE, NOW)).toBe(false);
      expect(await yeses().find(owner, COURSE_DATE)).toEqual(given);
    });

    it('the same terms again change nothing; others replace them, as another version of the same', async () => {
      const given = await give();
      expect(await give(TERMS, NOW + 1)).toEqual(given);
      const more = await give({ people: 13, hours: 24 }, NOW + 2);
      expect(more).toMatchObject({ id: given.id, people: 13, hours: 24 });
      const later = await give({ people: 13, hours: 25 }, NOW + 3);
      expect(later).toMatchObject({ id: given.id, people: 13, hours: 25 });
      expect(new Set([given.version, more.version, later.version]).size).toBe(3);
    });

    it('stands no more once revoked, and again once it is given again', async () => {
      const given = await give();
      expect(await yeses().revoke(owner, COURSE_DATE, NOW)).toBe(true);
      expect(await yeses().revoke(owner, COURSE_DATE, NOW)).toBe(false);
      expect(await yeses().find(owner, COURSE_DATE)).toBeUndefined();
      expect(await yeses().ofPartners(system, [OWNER], NOW)).toEqual([]);
      const again = await give();
      expect(await yeses().find(owner, COURSE_DATE)).toEqual(again);
      expect(again.version).toBeGreaterThan(given.version);
    });

    it('holds apart courses with and without an id, times and days', async () => {
      for (const [n, over] of PLACES.entries())
        await yeses().give(owner, place(over), { people: n + 1, hours: 1 }, NOW);
      for (const [n, over] of PLACES.entries())
        expect(await yeses().find(owner, place(over))).toMatchObject({ people: n + 1, courseDate: place(over) });
      expect(await yeses().find(owner, { ...COURSE_DATE, eventStart: null })).toBeUndefined();
      expect(await yeses().find(owner, { ...COURSE_DATE, course: 'a\0b' })).toBeUndefined();
    });

    it('is found for its partners until the event starts, a day’s until it is over', async () => {
      const given = await give();
      const day = await yeses().give(stranger, place(PLACES[5]), TERMS, NOW);
      const of = async (now: Instant) => (await yeses().ofPartners(system, [OWNER, STRANGER], now)).map(({ id }) => id);
      expect((await of(NOW)).toSorted()).toEqual([given.id, day.id].toSorted());
      expect(await yeses().ofPartners(system, [OWNER], NOW)).toEqual([given]);
      expect(await of(START)).toEqual([day.id]);
      expect(await of(DAY.end - 1)).toEqual([day.id]);
      expect(await of(DAY.end)).toEqual([]);
    });
  });

  describe('booking#standing-yes: the people whom it confirmed', () => {
    const counted = async () => present(await yeses().find(owner, COURSE_DATE)).confirmedPeople;

    it('are those in bookings of this partner and course date that it confirmed and that are confirmed so still', async () => {
      await give();
      const elsewhere = PLACES.slice(1).map((over, n) => inAdvance(pending(30 + n, { details: over })));
      await keep(
        harness().ports.bookings,
        inAdvance(sized(1, 3)),
        inAdvance(sized(2, 4)),
        confirmed(sized(3, 2)),
        sized(4, 2),
        cancelled(sized(5, 2), { answer: inAdvance(sized(5, 2)).answer }),
        { ...inAdvance(sized(6, 2)), customerNumber: STRANGER },
        ...elsewhere,
      );
      expect(await counted()).toBe(7);
      expect(await yeses().ofPartners(system, [OWNER], NOW)).toMatchObject([{ confirmedPeople: 7 }]);
      for (const over of PLACES.slice(1)) await yeses().give(owner, place(over), TERMS, NOW);
      const each = await Promise.all(PLACES.slice(1).map((over) => yeses().find(owner, place(over))));
      expect(each.map((found) => found?.confirmedPeople)).toEqual(elsewhere.map(({ details }) => details.participants));
    });

    it('are fewer once one is cancelled, taken back, moved or lowered, and count on after it was revoked', async () => {
      await give();
      const all = [1, 2, 3, 4].map((n) => inAdvance(sized(n, 2)));
      const [first, second, third, fourth] = (await keep(harness().ports.bookings, ...all)).map(present);
      if (!first || !second || !third || !fourth) return expect.fail('Nothing was kept.');
      const change = (...changes: readonly BookingChange[]) => commit(harness().ports.bookings, changes);
      await change(updating(first, cancelled(sized(1, 2), { answer: all[0]?.answer ?? null })));
      expect(await counted()).toBe(6);
      await change(updating(second, sized(2, 2)));
      expect(await counted()).toBe(4);
      await change(updating(third, inAdvance(pending(3, { details: { participants: 2, eventStart: START + 1 } }))));
      expect(await counted()).toBe(2);
      await change(updating(fourth, inAdvance(sized(4, 1))));
      expect(await counted()).toBe(1);
      await yeses().revoke(owner, COURSE_DATE, NOW);
      expect((await give()).confirmedPeople).toBe(1);
    });
  });

  describe('booking#standing-yes: a booking is written because of it', () => {
    const commitOne = async (change: BookingChange) => (await harness().ports.bookings.commitAll([change])).type;

    it('up to its number and not beyond', async () => {
      const given = await give({ people: 5, hours: 1 });
      expect(await commitOne(claiming(inAdvance(sized(1, 3)), given))).toBe('committed');
      expect(await commitOne(claiming(inAdvance(sized(2, 3)), given))).toBe('stale');
      expect(await commitOne(claiming(inAdvance(sized(3, 2)), given))).toBe('committed');
      expect(await commitOne(claiming(inAdvance(sized(4, 1)), given))).toBe('stale');
      expect((await yeses().find(owner, COURSE_DATE))?.confirmedPeople).toBe(5);
      expect(await commitOne(creating(sized(4, 1)))).toBe('committed');
    });

    it('not once it was revoked or changed, nor by one that was never given', async () => {
      const given = await give();
      await yeses().revoke(owner, COURSE_DATE, NOW);
      // Nor by whoever would know the version that revoking made.
      for (const later of [0, 1, 2])
        expect(await commitOne(claiming(inAdvance(sized(1, 1)), { ...given, version: given.version + later }))).toBe(
          'stale',
        );
      const again = await give();
      expect(await commitOne(claiming(inAdvance(sized(1, 1)), given))).toBe('stale');
      await give({ people: 11, hours: 24 });
      expect(await commitOne(claiming(inAdvance(sized(1, 1)), again))).toBe('stale');
      expect(
        await commitOne(claiming(inAdvance(sized(1, 1)), { ...again, id: (given.id + 1) as typeof given.id })),
      ).toBe('stale');
      expect((await yeses().find(owner, COURSE_DATE))?.confirmedPeople).toBe(0);
    });

    it('with others of the same transaction, all or none', async () => {
      const given = await give({ people: 5, hours: 1 });
      const three = [1, 2, 3].map((n) => claiming(inAdvance(sized(n, 2)), given));
      expect((await harness().ports.bookings.commitAll(three)).type).toBe('stale');
      expect((await yeses().find(owner, COURSE_DATE))?.confirmedPeople).toBe(0);
      expect((await harness().ports.bookings.commitAll(three.slice(1))).type).toBe('committed');
      expect((await yeses().find(owner, COURSE_DATE))?.confirmedPeople).toBe(4);
    });

    it('each on its own: what has no room is left out, and the rest is written', async () => {
      const given = await give({ people: 4, hours: 1 });
      const others = await yeses().give(stranger, COURSE_DATE, { people: 2, hours: 1 }, NOW);
      const outcomes = await harness().ports.bookings.commitEach([
        claiming(inAdvance(sized(1, 2)), given),
        claiming({ ...inAdvance(sized(2, 2)), customerNumber: STRANGER }, others),
        claiming(inAdvance(sized(3, 2)), given),
        claiming(inAdvance(sized(4, 1)), given),
        creating(sized(5, 2)),
      ]);
      expect(outcomes.map(({ type }) => type)).toEqual(['committed', 'committed', 'committed', 'stale', 'committed']);
    });

    it('an order item that has a booking gets no second one, and counts once', async () => {
      const given = await give();
      expect(await commitOne(claiming(inAdvance(sized(1, 3)), given))).toBe('committed');
      expect(await commitOne(claiming(inAdvance(sized(1, 3)), given))).toBe('stale');
      expect((await yeses().find(owner, COURSE_DATE))?.confirmedPeople).toBe(3);
    });
  });
};

/** Runs the contract suite on an adapter of `StandingYeses`, with its database. */
export function standingYesesContract(name: string, open: OpenPersistence): void {
  persistenceSuite(`StandingYeses: ${name}`, open, standingYesesTests);
}
