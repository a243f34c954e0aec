import { DEFAULT_POLICY, HOUR_MS, nextEscalation, nextReminder } from '@miomente/booking-domain';
import { aBooking, aCancelledBooking, aPendingBooking, EVENT_START, MONDAY } from '@miomente/booking-domain/testing';
import { describe, expect, it } from 'vitest';
import { announce, confirmByLink, declineInPortal, LATER, observe, reopenInPortal, sweep } from './commands.ts';
import { carriedOut, given } from './given.ts';
import { call, mail, openTicket, TICKET } from './messages.ts';

const historic = { historic: true, ticket: TICKET } as const;

describe('booking#before-go-live · before go-live the product is silent', () => {
  it('no reminder, no escalation, whatever is overdue', () => {
    const booking = aPendingBooking({ historic: true, reminders: { count: 2, lastAt: MONDAY } });
    given(booking)
      .when(sweep(MONDAY + 100 * HOUR_MS))
      .changesNothing();
    given(aPendingBooking({ historic: true }))
      .when(sweep(EVENT_START - 1))
      .changesNothing();
    expect(nextReminder(DEFAULT_POLICY, aPendingBooking({ historic: true }))).toBeNull();
    expect(nextEscalation(DEFAULT_POLICY, booking)).toBeNull();
  });

  it('nobody is asked later either', () => {
    given(aPendingBooking({ historic: true, announcedAt: null }))
      .when(announce())
      .changesNothing();
  });

  it('a cancelled order is recorded, neither mailed nor noted', () => {
    const { booking, messages } = carriedOut(
      DEFAULT_POLICY,
      aPendingBooking(historic),
      observe({ cancelled: 'refunded' }),
    );
    expect(booking).toEqual(aCancelledBooking({ ...historic, cancelledAt: LATER, cause: 'refunded' }));
    expect(messages).toEqual([]);
  });

  it('a moved date is recorded, neither mailed nor escalated', () => {
    for (const status of ['pending', 'confirmed', 'declined'] as const) {
      const moved = observe({ details: { eventStart: LATER + HOUR_MS } });
      const { events, messages } = carriedOut(
        DEFAULT_POLICY,
        aBooking(status, { ...historic, escalation: null }),
        moved,
      );
      expect(events.map((e) => e.type)).toEqual(['details_changed']);
      expect(messages).toEqual([]);
    }
  });

  it('what people answer is answered', () => {
    const confirm = carriedOut(DEFAULT_POLICY, aPendingBooking({ historic: true }), confirmByLink());
    expect(confirm.messages).toEqual([mail('receipt', LATER)]);
    const decline = carriedOut(DEFAULT_POLICY, aPendingBooking({ historic: true }), declineInPortal());
    expect(decline.messages.map((m) => m.type)).toEqual(['open_ticket', 'send_mail']);
    expect(decline.messages[0]).toEqual(openTicket('declined'));
    const escalation = { at: MONDAY, reason: 'no_answer' } as const;
    const reopen = carriedOut(DEFAULT_POLICY, aBooking('confirmed', { ...historic, escalation }), reopenInPortal());
    expect(reopen.messages).toEqual([call({ kind: 'reopened', at: LATER })]);
  });
});
