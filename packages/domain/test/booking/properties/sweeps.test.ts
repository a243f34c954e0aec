import {
  type Booking,
  type BookingPolicy,
  DAY_MS,
  DEFAULT_POLICY,
  decide,
  earliestStart,
  eventStarted,
  evolve,
  HOUR_MS,
  type Instant,
  nextSweepAt,
  reminderTimes,
} from '@miomente/booking-domain';
import {
  anyBooking,
  anyDuration,
  anyPolicy,
  anyRegistration,
  aRegistration,
  MONDAY,
} from '@miomente/booking-domain/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { born, type Life, step } from './life.ts';

const RUNS = { numRuns: 300 };
const gaps = fc.array(anyDuration(5 * DAY_MS), { minLength: 1, maxLength: 30 });

function sweptAt(policy: BookingPolicy, booking: Booking, at: Instant) {
  const decision = decide(policy, booking, { type: 'sweep', at });
  return decision.ok ? decision.value : [];
}

/** The life with sweeps this far apart. */
function swept(policy: BookingPolicy, life: Life, apart: readonly number[]): Life {
  let at = life.booking.createdAt;
  return apart.reduce((before, gap) => {
    at += gap;
    return step(policy, before, { type: 'sweep', at });
  }, life);
}

/**
 * How far the reminders must be apart at least: as far as their due times are, before those are moved out of quiet hours.
 * From a later start the same hours of working time may be fewer elapsed ones, but no fewer than the hours themselves.
 */
function apartBy(policy: BookingPolicy, { clockStartedAt, details }: Booking): number {
  const distances = [policy.workingTime, null].map((workingTime) => {
    const awake = { ...policy, quietTime: null, workingTime };
    const { first, second } = reminderTimes(awake, clockStartedAt, earliestStart(details.eventStart));
    return second - first;
  });
  return Math.min(...distances);
}

describe('FR-4 · reminders#due-times · sweeps at irregular times', () => {
  it('send at most two reminders, the second not sooner after the first than their due times lie apart', () => {
    fc.assert(
      fc.property(anyPolicy(), anyRegistration(), gaps, (policy, registration, apart) => {
        const { events, booking } = swept(policy, born(policy, registration), apart);
        const reminders = events.filter((e) => e.type === 'reminded');
        expect(reminders.map((e) => e.step)).toEqual(
          [1, 2].slice(reminders[0]?.step === 2 ? 1 : 0).slice(0, reminders.length),
        );
        expect(booking.reminders.count).toBe(reminders.length);
        const { first, second } = reminderTimes(
          policy,
          booking.clockStartedAt,
          earliestStart(booking.details.eventStart),
        );
        const one = reminders.find((e) => e.step === 1);
        const two = reminders.find((e) => e.step === 2);
        if (one !== undefined) expect(one.at).toBeGreaterThanOrEqual(first);
        if (two !== undefined) expect(two.at).toBeGreaterThanOrEqual(second);
        if (one !== undefined && two !== undefined)
          expect(two.at - one.at).toBeGreaterThanOrEqual(apartBy(policy, booking));
        expect(events.filter((e) => e.type === 'escalated').length).toBeLessThanOrEqual(1);
      }),
      RUNS,
    );
  });

  it('F30 · advance one step after any downtime, and none at the same instant again', () => {
    fc.assert(
      fc.property(anyPolicy(), anyBooking(), anyDuration(30 * DAY_MS), (policy, booking, downtime) => {
        const at = MONDAY + downtime;
        const events = sweptAt(policy, booking, at);
        expect(events.filter((e) => e.type === 'reminded').length).toBeLessThanOrEqual(1);
        const second = reminderTimes(policy, booking.clockStartedAt, earliestStart(booking.details.eventStart));
        const after = events.reduce<Booking>(evolve, booking);
        if (second.second > second.first) expect(sweptAt(policy, after, at)).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  it('a sweep has work from the instant of nextSweepAt until the event, and at no other time', () => {
    fc.assert(
      fc.property(anyPolicy(), anyBooking(), anyDuration(30 * DAY_MS), (policy, booking, later) => {
        const due = nextSweepAt(policy, booking);
        const around = due === null ? [] : [due - 1, due, due + 1, due + later];
        for (const at of [MONDAY, MONDAY + later, ...around]) {
          const expected = due !== null && at >= due && !eventStarted(booking, at);
          expect(sweptAt(policy, booking, at).length > 0).toBe(expected);
        }
        if (due !== null) expect(eventStarted(booking, due)).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });

  it('stepping from one nextSweepAt to the next takes every step and then ends', () => {
    fc.assert(
      fc.property(anyPolicy(), anyRegistration(), (policy, registration) => {
        let life = born(policy, registration);
        let steps = 0;
        for (let due = nextSweepAt(policy, life.booking); due !== null; due = nextSweepAt(policy, life.booking)) {
          const before = life;
          life = step(policy, life, { type: 'sweep', at: due });
          expect(life.events.length).toBeGreaterThan(before.events.length);
          steps += 1;
          expect(steps).toBeLessThanOrEqual(3);
        }
        const { historic, escalation, details } = life.booking;
        const dated = details.eventStart !== null;
        // Nothing is forgotten: without an answer the office phones, two hours before the event or sooner.
        if (!historic && dated && policy.escalateBeforeEventMs > 0) {
          expect(escalation).not.toBeNull();
          const latest = Math.max(MONDAY, earliestStart(details.eventStart ?? 0) - policy.escalateBeforeEventMs);
          expect(escalation?.at).toBeLessThanOrEqual(latest);
        }
      }),
      RUNS,
    );
  });

  it('a sweep at the latest time escalates without waiting for the reminders', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 * 24 * 60 }), (minutes) => {
        const eventStart = MONDAY + minutes * 60_000;
        const at = Math.max(MONDAY, eventStart - 2 * HOUR_MS);
        const registration = aRegistration({ observation: { details: { eventStart } } });
        const life = step(DEFAULT_POLICY, born(DEFAULT_POLICY, registration), { type: 'sweep', at });
        expect(life.booking.escalation).toEqual({ at, reason: 'event_near' });
      }),
      RUNS,
    );
  });
});
