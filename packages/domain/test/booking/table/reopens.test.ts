import {
  canReopen,
  canUndoDecline,
  DAY_MS,
  DEFAULT_POLICY,
  declineUndoUntil,
  HOUR_MS,
  type Instant,
  MINUTE_MS,
  nextSweepAt,
} from '@miomente/booking-domain';
import {
  aBooking,
  aConfirmedBooking,
  aDeclinedBooking,
  aPendingBooking,
  EVENT_START,
  MONDAY,
  remindedAt,
} from '@miomente/booking-domain/testing';
import { describe, expect } from 'vitest';
import { cell } from '../cell.ts';
import { dropped, LATER, PARTNER, reopenByLink, reopenInPortal } from '../commands.ts';
import { carriedOut, given } from '../given.ts';
import { call, note, openTicket, TICKET } from '../messages.ts';

const ROW = 'partner reopens';
const END_OF_TOKEN = MONDAY + 7 * DAY_MS;
const reopened = { type: 'reopened', at: LATER, actor: PARTNER } as const;

describe('booking#table · partner reopens', () => {
  const reminded = remindedAt(2, MONDAY + HOUR_MS);
  const asNew = {
    asking: { step: 0, mail: 'sent', sentAt: LATER } as const,
    clockStartedAt: LATER,
    takenBackAt: LATER,
    token: { expiresAt: LATER + 7 * DAY_MS },
  };

  cell(ROW, 'confirmed', 'by link: pending, the same token lives again, clock restarts', () => {
    given(aConfirmedBooking(reminded))
      .when(reopenByLink())
      .gives({
        events: [{ ...reopened, channel: 'email_token', tokenExpiresAt: LATER + 7 * DAY_MS }],
        booking: aPendingBooking(asNew),
        messages: [],
      });
  });

  cell(ROW, 'confirmed', 'in the portal: pending again, open ticket noted', () => {
    given(aConfirmedBooking({ ticket: TICKET }))
      .when(reopenInPortal())
      .gives({
        events: [{ ...reopened, channel: 'portal', tokenExpiresAt: LATER + 7 * DAY_MS }],
        booking: aPendingBooking({ ...asNew, ticket: TICKET }),
        messages: [note({ kind: 'reopened', at: LATER })],
      });
  });

  cell(ROW, 'confirmed', 'escalated before: ticket reactivated, back on the phone list', () => {
    const escalation = { at: MONDAY + HOUR_MS, reason: 'no_answer' } as const;
    given(aConfirmedBooking({ ticket: TICKET, escalation }))
      .when(reopenByLink())
      .gives({
        events: [{ ...reopened, channel: 'email_token', tokenExpiresAt: LATER + 7 * DAY_MS }],
        booking: aPendingBooking({ ...asNew, ticket: TICKET, escalation }),
        messages: [call({ kind: 'reopened', at: LATER })],
      });
  });

  cell(ROW, 'confirmed', 'reminders#escalation: too near the event for reminders, the office phones at once', () => {
    const near = EVENT_START - DEFAULT_POLICY.escalateBeforeEventMs;
    const early = carriedOut(DEFAULT_POLICY, aConfirmedBooking(), reopenInPortal(near - 1));
    expect([early.booking.escalation, early.messages]).toEqual([null, []]);
    for (const at of [near, EVENT_START - 1]) {
      const { booking, messages } = carriedOut(DEFAULT_POLICY, aConfirmedBooking(), reopenInPortal(at));
      expect(booking.escalation).toEqual({ at, reason: 'event_near' });
      expect(messages).toEqual([openTicket('event_near')]);
    }
  });

  cell(ROW, 'confirmed', 'booking#customer-informed: whatever it was phoned about, the office hears of it once', () => {
    const escalation = { at: MONDAY, reason: 'no_answer' } as const;
    const customerInformed = { at: MONDAY + HOUR_MS, eventStart: EVENT_START };
    const told = aConfirmedBooking({ ticket: TICKET, escalation, customerInformed });
    const { booking, messages } = carriedOut(DEFAULT_POLICY, told, reopenByLink());
    const withdrawn = { at: LATER, reason: 'confirmation_withdrawn' } as const;
    expect(booking.escalation).toEqual(withdrawn);
    expect(messages).toEqual([
      call({ kind: 'reopened', at: LATER, customerInformed: true }),
      call({ kind: 'escalated', ...withdrawn }),
    ]);
    const again = aConfirmedBooking({ ticket: TICKET, escalation: withdrawn, customerInformed });
    expect(carriedOut(DEFAULT_POLICY, again, reopenByLink()).events.map(({ type }) => type)).toEqual(['reopened']);
    const unphoned = aConfirmedBooking({ customerInformed });
    expect(carriedOut(DEFAULT_POLICY, unphoned, reopenByLink()).booking.escalation).toEqual(withdrawn);
  });

  cell(ROW, 'confirmed', 'the token ends at the event when that is sooner', () => {
    const at = EVENT_START - DAY_MS;
    const { booking } = carriedOut(DEFAULT_POLICY, aConfirmedBooking(), reopenInPortal(at));
    expect(booking.token).toEqual({ ...aConfirmedBooking().token, expiresAt: EVENT_START });
  });

  cell(ROW, 'confirmed', 'its reminders count from the reopening (reminders#clock)', () => {
    const { booking } = carriedOut(DEFAULT_POLICY, aConfirmedBooking(), reopenByLink());
    expect(nextSweepAt(DEFAULT_POLICY, booking)).toBe(LATER + 24 * HOUR_MS);
  });

  cell(ROW, 'confirmed', 'by link until the instant the token expires', () => {
    const booking = aConfirmedBooking();
    expect(carriedOut(DEFAULT_POLICY, booking, reopenByLink(END_OF_TOKEN - 1)).booking.status).toBe('pending');
    expect(canReopen(booking, 'email_token', END_OF_TOKEN - 1)).toBe(true);
    given(booking).when(reopenByLink(END_OF_TOKEN)).refuses({ code: 'expired' });
    expect(canReopen(booking, 'email_token', END_OF_TOKEN)).toBe(false);
  });

  cell(ROW, 'confirmed', 'in the portal until the instant the event starts', () => {
    const booking = aConfirmedBooking();
    expect(carriedOut(DEFAULT_POLICY, booking, reopenInPortal(EVENT_START - 1)).booking.status).toBe('pending');
    expect(canReopen(booking, 'portal', EVENT_START - 1)).toBe(true);
    given(booking).when(reopenInPortal(EVENT_START)).refuses({ code: 'event_started' });
    given(booking).when(reopenByLink(EVENT_START)).refuses({ code: 'event_started' });
    expect(canReopen(booking, 'portal', EVENT_START)).toBe(false);
  });

  cell(ROW, 'pending', 'nothing to take back', () => {
    given(aPendingBooking()).when(reopenInPortal()).refuses({ code: 'not_confirmed' });
  });

  cell(ROW, 'declined', 'after some minutes refused: only the office, and later', () => {
    given(aBooking('declined')).when(reopenInPortal()).refuses({ code: 'already_processed', status: 'declined' });
  });

  cell(ROW, 'cancelled', 'refused as cancelled', () => {
    given(aBooking('cancelled')).when(reopenByLink()).refuses({ code: 'cancelled' });
  });

  describe('booking#take-decline-back: the partner takes a decline back', () => {
    const declinedAt = MONDAY + HOUR_MS;
    const soon = declinedAt + MINUTE_MS;
    const until = declinedAt + 10 * MINUTE_MS;
    const answer = { type: 'decline', at: declinedAt, channel: 'portal', reason: 'other', notes: null } as const;
    const backAt = (at: Instant) =>
      ({
        type: 'reopened',
        answer: 'decline',
        at,
        actor: PARTNER,
        channel: 'portal',
        clock: 'goes_on',
        tokenExpiresAt: END_OF_TOKEN,
      }) as const;
    const takenBack = { kind: 'reopened', at: soon, answer: 'decline' } as const;

    cell(ROW, 'declined', 'within some minutes: pending, the clock goes on, the ticket is noted and closed', () => {
      // What the customer was told of an earlier confirmation, the decline has settled.
      const customerInformed = { at: MONDAY, eventStart: EVENT_START };
      given(aDeclinedBooking({ answer, ticket: TICKET, customerInformed }))
        .when(reopenInPortal(soon))
        .gives({
          events: [backAt(soon)],
          booking: aPendingBooking({ ticket: TICKET, customerInformed }),
          messages: [{ type: 'note_ticket', note: takenBack, reactivate: false, close: true }],
        });
    });

    cell(ROW, 'declined', 'reminders#escalation: shortly before the event the office phones about it', () => {
      const at = EVENT_START - HOUR_MS;
      const late = aDeclinedBooking({ answer: { ...answer, at: at - MINUTE_MS }, ticket: TICKET });
      const { booking } = carriedOut(DEFAULT_POLICY, late, reopenInPortal(at));
      expect(booking.escalation).toEqual({ at, reason: 'event_near' });
    });

    cell(ROW, 'declined', 'escalated before: the ticket stays, for somebody must still phone', () => {
      const escalation = { at: MONDAY, reason: 'no_answer' } as const;
      given(aDeclinedBooking({ answer, ticket: TICKET, escalation }))
        .when(reopenInPortal(soon))
        .gives({
          events: [backAt(soon)],
          booking: aPendingBooking({ ticket: TICKET, escalation }),
          messages: [call(takenBack)],
        });
    });

    cell(ROW, 'declined', 'to the millisecond, by what is configured', () => {
      const booking = aDeclinedBooking({ answer });
      expect(carriedOut(DEFAULT_POLICY, booking, reopenInPortal(until - 1)).booking.status).toBe('pending');
      expect(canUndoDecline(DEFAULT_POLICY, booking, until - 1)).toBe(true);
      given(booking).when(reopenInPortal(until)).refuses({ code: 'already_processed', status: 'declined' });
      expect(canUndoDecline(DEFAULT_POLICY, booking, until)).toBe(false);
      const longer = { ...DEFAULT_POLICY, declineUndoMs: HOUR_MS };
      expect(carriedOut(longer, booking, reopenInPortal(until)).booking.status).toBe('pending');
      expect(declineUndoUntil(longer, booking)).toBe(declinedAt + HOUR_MS);
    });

    cell(ROW, 'declined', 'never by the link of a mail', () => {
      const booking = aDeclinedBooking({ answer });
      given(booking).when(reopenByLink(soon)).refuses({ code: 'already_processed', status: 'declined' });
      expect(canReopen(booking, 'email_token', soon)).toBe(false);
    });

    cell(ROW, 'declined', 'what the office declined is the office’s to take back', () => {
      const booking = aDeclinedBooking({ answer: { ...answer, channel: 'phone' } });
      given(booking).when(reopenInPortal(soon)).refuses({ code: 'already_processed', status: 'declined' });
      expect(canUndoDecline(DEFAULT_POLICY, booking, soon)).toBe(false);
    });

    cell(ROW, 'declined', 'not once the event has started, nor while the order is being changed', () => {
      const late = { ...answer, at: EVENT_START - MINUTE_MS };
      const booking = aDeclinedBooking({ answer: late });
      given(booking).when(reopenInPortal(EVENT_START)).refuses({ code: 'event_started' });
      expect(canUndoDecline(DEFAULT_POLICY, booking, EVENT_START)).toBe(false);
      const held = aDeclinedBooking({ answer, hold: 'being_changed' });
      given(held).when(reopenInPortal(soon)).refuses({ code: 'order_being_changed' });
      expect(canUndoDecline(DEFAULT_POLICY, held, soon)).toBe(false);
    });

    cell(ROW, 'declined', 'whom no mail had asked is reminded from then on, or phoned', () => {
      const silent = aDeclinedBooking({ answer, announcedAt: null });
      const reached = carriedOut(DEFAULT_POLICY, silent, reopenInPortal(soon, null));
      expect(reached.booking).toMatchObject({ status: 'pending', announcedAt: soon, escalation: null });
      const phoned = carriedOut(DEFAULT_POLICY, silent, reopenInPortal(soon, 'no_address'));
      expect(phoned.booking).toMatchObject({ status: 'pending', escalation: { at: soon, reason: 'no_address' } });
    });

    cell(ROW, 'declined', 'a reminder that was kept back meanwhile falls due again', () => {
      const reminded = aDeclinedBooking({ answer, asking: { step: 1, mail: 'queued', sentAt: MONDAY } });
      const kept = carriedOut(DEFAULT_POLICY, reminded, dropped('first_reminder', 'answered', declinedAt)).booking;
      const { booking } = carriedOut(DEFAULT_POLICY, kept, reopenInPortal(soon));
      expect(booking.asking).toEqual({ step: 0, mail: 'sent', sentAt: MONDAY });
      expect(nextSweepAt(DEFAULT_POLICY, booking)).toBe(MONDAY + 24 * HOUR_MS);
    });
  });

  for (const status of ['pending', 'declined', 'cancelled'] as const)
    cell(ROW, status, 'no way back is offered', () => {
      expect(canReopen(aBooking(status), 'portal', LATER)).toBe(false);
      expect(canReopen(aBooking(status), 'email_token', LATER)).toBe(false);
    });
});
