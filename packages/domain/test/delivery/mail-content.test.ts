import {
  asOrderItemId,
  DAY_MS,
  DEFAULT_POLICY,
  type DeclineReason,
  HOUR_MS,
  MINUTE_MS,
  mailContent,
  type SendMail,
} from '@miomente/booking-domain';
import {
  aCancelledBooking,
  aConfirmedBooking,
  aDeclinedBooking,
  aPartner,
  aPendingBooking,
  EVENT_START,
  MONDAY,
  stored,
} from '@miomente/booking-domain/testing';
import { describe, expect, it } from 'vitest';

const message: SendMail = {
  type: 'send_mail',
  mail: 'confirmation_request',
  about: MONDAY,
  afterMs: null,
  changes: { eventStart: null, participants: { from: 2, to: 3 } },
};
const links = {
  booking: (id: number) => `booking/${id}`,
  confirm: (token: string) => `confirm/${token}`,
  decline: (token: string) => `decline/${token}`,
  login: (token: string) => `login/${token}`,
};
const reason = (code: string, de: string, en: string): DeclineReason => {
  return { code, label: { de, en }, requiresNotes: false, sortOrder: 1, active: true };
};
const declineReasons = [reason('other', 'Anderes', 'Other'), reason('capacity_full', 'Ausgebucht', 'Fully booked')];

type Options = {
  readonly now?: number;
  readonly token?: string | undefined;
  readonly reasons?: readonly DeclineReason[];
};

function written(booking: Parameters<typeof stored>[0], { now = MONDAY, reasons, ...over }: Options = {}) {
  const token = 'token' in over ? over.token : 'abc';
  return mailContent(DEFAULT_POLICY, message, stored(booking, { id: 7 }), {
    partner: aPartner(),
    token,
    declineReasons: reasons ?? declineReasons,
    links,
    now,
  });
}

describe('delivery#read-again · what a mail says of a booking', () => {
  it('all that the partner needs to answer', () => {
    expect(written(aPendingBooking())).toEqual({
      kind: 'confirmation_request',
      partnerName: 'Kochschule Beispiel',
      orderNumber: '100000001',
      customer: { name: 'Mara Muster', email: 'mara@example.org', phone: '+49 89 000001' },
      course: { name: 'Sushi für Anfänger' },
      eventStart: EVENT_START,
      participants: 2,
      price: { tenThousandths: 1_580_000, currency: 'EUR' },
      links: { confirmUrl: 'confirm/abc', declineUrl: 'decline/abc', validUntil: MONDAY + 7 * DAY_MS },
      portalUrl: 'booking/7',
      answerBy: MONDAY + 2 * DAY_MS,
      waitingSince: MONDAY,
      now: MONDAY,
      changes: message.changes,
      confirmation: null,
      decline: null,
    });
  });

  it.each([
    [{ firstName: '', lastName: 'Muster' }, 'Muster'],
    [{ firstName: 'Mara', lastName: '' }, 'Mara'],
  ])('the name of a customer with one name only', (customer, name) => {
    expect(written(aPendingBooking({ details: { customer } })).customer.name).toBe(name);
  });

  it('links#expiry: no links without a token, once it has expired, or when the booking is cancelled', () => {
    expect(written(aPendingBooking(), { token: undefined }).links).toBeNull();
    expect(written(aPendingBooking(), { now: MONDAY + 7 * DAY_MS - 1 }).links).not.toBeNull();
    expect(written(aPendingBooking(), { now: MONDAY + 7 * DAY_MS }).links).toBeNull();
    expect(written(aCancelledBooking()).links).toBeNull();
  });

  it('a deadline only while it is ahead', () => {
    const until = MONDAY + 2 * DAY_MS;
    expect(written(aPendingBooking(), { now: until - 1 }).answerBy).toBe(until);
    expect(written(aPendingBooking(), { now: until }).answerBy).toBeNull();
    expect(written(aPendingBooking({ details: { eventStart: null } })).answerBy).toBeNull();
  });

  it.each([
    ['email_token', false, false],
    ['phone', true, false],
    ['standing_yes', false, true],
  ] as const)('booking#standing-yes: that it was confirmed by %s', (channel, byPhone, inAdvance) => {
    const { confirmation, decline } = written(aConfirmedBooking({ answer: { channel } }));
    expect(confirmation).toEqual({ at: MONDAY + HOUR_MS, byPhone, inAdvance, canTakeBack: true });
    expect(decline).toBeNull();
  });

  it('that a confirmation can be taken back by its link, until that expires', () => {
    expect(written(aConfirmedBooking(), { now: MONDAY + 7 * DAY_MS }).confirmation?.canTakeBack).toBe(false);
  });

  it('booking#take-decline-back: why it was declined, and until when that can be taken back', () => {
    const declined = aDeclinedBooking({ ticket: { requestedAt: MONDAY, id: '17', key: asOrderItemId(1) } });
    const undoUntil = MONDAY + HOUR_MS + 10 * MINUTE_MS;
    const decline = { reason: { de: 'Ausgebucht', en: 'Fully booked' }, ticketId: '17', byPhone: false, undoUntil };
    expect(written(declined)).toMatchObject({ decline, confirmation: null });
    expect(written(declined, { now: undoUntil }).decline?.undoUntil).toBeNull();
    expect(written(aDeclinedBooking({ answer: { channel: 'phone' } })).decline).toEqual({
      ...decline,
      ticketId: null,
      byPhone: true,
      undoUntil: null,
    });
    expect(written({ ...declined, ticket: null }).decline?.ticketId).toBeNull();
  });

  it('a reason that is no longer listed by its code', () => {
    expect(written(aDeclinedBooking(), { reasons: [] }).decline?.reason).toEqual({
      de: 'capacity_full',
      en: 'capacity_full',
    });
  });
});
