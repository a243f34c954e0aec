import type { CancellationCause } from '@miomente/booking-domain';
import {
  aCancelledBooking,
  aConfirmation,
  aConfirmedBooking,
  aDecline,
  aDeclinedBooking,
  aPendingBooking,
  EVENT_START,
  someDetails,
} from '@miomente/booking-domain/testing';
import { describe } from 'vitest';
import { cell } from '../cell.ts';
import { LATER, observe } from '../commands.ts';
import { given } from '../given.ts';
import { mail, note, TICKET, UNASKED } from '../messages.ts';

const ROW = 'order or item gone';
const CAUSES: readonly Exclude<CancellationCause, 'replaced'>[] = [
  'order_cancelled',
  'order_closed',
  'refunded',
  'item_removed',
];

for (const cause of CAUSES) {
  const events = [{ type: 'cancelled', at: LATER, cause, replacedBy: null } as const];
  const gone = { cancelledAt: LATER, cause };
  const noted = note({ kind: 'cancelled', at: LATER, cause });
  const notice = mail('cancellation_notice', LATER);

  describe(`booking#table · order or item gone (${cause})`, () => {
    cell(ROW, 'pending', 'cancelled, the partner mailed', () => {
      given(aPendingBooking())
        .when(observe({ cancelled: cause }))
        .gives({ events, booking: aCancelledBooking(gone), messages: [notice] });
    });

    cell(ROW, 'pending', 'cancelled, no mail to a partner who was never told, ticket noted', () => {
      given(aPendingBooking({ ...UNASKED, announcedAt: null, ticket: TICKET }))
        .when(observe({ cancelled: cause }))
        .gives({
          events,
          booking: aCancelledBooking({ ...gone, ...UNASKED, announcedAt: null, ticket: TICKET }),
          messages: [noted],
        });
    });

    cell(ROW, 'pending', 'the partner mailed whom a mail had told before a later one bounced', () => {
      given(aPendingBooking({ announcedAt: null }))
        .when(observe({ cancelled: cause }))
        .gives({ events, booking: aCancelledBooking({ ...gone, announcedAt: null }), messages: [notice] });
    });

    cell(ROW, 'confirmed', 'cancelled, the partner mailed, ticket noted', () => {
      given(aConfirmedBooking({ ticket: TICKET }))
        .when(observe({ cancelled: cause }))
        .gives({
          events,
          booking: aCancelledBooking({ ...gone, ticket: TICKET, answer: aConfirmation() }),
          messages: [notice, noted],
        });
    });

    cell(ROW, 'confirmed', 'the partner mailed even if only the phone reached them before', () => {
      const answer = aConfirmation({ channel: 'phone' });
      given(aConfirmedBooking({ announcedAt: null, answer }))
        .when(observe({ cancelled: cause }))
        .gives({
          events,
          booking: aCancelledBooking({ ...gone, announcedAt: null, answer }),
          messages: [notice],
        });
    });

    cell(ROW, 'declined', 'cancelled, ticket noted, no mail', () => {
      given(aDeclinedBooking({ ticket: TICKET }))
        .when(observe({ cancelled: cause }))
        .gives({
          events,
          booking: aCancelledBooking({ ...gone, ticket: TICKET, answer: aDecline() }),
          messages: [noted],
        });
    });

    cell(ROW, 'cancelled', 'nothing', () => {
      given(aCancelledBooking())
        .when(observe({ cancelled: cause }))
        .changesNothing();
    });
  });
}

describe('booking#table · order or item gone · last known details', () => {
  for (const [booking, answer] of [
    [aPendingBooking(), null],
    [aConfirmedBooking(), aConfirmation()],
  ] as const)
    cell(ROW, booking.status, 'payment is kept up to date, date and number of people as the partner knew them', () => {
      const details = someDetails({ paymentStatus: 'refunded' });
      given(booking)
        .when(
          observe({
            cancelled: 'refunded',
            details: { paymentStatus: 'refunded', participants: 0, eventStart: EVENT_START + 1 },
          }),
        )
        .gives({
          events: [
            {
              type: 'details_changed',
              at: LATER,
              details,
              fields: ['paymentStatus'],
              eventStart: null,
              participants: null,
              consequence: 'snapshot',
              tokenExpiresAt: booking.token.expiresAt,
            },
            { type: 'cancelled', at: LATER, cause: 'refunded', replacedBy: null },
          ],
          booking: aCancelledBooking({ details, cancelledAt: LATER, cause: 'refunded', answer }),
          messages: [mail('cancellation_notice', LATER)],
        });
    });

  cell(ROW, 'cancelled', 'stays cancelled when the order comes back', () => {
    given(aCancelledBooking()).when(observe()).changesNothing();
  });
});
