import {
  asBookingId,
  courseDateAnswerBy,
  courseDateKey,
  courseDateOf,
  DEFAULT_POLICY,
  type EventStart,
  HOUR_MS,
  readCourseDateKey,
  sameCourseDate,
} from '@miomente/booking-domain';
import { anyBooking, aPendingBooking, MONDAY } from '@miomente/booking-domain/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const anyStart: fc.Arbitrary<EventStart | null> = fc.oneof(
  fc.constant(null),
  fc.integer({ min: -1e12, max: 4e12 }),
  fc.integer({ min: 0, max: 4e12 }).map((start) => ({ start, end: start + 24 * HOUR_MS })),
);
const anyCourse = fc.oneof(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), fc.string({ unit: 'grapheme' }));

describe('booking#course-date', () => {
  it('a key leads back to the course date that it was made of', () => {
    fc.assert(
      fc.property(anyCourse, anyStart, (course, eventStart) => {
        const identity = { course, eventStart };
        expect(readCourseDateKey(courseDateKey(identity))).toStrictEqual(identity);
      }),
    );
  });

  it('two course dates have the same key only when they are the same', () => {
    fc.assert(
      fc.property(anyCourse, anyStart, anyCourse, anyStart, (one, oneStart, other, otherStart) => {
        const [a, b] = [
          { course: one, eventStart: oneStart },
          { course: other, eventStart: otherStart },
        ];
        expect(courseDateKey(a) === courseDateKey(b)).toBe(sameCourseDate(a, b));
      }),
    );
  });

  it('whatever else is given as a key is none, and throws nothing', () => {
    for (const text of [
      '',
      '7',
      '7.',
      '0.open',
      '-7.open',
      '7.open ',
      '7.1.2',
      '~%.open',
      '07.open',
      'x.open',
      '7.1-',
      '7.999999999999999',
    ])
      expect(readCourseDateKey(text), text).toBeUndefined();
    fc.assert(fc.property(fc.string(), (text) => void readCourseDateKey(text)));
  });

  it('a booking is of the event that took place, whatever date the shop names since', () => {
    fc.assert(
      fc.property(anyBooking(), (booking) => {
        const tookPlace = MONDAY - HOUR_MS;
        expect(courseDateOf({ ...booking, tookPlace }).eventStart).toBe(tookPlace);
      }),
    );
  });

  it('is to be answered by the deadline of the most urgent of its open bookings', () => {
    const early = { ...aPendingBooking(), id: asBookingId(1), version: 1 };
    const late = { ...early, id: asBookingId(2), clockStartedAt: MONDAY + 5 * HOUR_MS };
    const alone = courseDateAnswerBy(DEFAULT_POLICY, { open: [early] });
    expect(courseDateAnswerBy(DEFAULT_POLICY, { open: [late, early] })).toBe(alone);
    expect(courseDateAnswerBy(DEFAULT_POLICY, { open: [late] })).toBeGreaterThan(alone ?? 0);
    expect(courseDateAnswerBy(DEFAULT_POLICY, { open: [] })).toBeNull();
  });
});
