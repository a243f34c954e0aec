import { DAY_MS, decideCustomerMail, MINUTE_MS } from '@miomente/booking-domain';
import { aConfirmation, aPendingBooking, EVENT_START, MONDAY } from '@miomente/booking-domain/testing';
import { describe, expect, it } from 'vitest';

const policy = { holdMs: 15 * MINUTE_MS, language: 'de' } as const;
const answer = aConfirmation();
const about = answer.at;
const confirmed = { ...aPendingBooking(), status: 'confirmed', answer } as const;
const message = { type: 'tell_customer', about, afterMs: policy.holdMs } as const;
const later = about + policy.holdMs;

const decided = (booking: Parameters<typeof decideCustomerMail>[0], now = later) =>
  decideCustomerMail(booking, message, { policy, now });
const withCustomer = (email: string) => ({
  ...confirmed,
  details: { ...confirmed.details, customer: { ...confirmed.details.customer, email } },
});

describe('booking#customer-informed: whether a customer is told', () => {
  it('to the millisecond when the confirmation has stood for long enough', () => {
    expect(decided(confirmed, later - 1)).toEqual({
      type: 'wait',
      afterMs: 1,
      reason: 'waits until the confirmation has stood',
    });
    expect(decided(confirmed)).toEqual({ type: 'send' });
  });

  it.each([
    ['taken back', aPendingBooking(), 'answer_changed'],
    ['given anew', { ...confirmed, answer: { ...answer, at: about + 1 } }, 'answer_changed'],
    ['told of this date', { ...confirmed, customerInformed: { at: MONDAY, eventStart: EVENT_START } }, 'told_before'],
    ['without an address', withCustomer(''), 'no_address'],
    ['with what is no address', withCustomer('am Telefon'), 'no_address'],
  ] as const)('not when it is %s', (_, booking, reason) => {
    expect(decided(booking)).toEqual({ type: 'skip', reason });
  });

  it('not once the event has begun', () => {
    expect(decided(confirmed, EVENT_START)).toEqual({ type: 'skip', reason: 'event_started' });
  });

  it('again when the mail that told of it came back', () => {
    const told = { ...confirmed, customerInformed: { at: MONDAY, eventStart: EVENT_START } };
    expect(
      decideCustomerMail(told, { type: 'tell_customer', about, afterMs: 0, again: true }, { policy, now: later }),
    ).toEqual({ type: 'send' });
  });

  it('again when it was told of another date', () => {
    const moved = { ...confirmed, customerInformed: { at: MONDAY, eventStart: EVENT_START - DAY_MS } };
    expect(decided(moved)).toEqual({ type: 'send' });
  });

  it.each(['holded', 'payment_review', 'being_changed'] as const)('not yet while its order is %s', (hold) => {
    expect(decided({ ...confirmed, hold })).toEqual({
      type: 'wait',
      afterMs: 10 * MINUTE_MS,
      reason: 'waits for the order',
    });
  });
});
