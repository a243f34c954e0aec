import { DEFAULT_DECLINE_REASONS, PermanentFailure } from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { thrownBy } from '../external-system-suite.ts';
import { bookingDraft, NOTES, noteDraft } from './drafts.ts';
import type { TicketDeskHarness } from './harness.ts';

export function noteTests(harness: () => TicketDeskHarness): void {
  const opened = async (n = 1): Promise<string> => (await harness().desk.open(bookingDraft(n))).ticketId;
  const isClosed = async (ticketId: string): Promise<boolean | undefined> =>
    (await harness().tickets()).find((ticket) => ticket.ticketId === ticketId)?.closed;

  describe('addNote: once per marker', () => {
    it.each(NOTES.map((note) => [note.kind, note] as const))('notes: %s', async (_, note) => {
      const ticketId = await opened();
      await harness().desk.addNote(ticketId, noteDraft('n-1', { note }));
      expect(await harness().notes(ticketId)).toHaveLength(1);
    });

    it('stores the partner’s words, for the office', async () => {
      const ticketId = await opened();
      const note = { kind: 'declined', at: 0, channel: 'portal', reason: 'other' } as const;
      const declineReason = DEFAULT_DECLINE_REASONS[4];
      await harness().desk.addNote(ticketId, noteDraft('n-1', { note, declineReason, partnerNotes: 'Ofen defekt 🔥' }));
      expect((await harness().notes(ticketId)).join()).toContain('Ofen defekt');
      expect((await harness().notes(ticketId)).join()).toContain('Sonstiges');
    });

    it('special characters and characters that no protocol can carry cause no failure', async () => {
      const ticketId = await opened();
      const partnerNotes = `<img src=x> \u0000\u0008 \u2028 & ${'ö'.repeat(1_900)}`;
      await harness().desk.addNote(ticketId, noteDraft('n-1', { partnerNotes }));
      expect(await harness().notes(ticketId)).toHaveLength(1);
    });

    it('the same marker again adds nothing', async () => {
      const ticketId = await opened();
      await harness().desk.addNote(ticketId, noteDraft('n-1'));
      await harness().desk.addNote(ticketId, noteDraft('n-1', { partnerNotes: 'Other words' }));
      expect(await harness().notes(ticketId)).toHaveLength(1);
    });

    it('other markers are other notes, also one with the same beginning; other tickets have their own', async () => {
      const [one, two] = [await opened(1), await opened(2)];
      for (const marker of ['n-1', 'n-11', 'n-2']) await harness().desk.addNote(one, noteDraft(marker));
      await harness().desk.addNote(two, noteDraft('n-1'));
      await harness().desk.addNote(one, noteDraft('n-1'));
      expect(await harness().notes(one)).toHaveLength(3);
      expect(await harness().notes(two)).toHaveLength(1);
    });

    it('reminders#one-ticket: a note reopens a closed ticket where a person must act again, and else not', async () => {
      const ticketId = await opened();
      await harness().closeTicket(ticketId);
      await harness().desk.addNote(ticketId, noteDraft('n-1'));
      expect(await isClosed(ticketId)).toBe(true);
      await harness().desk.addNote(ticketId, noteDraft('n-2', { reactivate: true }));
      expect(await isClosed(ticketId)).toBe(false);
      await harness().desk.addNote(ticketId, noteDraft('n-3', { reactivate: true }));
      expect(await isClosed(ticketId)).toBe(false);
    });

    it('a note that comes again does not reopen what a person has closed since', async () => {
      const ticketId = await opened();
      await harness().desk.addNote(ticketId, noteDraft('n-1', { reactivate: true }));
      await harness().closeTicket(ticketId);
      await harness().desk.addNote(ticketId, noteDraft('n-1', { reactivate: true }));
      expect(await isClosed(ticketId)).toBe(true);
    });

    it('booking#take-decline-back: a note closes the ticket where nobody need act any more', async () => {
      const ticketId = await opened();
      const other = await opened(2);
      await harness().desk.addNote(ticketId, noteDraft('n-1', { close: true }));
      expect(await isClosed(ticketId)).toBe(true);
      expect(await isClosed(other)).toBe(false);
      await harness().desk.addNote(ticketId, noteDraft('n-2', { close: true }));
      expect(await isClosed(ticketId)).toBe(true);
      await harness().desk.addNote(ticketId, noteDraft('n-3', { reactivate: true }));
      expect(await isClosed(ticketId)).toBe(false);
    });

    it('a note that comes again does not close what was opened again since', async () => {
      const ticketId = await opened();
      await harness().desk.addNote(ticketId, noteDraft('n-1', { close: true }));
      await harness().desk.addNote(ticketId, noteDraft('n-2', { reactivate: true }));
      await harness().desk.addNote(ticketId, noteDraft('n-1', { close: true }));
      expect(await isClosed(ticketId)).toBe(false);
    });

    it('orders#customer-data-ends: erasing empties text and notes, once and for all; people’s state of the ticket stays', async () => {
      const { desk, text, notes } = harness();
      const ticketId = await opened();
      const other = await opened(2);
      const words = { partnerNotes: 'Kanarienvogel im Ofen' };
      await desk.addNote(ticketId, noteDraft('n-1', words));
      await desk.addNote(other, noteDraft('n-1', words));
      await harness().closeTicket(ticketId);
      for (let again = 0; again < 2; again += 1) {
        await desk.erase(ticketId, Date.parse('2026-05-01T10:00:00Z'));
        expect((await notes(ticketId)).join()).not.toContain('Kanarienvogel');
        const { customer } = bookingDraft(1).booking.details;
        const shown = `${(await text?.(ticketId)) ?? ''} ${(await notes(ticketId)).join()}`;
        for (const said of Object.values(customer)) expect(shown).not.toContain(said);
      }
      expect(await isClosed(ticketId)).toBe(true);
      expect((await notes(other)).join()).toContain('Kanarienvogel');
      // What comes late brings nothing back.
      await desk.open(bookingDraft(1));
      expect((await text?.(ticketId)) ?? '').not.toContain(bookingDraft(1).booking.details.customer.lastName);
      await desk.erase(harness().missingTicketId, 0);
    });

    it('a ticket that is gone is a PermanentFailure in words without customer data', async () => {
      await opened();
      const draft = noteDraft('n-1', { partnerNotes: 'Kanarienvogel' });
      const error = await thrownBy(() => harness().desk.addNote(harness().missingTicketId, draft));
      expect(error).toBeInstanceOf(PermanentFailure);
      expect(String(error)).not.toContain('Kanarienvogel');
      expect(await harness().tickets()).toHaveLength(1);
    });
  });
}
