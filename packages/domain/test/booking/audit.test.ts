import { asOrderId, asOrderItemId, auditEntry, type BookingEvent, HOUR_MS, SYSTEM } from '@miomente/booking-domain';
import { aDecline, aMintedToken, EVENT_START, MONDAY, someDetails } from '@miomente/booking-domain/testing';
import { describe, expect, it } from 'vitest';
import { OFFICE, PARTNER } from './commands.ts';
import { eventOf, everyEvent } from './every-event.ts';

const CANARY = /canary/i;
const customer = {
  firstName: 'CanaryFirst',
  lastName: 'CanaryLast',
  email: 'canary@example.org',
  phone: 'canary-phone',
};
const notes = 'canary: Frau Muster kommt später';
const token = { ...aMintedToken(1), digest: 'canary-digest', nonce: 'canary-nonce', expiresAt: EVENT_START };

/** The event with customer data or a secret in every field that can have text. */
function withCanaries(event: BookingEvent): BookingEvent {
  switch (event.type) {
    case 'confirmed':
    case 'declined':
      return { ...event, notes };
    case 'details_changed':
      return { ...event, details: someDetails({ customer, course: { name: 'canary course' } }) };
    case 'answer_carried_over':
      return { ...event, answer: aDecline({ notes, reason: 'other' }) };
    case 'token_replaced':
      return { ...event, token };
    default:
      return event;
  }
}

describe('booking#audit-trail · the audit trail', () => {
  for (const event of everyEvent())
    it(`stores type and instant of ${event.type}, and no customer data`, () => {
      const entry = auditEntry(withCanaries(event));
      expect(entry).toMatchObject({ type: event.type, at: event.at });
      expect(JSON.stringify(entry)).not.toMatch(CANARY);
    });

  it('names who answered, and through which channel', () => {
    expect(auditEntry(eventOf('confirmed'))).toMatchObject({ actor: PARTNER, channel: 'portal' });
    expect(auditEntry(eventOf('declined'))).toMatchObject({ actor: OFFICE, channel: 'phone' });
    expect(auditEntry(eventOf('reopened'))).toMatchObject({ actor: PARTNER, channel: 'email_token' });
    expect(auditEntry(eventOf('called'))).toMatchObject({ actor: OFFICE, channel: 'phone' });
    expect(auditEntry(eventOf('partner_wrote'))).toMatchObject({ actor: PARTNER, channel: null });
    expect(auditEntry(eventOf('reply_read'))).toMatchObject({ actor: OFFICE, channel: null });
    expect(auditEntry(eventOf('reminded'))).toMatchObject({ actor: SYSTEM, channel: null });
  });

  it('says whether an answer has notes, not which', () => {
    expect(auditEntry(eventOf('confirmed')).details).toEqual({ notes: true });
    expect(auditEntry({ ...eventOf('confirmed'), notes: null }).details).toEqual({ notes: false });
    expect(auditEntry(eventOf('declined')).details).toEqual({ reason: 'other', notes: true });
    expect(auditEntry({ ...eventOf('declined'), notes: null }).details).toEqual({ reason: 'other', notes: false });
  });

  it('names changed fields, and values of date and number of people only', () => {
    expect(auditEntry(eventOf('details_changed')).details).toEqual({
      fields: ['participants'],
      consequence: 'confirm_again',
      participantsFrom: 2,
      participantsTo: 3,
    });
    const moved = { eventStart: { from: null, to: EVENT_START }, participants: null } as const;
    expect(auditEntry({ ...eventOf('details_changed'), ...moved, fields: ['eventStart'] }).details).toEqual({
      fields: ['eventStart'],
      consequence: 'confirm_again',
      eventStartFrom: null,
      eventStartTo: EVENT_START,
    });
  });

  it('stores what each other event is about', () => {
    const details = (type: BookingEvent['type']) => auditEntry(eventOf(type)).details;
    expect(details('booking_registered')).toEqual({ orderNumber: '100000001', historic: false });
    expect(details('partner_asked')).toEqual({ mail: 'confirmation_request' });
    expect(details('reopened')).toEqual({});
    expect(details('reminded')).toEqual({ step: 1 });
    expect(details('escalated')).toEqual({ reason: 'no_answer' });
    expect(details('cancelled')).toEqual({ cause: 'order_cancelled' });
    expect(details('hold_changed')).toEqual({ hold: 'holded' });
    expect(details('flags_changed')).toEqual({ flags: ['order_on_hold'] });
    expect(details('mail_reported')).toEqual({ mail: 'first_reminder', outcome: 'bounced' });
    expect(details('ticket_opened')).toEqual({ ticketId: 'T-1' });
    expect(details('answer_carried_over')).toEqual({ fromOrderItemId: 4_999, answer: 'confirmation' });
    expect(details('token_replaced')).toEqual({});
    expect(details('called')).toEqual({ outcome: 'call_back', callBackAt: MONDAY + 2 * HOUR_MS, note: true });
    expect(auditEntry({ ...eventOf('mail_reported'), superseded: true }).details).toMatchObject({ superseded: true });
    const left = { ...eventOf('mail_reported'), outcome: 'dropped', unreachable: 'no_address' } as const;
    expect(auditEntry(left).details).toEqual({ mail: left.mail, outcome: 'dropped', unreachable: 'no_address' });
  });

  it('names the order that replaced the other', () => {
    const replacedBy = { orderId: asOrderId(2), orderItemId: asOrderItemId(3), orderNumber: '100000001-1' };
    expect(auditEntry({ ...eventOf('cancelled'), cause: 'replaced', replacedBy }).details).toEqual({
      cause: 'replaced',
      replacedBy: '100000001-1',
    });
  });
});
