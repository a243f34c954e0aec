import { asOrderItemId, DAY_MS, HOUR_MS } from '@miomente/booking-domain';
import { aBooking, aPendingBooking, MONDAY, remindedAt } from '@miomente/booking-domain/testing';
import { describe, it } from 'vitest';
import { announce, LATER } from './commands.ts';
import { given } from './given.ts';
import { BEING_ASKED, call, mail, note, openTicket, TICKET } from './messages.ts';

const unasked = {
  announcedAt: null,
  escalation: { at: MONDAY, reason: 'partner_unknown' },
  ticket: TICKET,
} as const;
const asked = { type: 'partner_asked', at: LATER, mail: 'confirmation_request' } as const;

describe('reminders#unreachable · a partner becomes reachable', () => {
  it('is asked; the clock starts now, and the office is told that it need not phone', () => {
    given(aPendingBooking({ ...unasked, ...remindedAt(1, MONDAY) }))
      .when(announce())
      .gives({
        events: [{ ...asked, tokenExpiresAt: LATER + 7 * DAY_MS }],
        booking: aPendingBooking({
          ...BEING_ASKED,
          announcedAt: LATER,
          clockStartedAt: LATER,
          token: { expiresAt: LATER + 7 * DAY_MS },
          ticket: TICKET,
        }),
        messages: [mail('confirmation_request', LATER), note({ kind: 'partner_asked', at: LATER })],
      });
  });

  it('too near the event is asked, and the office still phones', () => {
    const eventStart = LATER + HOUR_MS;
    given(aPendingBooking({ ...unasked, details: { eventStart } }))
      .when(announce())
      .gives({
        events: [
          { ...asked, tokenExpiresAt: eventStart },
          { type: 'escalated', at: LATER, reason: 'event_near' },
        ],
        booking: aPendingBooking({
          ...BEING_ASKED,
          announcedAt: LATER,
          clockStartedAt: LATER,
          details: { eventStart },
          token: { expiresAt: eventStart },
          ticket: TICKET,
          escalation: { at: LATER, reason: 'event_near' },
        }),
        messages: [
          mail('confirmation_request', LATER),
          note({ kind: 'partner_asked', at: LATER }),
          call({ kind: 'escalated', at: LATER, reason: 'event_near' }),
        ],
      });
  });

  it('without a date is asked, and stays with the office', () => {
    given(aPendingBooking({ announcedAt: null, details: { eventStart: null } }))
      .when(announce())
      .gives({
        events: [
          { ...asked, tokenExpiresAt: LATER + 7 * DAY_MS },
          { type: 'escalated', at: LATER, reason: 'no_event_date' },
        ],
        booking: aPendingBooking({
          ...BEING_ASKED,
          announcedAt: LATER,
          clockStartedAt: LATER,
          details: { eventStart: null },
          token: { expiresAt: LATER + 7 * DAY_MS },
          escalation: { at: LATER, reason: 'no_event_date' },
          ticket: { requestedAt: LATER, id: null, key: asOrderItemId(5_001) },
        }),
        messages: [mail('confirmation_request', LATER), openTicket('no_event_date')],
      });
  });

  it('is not asked twice', () => {
    given(aPendingBooking()).when(announce()).changesNothing();
  });

  for (const status of ['confirmed', 'declined', 'cancelled'] as const)
    it(`is not asked about a booking that is ${status}`, () => {
      given(aBooking(status, { announcedAt: null }))
        .when(announce())
        .changesNothing();
    });
});
