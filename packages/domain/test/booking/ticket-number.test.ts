import { asOrderItemId, BOOKING_STATUSES, evolve } from '@miomente/booking-domain';
import { aBooking, aPendingBooking } from '@miomente/booking-domain/testing';
import { describe, expect, it } from 'vitest';
import { LATER, recordTicket } from './commands.ts';
import { given } from './given.ts';
import { ASKED_FOR, TICKET } from './messages.ts';

describe('delivery#exactly-one-ticket · the ticket’s number', () => {
  for (const status of BOOKING_STATUSES)
    it(`is stored with a ${status} booking${status === 'declined' ? ', whose mail then need not wait' : ''}`, () => {
      given(aBooking(status, { ticket: ASKED_FOR }))
        .when(recordTicket('T-1'))
        .gives({
          events: [{ type: 'ticket_opened', at: LATER, ticketId: 'T-1' }],
          booking: aBooking(status, { ticket: TICKET }),
          messages: status === 'declined' ? [{ type: 'expedite_mail', mail: 'decline_confirmation' }] : [],
        });
    });

  it('is recorded once', () => {
    given(aPendingBooking({ ticket: TICKET }))
      .when(recordTicket('T-1'))
      .changesNothing();
  });

  it('of another ticket replaces it and keeps the key under which it was requested', () => {
    const carried = { ...TICKET, key: asOrderItemId(4_999) };
    given(aPendingBooking({ ticket: carried }))
      .when(recordTicket('T-2'))
      .gives({
        events: [{ type: 'ticket_opened', at: LATER, ticketId: 'T-2' }],
        booking: aPendingBooking({ ticket: { ...carried, id: 'T-2' } }),
        messages: [],
      });
  });

  it('that nobody requested is the booking’s own', () => {
    const booking = evolve(aPendingBooking(), { type: 'ticket_opened', at: LATER, ticketId: 'T-1' });
    expect(booking.ticket).toEqual({ requestedAt: LATER, id: 'T-1', key: 5_001 });
  });
});
