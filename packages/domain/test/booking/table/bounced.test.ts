import type { MailOutcome } from '@miomente/booking-domain';
import { aPendingBooking, EVENT_START, MONDAY } from '@miomente/booking-domain/testing';
import { describe } from 'vitest';
import { cell, cells } from '../cell.ts';
import { LATER, reportMail } from '../commands.ts';
import { given } from '../given.ts';
import { ASKED_FOR, call, openTicket, TICKET } from '../messages.ts';

const ROW = 'mail bounced hard or dropped';
const reported = (outcome: MailOutcome) =>
  ({ type: 'mail_reported', at: LATER, mail: 'confirmation_request', outcome }) as const;
const escalation = { at: LATER, reason: 'mail_bounced' } as const;

for (const outcome of ['bounced', 'dropped'] as const)
  describe(`booking#table · mail ${outcome}`, () => {
    cell(ROW, 'pending', `${outcome}: escalates at once, and is as good as never asked`, () => {
      given(aPendingBooking())
        .when(reportMail(outcome))
        .gives({
          events: [reported(outcome), { type: 'escalated', ...escalation }],
          booking: aPendingBooking({
            announcedAt: null,
            escalation,
            ticket: { ...ASKED_FOR, requestedAt: LATER },
          }),
          messages: [openTicket('mail_bounced')],
        });
    });

    cell(ROW, 'pending', `${outcome}: a ticket from before is live again`, () => {
      given(aPendingBooking({ ticket: TICKET }))
        .when(reportMail(outcome))
        .gives({
          events: [reported(outcome), { type: 'escalated', ...escalation }],
          booking: aPendingBooking({ announcedAt: null, escalation, ticket: TICKET }),
          messages: [call({ kind: 'escalated', ...escalation })],
        });
    });

    cell(ROW, 'pending', `${outcome}: already with the office, timeline only`, () => {
      const before = { escalation: { at: MONDAY, reason: 'no_answer' }, ticket: TICKET } as const;
      given(aPendingBooking(before))
        .when(reportMail(outcome))
        .gives({
          events: [reported(outcome)],
          booking: aPendingBooking({ ...before, announcedAt: null }),
          messages: [],
        });
    });

    cell(ROW, 'pending', `${outcome}: taken over from before go-live, timeline only`, () => {
      given(aPendingBooking({ historic: true }))
        .when(reportMail(outcome))
        .gives({
          events: [reported(outcome)],
          booking: aPendingBooking({ historic: true, announcedAt: null }),
          messages: [],
        });
    });

    cell(ROW, 'pending', `${outcome}: a millisecond before the event somebody still phones`, () => {
      const at = EVENT_START - 1;
      given(aPendingBooking())
        .when(reportMail(outcome, at))
        .gives({
          events: [
            { ...reported(outcome), at },
            { type: 'escalated', at, reason: 'mail_bounced' },
          ],
          booking: aPendingBooking({
            announcedAt: null,
            escalation: { at, reason: 'mail_bounced' },
            ticket: { ...ASKED_FOR, requestedAt: at },
          }),
          messages: [openTicket('mail_bounced')],
        });
    });

    cells(ROW, ['confirmed', 'declined', 'cancelled'], `${outcome}: timeline only`, (booking) => {
      given(booking)
        .when(reportMail(outcome))
        .gives({ events: [reported(outcome)], booking, messages: [] });
    });
  });

describe('reminders#hard-bounce · other outcomes', () => {
  for (const outcome of ['delivered', 'deferred', 'blocked', 'spam_reported'] as const)
    cells(ROW, ['pending', 'confirmed', 'declined', 'cancelled'], `${outcome}: timeline only`, (booking) => {
      given(booking)
        .when(reportMail(outcome))
        .gives({ events: [reported(outcome)], booking, messages: [] });
    });
});
