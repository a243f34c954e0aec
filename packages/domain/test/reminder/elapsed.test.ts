import { answerBy, nextEscalation, nextReminder, nextSweepAt } from '@miomente/booking-domain';
import { anyBooking, anyPolicy } from '@miomente/booking-domain/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as before from './elapsed-schedule.ts';

describe('reminders#working-time · elapsed time', () => {
  it('gives to the millisecond what the clock gave before it knew working time', () => {
    fc.assert(
      fc.property(anyPolicy(), anyBooking(), (any, booking) => {
        const policy = { ...any, workingTime: null, quietTime: null };
        expect(nextReminder(policy, booking)).toEqual(before.nextReminder(policy, booking));
        expect(nextEscalation(policy, booking)).toEqual(before.nextEscalation(policy, booking));
        expect(nextSweepAt(policy, booking)).toBe(before.nextSweepAt(policy, booking));
        expect(answerBy(policy, booking)).toBe(before.answerBy(policy, booking));
      }),
      { numRuns: 5_000 },
    );
  });
});
