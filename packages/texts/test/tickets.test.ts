import {
  type BookingTicketDraft,
  DEFAULT_DECLINE_REASONS,
  type Partner,
  type PendingBooking,
  type Stored,
  type TicketNote,
  type TicketNoteDraft,
  type TicketReason,
} from '@miomente/booking-domain';
import { describe, expect, test } from 'vitest';
import { noteText, type TicketSettings, ticketText } from '../src/index.ts';
import { readHtml } from './read-html.ts';
import { BOOKING_URL, berlin } from './sample-mails.ts';

const DE: TicketSettings = { language: 'de', timeZone: 'Europe/Berlin' };
const EN: TicketSettings = { language: 'en', timeZone: 'Europe/Berlin' };

const PARTNER: Partner = {
  customerNumber: 'K-1001',
  name: 'Kochschule Nord',
  email: 'kochschule@example.org',
  phone: '+49 89 000777',
  language: 'de',
  active: true,
  addressMark: null,
};

const BOOKING: Stored<PendingBooking> = {
  id: 17,
  version: 3,
  status: 'pending',
  order: { orderId: 9, orderItemId: 11, orderNumber: '100012345' },
  customerNumber: 'K-1001',
  details: {
    customer: { firstName: 'Max', lastName: 'Mustermann', email: 'max@example.org', phone: '+49 89 000123' },
    course: { id: 5, name: 'Sushi-Kurs für Anfänger', sku: 'SUSHI-1' },
    eventStart: berlin('2025-01-25 18:00'),
    participants: 2,
    price: { tenThousandths: 1_580_000, currency: 'EUR' },
    orderTotal: { tenThousandths: 1_580_000, currency: 'EUR' },
    orderedAt: berlin('2025-01-21 07:00'),
    paymentStatus: 'paid',
  },
  createdAt: berlin('2025-01-21 07:10'),
  clockStartedAt: berlin('2025-01-21 07:10'),
  token: { digest: 'd', nonce: 'n', expiresAt: berlin('2025-01-25 18:00') } as unknown as Stored['token'],
  announcedAt: berlin('2025-01-21 07:10'),
  historic: false,
  reminders: { count: 2, lastAt: berlin('2025-01-23 07:10') },
  escalation: null,
  ticket: null,
  hold: null,
  flags: [],
};

function draft(more: Partial<BookingTicketDraft> = {}): BookingTicketDraft {
  return {
    type: 'booking',
    key: 'k',
    reason: 'no_answer',
    booking: BOOKING,
    partner: PARTNER,
    declineReason: undefined,
    portalUrl: BOOKING_URL,
    ...more,
  };
}

