import {
  answerBy,
  type BookingDetails,
  createOf,
  DAY_MS,
  DEFAULT_POLICY,
  dayBounds,
  type EventDay,
  eventStarted,
  HOUR_MS,
  type Instant,
  instantOf,
  isHistoric,
  isMissed,
  nextEscalation,
  nextReminder,
  nextSweepAt,
  register,
  reminderTimes,
} from '@miomente/booking-domain';
import {
  aConfirmedBooking,
  anyPolicy,
  aPendingBooking,
  aRegistration,
  EVENT_START,
  someDetails,
} from '@miomente/booking-domain/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  confirmByLink,
  confirmByPhone,
  confirmInPortal,
  declineInPortal,
  observe,
  reopenInPortal,
} from './commands.ts';
import { carriedOut, given } from './given.ts';
import { mail, openTicket } from './messages.ts';

const ZONE = 'Europe/Berlin';

function theDay(date: string): EventDay {
  return dayBounds(date, ZONE) ?? expect.fail(`There is no ${date}.`);
}
const DAY = theDay('2027-01-25');
const MORNING = Date.parse('2027-01-25T08:30:00Z');

/** Ordered on the day of the event, five minutes before it is read. */
function registeredAt(at: Instant, eventStart: BookingDetails['eventStart'] = DAY) {
  const details = { eventStart, orderedAt: at - 5 * 60_000 };
  return createOf(DEFAULT_POLICY, register(DEFAULT_POLICY, aRegistration({ at, observation: { details } })));
}

describe('orders#day-without-time · ordered on the day of the event', () => {
  it('is not historic: mail and ticket at once, answerable until the day is over', () => {
    const { booking, messages, events } = registeredAt(MORNING);
    expect(booking).toMatchObject({ historic: false, flags: [], token: { expiresAt: DAY.end } });
    expect(events.map(({ type }) => type)).toEqual(['booking_registered', 'partner_asked', 'escalated']);
    expect(messages).toEqual([mail('confirmation_request', MORNING), openTicket('event_near')]);
    for (const answer of [confirmByLink, confirmInPortal, confirmByPhone, declineInPortal]) {
      expect(carriedOut(DEFAULT_POLICY, booking, answer(DAY.end - 1)).events).toHaveLength(1);
      given(booking).when(answer(DAY.end)).refuses({ code: 'event_started' });
    }
  });

  it('no reminder follows', () => {
    const { booking, nextSweepAt: due } = registeredAt(MORNING);
    expect(due).toBeNull();
    expect(nextReminder(DEFAULT_POLICY, booking)).toBeNull();
  });

  it('is missed, and imported silently, from the end of the day', () => {
    const { booking } = registeredAt(MORNING);
    expect([isMissed(booking, DAY.end - 1), isMissed(booking, DAY.end)]).toEqual([false, true]);
    expect(registeredAt(DAY.end - 1).booking.historic).toBe(false);
    expect(registeredAt(DAY.end).booking.historic).toBe(true);
    expect(isHistoric(DEFAULT_POLICY, someDetails({ eventStart: DAY }), DAY.end - 1)).toBe(false);
  });

  it('after it is taken back on that day, the office phones and no mail is sent', () => {
    const confirmed = aConfirmedBooking({ details: { eventStart: DAY } });
    const { booking } = carriedOut(DEFAULT_POLICY, confirmed, reopenInPortal(MORNING));
    expect(nextReminder(DEFAULT_POLICY, booking)).toBeNull();
    expect(booking.escalation).toEqual({ at: MORNING, reason: 'event_near' });
    given(confirmed).when(reopenInPortal(DAY.end)).refuses({ code: 'event_started' });
  });

  it('booked the day after: the event was before its order', () => {
    expect(registeredAt(DAY.end + 6 * 60_000).booking.flags).toEqual(['event_before_order']);
  });
});

/** Days around and on both clock changes, and any other days. */
const anyDay = fc
  .oneof(
    fc.constantFrom('2027-03-27', '2027-03-28', '2027-03-29', '2027-10-30', '2027-10-31', '2027-11-01'),
    fc
      .integer({ min: 0, max: 3_000 })
      .map((n) => new Date(Date.UTC(2025, 0, 1) + n * DAY_MS).toISOString().slice(0, 10)),
  )
  .map(theDay);
const anyLead = fc.oneof(
  fc.integer({ min: 1, max: 10 * DAY_MS }),
  fc.integer({ min: 1, max: 240 }).map((h) => h * HOUR_MS),
);

