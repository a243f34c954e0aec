import {
  DAY_MS,
  DEFAULT_POLICY,
  HOUR_MS,
  instantOf,
  NO_REPLAY,
  quietTime,
  readWorkingHours,
  replayed,
  workingTime,
} from '@miomente/booking-domain';
import {
  aBooking,
  aConfirmation,
  aConfirmedBooking,
  aDecline,
  aDeclinedBooking,
  anyBooking,
  anyInstant,
  anyPolicy,
  aPendingBooking,
} from '@miomente/booking-domain/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const friday = instantOf({ date: '2026-03-06', time: '17:00' }, 'Europe/Berlin') ?? Number.NaN;
const WORKING = {
  ...DEFAULT_POLICY,
  workingTime: workingTime({
    hours: readWorkingHours('Mo-Fr 08:00-18:00') ?? [],
    timeZone: 'Europe/Berlin',
    region: 'DE',
    holidays: { isHoliday: () => false },
  }),
};
const at = { clockStartedAt: friday, announcedAt: friday, details: { eventStart: friday + 30 * DAY_MS } };
const answered = (afterMs: number) => aConfirmedBooking({ ...at, answer: aConfirmation({ at: friday + afterMs }) });
const counts = (...of: Parameters<typeof replayed>) => replayed(...of);
const one = { ...NO_REPLAY, bookings: 1 };

describe('reminders#before-and-after · what hours would have caused', () => {
  it('an answer on Monday morning: two reminders and a call in elapsed time, nothing in working time', () => {
    const monday = answered(64 * HOUR_MS);
    const now = friday + 40 * DAY_MS;
    expect(counts(DEFAULT_POLICY, monday, now)).toEqual({
      ...one,
      firstReminders: 1,
      secondReminders: 1,
      calls: 1,
      lateAnswers: 1,
    });
    expect(counts(WORKING, monday, now)).toEqual(one);
  });

  it('an answer between the reminders, none at all until now, and none until the event or the cancellation', () => {
    expect(counts(DEFAULT_POLICY, answered(30 * HOUR_MS), friday + DAY_MS)).toEqual({ ...one, firstReminders: 1 });
    const called = { ...one, firstReminders: 1, secondReminders: 1, calls: 1 };
    expect(counts(DEFAULT_POLICY, aPendingBooking(at), friday + 10 * DAY_MS)).toEqual(called);
    expect(counts(DEFAULT_POLICY, aPendingBooking(at), friday + 30 * HOUR_MS)).toEqual({ ...one, firstReminders: 1 });
    const cancelled = { ...at, cancelledAt: friday + 47 * HOUR_MS } as const;
    const gone = aBooking('cancelled', cancelled);
    expect(counts(DEFAULT_POLICY, { ...gone, answer: null } as typeof gone, friday + 10 * DAY_MS)).toEqual({
      ...one,
      firstReminders: 1,
    });
  });

  it('a booking whose event is near, or has no date, is a call from the start; so is one that mail cannot reach', () => {
    const near = { ...at, details: { eventStart: friday + HOUR_MS } };
    const undated = { ...at, details: { eventStart: null } };
    const unreachable = { ...at, announcedAt: null, escalation: { at: friday, reason: 'no_address' } } as const;
    for (const booking of [near, undated, unreachable])
      expect(counts(WORKING, aPendingBooking(booking), friday + 20 * DAY_MS)).toEqual({ ...one, calls: 1 });
  });

  it('neither historic bookings nor what was confirmed as it came count; sums go on', () => {
    expect(counts(DEFAULT_POLICY, aPendingBooking({ ...at, historic: true }), friday)).toBe(NO_REPLAY);
    expect(counts(DEFAULT_POLICY, answered(0), friday)).toBe(NO_REPLAY);
    const twice = counts(
      DEFAULT_POLICY,
      aDeclinedBooking({ ...at, answer: aDecline({ at: friday + HOUR_MS }) }),
      friday,
      counts(DEFAULT_POLICY, answered(HOUR_MS), friday),
    );
    expect(twice.bookings).toBe(2);
  });

  it('quiet hours move no answer: a reminder that waits is left out when the answer comes before', () => {
    const evening = { ...DEFAULT_POLICY, quietTime: quietTime({ from: '16:00', to: '09:00' }, 'Europe/Berlin') };
    expect(counts(evening, answered(30 * HOUR_MS), friday + 10 * DAY_MS)).toEqual(one);
  });

  it('every booking and policy: it ends, and a call follows only when something was due', () => {
    fc.assert(
      fc.property(anyPolicy(), anyBooking(), anyInstant(), (policy, booking, now) => {
        const { bookings, calls, lateAnswers, firstReminders } = replayed(policy, booking, now);
        for (const count of [bookings, calls, lateAnswers, firstReminders]) expect([0, 1]).toContain(count);
        expect(lateAnswers).toBeLessThanOrEqual(calls);
      }),
    );
  });
});
