import {
  type BookingPolicy,
  createOf,
  DAY_MS,
  DEFAULT_POLICY,
  HOUR_MS,
  isHistoric,
  type Registration,
  register,
} from '@miomente/booking-domain';
import {
  aMintedToken,
  anObservation,
  aPendingBooking,
  aRegistration,
  EVENT_START,
  MONDAY,
  numbered,
  type Overrides,
  PARTNER_NUMBER,
  someDetails,
} from '@miomente/booking-domain/testing';
import { describe, expect, it } from 'vitest';
import { ASKED_FOR, BEING_ASKED, mail, openTicket, UNASKED } from './messages.ts';

const registered = {
  type: 'booking_registered',
  at: MONDAY,
  order: numbered(1).order,
  customerNumber: PARTNER_NUMBER,
  historic: false,
} as const;
const asked = { type: 'partner_asked', at: MONDAY, mail: 'confirmation_request' } as const;
const A_WEEK_LATER = MONDAY + 7 * DAY_MS;

function registering(overrides: Overrides<Registration> = {}, policy: BookingPolicy = DEFAULT_POLICY) {
  const { events, booking, messages, nextSweepAt } = createOf(policy, register(policy, aRegistration(overrides)));
  return { events, booking, messages, nextSweepAt };
}

describe('booking#one-per-order-item · an order item becomes a booking', () => {
  it('asks the partner and waits for a third of the time, at most 24 hours', () => {
    expect(registering()).toEqual({
      events: [registered, { ...asked, tokenExpiresAt: A_WEEK_LATER }],
      booking: aPendingBooking(BEING_ASKED),
      messages: [mail('confirmation_request', MONDAY)],
      // Reminders are counted from when the request has left.
      nextSweepAt: EVENT_START - 2 * HOUR_MS,
    });
  });

  for (const unreachable of ['partner_unknown', 'no_address', 'partner_inactive', 'address_bounced'] as const)
    it(`reminders#unreachable · a partner who can’t be reached (${unreachable}) is phoned, not mailed`, () => {
      expect(registering({ unreachable })).toEqual({
        events: [registered, { type: 'escalated', at: MONDAY, reason: unreachable }],
        booking: aPendingBooking({
          ...UNASKED,
          announcedAt: null,
          escalation: { at: MONDAY, reason: unreachable },
          ticket: ASKED_FOR,
        }),
        messages: [openTicket(unreachable)],
        nextSweepAt: null,
      });
    });

  it('booking#no-event-date · without a date the partner is asked, the office too; flagged, 7-day token, 24/48 h clock', () => {
    expect(registering({ observation: { details: { eventStart: null } } })).toEqual({
      events: [
        registered,
        { ...asked, tokenExpiresAt: A_WEEK_LATER },
        { type: 'escalated', at: MONDAY, reason: 'no_event_date' },
      ],
      booking: aPendingBooking({
        ...BEING_ASKED,
        details: { eventStart: null },
        flags: ['no_event_date'],
        escalation: { at: MONDAY, reason: 'no_event_date' },
        ticket: ASKED_FOR,
      }),
      messages: [mail('confirmation_request', MONDAY), openTicket('no_event_date')],
      nextSweepAt: null,
    });
  });

  it('reminders#escalation · an event within two hours is asked and phoned about at creation', () => {
    const eventStart = MONDAY + 2 * HOUR_MS;
    const { events, messages, booking } = registering({ observation: { details: { eventStart } } });
    expect(events.slice(1)).toEqual([
      { ...asked, tokenExpiresAt: eventStart },
      { type: 'escalated', at: MONDAY, reason: 'event_near' },
    ]);
    expect(messages).toEqual([mail('confirmation_request', MONDAY), openTicket('event_near')]);
    expect(booking.token.expiresAt).toBe(eventStart);
  });

  it('reminders#escalation · an event one millisecond later is not', () => {
    const eventStart = MONDAY + 2 * HOUR_MS + 1;
    expect(registering({ observation: { details: { eventStart } } })).toMatchObject({
      messages: [mail('confirmation_request', MONDAY)],
      nextSweepAt: MONDAY + 1,
    });
  });

  it('links#expiry · stores the token as minted; it expires at the event when that is sooner', () => {
    const eventStart = MONDAY + 5 * DAY_MS;
    const { booking } = registering({ token: aMintedToken(9), observation: { details: { eventStart } } });
    expect(booking.token).toEqual({ ...aMintedToken(9), expiresAt: eventStart });
  });

  it('flags what is unusual, sorted', () => {
    const observation = anObservation({
      hold: 'holded',
      unreadable: ['price_unreadable', 'event_date_unreadable'],
      details: { eventStart: null },
    });
    expect(registering({ observation }).booking.flags).toEqual([
      'event_date_unreadable',
      'no_event_date',
      'order_on_hold',
      'price_unreadable',
    ]);
  });
});

describe('booking#before-go-live · before go-live', () => {
  const silent = {
    events: [{ ...registered, historic: true }],
    messages: [],
    nextSweepAt: null,
  };

  it('an order older than GO_LIVE_AT is recorded without mail, reminder or ticket', () => {
    const policy = { ...DEFAULT_POLICY, goLiveAt: MONDAY };
    expect(registering({ unreachable: 'no_address' }, policy)).toEqual({
      ...silent,
      booking: aPendingBooking({ ...UNASKED, historic: true, announcedAt: null }),
    });
  });

  it('an order first read when its event had started is recorded silently', () => {
    const details = { eventStart: MONDAY };
    expect(registering({ observation: { details } })).toEqual({
      ...silent,
      booking: aPendingBooking({
        ...UNASKED,
        details,
        historic: true,
        announcedAt: null,
        token: { expiresAt: MONDAY },
      }),
    });
  });

  it('an order of that very instant is new, and so is every order when GO_LIVE_AT is not configured', () => {
    const details = someDetails({ orderedAt: MONDAY });
    expect(isHistoric({ goLiveAt: MONDAY }, details, MONDAY)).toBe(false);
    expect(isHistoric({ goLiveAt: MONDAY + 1 }, details, MONDAY)).toBe(true);
    expect(isHistoric({ goLiveAt: null }, details, MONDAY)).toBe(false);
    expect(isHistoric({ goLiveAt: null }, details, EVENT_START - 1)).toBe(false);
    expect(isHistoric({ goLiveAt: null }, details, EVENT_START)).toBe(true);
    expect(isHistoric({ goLiveAt: null }, { ...details, eventStart: null }, EVENT_START)).toBe(false);
  });
});