describe('orders#day-without-time · on any day, also those of 23 and 25 hours', () => {
  it('reminders, escalation and “answer by” are computed from the start of the day, as for an event at that instant', () => {
    fc.assert(
      fc.property(anyPolicy(), anyDay, anyLead, (any, day, lead) => {
        // Without time before the event, the office would phone at the event itself: too late for an instant, not for a
        // day.
        const policy = { ...any, escalateBeforeEventMs: Math.max(1, any.escalateBeforeEventMs) };
        const times = { clockStartedAt: day.start - lead, announcedAt: day.start - lead };
        const onDay = aPendingBooking({ ...times, details: { eventStart: day } });
        const atMidnight = aPendingBooking({ ...times, details: { eventStart: day.start } });
        for (const of of [nextReminder, nextEscalation, nextSweepAt, answerBy])
          expect(of(policy, onDay)).toEqual(of(policy, atMidnight));
        const { second } = reminderTimes(policy, times.clockStartedAt, day.start);
        expect(second).toBeLessThan(day.start);
      }),
    );
  });

  it('the link ends with its lifetime or with the day, and never before it can be answered', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -10 * DAY_MS, max: 23 * HOUR_MS - 1 }), (day, after) => {
        const at = day.start + after;
        const { booking } = registeredAt(at, day);
        expect(booking.token.expiresAt).toBe(Math.min(at + DEFAULT_POLICY.tokenLifetimeMs, day.end));
        expect(booking.historic).toBe(false);
        expect([eventStarted(booking, day.end - 1), eventStarted(booking, day.end)]).toEqual([false, true]);
      }),
    );
  });

  it('begins and ends at local midnight', () => {
    expect(theDay('2027-03-28')).toEqual({
      start: instantOf({ date: '2027-03-28', time: '00:00' }, ZONE),
      end: (instantOf({ date: '2027-03-28', time: '00:00' }, ZONE) ?? 0) + 23 * HOUR_MS,
    });
    expect(theDay('2027-10-31').end - theDay('2027-10-31').start).toBe(25 * HOUR_MS);
  });
});

describe('orders#time-becomes-known · the order names another time than before', () => {
  const at = DAY.start - 3 * DAY_MS;
  const EVENING = DAY.start + 18 * HOUR_MS;
  const seen = (eventStart: BookingDetails['eventStart']) => observe({ details: { eventStart } }, at);
  const cases = [
    ['a time becomes known', DAY, EVENING],
    ['a time is no longer named', EVENING, DAY],
    ['another day', DAY, theDay('2027-01-26')],
    ['a time on another day', DAY, EVENING + DAY_MS],
  ] as const;

  it.each(cases)('%s: a confirmed booking is confirmed again', (_, from, to) => {
    const { booking, messages } = carriedOut(
      DEFAULT_POLICY,
      aConfirmedBooking({ details: { eventStart: from } }),
      seen(to),
    );
    expect(booking).toMatchObject({ status: 'pending', clockStartedAt: at, details: { eventStart: to } });
    const changes = { eventStart: { from, to }, participants: null };
    expect(messages).toEqual([mail('confirm_again', at, { changes })]);
  });

  it.each(cases)('%s: a pending one is looked at again', (_, from, to) => {
    const { messages } = carriedOut(DEFAULT_POLICY, aPendingBooking({ details: { eventStart: from } }), seen(to));
    expect(messages).toEqual([mail('look_again', at, { changes: { eventStart: { from, to }, participants: null } })]);
  });

  it('reading the same day again is no change', () => {
    given(aPendingBooking({ details: { eventStart: DAY } }))
      .when(seen({ ...DAY }))
      .changesNothing();
  });

  it('a day stored as midnight becomes the day, with its link and its deadline, and nobody is asked', () => {
    const answer = { at: EVENT_START } as const;
    for (const booking of [aPendingBooking(), aConfirmedBooking({ answer })]) {
      const before = { ...booking, details: { ...booking.details, eventStart: DAY.start } };
      const { booking: after, messages } = carriedOut(DEFAULT_POLICY, before, seen(DAY));
      expect(messages).toEqual([]);
      expect(after).toMatchObject({ status: booking.status, clockStartedAt: booking.clockStartedAt });
      expect(after.details.eventStart).toEqual(DAY);
      expect(eventStarted(after, DAY.start)).toBe(false);
    }
  });
});
