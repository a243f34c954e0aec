import { type Booking, MINUTE_MS } from '@miomente/booking-domain';
import { aConfirmedBooking, aDeclinedBooking, aPendingBooking } from '@miomente/booking-domain/testing';
import { describe } from 'vitest';
import { cell, cells } from '../cell.ts';
import {
  confirmByLink,
  confirmByPhone,
  confirmInPortal,
  declineByPhone,
  declineInPortal,
  LATER,
  OFFICE,
  PARTNER,
} from '../commands.ts';
import { given } from '../given.ts';
import { ASKED_FOR, call, mail, note, openTicket, TICKET } from '../messages.ts';

const confirmed = { type: 'confirmed', at: LATER, notes: null } as const;
const declined = { type: 'declined', at: LATER, notes: null } as const;
const TEN_MINUTES = 10 * MINUTE_MS;

describe('booking#table · partner confirms', () => {
  cell('partner confirms by link', 'pending', 'confirmed, receipt mail', () => {
    given(aPendingBooking())
      .when(confirmByLink())
      .gives({
        events: [{ ...confirmed, actor: PARTNER, channel: 'email_token' }],
        booking: aConfirmedBooking({ answer: { at: LATER } }),
        messages: [mail('receipt', LATER)],
      });
  });

  cell('partner confirms by link', 'pending', 'confirmed, receipt mail, open ticket noted', () => {
    given(aPendingBooking({ ticket: TICKET }))
      .when(confirmByLink())
      .gives({
        events: [{ ...confirmed, actor: PARTNER, channel: 'email_token' }],
        booking: aConfirmedBooking({ ticket: TICKET, answer: { at: LATER } }),
        messages: [mail('receipt', LATER), note({ kind: 'confirmed', at: LATER, channel: 'email_token' })],
      });
  });

  cell('partner confirms in the portal', 'pending', 'confirmed with notes, no mail', () => {
    given(aPendingBooking())
      .when(confirmInPortal(LATER, 'Bitte Schürzen mitbringen.'))
      .gives({
        events: [{ ...confirmed, actor: PARTNER, channel: 'portal', notes: 'Bitte Schürzen mitbringen.' }],
        booking: aConfirmedBooking({ answer: { at: LATER, channel: 'portal', notes: 'Bitte Schürzen mitbringen.' } }),
        messages: [],
      });
  });

  cell('partner confirms in the portal', 'pending', 'open ticket noted', () => {
    given(aPendingBooking({ ticket: ASKED_FOR }))
      .when(confirmInPortal())
      .gives({
        events: [{ ...confirmed, actor: PARTNER, channel: 'portal' }],
        booking: aConfirmedBooking({ ticket: ASKED_FOR, answer: { at: LATER, channel: 'portal' } }),
        messages: [note({ kind: 'confirmed', at: LATER, channel: 'portal' })],
      });
  });

  cell('office confirms by phone', 'pending', 'confirmed, audited with the address, receipt mail', () => {
    given(aPendingBooking({ ticket: TICKET }))
      .when(confirmByPhone())
      .gives({
        events: [{ ...confirmed, actor: OFFICE, channel: 'phone' }],
        booking: aConfirmedBooking({ ticket: TICKET, answer: { at: LATER, channel: 'phone' } }),
        messages: [mail('receipt', LATER), note({ kind: 'confirmed', at: LATER, channel: 'phone' })],
      });
  });
});

describe('booking#table · partner declines', () => {
  const inPortal = { ...declined, actor: PARTNER, channel: 'portal', reason: 'capacity_full' } as const;

  cell('partner declines in the portal', 'pending', 'declined, ticket, mail that waits for its number', () => {
    given(aPendingBooking())
      .when(declineInPortal())
      .gives({
        events: [inPortal],
        booking: aDeclinedBooking({ answer: { at: LATER }, ticket: { ...ASKED_FOR, requestedAt: LATER } }),
        messages: [openTicket('declined'), mail('decline_confirmation', LATER, { afterMs: TEN_MINUTES })],
      });
  });

  cell('partner declines in the portal', 'pending', 'declined, open ticket noted and live again, mail at once', () => {
    given(aPendingBooking({ ticket: TICKET }))
      .when(declineInPortal(LATER, 'Nur bis acht Personen.'))
      .gives({
        events: [{ ...inPortal, notes: 'Nur bis acht Personen.' }],
        booking: aDeclinedBooking({ answer: { at: LATER, notes: 'Nur bis acht Personen.' }, ticket: TICKET }),
        messages: [
          call({ kind: 'declined', at: LATER, channel: 'portal', reason: 'capacity_full' }),
          mail('decline_confirmation', LATER),
        ],
      });
  });

  cell('partner declines in the portal', 'pending', 'ticket without a number yet: noted, mail waits for it', () => {
    given(aPendingBooking({ ticket: ASKED_FOR }))
      .when(declineInPortal())
      .gives({
        events: [inPortal],
        booking: aDeclinedBooking({ answer: { at: LATER }, ticket: ASKED_FOR }),
        messages: [
          call({ kind: 'declined', at: LATER, channel: 'portal', reason: 'capacity_full' }),
          mail('decline_confirmation', LATER, { afterMs: TEN_MINUTES }),
        ],
      });
  });

  cell('office declines by phone', 'pending', 'declined, audited with the address, mail to the partner', () => {
    given(aPendingBooking({ ticket: TICKET }))
      .when(declineByPhone())
      .gives({
        events: [{ ...declined, actor: OFFICE, channel: 'phone', reason: 'other' }],
        booking: aDeclinedBooking({ answer: { at: LATER, channel: 'phone', reason: 'other' }, ticket: TICKET }),
        messages: [
          call({ kind: 'declined', at: LATER, channel: 'phone', reason: 'other' }),
          mail('decline_confirmation', LATER),
        ],
      });
  });
});

describe('booking#table · an answered or cancelled booking refuses every answer', () => {
  const answers = {
    'partner confirms by link': confirmByLink(),
    'partner confirms in the portal': confirmInPortal(),
    'partner declines in the portal': declineInPortal(),
    'office confirms by phone': confirmByPhone(),
    'office declines by phone': declineByPhone(),
  } as const;
  for (const row of Object.keys(answers) as (keyof typeof answers)[]) {
    const refuses =
      (refusal: Parameters<ReturnType<ReturnType<typeof given>['when']>['refuses']>[0]) =>
      (booking: Booking): void =>
        given(booking).when(answers[row]).refuses(refusal);
    cells(
      row,
      ['confirmed'],
      'refused as already processed',
      refuses({ code: 'already_processed', status: 'confirmed' }),
    );
    cells(
      row,
      ['declined'],
      'refused as already processed',
      refuses({ code: 'already_processed', status: 'declined' }),
    );
    cells(row, ['cancelled'], 'refused as cancelled', refuses({ code: 'cancelled' }));
  }
});