describe('a ticket holds everything a person needs to phone', () => {
  test('in German', () => {
    const { title, descriptionText } = ticketText(draft(), DE);
    expect(title).toBe(
      'Keine Antwort: Sushi-Kurs für Anfänger, Sa., 25.01.2025 18:00 Uhr – Kochschule Nord (#100012345)',
    );
    expect(descriptionText.split('\n')).toEqual([
      'Der Partner hat auf die Anfrage und zwei Erinnerungen nicht geantwortet. Bitte anrufen und die Antwort eintragen.',
      '',
      'Partner',
      'Name: Kochschule Nord',
      'Kundennummer: K-1001',
      'Telefon: +49 89 000777',
      'E-Mail: kochschule@example.org',
      '',
      'Buchung',
      'Bestellung: #100012345',
      'Kurs: Sushi-Kurs für Anfänger',
      'Datum: Sa., 25.01.2025 18:00 Uhr',
      'Teilnehmer: 2 Personen',
      'Preis: 158,00 €',
      'Zahlung: bezahlt',
      `Im Portal ansehen: ${BOOKING_URL}`,
      '',
      'Kunde',
      'Name: Max Mustermann',
      'Telefon: +49 89 000123',
      'E-Mail: max@example.org',
      '',
      'Verlauf',
      'Gefragt am: Di., 21.01.2025 07:10 Uhr',
      'Erinnerungen: 2',
    ]);
  });

  test('in English, and in HTML as in text', () => {
    const { title, descriptionHtml, descriptionText } = ticketText(draft(), EN);
    expect(title).toBe('No answer: Sushi-Kurs für Anfänger, Sat, 25 Jan 2025 18:00 – Kochschule Nord (#100012345)');
    const { lines, links } = readHtml(`<!doctype html><title>t</title>${descriptionHtml}`);
    expect(lines).toEqual(descriptionText.split('\n').filter((line) => line !== ''));
    expect(links.map(({ url }) => url)).toEqual([
      'tel:+4989000777',
      'mailto:kochschule@example.org',
      BOOKING_URL,
      'tel:+4989000123',
      'mailto:max@example.org',
    ]);
  });

  test('a decline brings its reason, notes and channel', () => {
    const answer = {
      type: 'decline',
      at: berlin('2025-01-22 09:30'),
      channel: 'phone',
      reason: 'capacity_full',
      notes: 'Herd 3 defekt.\nAb März wieder.',
    } as const;
    const declined = draft({
      reason: 'declined',
      booking: { ...BOOKING, status: 'declined', answer },
      declineReason: DEFAULT_DECLINE_REASONS[1],
    });
    const { title, descriptionText, descriptionHtml } = ticketText(declined, DE);
    expect(title).toMatch(/^Abgelehnt: /);
    expect(descriptionText).toContain('Bitte den Kunden anrufen und umbuchen.');
    expect(descriptionText).toContain(
      'Abgelehnt am: Mi., 22.01.2025 09:30 Uhr, am Telefon\nGrund: Kapazität erschöpft\n',
    );
    expect(descriptionText).toContain('Anmerkungen: Herd 3 defekt.\n  Ab März wieder.');
    expect(descriptionHtml).toContain('Herd 3 defekt.<br>Ab März wieder.');
    expect(ticketText({ ...declined, declineReason: undefined }, EN).descriptionText).toContain(
      'Reason: capacity_full',
    );
  });
});

describe('decision 4: who can not be reached is named in the title', () => {
  const unreachable: readonly (readonly [TicketReason, string, string])[] = [
    ['partner_unknown', 'Partner unbekannt: ', 'Partner unknown: '],
    ['no_address', 'Partner ohne E-Mail-Adresse: ', 'Partner without email address: '],
    ['partner_inactive', 'Partner inaktiv: ', 'Partner inactive: '],
    ['address_bounced', 'E-Mail-Adresse unzustellbar: ', 'Email address undeliverable: '],
    ['mail_bounced', 'E-Mail unzustellbar: ', 'Email undeliverable: '],
    ['no_event_date', 'Kein Termin: ', 'No date: '],
  ];
  test.each(unreachable)('%s', (reason, de, en) => {
    expect(ticketText(draft({ reason }), DE).title.startsWith(de)).toBe(true);
    expect(ticketText(draft({ reason }), EN).title.startsWith(en)).toBe(true);
  });

  test('an unknown partner is known by number only', () => {
    const { title, descriptionText } = ticketText(draft({ reason: 'partner_unknown', partner: undefined }), DE);
    expect(title).toBe('Partner unbekannt: Sushi-Kurs für Anfänger, Sa., 25.01.2025 18:00 Uhr (#100012345)');
    expect(descriptionText).toContain('Name: unbekannt\nKundennummer: K-1001\n\n');
  });

  test('a missing address and a mark on it are said', () => {
    const partner = { ...PARTNER, email: null, addressMark: { at: berlin('2025-01-20 08:00'), reason: 'bounce' } };
    const { descriptionText } = ticketText(draft({ partner }), DE);
    expect(descriptionText).toContain('E-Mail: nicht hinterlegt\nUnzustellbar seit: Mo., 20.01.2025 08:00 Uhr');
  });

  test('a booking without a date says so', () => {
    const booking = { ...BOOKING, details: { ...BOOKING.details, eventStart: null }, announcedAt: null };
    const { title, descriptionText } = ticketText(draft({ reason: 'no_event_date', booking }), DE);
    expect(title).toBe('Kein Termin: Sushi-Kurs für Anfänger, ohne Termin – Kochschule Nord (#100012345)');
    expect(descriptionText).toContain('Gefragt am: nicht gefragt');
  });
});

