import {
  type BookingCommand,
  canUndoDecline,
  DAY_MS,
  DEFAULT_POLICY,
  decide,
  HOUR_MS,
  MINUTE_MS,
  type ObserveOrder,
  shownOf,
} from '@miomente/booking-domain';
import {
  aBooking,
  aConfirmedBooking,
  aDeclinedBooking,
  type anObservation,
  aPendingBooking,
  EVENT_START,
  MONDAY,
} from '@miomente/booking-domain/testing';
import { describe, expect, it } from 'vitest';
import {
  accepted,
  confirmInPortal,
  declineInPortal,
  dropped,
  LATER,
  observe,
  reopenByOffice,
  reopenInPortal,
} from './commands.ts';
import { carriedOut, given } from './given.ts';
import { BEING_ASKED } from './messages.ts';

const eventsOf = (booking: Parameters<typeof carriedOut>[1], command: BookingCommand) =>
  carriedOut(DEFAULT_POLICY, booking, command).events;
const observed = (overrides: Parameters<typeof anObservation>[0], more: Partial<ObserveOrder> = {}): ObserveOrder => ({
  ...observe(overrides),
  ...more,
});

describe('delivery#only-what-left-counts: a mail that asks has ended, and its booking is no longer asked', () => {
  it('a cancelled booking and one from before go-live record nothing', () => {
    given(aBooking('cancelled', BEING_ASKED)).when(accepted('confirmation_request', LATER)).changesNothing();
    given(aPendingBooking({ ...BEING_ASKED, historic: true }))
      .when(accepted('confirmation_request', LATER))
      .changesNothing();
  });

  it('one that had left before will not be kept back', () => {
    given(aPendingBooking())
      .when(dropped('confirmation_request', 'answered', LATER))
      .changesNothing();
  });

  it('of a confirmed booking what has left is recorded, and what will not leave is nobody’s concern', () => {
    const confirmed = aConfirmedBooking(BEING_ASKED);
    given(confirmed)
      .when(dropped('confirmation_request', 'answered', LATER))
      .changesNothing();
    expect(eventsOf(confirmed, accepted('confirmation_request', LATER))).toEqual([
      { type: 'mail_accepted', at: LATER, mail: 'confirmation_request' },
    ]);
  });
});

describe('delivery#only-what-left-counts: mails that are heard of out of their order', () => {
  const asking = (step: 0 | 1 | 2, mail: 'queued' | 'sent', sentAt: number | null) => ({
    asking: { step, mail, sentAt },
  });
  const outcome = (was: ReturnType<typeof asking>, command: BookingCommand) =>
    carriedOut(DEFAULT_POLICY, aPendingBooking(was), command).booking.asking;

  it('the request that is heard of late leaves the reminder on its way, and counts by when it left', () => {
    const late = accepted('confirmation_request', LATER);
    expect(outcome(asking(1, 'queued', MONDAY), late)).toEqual({ step: 1, mail: 'queued', sentAt: LATER });
  });

  it('the latest that left is what the next one keeps its distance from', () => {
    const early = accepted('confirmation_request', MONDAY + HOUR_MS);
    expect(outcome(asking(0, 'sent', LATER), early).sentAt).toBe(LATER);
  });

  it('a request that a hold keeps back has not asked, whatever had before; a reminder falls due again', () => {
    const request = dropped('confirmation_request', 'order_on_hold', LATER);
    expect(outcome(asking(0, 'queued', MONDAY), request)).toEqual({ step: 0, mail: 'unsent', sentAt: MONDAY });
    const reminder = dropped('first_reminder', 'order_on_hold', LATER);
    expect(outcome(asking(1, 'queued', MONDAY), reminder)).toEqual({ step: 0, mail: 'sent', sentAt: MONDAY });
    expect(outcome(asking(1, 'queued', null), reminder)).toEqual({ step: 0, mail: 'unsent', sentAt: null });
  });
});

