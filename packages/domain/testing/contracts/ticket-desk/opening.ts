import { asBookingId, type TicketReason } from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { cancelled, confirmed, pending } from '../samples.ts';
import { bookingDraft, orderItemDraft } from './drafts.ts';
import type { TicketDeskCapabilities, TicketDeskHarness } from './harness.ts';

const REASONS: readonly TicketReason[] = [
  'declined',
  'no_answer',
  'event_near',
  'no_event_date',
  'mail_bounced',
  'reminder_not_sent',
  'partner_unreachable',
  'partner_unknown',
  'no_address',
  'partner_inactive',
  'address_bounced',
];
const NASTY = `<script>x</script>&amp; "q" 'q' {{{x}}} \u0007\u001b \u2028 👩‍🍳 ${'Ä'.repeat(300)}`;

export function openingTests(harness: () => TicketDeskHarness, can: TicketDeskCapabilities): void {
  describe('open: exactly one ticket per key', () => {
    it.each(REASONS)('opens a ticket: %s', async (reason) => {
      const { ticketId } = await harness().desk.open(bookingDraft(1, { reason }));
      expect(ticketId).not.toBe('');
      expect(await harness().tickets()).toEqual([{ ticketId, closed: false }]);
    });

    it('opens a ticket about a booking of any status, with anything unknown', async () => {
      const bookings = [
        pending(1),
        confirmed(pending(2)),
        cancelled(pending(3)),
        pending(4, { details: { eventStart: null, course: { id: null, name: '', sku: '' } } }),
      ];
      for (const [n, booking] of bookings.entries()) {
        const draft = bookingDraft(n + 1, {
          reason: 'no_answer',
          booking: { ...booking, id: asBookingId(n + 1), version: 1 },
        });
        await harness().desk.open({ ...draft, partner: undefined, declineReason: undefined });
      }
      expect(await harness().tickets()).toHaveLength(4);
    });

    it('api#ticket-links: each ticket has an address of its own, or none has one; a missing one has none', async () => {
      const { desk, missingTicketId } = harness();
      const addresses: (string | null)[] = [];
      for (const n of [1, 2]) addresses.push(await desk.addressOf((await desk.open(bookingDraft(n))).ticketId));
      const known = addresses.filter((address) => address !== null);
      expect(known.every((address) => /^https?:\/\//.test(address))).toBe(true);
      expect(new Set(known).size).toBe(known.length);
      expect([0, 2]).toContain(known.length);
      expect(await desk.addressOf(missingTicketId)).toBeNull();
    });

    it('opens a ticket about an order item', async () => {
      await harness().desk.open(orderItemDraft(1));
      await harness().desk.open(orderItemDraft(2, { reason: 'product_unreadable', eventStart: null, courseName: '' }));
      expect(await harness().tickets()).toHaveLength(2);
    });

    it('texts that try to break out, or that no protocol can carry, are no obstacle', async () => {
      const details = {
        customer: { firstName: NASTY, lastName: NASTY, email: NASTY, phone: NASTY },
        course: { id: 1, name: NASTY, sku: NASTY },
      };
      const booking = { ...confirmed(pending(1, { details }), { notes: NASTY }), id: asBookingId(1), version: 1 };
      await harness().desk.open(bookingDraft(1, { booking }));
      await harness().desk.open(orderItemDraft(1, { courseName: NASTY }));
      expect(await harness().tickets()).toHaveLength(2);
    });

    it('I3 the same key again gives the same ticket, whatever the draft says', async () => {
      const first = await harness().desk.open(bookingDraft(1));
      const again = await harness().desk.open(bookingDraft(1, { reason: 'event_near', partner: undefined }));
      expect(again).toEqual(first);
      expect(await harness().tickets()).toHaveLength(1);
    });

    it('I3 the same key many times at once gives one ticket', async () => {
      const opened = await Promise.all(Array.from({ length: 10 }, () => harness().desk.open(bookingDraft(1))));
      expect(new Set(opened.map(({ ticketId }) => ticketId)).size).toBe(1);
      expect(await harness().tickets()).toHaveLength(1);
    });

    it('different keys are different tickets; an order item is no booking', async () => {
      const drafts = [bookingDraft(1), bookingDraft(2), bookingDraft(11), orderItemDraft(1)];
      const opened = await Promise.all(drafts.map((draft) => harness().desk.open(draft)));
      expect(new Set(opened.map(({ ticketId }) => ticketId)).size).toBe(4);
    });

    it('opening again leaves a ticket closed that people closed', async () => {
      const { ticketId } = await harness().desk.open(bookingDraft(1));
      await harness().closeTicket(ticketId);
      expect(await harness().desk.open(bookingDraft(1))).toEqual({ ticketId });
      expect(await harness().tickets()).toEqual([{ ticketId, closed: true }]);
    });

    if (can.rewriting) {
      it('delivery#exactly-one-ticket: opening again overwrites nothing that people wrote', async () => {
        const { ticketId } = await harness().desk.open(bookingDraft(1));
        await harness().rewrite?.(ticketId, 'Phoned at noon; they call back.');
        await harness().desk.open(bookingDraft(1, { reason: 'no_answer' }));
        expect(await harness().text?.(ticketId)).toContain('Phoned at noon; they call back.');
      });
    }
  });
}
