import { DAY_MS, DEFAULT_POLICY, HOUR_MS, nextSweepAt } from '@miomente/booking-domain';
import {
  aCancelledBooking,
  aConfirmedBooking,
  aDeclinedBooking,
  aPendingBooking,
  EVENT_START,
  MONDAY,
  remindedAt,
  someDetails,
} from '@miomente/booking-domain/testing';
import { describe, expect } from 'vitest';
import { cell } from '../cell.ts';
import { LATER, observe } from '../commands.ts';
import { carriedOut, given } from '../given.ts';
import { BEING_ASKED, call, mail, note, TICKET, UNASKED } from '../messages.ts';

const ROW = 'date moved or quantity raised';
const NEW_START = EVENT_START + DAY_MS;
const raised = { participants: { from: 2, to: 3 }, eventStart: null };
const moved = { participants: null, eventStart: { from: EVENT_START, to: NEW_START } };
const cases = [
  { what: 'date moved', change: { eventStart: NEW_START }, fields: ['eventStart'], changes: moved },
  { what: 'quantity raised', change: { participants: 3 }, fields: ['participants'], changes: raised },
] as const;
const asNew = { ...BEING_ASKED, clockStartedAt: LATER, token: { expiresAt: LATER + 7 * DAY_MS } };
const before = remindedAt(1, MONDAY + HOUR_MS);

for (const { what, change, fields, changes } of cases) {
  const details = someDetails(change);
  const changed = { type: 'details_changed', at: LATER, details, fields, ...changes } as const;
  const tokenExpiresAt = LATER + 7 * DAY_MS;

  describe(`booking#table · ${what}`, () => {
    cell(ROW, 'pending', `${what}: new details, clock restarts, “please look again” mail`, () => {
      given(aPendingBooking(before))
        .when(observe({ details: change }))
        .gives({
          events: [{ ...changed, consequence: 'look_again', tokenExpiresAt }],
          booking: aPendingBooking({ ...asNew, details }),
          messages: [mail('look_again', LATER, { changes })],
        });
    });

    cell(ROW, 'pending', `${what}: an escalated partner gets the new clock’s time, ticket noted`, () => {
      const escalation = { at: MONDAY + HOUR_MS, reason: 'no_answer' } as const;
      given(aPendingBooking({ ...before, escalation, ticket: TICKET }))
        .when(observe({ details: change }))
        .gives({
          events: [{ ...changed, consequence: 'look_again', tokenExpiresAt }],
          booking: aPendingBooking({ ...asNew, details, ticket: TICKET }),
          messages: [
            mail('look_again', LATER, { changes }),
            note({ kind: 'details_changed', at: LATER, changes, askedAgain: true }),
          ],
        });
    });

    cell(ROW, 'pending', `${what}: a partner whom mail can’t reach is phoned again`, () => {
      const escalation = { at: MONDAY, reason: 'no_address' } as const;
      given(aPendingBooking({ announcedAt: null, escalation, ticket: TICKET }))
        .when(observe({ details: change }))
        .gives({
          events: [{ ...changed, consequence: 'look_again', tokenExpiresAt }],
          booking: aPendingBooking({ ...asNew, ...UNASKED, details, announcedAt: null, escalation, ticket: TICKET }),
          messages: [call({ kind: 'details_changed', at: LATER, changes, askedAgain: true })],
        });
    });

    cell(ROW, 'confirmed', `${what}: pending, clock restarts, “please confirm again” mail, ticket noted`, () => {
      given(aConfirmedBooking({ ...before, ticket: TICKET }))
        .when(observe({ details: change }))
        .gives({
          events: [{ ...changed, consequence: 'confirm_again', tokenExpiresAt }],
          booking: aPendingBooking({ ...asNew, details, ticket: TICKET }),
          messages: [
            mail('confirm_again', LATER, { changes }),
            note({ kind: 'details_changed', at: LATER, changes, askedAgain: true }),
          ],
        });
    });

    cell(ROW, 'confirmed', `${what}: whom only the phone reached is mailed and phoned`, () => {
      given(aConfirmedBooking({ announcedAt: null, ticket: TICKET }))
        .when(observe({ details: change }))
        .gives({
          events: [
            { ...changed, consequence: 'confirm_again', tokenExpiresAt },
            { type: 'escalated', at: LATER, reason: 'partner_unreachable' },
          ],
          booking: aPendingBooking({
            ...asNew,
            details,
            announcedAt: null,
            ticket: TICKET,
            escalation: { at: LATER, reason: 'partner_unreachable' },
          }),
          messages: [
            mail('confirm_again', LATER, { changes }),
            call({ kind: 'details_changed', at: LATER, changes, askedAgain: true }),
            call({ kind: 'escalated', at: LATER, reason: 'partner_unreachable' }),
          ],
        });
    });

    cell(ROW, 'declined', `${what}: stays declined, ticket noted`, () => {
      given(aDeclinedBooking({ ticket: TICKET }))
        .when(observe({ details: change }))
        .gives({
          events: [{ ...changed, consequence: 'note', tokenExpiresAt: MONDAY + 7 * DAY_MS }],
          booking: aDeclinedBooking({ details, ticket: TICKET }),
          messages: [note({ kind: 'details_changed', at: LATER, changes, askedAgain: false })],
        });
    });

    cell(ROW, 'cancelled', `${what}: nothing`, () => {
      given(aCancelledBooking())
        .when(observe({ details: change }))
        .changesNothing();
    });
  });
}

