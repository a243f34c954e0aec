import {
  answerBy,
  type Booking,
  type BookingCommand,
  canAnswer,
  DAY_MS,
  DEFAULT_POLICY,
  HOUR_MS,
  isOpen,
  listStatusOf,
  nextEscalation,
  nextReminder,
  responseMetrics,
  responseRecord,
} from '@miomente/booking-domain';
import {
  aBooking,
  aCancelledBooking,
  aPendingBooking,
  EVENT_START,
  MONDAY,
  remindedAt,
} from '@miomente/booking-domain/testing';
import { describe, expect, it } from 'vitest';
import {
  accepted,
  announce,
  confirmByLink,
  confirmInPortal,
  declineInPortal,
  LATER,
  observe,
  reopenByLink,
  reopenInPortal,
  sweep,
} from './commands.ts';
import { carriedOut, given } from './given.ts';
import { call, mail, openTicket, TICKET } from './messages.ts';

const historic = { historic: true, ticket: TICKET } as const;

describe('booking#before-go-live · bookings from before go-live are silent', () => {
  it('no reminder, no escalation, whatever is overdue', () => {
    const booking = aPendingBooking({ historic: true, ...remindedAt(2, MONDAY) });
    given(booking)
      .when(sweep(MONDAY + 100 * HOUR_MS))
      .changesNothing();
    given(aPendingBooking({ historic: true }))
      .when(sweep(EVENT_START - 1))
      .changesNothing();
    expect(nextReminder(DEFAULT_POLICY, aPendingBooking({ historic: true }))).toBeNull();
    expect(nextEscalation(DEFAULT_POLICY, booking)).toBeNull();
  });

  it('nobody is asked later, either', () => {
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
      const policy = { ...DEFAULT_POLICY, goLiveAt: MONDAY };
      const { events, messages } = carriedOut(policy, aBooking(status, { ...historic, escalation: null }), moved);
      expect(events.map((e) => e.type)).toEqual(['details_changed']);
      expect(messages).toEqual([]);
    }
  });

  it('answers by people are accepted', () => {
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

describe('booking#before-go-live · until a person answers, or the date moves to the future', () => {
  const OLD = { ...DEFAULT_POLICY, goLiveAt: MONDAY };
  const PAST = MONDAY - 30 * DAY_MS;

  it('an answer makes it an ordinary booking', () => {
    for (const answer of [confirmByLink(), declineInPortal()]) {
      const { booking } = carriedOut(OLD, aPendingBooking({ historic: true, announcedAt: null }), answer);
      expect(booking).toMatchObject({ historic: false, clockStartedAt: LATER });
    }
  });

  it('answered, then moved: asked again by mail, reminded and escalated like any other', () => {
    const answered = carriedOut(OLD, aPendingBooking({ historic: true, announcedAt: null }), confirmInPortal()).booking;
    const at = LATER + DAY_MS;
    const eventStart = at + 20 * DAY_MS;
    const moved = carriedOut(OLD, answered, { ...observe({ details: { eventStart } }, at), unreachable: null });
    expect(moved.messages).toMatchObject([{ type: 'send_mail', mail: 'confirm_again' }]);
    expect(moved.booking).toMatchObject({ status: 'pending', announcedAt: at, clockStartedAt: at, escalation: null });
    const asked = carriedOut(OLD, moved.booking, accepted('confirm_again', at, at)).booking;
    const first = carriedOut(OLD, asked, sweep(at + DAY_MS));
    expect(first.messages).toMatchObject([{ type: 'send_mail', mail: 'first_reminder' }]);
    const once = carriedOut(OLD, first.booking, accepted('first_reminder', at + DAY_MS, at)).booking;
    const second = carriedOut(OLD, once, sweep(at + 2 * DAY_MS));
    expect(second.messages).toMatchObject([{ type: 'send_mail', mail: 'second_reminder' }]);
    const twice = carriedOut(OLD, second.booking, accepted('second_reminder', at + 2 * DAY_MS, at));
    expect(twice.messages).toMatchObject([{ type: 'open_ticket', reason: 'no_answer' }]);
  });

  it('answered, then moved: a partner whom no mail reaches is phoned', () => {
    const answered = carriedOut(OLD, aPendingBooking({ historic: true, announcedAt: null }), confirmInPortal()).booking;
    const command = {
      ...observe({ details: { eventStart: LATER + 20 * DAY_MS } }),
      unreachable: 'no_address',
    } as const;
    const { booking } = carriedOut(OLD, answered, command);
    expect(booking.escalation).toEqual({ at: LATER, reason: 'no_address' });
  });

  it('answered, then taken back: the partner is reminded from then on, or phoned if no mail reaches them', () => {
    const answered = carriedOut(OLD, aPendingBooking({ historic: true, announcedAt: null }), confirmInPortal()).booking;
    const at = LATER + HOUR_MS;
    for (const command of [reopenInPortal(at), reopenByLink(at)]) {
      const open = carriedOut(OLD, answered, { ...command, unreachable: null } as typeof command);
      expect(open.messages).toEqual([]);
      expect(open.booking).toMatchObject({ status: 'pending', announcedAt: at, clockStartedAt: at, escalation: null });
      expect(nextReminder(OLD, open.booking)).toMatchObject({ step: 1, dueAt: at + DAY_MS });
      const reminded = carriedOut(OLD, open.booking, sweep(at + DAY_MS));
      expect(reminded.messages).toMatchObject([{ type: 'send_mail', mail: 'first_reminder', about: at }]);
      const blocked = carriedOut(OLD, answered, { ...command, unreachable: 'no_address' } as typeof command);
      expect(blocked.booking).toMatchObject({ announcedAt: null, escalation: { at, reason: 'no_address' } });
      expect(blocked.messages).toEqual([openTicket('no_address')]);
    }
  });

  it('answered without a date, then taken back: the office phones, as for any booking without a date', () => {
    const undated = aPendingBooking({ historic: true, announcedAt: null, details: { eventStart: null } });
    const answered = carriedOut(OLD, undated, confirmInPortal()).booking;
    const { booking } = carriedOut(OLD, answered, { ...reopenInPortal(), unreachable: null } as BookingCommand);
    expect(booking).toMatchObject({ announcedAt: LATER, escalation: { at: LATER, reason: 'no_event_date' } });
  });

  const first = aPendingBooking({
    historic: true,
    announcedAt: null,
    details: { eventStart: PAST },
    flags: ['event_before_order'],
  });

  it('first read with a past date, then corrected: asked, and the clock starts', () => {
    const { booking, messages } = carriedOut(DEFAULT_POLICY, first, { ...observe(), unreachable: null });
    expect(booking).toMatchObject({
      historic: false,
      announcedAt: LATER,
      clockStartedAt: LATER,
      tookPlace: null,
      flags: [],
    });
    expect(messages).toEqual([mail('confirmation_request', LATER)]);
    const asked = carriedOut(DEFAULT_POLICY, booking, accepted('confirmation_request', LATER, LATER)).booking;
    expect(nextReminder(DEFAULT_POLICY, asked)).not.toBeNull();
  });

  it('corrected, but no mail reaches the partner: phoned', () => {
    const { booking, messages } = carriedOut(DEFAULT_POLICY, first, { ...observe(), unreachable: 'partner_unknown' });
    expect(booking).toMatchObject({ historic: false, announcedAt: null, clockStartedAt: LATER });
    expect(messages).toEqual([openTicket('partner_unknown')]);
  });

  it('corrected to another past date, or of an order from before go-live: stays silent', () => {
    const past = { ...observe({ details: { eventStart: LATER - HOUR_MS } }), unreachable: null };
    for (const [policy, command] of [
      [DEFAULT_POLICY, past],
      [OLD, { ...observe(), unreachable: null }],
    ] as const) {
      const { booking, messages } = carriedOut(policy, first, command);
      expect([booking.historic, booking.clockStartedAt, messages]).toEqual([true, MONDAY, []]);
    }
  });

  it('one without a date is not open, but can be answered', () => {
    const undated = { details: { eventStart: null } };
    const silent = aPendingBooking({ historic: true, ...undated });
    expect([isOpen(silent, LATER), canAnswer(silent, LATER), listStatusOf(silent, LATER)]).toEqual([
      false,
      true,
      'unanswered',
    ]);
    for (const open of [aPendingBooking({ historic: true }), aPendingBooking(undated)])
      expect([isOpen(open, LATER), listStatusOf(open, LATER)]).toEqual([true, 'pending']);
    expect(isOpen(carriedOut(OLD, silent, confirmInPortal()).booking, LATER)).toBe(false);
  });

  it('the answer that made it ordinary has no answer time, because nobody had waited', () => {
    const { booking } = carriedOut(OLD, aPendingBooking({ historic: true, announcedAt: null }), confirmInPortal());
    const awaited = carriedOut(OLD, aPendingBooking(), confirmInPortal()).booking;
    const metrics = (of: readonly Booking[]) => responseMetrics(of.map((one) => responseRecord(one, LATER)));
    expect(metrics([booking])).toMatchObject({ confirmed: 1, medianAnswerMs: null });
    expect(metrics([booking, awaited]).medianAnswerMs).toBe(LATER - awaited.clockStartedAt);
  });

  it('no deadline is shown', () => {
    expect(answerBy(DEFAULT_POLICY, aPendingBooking({ historic: true }))).toBeNull();
    expect(answerBy(DEFAULT_POLICY, aPendingBooking())).not.toBeNull();
  });
});
