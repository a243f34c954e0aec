import { canReopen, DAY_MS, DEFAULT_POLICY, HOUR_MS, nextSweepAt } from '@miomente/booking-domain';
import {
  aBooking,
  aConfirmedBooking,
  aPendingBooking,
  EVENT_START,
  MONDAY,
  remindedAt,
} from '@miomente/booking-domain/testing';
import { describe, expect } from 'vitest';
import { cell } from '../cell.ts';
import { LATER, PARTNER, reopenByLink, reopenInPortal } from '../commands.ts';
import { carriedOut, given } from '../given.ts';
import { call, note, TICKET } from '../messages.ts';

const ROW = 'partner reopens';
const END_OF_TOKEN = MONDAY + 7 * DAY_MS;
const reopened = { type: 'reopened', at: LATER, actor: PARTNER } as const;

describe('booking#table · partner reopens', () => {
  const reminded = remindedAt(2, MONDAY + HOUR_MS);
  const asNew = {
    asking: { step: 0, mail: 'sent', sentAt: LATER } as const,
    clockStartedAt: LATER,
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

  cell(ROW, 'declined', 'refused: only the office, and later', () => {
    given(aBooking('declined')).when(reopenInPortal()).refuses({ code: 'already_processed', status: 'declined' });
  });

  cell(ROW, 'cancelled', 'refused as cancelled', () => {
    given(aBooking('cancelled')).when(reopenByLink()).refuses({ code: 'cancelled' });
  });

  for (const status of ['pending', 'declined', 'cancelled'] as const)
    cell(ROW, status, 'no way back is offered', () => {
      expect(canReopen(aBooking(status), 'portal', LATER)).toBe(false);
      expect(canReopen(aBooking(status), 'email_token', LATER)).toBe(false);
    });
});
