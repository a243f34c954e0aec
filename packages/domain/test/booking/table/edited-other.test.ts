import { DAY_MS, DEFAULT_POLICY, HOUR_MS } from '@miomente/booking-domain';
import {
  aBooking,
  aCancelledBooking,
  aMintedToken,
  aPendingBooking,
  EVENT_START,
  MONDAY,
  numbered,
  remindedAt,
} from '@miomente/booking-domain/testing';
import { describe, expect } from 'vitest';
import { cell } from '../cell.ts';
import { LATER } from '../commands.ts';
import { edited, NEW_ROW } from '../edited.ts';
import { BEING_ASKED, call, mail, note, openTicket, TICKET } from '../messages.ts';

const ROW = 'order edited in the admin';
const differences = {
  course: { course: { sku: 'BROT-1' } },
  date: { eventStart: EVENT_START + DAY_MS },
  quantity: { participants: 1 },
} as const;
const asked = { pending: 'look_again', confirmed: 'confirm_again', declined: 'confirmation_request' } as const;
const carriedNote = note({ kind: 'carried_over', at: LATER, orderNumber: NEW_ROW.orderNumber });
const fresh = { ...BEING_ASKED, order: NEW_ROW, createdAt: LATER, clockStartedAt: LATER, announcedAt: LATER } as const;
const link = { ...numbered(1).token, expiresAt: LATER + 7 * DAY_MS };

for (const [what, details] of Object.entries(differences))
  describe(`booking#edited-order · order edited, another ${what}`, () => {
    for (const status of ['pending', 'confirmed', 'declined'] as const) {
      cell(ROW, status, `another ${what}: the new one asks again (${asked[status]}) under the old link`, () => {
        const old = aBooking(status, { ticket: null, ...remindedAt(1, MONDAY) });
        const { successor } = edited(old, { observation: { details } });
        expect(successor.events.slice(1)).toEqual([
          { type: 'partner_asked', at: LATER, mail: asked[status], tokenExpiresAt: link.expiresAt },
        ]);
        expect(successor.booking).toEqual(aPendingBooking({ ...fresh, details, token: link }));
        expect(successor.messages).toEqual([mail(asked[status], LATER)]);
      });

      cell(ROW, status, `another ${what}: ends without a mail`, () => {
        const { old } = edited(aBooking(status, { ticket: TICKET }), { observation: { details } });
        expect(old.booking).toMatchObject({ status: 'cancelled', cause: 'replaced', replacedBy: NEW_ROW });
        expect(old.booking.token).toEqual({ ...aMintedToken(3), expiresAt: numbered(1).token.expiresAt });
        expect(old.messages).toEqual([]);
      });

      cell(ROW, status, `another ${what}: the ticket goes along and says so, the escalation does not`, () => {
        const escalation = { at: MONDAY, reason: 'no_answer' } as const;
        const { successor } = edited(aBooking(status, { ticket: TICKET, escalation }), { observation: { details } });
        expect(successor.events.map((e) => e.type)).toEqual([
          'booking_registered',
          'answer_carried_over',
          'partner_asked',
        ]);
        expect(successor.booking).toEqual(aPendingBooking({ ...fresh, details, token: link, ticket: TICKET }));
        expect(successor.messages).toEqual([
          carriedNote,
          mail(asked[status], LATER),
          note({ kind: 'partner_asked', at: LATER }),
        ]);
      });
    }
  });

describe('booking#edited-order · order edited · the new booking', () => {
  const details = differences.date;

  cell(ROW, 'pending', 'a partner who was never asked gets the first mail', () => {
    const { successor } = edited(aPendingBooking({ announcedAt: null }), { observation: { details } });
    expect(successor.messages).toEqual([mail('confirmation_request', LATER)]);
  });

  cell(ROW, 'confirmed', 'a partner whom mail can’t reach is phoned about it', () => {
    const { successor } = edited(aBooking('confirmed', { ticket: TICKET, ...remindedAt(2, MONDAY) }), {
      unreachable: 'no_address',
      observation: { details },
    });
    expect(successor.booking).toMatchObject({ announcedAt: null, escalation: { at: LATER, reason: 'no_address' } });
    expect(successor.booking.reminders).toEqual({ count: 0, lastAt: null });
    expect(successor.messages).toEqual([carriedNote, call({ kind: 'escalated', at: LATER, reason: 'no_address' })]);
  });

  cell(ROW, 'confirmed', 'a date that is too near is phoned about as well', () => {
    const soon = { eventStart: LATER + 2 * HOUR_MS };
    const { successor } = edited(aBooking('confirmed'), { observation: { details: soon } });
    expect(successor.messages).toEqual([mail('confirm_again', LATER), openTicket('event_near')]);
    expect(successor.booking.token.expiresAt).toBe(soon.eventStart);
  });

  cell(ROW, 'confirmed', 'a date that is over asks nobody', () => {
    const past = { eventStart: LATER };
    const { successor } = edited(aBooking('confirmed', { ticket: TICKET }), { observation: { details: past } });
    expect(successor.booking).toMatchObject({ status: 'pending', historic: true, announcedAt: null });
    expect(successor.messages).toEqual([]);
  });

  cell(ROW, 'pending', 'an order from before go-live whose edit changed it is new', () => {
    const policy = { ...DEFAULT_POLICY, goLiveAt: MONDAY };
    const observation = { details: { ...details, orderedAt: MONDAY } };
    const { successor } = edited(aPendingBooking({ historic: true, announcedAt: null }), { observation }, policy);
    expect(successor.booking).toMatchObject({ historic: false, announcedAt: LATER });
    expect(successor.messages).toEqual([mail('confirmation_request', LATER)]);
  });

  cell(ROW, 'cancelled', 'was over before; the new row is a booking of its own with its own link', () => {
    const { old, successor } = edited(aCancelledBooking({ ticket: TICKET }));
    expect(old).toEqual({ events: [], booking: aCancelledBooking({ ticket: TICKET }), messages: [] });
    expect(successor.booking).toEqual(
      aPendingBooking({ ...fresh, token: { ...aMintedToken(2), expiresAt: LATER + 7 * DAY_MS } }),
    );
    expect(successor.messages).toEqual([mail('confirmation_request', LATER)]);
  });
});