describe('delivery#corrected-address: a bounce at an address of before', () => {
  const bounced = (again?: Extract<BookingCommand, { type: 'report_mail' }>['again']): BookingCommand => ({
    type: 'report_mail',
    at: LATER,
    mail: again?.mail ?? 'receipt',
    outcome: 'bounced',
    superseded: true,
    ...(again === undefined ? {} : { again }),
  });
  const again = (mail: 'first_reminder' | 'second_reminder' | 'look_again') =>
    bounced({ type: 'send_mail', mail, about: MONDAY, afterMs: null, changes: null });

  it('is recorded where nothing is to be sent again', () => {
    expect(eventsOf(aPendingBooking(), bounced())).toEqual([
      { type: 'mail_reported', at: LATER, mail: 'receipt', outcome: 'bounced', superseded: true },
    ]);
  });

  it.each([
    ['first_reminder', 'confirmation_request'],
    ['second_reminder', 'confirmation_request'],
    ['look_again', 'look_again'],
  ] as const)('of a %s asks again by a %s', (mail, asks) => {
    expect(eventsOf(aPendingBooking(), again(mail))[1]).toMatchObject({ type: 'partner_asked', mail: asks });
  });

  it('of another mail sends that again at once; of one that asks nothing, when the booking is answered', () => {
    const receipt = { type: 'send_mail', mail: 'receipt', about: MONDAY, afterMs: HOUR_MS, changes: null } as const;
    const reported = { type: 'mail_reported', at: LATER, outcome: 'bounced', superseded: true } as const;
    const sent = { ...reported, mail: 'receipt', again: { ...receipt, afterMs: null } };
    expect(eventsOf(aConfirmedBooking(), bounced(receipt))).toEqual([sent]);
    expect(eventsOf(aConfirmedBooking(), again('look_again'))).toEqual([{ ...reported, mail: 'look_again' }]);
  });
});

describe('booking#table: what the shop says of a booking in a rare state', () => {
  it('more people on one without a date: the partner looks again', () => {
    const undated = aPendingBooking({ details: { eventStart: null }, flags: ['no_event_date'] });
    const events = eventsOf(undated, observed({ details: { eventStart: null, participants: 3 } }));
    expect(events[0]).toMatchObject({ type: 'details_changed', consequence: 'look_again' });
    // It never had a date that could be lost.
    expect(events.map(({ type }) => type)).not.toContain('flags_changed');
  });

  it('reminders#unreachable: mail reaches a partner from the change on that starts a clock, if it never had', () => {
    const unasked = aPendingBooking({ announcedAt: null });
    const raised = { details: { participants: 3 } };
    expect(eventsOf(unasked, observed(raised, { unreachable: null }))[0]).toMatchObject({ reaches: true });
    expect(eventsOf(aPendingBooking(), observed(raised, { unreachable: null }))[0]).not.toHaveProperty('reaches');
    const paid = { details: { paymentStatus: 'open' } } as const;
    expect(eventsOf(unasked, observed(paid, { unreachable: null }))[0]).not.toHaveProperty('reaches');
  });

  it('reminders#unreachable: then it is asked by that change, and no longer with the office', () => {
    const escalation = { at: MONDAY, reason: 'partner_unreachable' } as const;
    const phoned = aPendingBooking({
      announcedAt: null,
      escalation,
      asking: { step: 0, mail: 'unsent', sentAt: null },
    });
    const { booking, messages } = carriedOut(
      DEFAULT_POLICY,
      phoned,
      observed({ details: { participants: 3 } }, { unreachable: null }),
    );
    expect(booking).toMatchObject({ ...BEING_ASKED, announcedAt: LATER, escalation: null });
    expect(messages).toMatchObject([{ type: 'send_mail', mail: 'look_again', about: LATER }]);
  });

  it('links#expiry, booking#over: the link ends with the event that took place, whatever date the shop names now', () => {
    const began = MONDAY + HOUR_MS;
    const over = aPendingBooking({ details: { eventStart: began } });
    const moved = observed({ details: { eventStart: LATER + 30 * DAY_MS } });
    expect(eventsOf(over, moved)[0]).toMatchObject({ consequence: 'over', tokenExpiresAt: began });
    const took = aPendingBooking({ tookPlace: began, flags: ['moved_after_event'] });
    const paid = observed({ details: { paymentStatus: 'open' } });
    expect(eventsOf(took, paid)[0]).toMatchObject({ consequence: 'snapshot', tokenExpiresAt: began });
  });

  it('a hold from before a decline stays as it is while the shop says the same', () => {
    const held = aDeclinedBooking({ hold: 'holded', flags: ['order_on_hold'] });
    expect(eventsOf(held, observed({ hold: 'holded' }))).toEqual([]);
  });

  it('booking#flags: a declined booking keeps a flag that still applies', () => {
    const flagged = aDeclinedBooking({ flags: ['price_unreadable'] });
    given(flagged)
      .when(observed({ unreadable: ['price_unreadable'] }))
      .changesNothing();
  });

  it('reminders#escalation: moved so near that no reminder helps, it is phoned at once, whatever else changed', () => {
    const near = observed({ details: { eventStart: LATER + HOUR_MS }, unreadable: ['price_unreadable'] });
    const types = eventsOf(aPendingBooking(), near).map(({ type }) => type);
    expect(types).toEqual(['details_changed', 'flags_changed', 'escalated']);
  });

  it('booking#before-go-live: nobody asks again about what a person has answered', () => {
    const past = { details: { eventStart: MONDAY - DAY_MS } };
    const answered = aConfirmedBooking({ ...past, historic: true });
    const moved = observed({ details: { eventStart: EVENT_START } });
    expect(eventsOf(answered, moved).map(({ type }) => type)).not.toContain('partner_asked');
  });
});

