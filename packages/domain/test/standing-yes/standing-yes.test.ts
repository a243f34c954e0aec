import {
  asStandingYesId,
  type BookingFlag,
  courseDateIn,
  type DatedCourseDate,
  DEFAULT_POLICY,
  HOUR_MS,
  type Instant,
  initialBooking,
  type OrderHold,
  type PendingBooking,
  type Registration,
  register,
  responseMetrics,
  responseRecord,
  type StandingYes,
  standingYesAnswers,
  type UnreachableReason,
} from '@miomente/booking-domain';
import { anObservation, aRegistration, EVENT_START, MONDAY } from '@miomente/booking-domain/testing';
import { describe, expect, it } from 'vitest';

const at = MONDAY;
const base = aRegistration();
const HOLDS: readonly OrderHold[] = ['holded', 'payment_review'];

function given(over: Partial<StandingYes> = {}): StandingYes {
  const courseDate = courseDateIn(base.observation.details) as DatedCourseDate;
  const { customerNumber } = base;
  return {
    id: asStandingYesId(1),
    version: 3,
    customerNumber,
    courseDate,
    people: 12,
    hours: 24,
    confirmedPeople: 0,
    ...over,
  };
}

const statusOf = (yes: StandingYes | undefined, over: Parameters<typeof aRegistration>[0] = {}) =>
  register(DEFAULT_POLICY, { ...aRegistration(over), ...(yes && { standingYes: yes }) } as Registration).booking.status;

describe('booking#standing-yes: a booking is confirmed at its creation', () => {
  it('through its own channel, with the terms in its event, and on condition that the same version still stands', () => {
    const made = register(DEFAULT_POLICY, { ...base, standingYes: given() });
    expect(made.events).toEqual([
      expect.objectContaining({ type: 'booking_registered' }),
      {
        type: 'confirmed',
        at,
        actor: { type: 'partner', customerNumber: base.customerNumber },
        channel: 'standing_yes',
        standingYes: { people: 12, hours: 24 },
        notes: null,
      },
    ]);
    expect(made.booking).toMatchObject({
      status: 'confirmed',
      announcedAt: null,
      answer: { at, channel: 'standing_yes' },
    });
    expect(made.standingYes).toEqual({ id: 1, version: 3 });
  });

  it('and without one is asked for, on no condition', () => {
    const made = register(DEFAULT_POLICY, base);
    expect(made.booking.status).toBe('pending');
    expect(made.standingYes).toBeUndefined();
  });

  it.each([
    [10, 'confirmed'],
    [11, 'pending'],
    [12, 'pending'],
  ] as const)('of two people when %i of 12 are taken: %s', (confirmedPeople, status) => {
    expect(statusOf(given({ confirmedPeople }))).toBe(status);
  });

  it.each([
    ['at the hour', 0, 'confirmed'],
    ['a millisecond before', -1, 'confirmed'],
    ['a millisecond after', 1, 'pending'],
  ] as const)('%s that is so many hours before the event', (_, ms, status) => {
    const hours = 24;
    expect(statusOf(given({ hours }), { at: (EVENT_START - hours * HOUR_MS + ms) as Instant })).toBe(status);
  });

  it('counts the hours of a day without a time from its beginning', () => {
    const eventStart = { start: EVENT_START, end: EVENT_START + 24 * HOUR_MS };
    const observation = anObservation({ details: { ...base.observation.details, eventStart } });
    const yes = given({ courseDate: courseDateIn(observation.details) as DatedCourseDate, hours: 5 });
    expect(statusOf(yes, { observation, at: EVENT_START - 5 * HOUR_MS })).toBe('confirmed');
    expect(statusOf(yes, { observation, at: EVENT_START - 5 * HOUR_MS + 1 })).toBe('pending');
  });

  it.each<UnreachableReason>(['partner_inactive', 'address_bounced', 'no_address', 'partner_unknown'])(
    'never when its partner would not learn of it: %s',
    (unreachable) => {
      expect(statusOf(given(), { unreachable })).toBe('pending');
    },
  );

  it.each(HOLDS)('never while its order is held: %s', (hold) => {
    expect(statusOf(given(), { observation: { ...base.observation, hold } })).toBe('pending');
  });

  it.each<BookingFlag>(['weekday_contradicts', 'quantity_unreadable', 'price_unreadable'])(
    'never while a manager should look at it: %s',
    (flag) => {
      const unreadable = [flag] as unknown as Registration['observation']['unreadable'];
      expect(statusOf(given(), { observation: { ...base.observation, unreadable } })).toBe('pending');
    },
  );

  it.each<PendingBooking['hold']>([...HOLDS, 'being_changed'])(
    'never one on hold, also without its flag: %s',
    (hold) => {
      const booking = initialBooking(DEFAULT_POLICY, base, { historic: false });
      const known = { at, unreachable: null };
      expect(standingYesAnswers(given(), booking, known)).toBe(true);
      expect(standingYesAnswers(given(), { ...booking, hold }, known)).toBe(false);
    },
  );

  it('never a historic one, one for nobody, another partner’s or another course date’s', () => {
    const details = { ...base.observation.details, participants: 0 };
    expect(statusOf(given(), { observation: { ...base.observation, details } })).toBe('pending');
    expect(statusOf(given({ customerNumber: 'P-other' as StandingYes['customerNumber'] }))).toBe('pending');
    expect(statusOf(given({ courseDate: { course: 8, eventStart: EVENT_START } }))).toBe('pending');
    expect(statusOf(given({ courseDate: { course: 7, eventStart: EVENT_START + 1 } }))).toBe('pending');
    const goLiveAt = base.observation.details.orderedAt + 1;
    const old = register({ ...DEFAULT_POLICY, goLiveAt }, { ...base, standingYes: given() });
    expect(old.booking).toMatchObject({ status: 'pending', historic: true });
  });
});

describe('api#metrics: a standing yes', () => {
  it('counts as confirmed, and never as an answer time, because nobody had waited', () => {
    const { booking } = register(DEFAULT_POLICY, { ...base, standingYes: given() });
    const records = Array.from({ length: 6 }, () => responseRecord(booking, at));
    expect(responseMetrics(records)).toMatchObject({
      confirmed: 6,
      confirmationRate: 1,
      medianAnswerMs: null,
      p90AnswerMs: null,
    });
  });
});
