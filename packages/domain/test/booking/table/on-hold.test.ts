import { DEFAULT_POLICY, HOUR_MS, nextReminder, nextSweepAt, type OrderHold } from '@miomente/booking-domain';
import { aBooking, aDeclinedBooking, aPendingBooking, EVENT_START, MONDAY } from '@miomente/booking-domain/testing';
import { describe, expect } from 'vitest';
import { cell } from '../cell.ts';
import { confirmByLink, LATER, observe, sweep } from '../commands.ts';
import { carriedOut, given } from '../given.ts';
import { ASKED_FOR, mail, openTicket } from '../messages.ts';

const ROW = 'order on hold or in payment review';
const holds = [
  ['holded', 'order_on_hold'],
  ['payment_review', 'order_in_payment_review'],
] as const satisfies readonly (readonly [OrderHold, string])[];

for (const [hold, flag] of holds) {
  const held = { hold, flags: [flag] } as const;

  describe(`booking#table · order on hold or in payment review (${hold})`, () => {
    for (const status of ['pending', 'confirmed'] as const) {
      cell(ROW, status, 'flagged', () => {
        given(aBooking(status))
          .when(observe({ hold }))
          .gives({
            events: [
              { type: 'hold_changed', at: LATER, hold },
              { type: 'flags_changed', at: LATER, flags: [flag] },
            ],
            booking: aBooking(status, held),
            messages: [],
          });
      });

      cell(ROW, status, 'lifted: the flag goes', () => {
        given(aBooking(status, held))
          .when(observe())
          .gives({
            events: [
              { type: 'hold_changed', at: LATER, hold: null },
              { type: 'flags_changed', at: LATER, flags: [] },
            ],
            booking: aBooking(status),
            messages: [],
          });
      });
    }

    cell(ROW, 'pending', 'no reminders while it lasts', () => {
      given(aPendingBooking(held))
        .when(sweep(MONDAY + 100 * HOUR_MS))
        .changesNothing();
      expect(nextReminder(DEFAULT_POLICY, aPendingBooking(held))).toBeNull();
    });

    cell(ROW, 'pending', 'still can be confirmed', () => {
      expect(carriedOut(DEFAULT_POLICY, aPendingBooking(held), confirmByLink()).booking.status).toBe('confirmed');
    });

    cell(ROW, 'pending', 'somebody phones 2 hours before the event all the same', () => {
      const at = EVENT_START - 2 * HOUR_MS;
      expect(nextSweepAt(DEFAULT_POLICY, aPendingBooking(held))).toBe(at);
      given(aPendingBooking(held))
        .when(sweep(at))
        .gives({
          events: [{ type: 'escalated', at, reason: 'event_near' }],
          booking: aPendingBooking({
            ...held,
            escalation: { at, reason: 'event_near' },
            ticket: { ...ASKED_FOR, requestedAt: at },
          }),
          messages: [openTicket('event_near')],
        });
    });

    cell(ROW, 'pending', 'lifted late: one overdue reminder, not both', () => {
      const at = MONDAY + 40 * HOUR_MS;
      given(aPendingBooking())
        .when(sweep(at))
        .gives({
          events: [{ type: 'reminded', at, step: 1 }],
          booking: aPendingBooking({ asking: { step: 1, mail: 'queued', sentAt: MONDAY } }),
          messages: [mail('first_reminder', MONDAY)],
        });
    });

    cell(ROW, 'declined', 'nothing', () => {
      given(aDeclinedBooking()).when(observe({ hold })).changesNothing();
    });

    cell(ROW, 'declined', 'a hold from before the answer is lifted when the order’s is', () => {
      given(aDeclinedBooking(held))
        .when(observe())
        .gives({
          events: [
            { type: 'hold_changed', at: LATER, hold: null },
            { type: 'flags_changed', at: LATER, flags: [] },
          ],
          booking: aDeclinedBooking(),
          messages: [],
        });
    });

    cell(ROW, 'cancelled', 'nothing', () => {
      given(aBooking('cancelled')).when(observe({ hold })).changesNothing();
    });
  });
}
