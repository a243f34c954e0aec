import {
  DAY_MS,
  DEFAULT_POLICY,
  earliestStart,
  eventOf,
  HOUR_MS,
  MINUTE_MS,
  reminderTimes,
} from '@miomente/booking-domain';
import { anyDuration } from '@miomente/booking-domain/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Asked, anyTurns, lived, type Seen } from './any-outage.ts';

const anyLead = fc.oneof(anyDuration(8 * HOUR_MS), anyDuration(30 * DAY_MS)).map((ms) => ms + HOUR_MS);

function always(check: (seen: Seen) => void): Promise<void> {
  return fc.assert(
    fc.asyncProperty(anyLead, anyTurns(), async (lead, turns) => check(await lived(lead, turns))),
    { numRuns: 200 },
  );
}

/** Those of one clock, without duplicates of the same mail except the last. */
function byClock({ asked }: Seen): readonly (readonly Asked[])[] {
  const clocks = [...new Set(asked.map(({ clock }) => clock))];
  return clocks.map((clock) => asked.filter((mail) => mail.clock === clock));
}

const distinct = (mails: readonly Asked[]) => mails.filter((mail, n) => mails.findIndex(same(mail)) === n);
const same = (mail: Asked) => (other: Asked) => other.messageId === mail.messageId;

describe('with any mixture of outages, holds, moves and answers', () => {
  it('delivery#mails-in-order: mails that ask leave in order, each once except duplicates', () =>
    always((seen) => {
      for (const mails of byClock(seen)) {
        // A mail that may have left unnoticed is followed by one about the change, when the order changes
        // (delivery#told-is-told).
        const steps = distinct(mails.filter(({ heard }) => heard)).map(({ step }) => step);
        expect(steps).toEqual([...new Set(steps)].sort());
        // A duplicate comes before what follows.
        expect(mails.map(({ step }) => step)).toEqual(mails.map(({ step }) => step).toSorted());
      }
    }));

  it('reminders#spacing: none leaves sooner after the previous one than their due times lie apart', () =>
    always((seen) => {
      for (const mails of byClock(seen))
        for (const [n, mail] of mails.entries()) {
          const before = mails[n - 1];
          const { first, second } = reminderTimes(DEFAULT_POLICY, mail.clock, mail.eventStart);
          if (mail.step > 0) expect(mail.at).toBeGreaterThanOrEqual(mail.step === 1 ? first : second);
          if (before === undefined || same(mail)(before) || (mail.step === 0 && !before.heard)) continue;
          expect(mail.at - before.at).toBeGreaterThanOrEqual(mail.step === 1 ? first - mail.clock : second - first);
        }
    }));

  it('delivery#read-again: none leaves after an answer, nor after the event has begun', () =>
    always(({ asked }) => {
      for (const { status, at, eventStart } of asked) {
        expect(status).toBe('pending');
        if (eventStart !== null) expect(at).toBeLessThan(eventStart);
      }
    }));

  it('reminders#escalation: the office phones only after the second reminder has left, or two hours before the event', () =>
    always(({ escalations, asked, dead }) => {
      for (const { booking, at } of escalations) {
        const { clockStartedAt: clock, escalation } = booking;
        const start = earliestStart(eventOf(booking)) ?? Number.POSITIVE_INFINITY;
        const left = asked.some((mail) => mail.step === 2 && mail.clock === clock && mail.at <= at);
        switch (escalation?.reason) {
          case 'no_answer':
            expect(left).toBe(true);
            break;
          case 'reminder_not_sent':
            expect(dead).toBeGreaterThan(0);
            break;
          default:
            expect(escalation?.reason).toBe('event_near');
            expect(escalation?.at).toBeGreaterThanOrEqual(Math.max(clock, start - 2 * HOUR_MS));
        }
      }
    }));

  it('delivery#only-what-left-counts: everything counted has left, and nothing is forgotten', () =>
    always((seen) => {
      const { booking, asked, calmMs } = seen;
      const left = distinct(asked.filter(({ step, clock }) => step > 0 && clock === booking.clockStartedAt));
      expect(booking.reminders.count).toBe(left.length);
      // Without an answer, the booking ends with the office.
      if (booking.status === 'pending' && calmMs > MINUTE_MS) expect(booking.escalation).not.toBeNull();
    }));
});
