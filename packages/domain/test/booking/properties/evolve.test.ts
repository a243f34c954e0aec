import { BOOKING_STATUSES, type Booking, type BookingEvent, evolve, HOUR_MS, react } from '@miomente/booking-domain';
import {
  aBooking,
  aConfirmation,
  aDecline,
  aMintedToken,
  anyBooking,
  anyCommands,
  anyPolicy,
  anyRegistration,
  EVENT_START,
  MONDAY,
  numbered,
  PARTNER_NUMBER,
} from '@miomente/booking-domain/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { everyEvent } from '../every-event.ts';
import { TICKET } from '../messages.ts';
import { lived } from './life.ts';

const EVENTS = everyEvent();

describe('booking#table · evolve and react know every event in every status', () => {
  for (const event of EVENTS)
    for (const status of BOOKING_STATUSES)
      it(`${event.type} on a ${status} booking does not change its identity`, () => {
        const before = aBooking(status);
        const after = evolve(before, event);
        expect(identity(after)).toEqual(identity(before));
        expect(evolve(before, event)).toEqual(after);
        expect(Array.isArray(react(event, before, { holdMs: 0, language: 'de' }))).toBe(true);
      });

  it('any events in any sequence keep the booking’s identity, and the fields of one status only', () => {
    fc.assert(
      fc.property(anyBooking(), fc.array(fc.constantFrom(...EVENTS), { maxLength: 12 }), (before, events) => {
        const after = events.reduce<Booking>(evolve, before);
        expect(identity(after)).toEqual(identity(before));
        expect('answer' in after).toBe(after.status !== 'pending');
        expect('cause' in after).toBe(after.status === 'cancelled');
      }),
    );
  });

  it('a whole life keeps the booking’s identity', () => {
    fc.assert(
      fc.property(anyPolicy(), anyRegistration(), anyCommands(), (policy, registration, commands) => {
        const { booking } = lived(policy, registration, commands);
        expect(identity(booking)).toEqual({
          order: registration.order,
          customerNumber: registration.customerNumber,
          createdAt: registration.at,
        });
      }),
      { numRuns: 200 },
    );
  });

  it('an unknown event type throws', () => {
    const unknown = JSON.parse('{"type":"invented","at":0}') as BookingEvent;
    expect(() => evolve(aBooking(), unknown)).toThrow('invented');
    expect(() => react(unknown, aBooking(), null)).toThrow('invented');
  });

  it('carried-over state replaces all of it', () => {
    const carried = {
      type: 'answer_carried_over',
      at: MONDAY,
      fromOrderItemId: 4_999,
      clockStartedAt: MONDAY - HOUR_MS,
      announcedAt: null,
      reminders: { count: 2, lastAt: MONDAY },
      asking: { step: 2, mail: 'sent', sentAt: MONDAY },
      escalation: { at: MONDAY, reason: 'no_answer' },
      ticket: TICKET,
    } as const;
    const { type: _type, at: _at, fromOrderItemId: _from, ...taken } = carried;
    for (const answer of [null, aConfirmation(), aDecline()]) {
      const status = answer === null ? 'pending' : answer.type === 'confirmation' ? 'confirmed' : 'declined';
      const after = evolve(aBooking('pending'), { ...carried, answer });
      expect(after).toEqual({ ...aBooking('pending'), ...taken, status, ...(answer === null ? {} : { answer }) });
    }
  });

  it('a replaced token changes nothing else', () => {
    const token = { ...aMintedToken(8), expiresAt: EVENT_START };
    expect(evolve(aBooking('confirmed'), { type: 'token_replaced', at: MONDAY, token })).toEqual(
      aBooking('confirmed', { token }),
    );
    expect(numbered(1).token).not.toEqual(token);
    expect(aBooking().customerNumber).toBe(PARTNER_NUMBER);
  });
});

function identity({ order, customerNumber, createdAt }: Booking) {
  return { order, customerNumber, createdAt };
}