test('decision 6: an order item without a partner gets a ticket of its own', () => {
  const { order } = BOOKING;
  const item = {
    type: 'order_item',
    key: 'k',
    order,
    courseName: 'Brot & Butter',
    eventStart: null,
    reason: 'no_partner',
  } as const;
  expect(ticketText(item, DE)).toEqual({
    title: 'Kurs ohne Partner: Brot & Butter, ohne Termin (#100012345)',
    descriptionHtml: expect.stringContaining('<li>Kurs: Brot &amp; Butter</li>'),
    descriptionText: expect.stringContaining('Kundennummer des Partners am Produkt nachtragen.'),
  });
  expect(ticketText({ ...item, reason: 'product_unreadable' }, EN).title).toMatch(/^Product unreadable: /);
});

const AT = berlin('2025-01-22 09:30');

function note(of: TicketNote, more: Partial<TicketNoteDraft> = {}): TicketNoteDraft {
  return { marker: 'm', note: of, declineReason: undefined, partnerNotes: null, reactivate: false, ...more };
}

describe('a note says what happened, when, and whether somebody must act', () => {
  const changes = { eventStart: { from: null, to: berlin('2025-01-25 18:00') }, participants: { from: 1, to: 2 } };
  const notes: readonly (readonly [TicketNote, string, string])[] = [
    [
      { kind: 'confirmed', at: AT, channel: 'portal' },
      'Der Partner hat die Buchung bestätigt (Mi., 22.01.2025 09:30 Uhr, im Portal).\nEin Anruf beim Partner ist nicht mehr nötig.',
      'The partner confirmed the booking (Wed, 22 Jan 2025 09:30, in the portal).\nThere is no need to phone the partner any more.',
    ],
    [
      { kind: 'declined', at: AT, channel: 'phone', reason: 'other' },
      'Der Partner hat die Buchung abgelehnt (Mi., 22.01.2025 09:30 Uhr, am Telefon).\nBitte den Kunden anrufen und umbuchen.\n\nBuchung\nGrund: other',
      'The partner declined the booking (Wed, 22 Jan 2025 09:30, on the phone).\nPlease phone the customer and rebook.\n\nBooking\nReason: other',
    ],
    [
      { kind: 'reopened', at: AT },
      'Der Partner hat seine Bestätigung zurückgenommen (Mi., 22.01.2025 09:30 Uhr). Die Buchung ist wieder offen.',
      'The partner took the confirmation back (Wed, 22 Jan 2025 09:30). The booking is open again.',
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

  test('the label of the reason and the words of the partner come with an answer', () => {
    const declined = note(
      { kind: 'declined', at: AT, channel: 'portal', reason: 'other' },
      { declineReason: DEFAULT_DECLINE_REASONS[4], partnerNotes: 'Leider krank' },
    );
    expect(noteText(declined, DE).text).toContain('Grund: Sonstiges\nAnmerkungen: Leider krank');
  });

  test('a ticket that is reopened says that somebody must act', () => {
    const reopened = note({ kind: 'reopened', at: AT }, { reactivate: true });
    expect(noteText(reopened, DE).text).toMatch(/Bitte wieder bearbeiten\.$/);
    expect(noteText(reopened, EN).html).toContain('<p>Please take this up again.</p>');
  });
});

test('foreign text in tickets and notes comes out as text', () => {
  const evil = '<script>x</script>\r\n\u2028<b>"&\u0007';
  const booking: Stored<PendingBooking> = {
    ...BOOKING,
    order: { ...BOOKING.order, orderNumber: evil },
    details: {
      ...BOOKING.details,
      course: { id: null, name: evil.repeat(20), sku: evil },
      customer: { firstName: evil, lastName: evil, email: `${evil}@example.org`, phone: evil },
    },
  };
  const { title, descriptionHtml, descriptionText } = ticketText(
    draft({ booking, partner: { ...PARTNER, name: evil, phone: evil } }),
    DE,
  );
  const { html } = noteText(note({ kind: 'reopened', at: AT }, { partnerNotes: evil }), DE);
  const control = /[\p{Cc}\u2028]/u;
  expect(title).not.toMatch(control);
  expect(title.length).toBeLessThan(300);
  expect(descriptionText.replaceAll('\n', '')).not.toMatch(control);
  for (const each of [descriptionHtml, html]) {
    const { elements } = readHtml(`<!doctype html><title>t</title>${each}`);
    expect(elements).not.toContain('script');
    expect(each).toContain('&lt;script&gt;x&lt;/script&gt;');
    expect(each.match(/<b>/g)?.length).toBe(each === html ? 1 : 4);
  }
});