describe('booking#table · date moved · the new date', () => {
  cell(ROW, 'confirmed', 'nearer than two hours: a person phones at once', () => {
    const soon = LATER + 2 * HOUR_MS;
    const { events, booking } = carriedOut(
      DEFAULT_POLICY,
      aConfirmedBooking(),
      observe({ details: { eventStart: soon } }),
    );
    expect(events.map((e) => e.type)).toEqual(['details_changed', 'escalated']);
    expect(booking).toMatchObject({ status: 'pending', escalation: { at: LATER, reason: 'event_near' } });
    expect(booking.token.expiresAt).toBe(soon);
  });

  cell(ROW, 'pending', 'found at last: asked to look again, with reminders', () => {
    const escalation = { at: MONDAY, reason: 'no_event_date' } as const;
    const lost = aPendingBooking({
      details: { eventStart: null },
      flags: ['no_event_date'],
      escalation,
      ticket: TICKET,
    });
    const { booking, messages } = carriedOut(DEFAULT_POLICY, lost, observe());
    expect(booking).toEqual(aPendingBooking({ ...asNew, ticket: TICKET }));
    const sent = { ...booking, asking: { step: 0, mail: 'sent', sentAt: LATER } } as const;
    expect(nextSweepAt(DEFAULT_POLICY, sent)).toBe(LATER + 24 * HOUR_MS);
    expect(messages.map((m) => m.type)).toEqual(['send_mail', 'note_ticket']);
  });

  for (const booking of [aPendingBooking(), aConfirmedBooking()])
    cell(ROW, booking.status, 'already past: taken over, nobody is asked about what is over', () => {
      const past = LATER;
      const outcome = carriedOut(DEFAULT_POLICY, booking, observe({ details: { eventStart: past, participants: 9 } }));
      expect(outcome.events).toMatchObject([{ type: 'details_changed', consequence: 'snapshot' }]);
      expect(outcome.messages).toEqual([]);
      expect(outcome.booking.status).toBe(booking.status);
      expect(outcome.booking.details).toMatchObject({ eventStart: past, participants: 9 });
    });

  cell(ROW, 'confirmed', 'unreadable now: the old one holds, flagged, the answer stays', () => {
    const unreadable = observe({ details: { eventStart: null }, unreadable: ['event_date_unreadable'] });
    given(aConfirmedBooking())
      .when(unreadable)
      .gives({
        events: [{ type: 'flags_changed', at: LATER, flags: ['event_date_unreadable'] }],
        booking: aConfirmedBooking({ flags: ['event_date_unreadable'] }),
        messages: [],
      });
  });

  cell(ROW, 'confirmed', 'gone from the order without a word: the old one holds, flagged', () => {
    given(aConfirmedBooking())
      .when(observe({ details: { eventStart: null } }))
      .gives({
        events: [{ type: 'flags_changed', at: LATER, flags: ['event_date_unreadable'] }],
        booking: aConfirmedBooking({ flags: ['event_date_unreadable'] }),
        messages: [],
      });
  });

  cell(ROW, 'pending', 'before the order was placed: flagged', () => {
    const orderedAt = EVENT_START + DAY_MS;
    const { booking } = carriedOut(DEFAULT_POLICY, aPendingBooking(), observe({ details: { orderedAt } }));
    expect(booking.flags).toEqual(['event_before_order']);
  });
});
