import { DEFAULT_DECLINE_REASONS, type PendingBooking, type Stored, type TicketReason } from '@miomente/booking-domain';
import { describe, expect, test } from 'vitest';
import { noteText, ticketText } from '../src/index.ts';
import { readHtml } from './read-html.ts';
import { BOOKING_URL, berlin } from './sample-mails.ts';
import { AT, BOOKING, DE, draft, EN, note, PARTNER } from './sample-tickets.ts';

describe('a ticket has everything a person needs to phone', () => {
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
      'Partnernummer: K-1001',
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
      'Zuletzt gefragt am: Do., 23.01.2025 07:10 Uhr',
      'Erinnerungen: 2',
    ]);
  });

  test.each([
    [2, 'auf die Anfrage und zwei Erinnerungen', 'the request and two reminders'],
    [1, 'auf die Anfrage und eine Erinnerung', 'the request and one reminder'],
    [0, 'auf unsere E-Mails', 'our emails'],
  ] as const)('reminders#escalation: the ticket names %i reminders, those that have left', (count, de, en) => {
    const sent = draft({ booking: { ...BOOKING, reminders: { count, lastAt: null } } });
    expect(ticketText(sent, DE).descriptionText).toContain(`Der Partner hat ${de} nicht geantwortet. Bitte anrufen`);
    expect(ticketText(sent, EN).descriptionText).toContain(`The partner did not answer ${en}. Please phone`);
    expect(ticketText(sent, DE).descriptionText).toContain(`Erinnerungen: ${count}`);
  });

  test('delivery#only-what-left-counts: the ticket says that the request has not left yet', () => {
    const waits = draft({
      reason: 'event_near',
      booking: { ...BOOKING, reminders: { count: 0, lastAt: null }, asking: { step: 0, mail: 'queued', sentAt: null } },
    });
    expect(ticketText(waits, DE).descriptionText).toContain('Zuletzt gefragt am: noch nicht, die E-Mail hat uns nicht');
    expect(ticketText(waits, EN).descriptionText).toContain('Last asked on: not yet, the email has not left us');
  });

  test('orders#weekday-contradicts: the ticket says that the date is doubtful', () => {
    const doubtful = draft({ booking: { ...BOOKING, flags: ['weekday_contradicts'] } });
    expect(ticketText(doubtful, DE).descriptionText).toContain(
      'Hinweis: Der Wochentag passt nicht zum Datum. Bitte in der Bestellung nachsehen.',
    );
    expect(ticketText(doubtful, EN).descriptionText).toContain('Remark: The weekday doesn’t match the date.');
  });

  test('in English, the same in HTML and in text', () => {
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

  test('the ticket of a decline shows reason, notes and channel', () => {
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

describe('reminders#unreachable: the title names a partner who can not be reached', () => {
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

  test('a partner without master data is shown by number', () => {
    const { title, descriptionText } = ticketText(draft({ reason: 'partner_unknown', partner: undefined }), DE);
    expect(title).toBe('Partner unbekannt: Sushi-Kurs für Anfänger, Sa., 25.01.2025 18:00 Uhr (#100012345)');
    expect(descriptionText).toContain('Name: unbekannt\nPartnernummer: K-1001\n\n');
  });

  test('the ticket shows a missing address, and an address marked as undeliverable', () => {
    const partner = { ...PARTNER, email: null, addressMark: { at: berlin('2025-01-20 08:00'), reason: 'bounce' } };
    const { descriptionText } = ticketText(draft({ partner }), DE);
    expect(descriptionText).toContain('E-Mail: nicht hinterlegt\nUnzustellbar seit: Mo., 20.01.2025 08:00 Uhr');
  });

  test('the ticket says that a booking has no date', () => {
    const booking = { ...BOOKING, details: { ...BOOKING.details, eventStart: null }, announcedAt: null };
    const { title, descriptionText } = ticketText(draft({ reason: 'no_event_date', booking }), DE);
    expect(title).toBe('Kein Termin: Sushi-Kurs für Anfänger, ohne Termin – Kochschule Nord (#100012345)');
    expect(descriptionText).toContain('Zuletzt gefragt am: nicht gefragt');
  });
});

test('orders#which-items: an order item without a partner gets a ticket of its own', () => {
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
    descriptionText: expect.stringContaining('Partnernummer am Produkt nachtragen.'),
  });
  expect(ticketText({ ...item, reason: 'product_unreadable' }, EN).title).toMatch(/^Product unreadable: /);
});

test('attack injection · untrusted text in tickets and notes stays plain text', () => {
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
