import {
  asOrderItemId,
  type Booking,
  type BookingMail,
  type BookingMailKind,
  DEFAULT_POLICY,
  decideMail,
  HOUR_MS,
  type Instant,
  type MailFacts,
  MINUTE_MS,
  SECOND_MS,
  type SendMail,
} from '@miomente/booking-domain';
import { aBooking, aPartner, aPendingBooking, EVENT_START, MONDAY } from '@miomente/booking-domain/testing';
import { describe, expect, it } from 'vitest';

const DAY = 24 * HOUR_MS;
/** The request that left at the clock's start. */
const asked = { step: 0, mail: 'sent', sentAt: MONDAY } as const;
const NEVER = { step: 0, mail: 'queued', sentAt: null } as const;

function mail(
  kind: BookingMailKind,
  over: Partial<BookingMail> & { readonly about?: Instant; readonly afterMs?: number } = {},
): BookingMail {
  const { about = MONDAY, afterMs = null, ...more } = over;
  const message: SendMail = { type: 'send_mail', mail: kind, about, afterMs, changes: null };
  return { id: 10, message, state: 'queued', waitedMs: 0, finishedAt: null, unsureAt: null, ...more };
}
/** An earlier one that has left. */
const left = (kind: BookingMailKind, at: Instant, over: Parameters<typeof mail>[1] = {}): BookingMail =>
  mail(kind, { id: 1, state: 'done', finishedAt: at, ...over });

function decided(one: BookingMail, facts: Partial<MailFacts> = {}) {
  const { mails = [], ...others } = facts;
  return decideMail(one, {
    policy: DEFAULT_POLICY,
    booking: aPendingBooking({ asking: NEVER }),
    partner: aPartner(),
    confirmedBefore: false,
    now: MONDAY,
    ...others,
    mails: [...mails, one],
  });
}
const SEND = { type: 'send' };
const skipped = (reason: string) => ({ type: 'skip', reason });
const answered = (status: 'confirmed' | 'declined') => {
  const booking = aBooking(status);
  if (booking.status !== status) throw new Error('It is of another status.');
  return booking;
};

describe('delivery#read-again · whether a mail is still wanted', () => {
  it.each([
    ['partner_unknown', undefined],
    ['partner_inactive', aPartner({ active: false })],
    ['no_address', aPartner({ email: null })],
    ['address_bounced', aPartner({ addressMark: { at: 0, reason: '' } })],
  ])('no mail is wanted by a partner who can not be reached: %s', (reason, partner) => {
    for (const kind of ['confirmation_request', 'receipt', 'cancellation_notice'] as const)
      expect(decided(mail(kind), { partner })).toEqual(skipped(reason));
  });

  it('a request, while the booking is pending and the event is in the future', () => {
    for (const kind of ['confirmation_request', 'look_again', 'confirm_again'] as const) {
      expect(decided(mail(kind))).toEqual(SEND);
      expect(decided(mail(kind), { booking: answered('confirmed') }).type).toBe('skip');
      expect(decided(mail(kind), { now: EVENT_START - 1 })).toEqual(SEND);
      expect(decided(mail(kind), { now: EVENT_START })).toEqual(skipped('event_started'));
    }
    expect(decided(mail('confirmation_request'), { booking: aBooking('declined') })).toEqual(skipped('answered'));
  });

  it('booking#order-being-changed: a request waits while the order is being changed, a reminder is dropped', () => {
    const booking = aPendingBooking({ hold: 'being_changed', asking: asked });
    const waits = { type: 'wait', afterMs: 10 * MINUTE_MS, reason: 'waits for the order to be changed' };
    for (const kind of ['confirmation_request', 'look_again', 'confirm_again'] as const)
      expect(decided(mail(kind), { booking })).toEqual(waits);
    expect(decided(mail('first_reminder'), { booking, now: MONDAY + DAY })).toEqual(skipped('order_on_hold'));
    expect(decided(mail('confirmation_request'), { booking: { ...booking, hold: 'holded', asking: NEVER } })).toEqual(
      SEND,
    );
  });

  it('an old request leaves under a new clock only to a partner who was told nothing', () => {
    const old = mail('confirmation_request', { about: MONDAY - DAY });
    const expected = skipped('asked_anew');
    expect(decided(old)).toEqual(SEND);
    expect(decided(old, { mails: [left('details_changed', MONDAY - HOUR_MS)] })).toEqual(expected);
    expect(decided({ ...old, unsureAt: MONDAY - HOUR_MS })).toEqual(expected);
    expect(decided(old, { mails: [mail('receipt', { id: 1, state: 'dead', unsureAt: 1 })] })).toEqual(expected);
    expect(decided(old, { confirmedBefore: true })).toEqual(expected);
    expect(decided(old, { mails: [mail('confirm_again', { id: 1, state: 'skipped', finishedAt: 1 })] })).toEqual(
      expected,
    );
    // Nobody was told of these, or not about the booking.
    for (const silent of [
      mail('receipt', { id: 1, state: 'skipped', finishedAt: MONDAY - HOUR_MS }),
      left('cancellation_notice', MONDAY - HOUR_MS),
    ])
      expect(decided(old, { mails: [silent] })).toEqual(SEND);
    expect(decided(mail('look_again', { about: MONDAY - DAY }))).toEqual(expected);
  });

  it('no second mail asks the same under one clock, except one that a manager sends again', () => {
    const booking = aPendingBooking({ asking: asked });
    for (const kind of ['confirmation_request', 'look_again'] as const) {
      expect(decided(mail(kind), { booking, mails: [left('first_reminder', MONDAY)] })).toEqual(skipped('asked_since'));
      expect(
        decided(mail(kind), { booking, mails: [mail('look_again', { id: 1, state: 'dead', unsureAt: MONDAY })] }),
      ).toEqual(skipped('asked_since'));
      // Before this clock, of another kind, not left, or unknown to the booking.
      expect(decided(mail(kind), { booking, mails: [left('look_again', MONDAY - 1)] })).toEqual(SEND);
      expect(decided(mail(kind), { booking, mails: [left('receipt', MONDAY)] })).toEqual(SEND);
      expect(
        decided(mail(kind), { booking, mails: [mail('look_again', { id: 1, state: 'skipped', finishedAt: MONDAY })] }),
      ).toEqual(SEND);
      expect(decided(mail(kind), { mails: [left('look_again', MONDAY)] })).toEqual(SEND);
      expect(decided({ ...mail(kind), unsureAt: MONDAY }, { booking })).toEqual(SEND);
    }
  });
});

