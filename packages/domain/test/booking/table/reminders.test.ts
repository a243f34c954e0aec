import { DEFAULT_POLICY, HOUR_MS } from '@miomente/booking-domain';
import { aPendingBooking, EVENT_START, MONDAY, remindedAt } from '@miomente/booking-domain/testing';
import { describe } from 'vitest';
import { cell, cells } from '../cell.ts';
import { accepted, dropped as givenUp, sweep } from '../commands.ts';
import { given } from '../given.ts';
import { ASKED_FOR, call, mail, openTicket, TICKET } from '../messages.ts';

const REMINDER = 'first or second reminder due';
const ESCALATION = 'escalation due';
const AFTER_24_H = MONDAY + 24 * HOUR_MS;
const AFTER_48_H = MONDAY + 48 * HOUR_MS;
const TWO_HOURS_BEFORE = EVENT_START - 2 * HOUR_MS;
const once = remindedAt(1, AFTER_24_H);
const twice = remindedAt(2, AFTER_48_H);
const dropped = { type: 'mail_dropped', mail: 'first_reminder', reason: 'second_due' } as const;

describe('booking#table · FR-4 · sweep', () => {
  cell(REMINDER, 'pending', 'not a millisecond too early', () => {
    given(aPendingBooking())
      .when(sweep(AFTER_24_H - 1))
      .changesNothing();
    given(aPendingBooking(once))
      .when(sweep(AFTER_48_H - 1))
      .changesNothing();
  });

  cell(REMINDER, 'pending', 'first: mail, counted once it has left', () => {
    given(aPendingBooking())
      .when(sweep(AFTER_24_H))
      .gives({
        events: [{ type: 'reminded', at: AFTER_24_H, step: 1 }],
        booking: aPendingBooking({ asking: { step: 1, mail: 'queued', sentAt: MONDAY } }),
        messages: [mail('first_reminder', MONDAY)],
      });
  });

  cell(REMINDER, 'pending', 'second: mail, and no ticket before it has left (reminders#spacing)', () => {
    given(aPendingBooking(once))
      .when(sweep(AFTER_48_H))
      .gives({
        events: [{ type: 'reminded', at: AFTER_48_H, step: 2 }],
        booking: aPendingBooking({ ...once, asking: { step: 2, mail: 'queued', sentAt: AFTER_24_H } }),
        messages: [mail('second_reminder', MONDAY)],
      });
  });

  cell(REMINDER, 'pending', 'the first is left out once the second is due', () => {
    given(aPendingBooking())
      .when(sweep(AFTER_48_H))
      .gives({
        events: [
          { ...dropped, at: AFTER_48_H },
          { type: 'reminded', at: AFTER_48_H, step: 2 },
        ],
        booking: aPendingBooking({ asking: { step: 2, mail: 'queued', sentAt: MONDAY } }),
        messages: [mail('second_reminder', MONDAY)],
      });
  });

  cell(REMINDER, 'pending', 'nothing while a mail that asks is on its way, nor after the second', () => {
    for (const asking of [
      { step: 0, mail: 'queued', sentAt: null },
      { step: 1, mail: 'queued', sentAt: MONDAY },
      { step: 2, mail: 'queued', sentAt: MONDAY },
    ] as const)
      given(aPendingBooking({ asking }))
        .when(sweep(AFTER_48_H + 24 * HOUR_MS))
        .changesNothing();
  });

  cell(
    REMINDER,
    'pending',
    'what a hold kept back falls due again, anything else is over (delivery#only-what-left-counts)',
    () => {
      const second = { step: 2, mail: 'queued', sentAt: AFTER_24_H } as const;
      for (const [mail, reason, before, asking] of [
        ['second_reminder', 'order_on_hold', second, { step: 1, mail: 'sent', sentAt: AFTER_24_H }],
        [
          'first_reminder',
          'failed',
          { step: 1, mail: 'queued', sentAt: MONDAY },
          { step: 1, mail: 'unsent', sentAt: MONDAY },
        ],
      ] as const)
        given(aPendingBooking({ asking: before }))
          .when(givenUp(mail, reason, AFTER_48_H))
          .gives({
            events: [{ type: 'mail_dropped', at: AFTER_48_H, mail, reason }],
            booking: aPendingBooking({ asking }),
            messages: [],
          });
      // Of another clock, or not the current step.
      given(aPendingBooking({ ...once, asking: second }))
        .when(givenUp('second_reminder', 'failed', AFTER_48_H, MONDAY - 1))
        .changesNothing();
      given(aPendingBooking({ ...once, asking: second }))
        .when(givenUp('first_reminder', 'failed', AFTER_48_H))
        .changesNothing();
      given(aPendingBooking({ ...once, asking: second }))
        .when(accepted('second_reminder', AFTER_48_H, MONDAY - 1))
        .changesNothing();
    },
  );

  cell(ESCALATION, 'pending', 'when the second reminder is given up for good, for it will not leave', () => {
    const before = aPendingBooking({ ...once, asking: { step: 2, mail: 'queued', sentAt: AFTER_24_H } });
    const asking = { step: 2, mail: 'unsent', sentAt: AFTER_24_H } as const;
    const escalation = { at: AFTER_48_H, reason: 'reminder_not_sent' } as const;
    const escalated = { type: 'escalated', ...escalation } as const;
    const ticket = { ...ASKED_FOR, requestedAt: AFTER_48_H };
    const messages = [openTicket('reminder_not_sent')];
    given(before)
      .when(givenUp('second_reminder', 'failed', AFTER_48_H))
      .gives({
        events: [{ type: 'mail_dropped', at: AFTER_48_H, mail: 'second_reminder', reason: 'failed' }, escalated],
        booking: aPendingBooking({ ...once, asking, escalation, ticket }),
        messages,
      });
    given(aPendingBooking({ ...once, asking }))
      .when(sweep(AFTER_48_H))
      .gives({ events: [escalated], booking: aPendingBooking({ ...once, asking, escalation, ticket }), messages });
  });

  cell(ESCALATION, 'pending', 'with the second reminder’s leaving', () => {
    const asking = { step: 2, mail: 'queued', sentAt: AFTER_24_H } as const;
    given(aPendingBooking({ ...once, asking }))
      .when(accepted('second_reminder', AFTER_48_H))
      .gives({
        events: [
          { type: 'mail_accepted', at: AFTER_48_H, mail: 'second_reminder' },
          { type: 'escalated', at: AFTER_48_H, reason: 'no_answer' },
        ],
        booking: aPendingBooking({
          ...twice,
          escalation: { at: AFTER_48_H, reason: 'no_answer' },
          ticket: { ...ASKED_FOR, requestedAt: AFTER_48_H },
        }),
        messages: [openTicket('no_answer')],
      });
  });

  cell(ESCALATION, 'pending', 'with ESCALATION_DELAY_HOURS only when that has passed', () => {
    const policy = { ...DEFAULT_POLICY, escalationDelayMs: 5 * HOUR_MS };
    const asking = { step: 2, mail: 'queued', sentAt: AFTER_24_H } as const;
    given(aPendingBooking({ ...once, asking }), policy)
      .when(accepted('second_reminder', AFTER_48_H))
      .gives({
        events: [{ type: 'mail_accepted', at: AFTER_48_H, mail: 'second_reminder' }],
        booking: aPendingBooking(twice),
        messages: [],
      });
    const due = AFTER_48_H + 5 * HOUR_MS;
    given(aPendingBooking(twice), policy)
      .when(sweep(due - 1))
      .changesNothing();
    given(aPendingBooking(twice), policy)
      .when(sweep(due))
      .gives({
        events: [{ type: 'escalated', at: due, reason: 'no_answer' }],
        booking: aPendingBooking({
          ...twice,
          escalation: { at: due, reason: 'no_answer' },
          ticket: { ...ASKED_FOR, requestedAt: due },
        }),
        messages: [openTicket('no_answer')],
      });
  });

  cell(ESCALATION, 'pending', 'one ticket per booking: there is one, so it is noted and live again', () => {
    const escalation = { at: AFTER_48_H, reason: 'no_answer' } as const;
    given(aPendingBooking({ ...twice, ticket: TICKET }))
      .when(sweep(AFTER_48_H))
      .gives({
        events: [{ type: 'escalated', ...escalation }],
        booking: aPendingBooking({ ...twice, ticket: TICKET, escalation }),
        messages: [call({ kind: 'escalated', ...escalation })],
      });
  });

  cell(ESCALATION, 'pending', 'at the latest 2 hours before the event, whatever reminders were sent', () => {
    const clockStartedAt = EVENT_START - 3 * HOUR_MS;
    const asking = { step: 0, mail: 'sent', sentAt: clockStartedAt } as const;
    const late = { clockStartedAt, announcedAt: clockStartedAt, asking };
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
          asking: { step: 1, mail: 'queued', sentAt: clockStartedAt },
          escalation: { at: TWO_HOURS_BEFORE, reason: 'event_near' },
          ticket: { ...ASKED_FOR, requestedAt: TWO_HOURS_BEFORE },
        }),
        messages: [mail('first_reminder', clockStartedAt), openTicket('event_near')],
      });
  });

  cell(ESCALATION, 'pending', 'once only', () => {
    const escalation = { at: AFTER_48_H, reason: 'no_answer' } as const;
    const booking = aPendingBooking({ ...twice, escalation, ticket: TICKET });
    given(booking).when(sweep(AFTER_48_H)).changesNothing();
    given(booking)
      .when(sweep(EVENT_START - 1))
      .changesNothing();
  });

  cells(REMINDER, ['confirmed', 'declined', 'cancelled'], 'FR-4.4 · nothing', (booking) => {
    given(booking).when(sweep(AFTER_24_H)).changesNothing();
  });

  const remindedTwice = twice;
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
