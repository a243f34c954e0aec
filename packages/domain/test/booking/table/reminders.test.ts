import { DEFAULT_POLICY, HOUR_MS } from '@miomente/booking-domain';
import { aPendingBooking, EVENT_START, MONDAY } from '@miomente/booking-domain/testing';
import { describe } from 'vitest';
import { cell, cells } from '../cell.ts';
import { sweep } from '../commands.ts';
import { given } from '../given.ts';
import { ASKED_FOR, call, mail, openTicket, TICKET } from '../messages.ts';

const REMINDER = 'first or second reminder due';
const ESCALATION = 'escalation due';
const AFTER_24_H = MONDAY + 24 * HOUR_MS;
const AFTER_48_H = MONDAY + 48 * HOUR_MS;
const TWO_HOURS_BEFORE = EVENT_START - 2 * HOUR_MS;
const once = { count: 1, lastAt: AFTER_24_H } as const;
const twice = { count: 2, lastAt: AFTER_48_H } as const;

describe('booking#table · FR-4 · sweep', () => {
  cell(REMINDER, 'pending', 'not a millisecond too early', () => {
    given(aPendingBooking())
      .when(sweep(AFTER_24_H - 1))
      .changesNothing();
    given(aPendingBooking({ reminders: once }))
      .when(sweep(AFTER_48_H - 1))
      .changesNothing();
  });

  cell(REMINDER, 'pending', 'first: mail, count + 1', () => {
    given(aPendingBooking())
      .when(sweep(AFTER_24_H))
      .gives({
        events: [{ type: 'reminded', at: AFTER_24_H, step: 1 }],
        booking: aPendingBooking({ reminders: once }),
        messages: [mail('first_reminder', MONDAY)],
      });
  });

  cell(REMINDER, 'pending', 'second: mail, count + 1, and the ticket at once', () => {
    given(aPendingBooking({ reminders: once }))
      .when(sweep(AFTER_48_H))
      .gives({
        events: [
          { type: 'reminded', at: AFTER_48_H, step: 2 },
          { type: 'escalated', at: AFTER_48_H, reason: 'no_answer' },
        ],
        booking: aPendingBooking({
          reminders: twice,
          escalation: { at: AFTER_48_H, reason: 'no_answer' },
          ticket: { ...ASKED_FOR, requestedAt: AFTER_48_H },
        }),
        messages: [mail('second_reminder', MONDAY), openTicket('no_answer')],
      });
  });

  cell(ESCALATION, 'pending', 'with ESCALATION_DELAY_HOURS only when that has passed', () => {
    const policy = { ...DEFAULT_POLICY, escalationDelayMs: 5 * HOUR_MS };
    given(aPendingBooking({ reminders: once }), policy)
      .when(sweep(AFTER_48_H))
      .gives({
        events: [{ type: 'reminded', at: AFTER_48_H, step: 2 }],
        booking: aPendingBooking({ reminders: twice }),
        messages: [mail('second_reminder', MONDAY)],
      });
    const due = AFTER_48_H + 5 * HOUR_MS;
    given(aPendingBooking({ reminders: twice }), policy)
      .when(sweep(due - 1))
      .changesNothing();
    given(aPendingBooking({ reminders: twice }), policy)
      .when(sweep(due))
      .gives({
        events: [{ type: 'escalated', at: due, reason: 'no_answer' }],
        booking: aPendingBooking({
          reminders: twice,
          escalation: { at: due, reason: 'no_answer' },
          ticket: { ...ASKED_FOR, requestedAt: due },
        }),
        messages: [openTicket('no_answer')],
      });
  });

  cell(ESCALATION, 'pending', 'one ticket per booking: there is one, so it is noted and live again', () => {
    const escalation = { at: AFTER_48_H, reason: 'no_answer' } as const;
    given(aPendingBooking({ reminders: twice, ticket: TICKET }))
      .when(sweep(AFTER_48_H))
      .gives({
        events: [{ type: 'escalated', ...escalation }],
        booking: aPendingBooking({ reminders: twice, ticket: TICKET, escalation }),
        messages: [call({ kind: 'escalated', ...escalation })],
      });
  });

  cell(ESCALATION, 'pending', 'at the latest 2 hours before the event, whatever reminders were sent', () => {
    const clockStartedAt = EVENT_START - 3 * HOUR_MS;
    const late = { clockStartedAt, announcedAt: clockStartedAt };
    given(aPendingBooking(late))
      .when(sweep(TWO_HOURS_BEFORE - 1))
      .changesNothing();
    given(aPendingBooking(late))
      .when(sweep(TWO_HOURS_BEFORE))
      .gives({
        events: [
          { type: 'reminded', at: TWO_HOURS_BEFORE, step: 1 },
          { type: 'escalated', at: TWO_HOURS_BEFORE, reason: 'event_near' },
        ],
        booking: aPendingBooking({
          ...late,
          reminders: { count: 1, lastAt: TWO_HOURS_BEFORE },
          escalation: { at: TWO_HOURS_BEFORE, reason: 'event_near' },
          ticket: { ...ASKED_FOR, requestedAt: TWO_HOURS_BEFORE },
        }),
        messages: [mail('first_reminder', clockStartedAt), openTicket('event_near')],
      });
  });

  cell(ESCALATION, 'pending', 'once only', () => {
    const escalation = { at: AFTER_48_H, reason: 'no_answer' } as const;
    const booking = aPendingBooking({ reminders: twice, escalation, ticket: TICKET });
    given(booking).when(sweep(AFTER_48_H)).changesNothing();
    given(booking)
      .when(sweep(EVENT_START - 1))
      .changesNothing();
  });

  cells(REMINDER, ['confirmed', 'declined', 'cancelled'], 'FR-4.4 · nothing', (booking) => {
    given(booking).when(sweep(AFTER_24_H)).changesNothing();
  });

  const remindedTwice = { reminders: twice };
  cells(
    ESCALATION,
    ['confirmed', 'declined', 'cancelled'],
    'nothing',
    (booking) => {
      given(booking).when(sweep(AFTER_48_H)).changesNothing();
      given(booking).when(sweep(TWO_HOURS_BEFORE)).changesNothing();
    },
    remindedTwice,
  );
});
