import { DEFAULT_DECLINE_REASONS, type TicketNote } from '@miomente/booking-domain';
import { describe, expect, test } from 'vitest';
import { noteText } from '../src/index.ts';
import { readHtml } from './read-html.ts';
import { berlin } from './sample-mails.ts';
import { AT, DE, EN, note } from './sample-tickets.ts';

describe('a note says what happened, when, and whether somebody must act', () => {
  const changes = { eventStart: { from: null, to: berlin('2025-01-25 18:00') }, participants: { from: 1, to: 2 } };
  const notes: readonly (readonly [TicketNote, string, string])[] = [
    [
      { kind: 'confirmed', at: AT, channel: 'portal' },
      'Der Partner hat die Buchung bestätigt (Mi., 22.01.2025 09:30 Uhr, im Partner-Portal).\nEin Anruf beim Partner ist nicht mehr nötig.',
      'The partner confirmed the booking (Wed, 22 Jan 2025 09:30, in the partner portal).\nThere is no need to phone the partner any more.',
    ],
    [
      { kind: 'declined', at: AT, channel: 'phone', reason: 'other' },
      'Der Partner hat die Buchung abgelehnt (Mi., 22.01.2025 09:30 Uhr, am Telefon).\nBitte den Kunden anrufen und umbuchen.\n\nBuchung\nGrund: other',
      'The partner declined the booking (Wed, 22 Jan 2025 09:30, by phone).\nPlease phone the customer and rebook.\n\nBooking\nReason: other',
    ],
    [
      { kind: 'reopened', at: AT },
      'Der Partner hat seine Bestätigung zurückgenommen (Mi., 22.01.2025 09:30 Uhr). Die Buchung ist wieder offen.',
      'The partner took the confirmation back (Wed, 22 Jan 2025 09:30). The booking is open again.',
    ],
    [
      { kind: 'reopened', at: AT, byOffice: true },
      'Das Büro hat die Antwort des Partners zurückgenommen (Mi., 22.01.2025 09:30 Uhr). Die Buchung ist wieder offen; bitte nicht umbuchen.',
      'The office took the partner’s answer back (Wed, 22 Jan 2025 09:30). The booking is open again; please do not rebook.',
    ],
    [
      { kind: 'escalated', at: AT, reason: 'mail_bounced' },
      'E-Mail unzustellbar (Mi., 22.01.2025 09:30 Uhr).\nDie E-Mail an den Partner war unzustellbar. Bitte anrufen, die Antwort eintragen und die Adresse berichtigen.',
      'Email undeliverable (Wed, 22 Jan 2025 09:30).\nThe email to the partner could not be delivered. Please phone, enter the answer and correct the address.',
    ],
    [
      { kind: 'cancelled', at: AT, cause: 'refunded' },
      'Die Buchung wurde storniert (Mi., 22.01.2025 09:30 Uhr): vollständig erstattet.\nEin Anruf beim Partner ist nicht mehr nötig.',
      'The booking was cancelled (Wed, 22 Jan 2025 09:30): refunded in full.\nThere is no need to phone the partner any more.',
    ],
    [
      { kind: 'details_changed', at: AT, changes, askedAgain: true },
      'Die Buchung hat sich geändert (Mi., 22.01.2025 09:30 Uhr).\nDer Partner muss erneut antworten.\n\nBuchung\nDatum: noch offen → Sa., 25.01.2025 18:00 Uhr\nTeilnehmer: 1 Person → 2 Personen',
      'The booking has changed (Wed, 22 Jan 2025 09:30).\nThe partner has to answer again.\n\nBooking\nDate: still open → Sat, 25 Jan 2025 18:00\nParticipants: 1 person → 2 people',
    ],
    [
      { kind: 'details_changed', at: AT, changes: { eventStart: null, participants: null }, askedAgain: false },
      'Die Buchung hat sich geändert (Mi., 22.01.2025 09:30 Uhr).\nDie Antwort des Partners bleibt bestehen.',
      'The booking has changed (Wed, 22 Jan 2025 09:30).\nThe partner’s answer stays as it is.',
    ],
    [
      { kind: 'partner_asked', at: AT },
      'Der Partner wurde per E-Mail gefragt (Mi., 22.01.2025 09:30 Uhr).',
      'The partner was asked by email (Wed, 22 Jan 2025 09:30).',
    ],
    [
      {
        kind: 'called',
        at: AT,
        outcome: 'call_back',
        callBackAt: berlin('2025-01-23 11:00'),
        noted: false,
        by: 'anna@example.org',
      },
      'anna@example.org hat den Partner angerufen (Mi., 22.01.2025 09:30 Uhr): Rückruf vereinbart, Do., 23.01.2025 11:00 Uhr.',
      'anna@example.org phoned the partner (Wed, 22 Jan 2025 09:30): to be called back, Thu, 23 Jan 2025 11:00.',
    ],
    [
      { kind: 'called', at: AT, outcome: 'not_reached', callBackAt: null, noted: false, by: 'anna@example.org' },
      'anna@example.org hat den Partner angerufen (Mi., 22.01.2025 09:30 Uhr): niemand erreicht.',
      'anna@example.org phoned the partner (Wed, 22 Jan 2025 09:30): nobody reached.',
    ],
    [
      { kind: 'partner_wrote', at: AT },
      'Der Partner hat auf eine E-Mail geantwortet (Mi., 22.01.2025 09:30 Uhr). Die Buchung gilt damit nicht als beantwortet.',
      'The partner replied to an email (Wed, 22 Jan 2025 09:30). The booking does not count as answered by it.',
    ],
    [
      { kind: 'carried_over', at: AT, orderNumber: '100012345-1' },
      'Die Bestellung wurde im Shop geändert (Mi., 22.01.2025 09:30 Uhr). Dieses Ticket gilt jetzt für Bestellung #100012345-1.',
      'The order was edited in the shop (Wed, 22 Jan 2025 09:30). This ticket is now about order #100012345-1.',
    ],
  ];

  test.each(notes)('$kind', (of, de, en) => {
    expect(noteText(note(of), DE).text).toBe(de);
    expect(noteText(note(of), EN).text).toBe(en);
    const { lines } = readHtml(`<!doctype html><title>t</title>${noteText(note(of), DE).html}`);
    expect(lines).toEqual(de.split('\n').filter((line) => line !== ''));
  });

  test('a note about a decline has the label of the reason and the partner’s own words', () => {
    const declined = note(
      { kind: 'declined', at: AT, channel: 'portal', reason: 'other' },
      { declineReason: DEFAULT_DECLINE_REASONS[4], partnerNotes: 'Leider krank' },
    );
    expect(noteText(declined, DE).text).toContain('Grund: Sonstiges\nAnmerkungen: Leider krank');
  });

  test('calls#outcomes: what the caller noted stands on the ticket', () => {
    const called = note(
      { kind: 'called', at: AT, outcome: 'note', callBackAt: null, noted: true, by: 'anna@example.org' },
      { callNote: 'Meldet sich heute Abend.' },
    );
    expect(noteText(called, DE).text).toContain('Notiz zum Anruf: Meldet sich heute Abend.');
    expect(noteText(called, EN).text).toContain('Note on the call: Meldet sich heute Abend.');
  });

  test('replies#note: what the partner wrote stands on the ticket, and that there was nothing', () => {
    const wrote = (reply: string | null) => note({ kind: 'partner_wrote', at: AT }, { reply });
    expect(noteText(wrote('Geht auch 19 Uhr?'), DE).text).toContain('Nachricht: Geht auch 19 Uhr?');
    expect(noteText(wrote('Geht auch 19 Uhr?'), EN).text).toContain('Message: Geht auch 19 Uhr?');
    expect(noteText(wrote(''), DE).text).toContain('Nachricht: ohne eigenen Text; Anhänge werden nicht aufbewahrt');
    expect(noteText(wrote(null), DE).text).not.toContain('Nachricht');
  });

  test('a note that reopens a ticket says that somebody must act', () => {
    const reopened = note({ kind: 'reopened', at: AT }, { reactivate: true });
    expect(noteText(reopened, DE).text).toMatch(/Bitte wieder bearbeiten\.$/);
    expect(noteText(reopened, EN).html).toContain('<p>Please take this up again.</p>');
  });
});
