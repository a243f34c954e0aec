import { type Booking, HOUR_MS } from '@miomente/booking-domain';
import {
  aBooking,
  aCancelledBooking,
  aDeclinedBooking,
  aMintedToken,
  aPendingBooking,
  EVENT_START,
  MONDAY,
  PARTNER_NUMBER,
  remindedAt,
} from '@miomente/booking-domain/testing';
import { describe, expect } from 'vitest';
import { cell, cells } from '../cell.ts';
import { LATER } from '../commands.ts';
import { edited, NEW_ROW } from '../edited.ts';
import { ASKED_FOR, note, TICKET } from '../messages.ts';

const ROW = 'order edited in the admin';
const registered = {
  type: 'booking_registered',
  at: LATER,
  order: NEW_ROW,
  customerNumber: PARTNER_NUMBER,
  historic: false,
} as const;

const answerOf = (old: Booking) => (old.status === 'pending' ? null : old.answer);

/** The replaced booking: cancelled without telling anybody; its link goes to the new one. */
function ended(old: Booking) {
  const token = { ...aMintedToken(3), expiresAt: old.token.expiresAt };
  const { ticket, escalation, reminders, asking, historic, announcedAt } = old;
  return {
    events: [
      { type: 'cancelled', at: LATER, cause: 'replaced', replacedBy: NEW_ROW },
      { type: 'token_replaced', at: LATER, token },
    ],
    booking: aCancelledBooking({
      ...{ token, ticket, escalation, reminders, asking, historic, announcedAt },
      cancelledAt: LATER,
      cause: 'replaced',
      replacedBy: NEW_ROW,
      answer: answerOf(old),
    }),
    messages: [],
  };
}

function carriedOver(old: Booking) {
  const { clockStartedAt, announcedAt, reminders, asking, escalation, ticket } = old;
  return {
    ...{ type: 'answer_carried_over', at: LATER, fromOrderItemId: 5_001, answer: answerOf(old) },
    ...{ clockStartedAt, announcedAt, reminders, asking, escalation, ticket },
  };
}

describe('booking#edited-order · order edited, same course, date and quantity', () => {
  const escalation = { at: MONDAY + 2 * HOUR_MS, reason: 'no_answer' } as const;
  const worked = {
    escalation,
    ...remindedAt(2, MONDAY + 2 * HOUR_MS),
    ticket: TICKET,
  } as const;

  cells(ROW, ['pending', 'confirmed'], 'all carries over, nobody is asked or mailed again', (old) => {
    expect(edited(old)).toEqual({
      old: ended(old),
      successor: {
        events: [registered, carriedOver(old)],
        booking: { ...old, order: NEW_ROW, createdAt: LATER },
        messages: [],
      },
    });
  });

  for (const status of ['pending', 'confirmed', 'declined'] as const)
    cell(ROW, status, 'reminders, escalation and ticket carry over, the ticket noted', () => {
      const old = aBooking(status, worked);
      expect(edited(old)).toEqual({
        old: ended(old),
        successor: {
          events: [registered, carriedOver(old)],
          booking: { ...old, order: NEW_ROW, createdAt: LATER },
          messages: [note({ kind: 'carried_over', at: LATER, orderNumber: NEW_ROW.orderNumber })],
        },
      });
    });

  for (const [what, old] of [
    ['answered', aBooking('confirmed', { announcedAt: null })],
    ['with the office', aPendingBooking({ announcedAt: null, escalation })],
  ] as const)
    cell(ROW, old.status, `nobody was asked of one that is ${what}, and nobody is now`, () => {
      expect(edited(old).successor.events).toEqual([registered, carriedOver(old)]);
    });

  cell(ROW, 'confirmed', 'booking#customer-informed: what the customer was told goes along', () => {
    const customerInformed = { at: MONDAY, eventStart: EVENT_START };
    expect(edited(aBooking('confirmed', { customerInformed })).successor.booking).toMatchObject({ customerInformed });
  });

  cell(ROW, 'pending', 'api#kept-promises: what was taken back is counted for the new booking alone', () => {
    const { old, successor } = edited(aPendingBooking({ takenBackAt: MONDAY }));
    expect([old.booking.takenBackAt, successor.booking.takenBackAt]).toEqual([null, MONDAY]);
  });

  cell(
    ROW,
    'declined',
    'a ticket without a number yet waits for it under the old key, and is not asked for again',
    () => {
      const old = aDeclinedBooking();
      const { successor } = edited(old);
      expect(successor.booking.ticket).toEqual({ ...ASKED_FOR, requestedAt: old.answer.at });
      expect(successor.messages).toEqual([note({ kind: 'carried_over', at: LATER, orderNumber: NEW_ROW.orderNumber })]);
    },
  );

  cell(ROW, 'pending', 'one taken over from before go-live stays silent', () => {
    const old = aPendingBooking({ historic: true, announcedAt: null, ticket: TICKET });
    const { successor } = edited(old);
    expect(successor.booking).toEqual({ ...old, order: NEW_ROW, createdAt: LATER });
    expect(successor.events).toEqual([{ ...registered, historic: true }, carriedOver(old)]);
    expect(successor.messages).toEqual([]);
  });

  cell(ROW, 'pending', 'what the new row says of price, hold and contact counts', () => {
    const observation = { hold: 'holded', details: { price: { tenThousandths: 1 } } } as const;
    const { booking } = edited(aPendingBooking(), { observation }).successor;
    expect(booking).toEqual(
      aPendingBooking({
        order: NEW_ROW,
        createdAt: LATER,
        hold: 'holded',
        flags: ['order_on_hold'],
        details: observation.details,
      }),
    );
  });
});
