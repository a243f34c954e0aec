import { type BookingDetails, type DetailField, HOUR_MS } from '@miomente/booking-domain';
import {
  aBooking,
  aCancelledBooking,
  aDeclinedBooking,
  aPendingBooking,
  EVENT_START,
  type Overrides,
  someDetails,
} from '@miomente/booking-domain/testing';
import { describe } from 'vitest';
import { cell } from '../cell.ts';
import { LATER, observe } from '../commands.ts';
import { given } from '../given.ts';
import { mail, TICKET } from '../messages.ts';

const ROW = 'quantity lowered, price, payment, name or contact changed';
const participants = { from: 2, to: 1 };
const edits: readonly { readonly field: DetailField; readonly change: Overrides<BookingDetails> }[] = [
  { field: 'price', change: { price: { tenThousandths: 1_400_000 } } },
  { field: 'orderTotal', change: { orderTotal: { tenThousandths: 1_400_000 } } },
  { field: 'paymentStatus', change: { paymentStatus: 'partially_refunded' } },
  { field: 'customer', change: { customer: { lastName: 'Neumann' } } },
  { field: 'customer', change: { customer: { phone: '+49 89 000009' } } },
  { field: 'course', change: { course: { name: 'Sushi am Sonntag' } } },
];

function changed(field: DetailField, details: BookingDetails) {
  const kept = { eventStart: null, participants: null, tokenExpiresAt: aPendingBooking().token.expiresAt };
  return { type: 'details_changed', at: LATER, details, fields: [field], ...kept } as const;
}

describe('booking#table · quantity lowered', () => {
  const details = someDetails({ participants: 1 });
  const lowered = { ...changed('participants', details), participants } as const;
  const inform = mail('details_changed', LATER, { changes: { eventStart: null, participants } });

  for (const status of ['pending', 'confirmed'] as const) {
    cell(ROW, status, 'snapshot, the partner mailed, answer and clock stay', () => {
      given(aBooking(status))
        .when(observe({ details: { participants: 1 } }))
        .gives({
          events: [{ ...lowered, consequence: 'inform' }],
          booking: aBooking(status, { details }),
          messages: [inform],
        });
    });

    cell(ROW, status, 'the event over: snapshot only', () => {
      const over = { details: { eventStart: LATER - HOUR_MS }, token: { expiresAt: LATER - HOUR_MS } };
      given(aBooking(status, over))
        .when(observe({ details: { ...over.details, participants: 1 } }))
        .gives({
          events: [
            {
              ...lowered,
              details: someDetails({ ...over.details, participants: 1 }),
              consequence: 'snapshot',
              tokenExpiresAt: LATER - HOUR_MS,
            },
          ],
          booking: aBooking(status, { ...over, details: { ...over.details, participants: 1 } }),
          messages: [],
        });
    });
  }

  cell(ROW, 'pending', 'a partner who was never asked is not mailed', () => {
    given(aPendingBooking({ announcedAt: null, ticket: TICKET }))
      .when(observe({ details: { participants: 1 } }))
      .gives({
        events: [{ ...lowered, consequence: 'inform' }],
        booking: aPendingBooking({ announcedAt: null, ticket: TICKET, details }),
        messages: [],
      });
  });

  cell(ROW, 'confirmed', 'whom only the phone reached is mailed', () => {
    given(aBooking('confirmed', { announcedAt: null }))
      .when(observe({ details: { participants: 1 } }))
      .gives({
        events: [{ ...lowered, consequence: 'inform' }],
        booking: aBooking('confirmed', { announcedAt: null, details }),
        messages: [inform],
      });
  });

  cell(ROW, 'declined', 'snapshot and audit', () => {
    given(aDeclinedBooking({ ticket: TICKET }))
      .when(observe({ details: { participants: 1 } }))
      .gives({
        events: [{ ...lowered, consequence: 'snapshot' }],
        booking: aDeclinedBooking({ ticket: TICKET, details }),
        messages: [],
      });
  });

  cell(ROW, 'cancelled', 'the number of people stays what the partner knew', () => {
    given(aCancelledBooking())
      .when(observe({ details: { participants: 1 } }))
      .changesNothing();
  });
});

describe('booking#table · price, payment, name or contact changed', () => {
  for (const { field, change } of edits)
    for (const status of ['pending', 'confirmed', 'declined', 'cancelled'] as const)
      cell(ROW, status, `${field}: snapshot and audit, no mail, nothing else changes`, () => {
        const details = someDetails(change);
        given(aBooking(status, { ticket: TICKET }))
          .when(observe({ details: change }))
          .gives({
            events: [{ ...changed(field, details), consequence: 'snapshot' }],
            booking: aBooking(status, { ticket: TICKET, details }),
            messages: [],
          });
      });

  for (const status of ['pending', 'confirmed', 'declined', 'cancelled'] as const)
    cell(ROW, status, 'read again unchanged: nothing, in whatever sequence the fields come', () => {
      const { customer, paymentStatus, ...rest } = someDetails();
      const { email, phone, ...names } = customer;
      const reordered = { paymentStatus, customer: { phone, email, ...names }, ...rest };
      given(aBooking(status))
        .when(observe({ details: reordered }))
        .changesNothing();
    });

  cell(ROW, 'pending', 'the token never outlives a date', () => {
    given(aPendingBooking({ details: { eventStart: EVENT_START } }))
      .when(observe())
      .changesNothing();
  });
});
