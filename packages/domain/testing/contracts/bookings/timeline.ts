import { auditEntry, type BookingEvent, HOUR_MS, SYSTEM } from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { commit, keepWith, mail, present, registered, updating } from '../commits.ts';
import { aConfirmation, FAR_FUTURE, NOW, OWNER, office, owner, pending, sampleDetails } from '../samples.ts';
import type { PersistenceTests } from '../suite.ts';

const CANARY = 'Kanarienvogel';
const canaryDetails = sampleDetails({
  customer: { firstName: CANARY, lastName: CANARY, email: `${CANARY}@example.org`, phone: CANARY },
  participants: 3,
});
const partner = { type: 'partner', customerNumber: OWNER } as const;
const manager = { type: 'manager', address: 'office@example.org' } as const;
const token = pending(99).token;

/** One event of every type, with everything that must not be stored. */
const EVENTS: readonly BookingEvent[] = [
  { type: 'partner_asked', at: NOW + 1, mail: 'confirmation_request', tokenExpiresAt: FAR_FUTURE },
  { type: 'reminded', at: NOW + 2, step: 1 },
  { type: 'reminded', at: NOW + 2, step: 2 },
  { type: 'escalated', at: NOW + 3, reason: 'no_answer' },
  { type: 'ticket_opened', at: NOW + 4, ticketId: 'HT-7' },
  { type: 'confirmed', at: NOW + 5, actor: partner, channel: 'email_token', notes: CANARY },
  { type: 'reopened', at: NOW + 6, actor: partner, channel: 'portal', tokenExpiresAt: FAR_FUTURE },
  { type: 'declined', at: NOW + 7, actor: manager, channel: 'phone', reason: 'other', notes: CANARY },
  {
    type: 'details_changed',
    at: NOW + 8,
    details: canaryDetails,
    fields: ['customer', 'participants', 'eventStart'],
    eventStart: { from: null, to: NOW + HOUR_MS },
    participants: { from: 2, to: 3 },
    consequence: 'note',
    tokenExpiresAt: FAR_FUTURE,
  },
  { type: 'hold_changed', at: NOW + 9, hold: 'payment_review' },
  { type: 'hold_changed', at: NOW + 10, hold: null },
  { type: 'flags_changed', at: NOW + 11, flags: ['order_on_hold', 'partner_changed'] },
  { type: 'mail_reported', at: NOW + 12, mail: 'first_reminder', outcome: 'bounced' },
  {
    type: 'answer_carried_over',
    at: NOW + 13,
    fromOrderItemId: 5000,
    answer: { ...aConfirmation, notes: CANARY },
    clockStartedAt: NOW,
    announcedAt: NOW,
    reminders: { count: 0, lastAt: null },
    asking: { step: 0, mail: 'sent', sentAt: NOW },
    escalation: null,
    ticket: null,
  },
  { type: 'token_replaced', at: NOW + 14, token },
  { type: 'called', at: NOW + 14, actor: manager, outcome: 'not_reached', callBackAt: null, note: true },
  { type: 'partner_wrote', at: NOW + 14, actor: partner },
  { type: 'reply_read', at: NOW + 14, actor: manager },
  { type: 'cancelled', at: NOW + 15, cause: 'refunded', replacedBy: null },
  { type: 'cancelled', at: NOW + 16, cause: 'replaced', replacedBy: pending(2).order },
];

export const timelineTests: PersistenceTests = (harness) => {
  describe('timeline: what happened, oldest first', () => {
    it('booking#audit-trail: stores every type of event, with instant, actor, channel and details', async () => {
      const { bookings } = harness().ports;
      const stored = await keepWith(bookings, pending(1), []);
      await commit(bookings, [updating(stored, pending(1), { events: EVENTS })]);
      const expected = [registered(pending(1)), ...EVENTS].map((event) => ({ kind: 'event', ...auditEntry(event) }));
      const timeline = await bookings.timeline(owner, stored.id);
      expect(timeline).toEqual(expected);
      expect(JSON.stringify(timeline)).not.toContain(CANARY);
      expect(JSON.stringify(timeline)).not.toContain(token.nonce);
      expect(JSON.stringify(timeline)).not.toContain(token.digest);
    });

    it('events of one instant stay in the sequence in which they were committed', async () => {
      const { bookings } = harness().ports;
      let stored = await keepWith(bookings, pending(1), []);
      const holds = ['holded', null, 'payment_review', null, 'holded', null] as const;
      for (const hold of holds) {
        const events = [{ type: 'hold_changed', at: NOW, hold }] as const;
        stored = present((await commit(bookings, [updating(stored, pending(1), { events })]))[0]);
      }
      const kept = (await bookings.timeline(office, stored.id)).slice(1);
      expect(kept).toEqual(
        holds.map((hold) => ({
          kind: 'event',
          type: 'hold_changed',
          at: NOW,
          actor: SYSTEM,
          channel: null,
          details: { hold },
        })),
      );
    });

    it('shows mails on their way, dated by their change, and their outcome', async () => {
      const { bookings, deliveries } = harness().ports;
      const kinds = ['confirmation_request', 'first_reminder', 'second_reminder', 'receipt'] as const;
      let stored = await keepWith(bookings, pending(1), []);
      for (const [i, kind] of kinds.entries()) {
        const events = [{ type: 'flags_changed', at: NOW + i + 1, flags: [] }] as const;
        const messages = [mail(kind), { type: 'open_ticket', reason: 'no_answer' } as const];
        stored = present((await commit(bookings, [updating(stored, pending(1), { events, messages })]))[0]);
      }
      const rows = (await harness().deliveryRows()).filter(
        ({ content }) => content.type === 'booking_message' && content.message.type === 'send_mail',
      );
      const results = [
        { type: 'done', providerId: 'p-1' },
        { type: 'skipped', reason: 'answered' },
        { type: 'dead', reason: 'The provider refused it.' },
      ] as const;
      for (const [i, result] of results.entries()) {
        const attempt = present(await deliveries.begin(present(rows[i]).id, NOW + HOUR_MS));
        await deliveries.finish(attempt, result, NOW + HOUR_MS);
      }
      const timeline = await bookings.timeline(owner, stored.id);
      expect(timeline.filter((entry) => entry.kind === 'mail')).toEqual([
        { kind: 'mail', at: NOW + 1, mail: 'confirmation_request', state: 'sent' },
        { kind: 'mail', at: NOW + 2, mail: 'first_reminder', state: 'skipped' },
        { kind: 'mail', at: NOW + 3, mail: 'second_reminder', state: 'dead' },
        { kind: 'mail', at: NOW + 4, mail: 'receipt', state: 'queued' },
      ]);
      const instants = timeline.map((entry) => entry.at);
      expect(instants).toEqual(instants.toSorted((a, b) => a - b));
    });

    it('belongs to one booking', async () => {
      const { bookings } = harness().ports;
      const one = await keepWith(bookings, pending(1), [mail('confirmation_request')]);
      const two = await keepWith(bookings, pending(2), []);
      expect(await bookings.timeline(owner, one.id)).toHaveLength(2);
      expect(await bookings.timeline(owner, two.id)).toHaveLength(1);
    });
  });
};
