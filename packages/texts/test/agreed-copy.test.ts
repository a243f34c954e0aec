import type { Language, Mail } from '@miomente/booking-domain';
import { describe, expect, test } from 'vitest';
import { renderMail } from '../src/index.ts';
import { bookingMail, SETTINGS } from './sample-mails.ts';

const DETAILS: Readonly<Record<Language, readonly string[]>> = {
  de: [
    'BUCHUNGSDETAILS',
    '───────────────',
    'Bestellung: #100012345',
    'Kunde: Max Mustermann',
    'E-Mail: max.mustermann@example.org',
    'Telefon: +49 89 000123',
    '',
    'Kurs: Sushi-Kurs für Anfänger',
    'Datum: Sa., 25.01.2025 um 18:00 Uhr',
    'Teilnehmer: 2 Personen',
    'Preis: 158,00 €',
    '',
  ],
  en: [
    'BOOKING DETAILS',
    '───────────────',
    'Order: #100012345',
    'Customer: Max Mustermann',
    'Email: max.mustermann@example.org',
    'Phone: +49 89 000123',
    '',
    'Course: Sushi-Kurs für Anfänger',
    'Date: Sat, 25 Jan 2025 at 18:00',
    'Participants: 2 people',
    'Price: €158.00',
    '',
  ],
};

const CLOSING = [
  'Bei Fragen erreichen Sie uns unter support@example.org',
  '',
  'Mit freundlichen Grüßen,',
  'Ihr Miomente Team',
  '',
];

const FOOTER = ['──────────', 'Sie erhalten diese E-Mail, weil einer Ihrer Kurse über Miomente gebucht wurde.', ''];
const PORTAL = ['Diese Buchung im Partner-Portal ansehen:', 'https://booking.example.org/dashboard/bookings/17', ''];
const VALIDITY = ['Diese Links sind gültig bis Sa., 25.01.2025 18:00 Uhr.', ''];
const CONFIRM = ['✅ BUCHUNG BESTÄTIGEN', 'https://booking.example.org/api/confirm/c0ffee', ''];
const DECLINE = ['❌ Buchung ablehnen', 'https://booking.example.org/api/decline/c0ffee', ''];
const DEADLINE = ['Antwort bis Do., 23.01.2025 07:10 Uhr', ''];
const HELLO = ['Hallo Kochschule Nord,', ''];

const text = (mail: Mail): readonly string[] => renderMail(mail, SETTINGS).text.split('\n');
const subject = (mail: Mail): string => renderMail(mail, SETTINGS).subject;

describe('api#agreed-copy: mails match the agreed copy to the letter', () => {
  test('1. confirmation request', () => {
    const mail = bookingMail('confirmation_request', 'de');
    expect(subject(mail)).toBe('Neue Buchung: Max Mustermann - Sushi-Kurs für Anfänger am Sa., 25.01.2025');
    expect(text(mail)).toEqual([
      ...HELLO,
      ...['Sie haben eine neue Buchung erhalten:', ''],
      ...DETAILS.de,
      ...['AKTION ERFORDERLICH', '───────────────────'],
      ...DEADLINE,
      ...['Bitte bestätigen Sie diese Buchung:', ''],
      ...CONFIRM,
      ...['Falls Sie diese Buchung nicht durchführen können:', ''],
      ...DECLINE,
      ...VALIDITY,
      ...PORTAL,
      ...CLOSING,
      ...FOOTER,
    ]);
  });

  test('2. reminder after 24 hours', () => {
    const mail = bookingMail('first_reminder', 'de');
    expect(subject(mail)).toBe('Erinnerung: Buchung bestätigen - Max Mustermann');
    expect(text(mail)).toEqual([
      ...HELLO,
      ...['Diese Buchung wartet noch auf Ihre Bestätigung:', ''],
      ...DETAILS.de,
      ...DEADLINE,
      ...['Bitte bestätigen Sie zeitnah, damit wir den Kunden informieren können.', ''],
      ...CONFIRM,
      ...DECLINE,
      ...VALIDITY,
      ...PORTAL,
      ...CLOSING,
      ...FOOTER,
    ]);
  });

  test('3. reminder after 48 hours', () => {
    const mail = bookingMail('second_reminder', 'de');
    expect(subject(mail)).toBe('Dringend: Buchung 100012345 noch nicht bestätigt');
    expect(text(mail)).toEqual([
      ...HELLO,
      ...['Diese Buchung ist seit 48 Stunden unbestätigt:', ''],
      ...DETAILS.de,
      ...DEADLINE,
      ...['⚠️ Falls wir keine Rückmeldung erhalten, werden wir Sie telefonisch kontaktieren.', ''],
      ...CONFIRM,
      ...DECLINE,
      ...VALIDITY,
      ...PORTAL,
      ...CLOSING,
      ...FOOTER,
    ]);
  });

  test('the English mails say the same', () => {
    const mail = bookingMail('decline_confirmation', 'de');
    expect(subject(mail)).toBe('Buchung abgelehnt - #100012345');
    expect(text(mail)).toEqual([
      ...HELLO,
      ...['Sie haben folgende Buchung abgelehnt:', ''],
      ...DETAILS.de,
      ...['Grund: Termin nicht mehr verfügbar', ''],
      'Wir haben ein Support-Ticket erstellt (#4711) und werden den Kunden bei der Umbuchung unterstützen.',
      '',
      '💡 Tipp: Bitte prüfen Sie Ihre verfügbaren Termine im Partner-Portal und aktualisieren Sie diese bei Bedarf.',
      '',
      ...['Termine verwalten →', SETTINGS.datesUrl, ''],
      ...PORTAL,
      ...CLOSING,
      ...FOOTER,
    ]);
  });

  test('English says the same', () => {
    expect(subject(bookingMail('confirmation_request', 'en'))).toBe(
      'New booking: Max Mustermann - Sushi-Kurs für Anfänger on Sat, 25 Jan 2025',
    );
    expect(text(bookingMail('second_reminder', 'en')).slice(0, 19)).toEqual([
      ...['Hello Kochschule Nord,', ''],
      ...['This booking has been unconfirmed for 48 hours:', ''],
      ...DETAILS.en,
      ...['Answer by Thu, 23 Jan 2025 07:10', ''],
      '⚠️ If we do not hear from you, we will contact you by phone.',
    ]);
  });
});
