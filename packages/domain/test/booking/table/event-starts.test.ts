import { DEFAULT_POLICY, eventStarted, isAnswerable, isMissed, nextSweepAt } from '@miomente/booking-domain';
import { aPendingBooking, EVENT_START, MONDAY, remindedAt } from '@miomente/booking-domain/testing';
import { describe, expect } from 'vitest';
import { cell, cells } from '../cell.ts';
import {
  announce,
  confirmByLink,
  confirmByPhone,
  confirmInPortal,
  declineByPhone,
  declineInPortal,
  reportMail,
  sweep,
} from '../commands.ts';
import { given } from '../given.ts';

const ROW = 'event starts';

describe('booking#table · event starts', () => {
  const answers = { confirmByLink, confirmInPortal, confirmByPhone, declineInPortal, declineByPhone };
  for (const [name, answer] of Object.entries(answers))
    cell(ROW, 'pending', `stays pending, ${name} refused from that instant on`, () => {
      const booking = aPendingBooking({ token: { expiresAt: EVENT_START } });
      given(booking).when(answer(EVENT_START)).refuses({ code: 'event_started' });
    });

  cell(ROW, 'pending', 'a millisecond before, it can be answered', () => {
    expect(isAnswerable(aPendingBooking(), EVENT_START - 1)).toBe(true);
    expect(eventStarted(aPendingBooking(), EVENT_START - 1)).toBe(false);
    expect(isMissed(aPendingBooking(), EVENT_START - 1)).toBe(false);
  });

  cell(ROW, 'pending', 'on the list as missed, not answerable', () => {
    expect(isMissed(aPendingBooking(), EVENT_START)).toBe(true);
    expect(isAnswerable(aPendingBooking(), EVENT_START)).toBe(false);
  });

  cell(ROW, 'pending', 'no reminder and no ticket, however many are overdue', () => {
    given(aPendingBooking()).when(sweep(EVENT_START)).changesNothing();
    given(aPendingBooking(remindedAt(2, MONDAY)))
      .when(sweep(EVENT_START))
      .changesNothing();
  });

  cell(ROW, 'pending', 'nobody is asked any more', () => {
    given(aPendingBooking({ announcedAt: null }))
      .when(announce(EVENT_START))
      .changesNothing();
  });

  cell(ROW, 'pending', 'a bounce is kept and calls nobody', () => {
    given(aPendingBooking())
      .when(reportMail('bounced', EVENT_START))
      .gives({
        events: [{ type: 'mail_reported', at: EVENT_START, mail: 'confirmation_request', outcome: 'bounced' }],
        booking: aPendingBooking({ announcedAt: null }),
        messages: [],
      });
  });

  cell(ROW, 'pending', 'without a date it never starts', () => {
    const booking = aPendingBooking({ details: { eventStart: null } });
    expect(eventStarted(booking, Number.MAX_SAFE_INTEGER)).toBe(false);
    expect(isAnswerable(booking, Number.MAX_SAFE_INTEGER)).toBe(true);
  });

  cell(ROW, 'pending', 'one taken over from before go-live is nobody’s miss', () => {
    expect(isMissed(aPendingBooking({ historic: true }), EVENT_START)).toBe(false);
  });

  cells(ROW, ['confirmed', 'declined', 'cancelled'], 'nothing', (booking) => {
    given(booking).when(sweep(EVENT_START)).changesNothing();
    expect(isMissed(booking, EVENT_START)).toBe(false);
    expect(isAnswerable(booking, EVENT_START - 1)).toBe(false);
    expect(nextSweepAt(DEFAULT_POLICY, booking)).toBeNull();
  });
});