describe('booking#as-shown: an answer to a booking that was shown otherwise', () => {
  it.each([
    ['confirmation', aPendingBooking(), confirmInPortal()],
    ['decline', aPendingBooking(), declineInPortal()],
    ['answer taken back', aConfirmedBooking(), reopenInPortal()],
    ['answer that the office takes back', aConfirmedBooking(), reopenByOffice()],
  ])('%s: refused, and accepted of the booking as it is', (_, booking, command) => {
    const answering = (shown: string) => ({ ...command, shown }) as BookingCommand;
    const other = shownOf(aPendingBooking({ details: { participants: 9 } }));
    given(booking).when(answering(other)).refuses({ code: 'changed_meanwhile' });
    expect(decide(DEFAULT_POLICY, booking, answering(shownOf(booking))).ok).toBe(true);
  });
});

describe('booking#take-back: an answer of a partner whom no mail had asked', () => {
  const unasked = { announcedAt: null, details: { eventStart: LATER + HOUR_MS } } as const;

  it('is phoned when it is not known that mail reaches them', () => {
    expect(eventsOf(aConfirmedBooking({ announcedAt: null }), reopenInPortal())[1]).toMatchObject({
      type: 'escalated',
      reason: 'partner_unreachable',
    });
  });

  it('reaches only those whom none had asked', () => {
    const event = (announcedAt: number | null) =>
      eventsOf(aConfirmedBooking({ announcedAt }), reopenInPortal(LATER, null))[0];
    expect(event(null)).toHaveProperty('reaches', true);
    expect(event(MONDAY)).not.toHaveProperty('reaches');
  });

  it('is phoned once: with the office already, it stays there', () => {
    const escalation = { at: MONDAY, reason: 'event_near' } as const;
    const types = (booking: Parameters<typeof carriedOut>[1]) =>
      eventsOf(booking, reopenInPortal(LATER, null)).map(({ type }) => type);
    expect(types(aConfirmedBooking(unasked))).toEqual(['reopened', 'escalated']);
    expect(types(aConfirmedBooking({ ...unasked, escalation }))).toEqual(['reopened']);
  });
});

describe('booking#take-decline-back: there is no decline to take back', () => {
  it.each(['pending', 'confirmed', 'cancelled'] as const)('of a %s booking', (status) => {
    expect(canUndoDecline(DEFAULT_POLICY, aBooking(status), MONDAY + HOUR_MS + MINUTE_MS)).toBe(false);
  });
});

it('reminders#one-ticket: a ticket that the booking does not know of is recorded under its number', () => {
  const command = { type: 'record_ticket', at: LATER, ticketId: 'T-9' } as const;
  expect(eventsOf(aPendingBooking({ ticket: null }), command)).toEqual([
    { type: 'ticket_opened', at: LATER, ticketId: 'T-9' },
  ]);
});
