import { canReopenByOffice, DAY_MS, DEFAULT_POLICY, decide, HOUR_MS, nextSweepAt } from '@miomente/booking-domain';
import {
  aBooking,
  aConfirmedBooking,
  aDeclinedBooking,
  anyBooking,
  anyPolicy,
  aPendingBooking,
  EVENT_START,
  MONDAY,
  remindedAt,
} from '@miomente/booking-domain/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cell } from '../cell.ts';
import { LATER, OFFICE, reopenByOffice } from '../commands.ts';
import { carriedOut, given } from '../given.ts';
import { BEING_ASKED, call, mail, note, openTicket, TICKET } from '../messages.ts';

const ROW = 'office reopens';
const reopened = {
  type: 'reopened',
  at: LATER,
  actor: OFFICE,
  channel: 'phone',
  tokenExpiresAt: LATER + 7 * DAY_MS,
} as const;
const asked = { type: 'partner_asked', at: LATER, mail: 'confirm_again', tokenExpiresAt: LATER + 7 * DAY_MS } as const;
const asNew = { ...BEING_ASKED, clockStartedAt: LATER, announcedAt: LATER, token: { expiresAt: LATER + 7 * DAY_MS } };
const takenBack = { kind: 'reopened', at: LATER, byOffice: true } as const;

describe('booking#office-takes-back: the office takes an answer back', () => {
  cell(ROW, 'declined', 'pending, the partner is asked again, the ticket noted', () => {
    given(aDeclinedBooking({ ticket: TICKET }))
      .when(reopenByOffice())
      .gives({
        events: [{ ...reopened, answer: 'decline' }, asked],
        booking: aPendingBooking({ ...asNew, ticket: TICKET }),
        messages: [note(takenBack), mail('confirm_again', LATER), note({ kind: 'partner_asked', at: LATER })],
      });
  });

  cell(ROW, 'confirmed', 'the same; without a ticket nothing is noted', () => {
    given(aConfirmedBooking())
      .when(reopenByOffice())
      .gives({
        events: [reopened, asked],
        booking: aPendingBooking({ ...asNew, takenBackAt: LATER }),
        messages: [mail('confirm_again', LATER)],
      });
  });

  cell(ROW, 'declined', 'escalated before: asked again, so off the phone list until it is due again', () => {
    const escalation = { at: MONDAY + HOUR_MS, reason: 'no_answer' } as const;
    const reminders = remindedAt(2, MONDAY + HOUR_MS);
    const before = aDeclinedBooking({ ticket: TICKET, escalation, ...reminders });
    const { booking } = carriedOut(DEFAULT_POLICY, before, reopenByOffice());
    expect(booking).toEqual(aPendingBooking({ ...asNew, ticket: TICKET }));
    const sent = { ...booking, asking: { step: 0, mail: 'sent', sentAt: LATER } } as const;
    expect(nextSweepAt(DEFAULT_POLICY, sent)).toBe(LATER + 24 * HOUR_MS);
  });

  cell(ROW, 'declined', 'whom no mail reaches is phoned, with the ticket opened again', () => {
    given(aDeclinedBooking({ ticket: TICKET }))
      .when(reopenByOffice(LATER, 'no_address'))
      .gives({
        events: [
          { ...reopened, answer: 'decline' },
          { type: 'escalated', at: LATER, reason: 'no_address' },
        ],
        booking: aPendingBooking({
          asking: { step: 0, mail: 'sent', sentAt: LATER },
          clockStartedAt: LATER,
          token: { expiresAt: LATER + 7 * DAY_MS },
          ticket: TICKET,
          escalation: { at: LATER, reason: 'no_address' },
        }),
        messages: [note(takenBack), call({ kind: 'escalated', at: LATER, reason: 'no_address' })],
      });
  });

  cell(ROW, 'confirmed', 'so near to the event that nobody waits for a reminder: asked, and phoned', () => {
    const at = EVENT_START - HOUR_MS;
    const { booking, messages } = carriedOut(DEFAULT_POLICY, aConfirmedBooking(), reopenByOffice(at));
    expect(booking).toMatchObject({ status: 'pending', escalation: { at, reason: 'event_near' } });
    expect(messages).toEqual([mail('confirm_again', at), openTicket('event_near')]);
  });

  cell(
    ROW,
    'confirmed',
    'booking#customer-informed: the ticket says who was told of a confirmation, not of a decline',
    () => {
      const informed = { ticket: TICKET, customerInformed: { at: MONDAY, eventStart: EVENT_START } };
      const noted = (status: 'confirmed' | 'declined') =>
        carriedOut(DEFAULT_POLICY, aBooking(status, informed), reopenByOffice()).messages[0];
      expect(noted('confirmed')).toEqual(note({ ...takenBack, customerInformed: true }));
      expect(noted('declined')).toEqual(note(takenBack));
    },
  );

  for (const status of ['confirmed', 'declined'] as const)
    cell(ROW, status, 'until the instant the event starts', () => {
      const booking = aBooking(status);
      expect(carriedOut(DEFAULT_POLICY, booking, reopenByOffice(EVENT_START - 1)).booking.status).toBe('pending');
      expect(canReopenByOffice(booking, EVENT_START - 1)).toBe(true);
      given(booking).when(reopenByOffice(EVENT_START)).refuses({ code: 'event_started' });
      expect(canReopenByOffice(booking, EVENT_START)).toBe(false);
    });

  cell(ROW, 'pending', 'nothing to take back', () => {
    given(aPendingBooking()).when(reopenByOffice()).refuses({ code: 'not_confirmed' });
    expect(canReopenByOffice(aPendingBooking(), LATER)).toBe(false);
  });

  cell(ROW, 'cancelled', 'refused as cancelled', () => {
    given(aBooking('cancelled')).when(reopenByOffice()).refuses({ code: 'cancelled' });
    expect(canReopenByOffice(aBooking('cancelled'), LATER)).toBe(false);
  });

  it('for any booking: accepted exactly when it is offered; then the booking is pending, and the partner is asked by mail or phone', () => {
    const reachable = fc.constantFrom(null, 'no_address' as const);
    fc.assert(
      fc.property(anyPolicy(), anyBooking(), fc.nat(1_000_000_000), reachable, (policy, booking, ms, blocked) => {
        const command = reopenByOffice(MONDAY + ms, blocked);
        expect(decide(policy, booking, command).ok).toBe(canReopenByOffice(booking, MONDAY + ms));
        if (!canReopenByOffice(booking, MONDAY + ms)) return;
        const after = carriedOut(policy, booking, command);
        expect(after.booking.status).toBe('pending');
        expect(after.booking.reminders.count).toBe(0);
        expect(after.events.some(({ type }) => type === 'partner_asked')).toBe(blocked === null);
        if (blocked !== null) expect(after.booking.escalation?.reason).toBe(blocked);
      }),
    );
  });
});