describe('reminders#spacing · a reminder', () => {
  const booking = aPendingBooking({ asking: asked });

  it('at its due time, and not before the distance to the previous mail has passed', () => {
    expect(decided(mail('first_reminder'), { booking, now: MONDAY + DAY })).toEqual(SEND);
    const waits = { type: 'wait', afterMs: 1, reason: 'keeps its distance' };
    expect(decided(mail('first_reminder'), { booking, now: MONDAY + DAY - 1 })).toEqual(waits);
    const late = { ...booking, asking: { step: 1, mail: 'sent', sentAt: MONDAY + 30 * HOUR_MS } } as const;
    expect(decided(mail('second_reminder'), { booking: late, now: MONDAY + 54 * HOUR_MS })).toEqual(SEND);
    expect(decided(mail('second_reminder'), { booking: late, now: MONDAY + 54 * HOUR_MS - 1 })).toEqual(waits);
  });

  it('the first is not sent once the second is due, or on its way', () => {
    expect(decided(mail('first_reminder'), { booking, now: MONDAY + 2 * DAY - 1 })).toEqual(SEND);
    expect(decided(mail('first_reminder'), { booking, now: MONDAY + 2 * DAY })).toEqual(skipped('second_due'));
    const second = { ...booking, asking: { step: 2, mail: 'queued', sentAt: MONDAY } } as const;
    expect(decided(mail('first_reminder'), { booking: second, now: MONDAY + DAY })).toEqual(skipped('second_due'));
    expect(decided(mail('second_reminder'), { booking: second, now: MONDAY + 2 * DAY })).toEqual(SEND);
  });

  it('none of another clock, after an answer, on hold, or at the event', () => {
    const now = MONDAY + DAY;
    expect(decided(mail('first_reminder', { about: MONDAY - 1 }), { booking, now })).toEqual(skipped('asked_anew'));
    const confirmed = { ...answered('confirmed'), clockStartedAt: MONDAY } as Booking;
    expect(decided(mail('first_reminder'), { booking: confirmed, now })).toEqual(skipped('answered'));
    expect(decided(mail('second_reminder'), { booking: { ...booking, hold: 'holded' }, now })).toEqual(
      skipped('order_on_hold'),
    );
    const soon = aPendingBooking({
      details: { eventStart: MONDAY + 30 * HOUR_MS },
      asking: { step: 1, mail: 'sent', sentAt: MONDAY + 20 * HOUR_MS },
    });
    expect(decided(mail('second_reminder'), { booking: soon, now: MONDAY + 29 * HOUR_MS })).toEqual(
      skipped('event_started'),
    );
  });
});

describe('delivery#read-again · mails about an answer, a change, an end', () => {
  it('a receipt and the mail about a decline, while that answer stands', () => {
    const confirmed = answered('confirmed');
    const declined = answered('declined');
    const { at } = confirmed.status === 'confirmed' ? confirmed.answer : { at: 0 };
    const said = declined.status === 'declined' ? declined.answer.at : 0;
    expect(decided(mail('receipt', { about: at }), { booking: confirmed })).toEqual(SEND);
    expect(decided(mail('receipt', { about: at - 1 }), { booking: confirmed })).toEqual(skipped('answer_changed'));
    expect(decided(mail('receipt', { about: at }))).toEqual(skipped('answer_changed'));
    const numbered = { ...declined, ticket: { requestedAt: said, id: '17', key: asOrderItemId(1) } };
    const about = { about: said, afterMs: 10 * MINUTE_MS } as const;
    expect(decided(mail('decline_confirmation', about), { booking: numbered })).toEqual(SEND);
    expect(decided(mail('decline_confirmation', { about: said - 1 }), { booking: numbered })).toEqual(
      skipped('answer_changed'),
    );
    expect(decided(mail('decline_confirmation', { about: said }))).toEqual(skipped('answer_changed'));
    for (const ticket of [null, { requestedAt: said, id: null, key: asOrderItemId(1) }]) {
      const booking = { ...declined, ticket };
      const waits = { type: 'wait', afterMs: 9 * MINUTE_MS, reason: 'waits for the ticket' };
      expect(decided(mail('decline_confirmation', { ...about, waitedMs: MINUTE_MS }), { booking })).toEqual(waits);
      expect(decided(mail('decline_confirmation', { ...about, waitedMs: 10 * MINUTE_MS }), { booking })).toEqual(SEND);
      expect(decided(mail('decline_confirmation', { about: said }), { booking })).toEqual(SEND);
    }
  });

  it('a change, unless the partner was asked since and knew nothing before', () => {
    const change = mail('details_changed', { about: MONDAY + HOUR_MS });
    const since = left('confirmation_request', MONDAY + 2 * HOUR_MS);
    expect(decided(change)).toEqual(SEND);
    expect(decided(change, { booking: aBooking('cancelled') })).toEqual(skipped('cancelled'));
    expect(decided(change, { mails: [since] })).toEqual(skipped('asked_since'));
    expect(decided(change, { mails: [{ ...since, finishedAt: MONDAY + HOUR_MS }] })).toEqual(SEND);
    expect(decided(change, { mails: [{ ...since, state: 'dead' }] })).toEqual(SEND);
    expect(decided(change, { mails: [left('receipt', MONDAY + 2 * HOUR_MS)] })).toEqual(SEND);
    expect(decided(change, { mails: [since], confirmedBefore: true })).toEqual(SEND);
    // Its own first attempt told the partner nothing before it.
    expect(decided({ ...change, unsureAt: MONDAY }, { mails: [since] })).toEqual(skipped('asked_since'));
    const before = left('confirmation_request', MONDAY + HOUR_MS, { id: 2 });
    expect(decided(change, { mails: [since, before] })).toEqual(SEND);
    expect(decided(change, { mails: [since, { ...before, finishedAt: MONDAY + HOUR_MS + 1 }] })).toEqual(
      skipped('asked_since'),
    );
  });

  it('delivery#told-is-told: a cancellation, to partners who may know of the booking', () => {
    const booking = aBooking('cancelled');
    const notice = mail('cancellation_notice');
    expect(decided(notice)).toEqual(skipped('not_cancelled'));
    expect(decided(notice, { booking })).toEqual(skipped('never_told'));
    expect(decided(notice, { booking, mails: [left('confirmation_request', MONDAY)] })).toEqual(SEND);
    expect(
      decided(notice, { booking, mails: [mail('receipt', { id: 1, state: 'skipped', unsureAt: MONDAY })] }),
    ).toEqual(SEND);
    expect(decided(notice, { booking, confirmedBefore: true })).toEqual(SEND);
    expect(decided(notice, { booking, mails: [left('cancellation_notice', MONDAY)] })).toEqual(skipped('never_told'));
  });
});

describe('delivery#mails-in-order · a mail’s turn', () => {
  const booking = aPendingBooking({ asking: NEVER });
  const waits = (afterMs: number) => ({ type: 'wait', afterMs, reason: 'waits for an earlier mail' });
  const notice = (waitedMs: number) => mail('details_changed', { waitedMs, about: MONDAY });

  it('comes after earlier ones that are wanted; the longer it waits, the less often it checks', () => {
    const request = mail('confirmation_request', { id: 9 });
    for (const [waited, after] of [
      [0, 5 * SECOND_MS],
      [11 * SECOND_MS, 5_500],
      [11_001, 5_501],
      [HOUR_MS, 5 * MINUTE_MS],
    ] as const)
      expect(decided(notice(waited), { booking, mails: [request] })).toEqual(waits(after));
  });

  it('does not wait for later ones, ended ones, or unwanted ones', () => {
    for (const other of [
      mail('confirmation_request', { id: 11 }),
      mail('confirmation_request', { id: 9, state: 'dead' }),
      mail('receipt', { id: 9 }),
    ])
      expect(decided(notice(0), { booking, mails: [other] })).toEqual(SEND);
  });

  it('does not wait for a reminder that keeps its distance', () => {
    const reminded = aPendingBooking({ asking: { step: 1, mail: 'sent', sentAt: MONDAY + DAY } });
    const reminder = mail('second_reminder', { id: 9 });
    expect(decided(reminder, { booking: reminded }).type).toBe('wait');
    expect(decided(notice(0), { booking: reminded, mails: [reminder] })).toEqual(SEND);
  });

  it('gives the reason when it is not wanted, and does not wait', () => {
    const request = mail('confirmation_request', { id: 9 });
    expect(decided(mail('receipt'), { booking, mails: [request] })).toEqual(skipped('answer_changed'));
  });
});
