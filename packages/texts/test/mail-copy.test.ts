import type { Mail } from '@miomente/booking-domain';
import { describe, expect, test } from 'vitest';
import { renderMail } from '../src/index.ts';
import { readHtml } from './read-html.ts';
import { berlin, bookingMail, CONFIRM_URL, LINKS, loginMail, SETTINGS } from './sample-mails.ts';

const text = (mail: Mail): readonly string[] => renderMail(mail, SETTINGS).text.split('\n');
const subject = (mail: Mail): string => renderMail(mail, SETTINGS).subject;
const seen = (mail: Mail): readonly string[] => readHtml(renderMail(mail, SETTINGS).html).lines;

describe('api#true-copy: mails show real values, not those of the sample copy', () => {
  test.each([
    ['de', 47.9, 'Diese Buchung ist seit 47 Stunden unbestätigt:'],
    ['de', 1, 'Diese Buchung ist seit 1 Stunde unbestätigt:'],
    ['de', 0.5, 'Diese Buchung ist seit weniger als einer Stunde unbestätigt:'],
    ['en', 1, 'This booking has been unconfirmed for 1 hour:'],
    ['en', 0.5, 'This booking has been unconfirmed for less than an hour:'],
  ] as const)('waiting time (%s, %s hours)', (language, hours, sentence) => {
    const now = berlin('2025-01-23 07:10');
    const mail = bookingMail('second_reminder', language, { now, waitingSince: now - hours * 3_600_000 });
    expect(text(mail)).toContain(sentence);
    expect(seen(mail)).toContain(sentence);
  });

  test('the waiting time counts elapsed hours, also across the change to summer time', () => {
    const more = { waitingSince: berlin('2025-03-29 18:00'), now: berlin('2025-03-30 18:00') };
    expect(text(bookingMail('second_reminder', 'de', more))).toContain(
      'Diese Buchung ist seit 23 Stunden unbestätigt:',
    );
  });

  test.each([
    ['de', { tenThousandths: 1_580_000, currency: 'EUR' }, 'Preis: 158,00 €'],
    ['de', { tenThousandths: 12_345_678, currency: 'CHF' }, 'Preis: 1.234,57 CHF'],
    ['de', { tenThousandths: 0, currency: 'EUR' }, 'Preis: 0,00 €'],
    ['en', { tenThousandths: 12_345_000, currency: 'GBP' }, 'Price: £1,234.50'],
    ['en', { tenThousandths: 50_000_000, currency: 'JPY' }, 'Price: JP¥5,000'],
    ['de', { tenThousandths: 1_580_000, currency: 'Taler' }, 'Preis: 158,00 Taler'],
    ['en', { tenThousandths: 1_580_000, currency: '' }, 'Price: 158.00'],
  ] as const)("the price is in the order's currency (%s %o)", (language, price, line) => {
    expect(text(bookingMail('confirmation_request', language, { price }))).toContain(line);
  });

  test.each([
    ['de', 1, 'Teilnehmer: 1 Person'],
    ['de', 2, 'Teilnehmer: 2 Personen'],
    ['en', 1, 'Participants: 1 person'],
    ['en', 2, 'Participants: 2 people'],
  ] as const)('the number of people is in singular or plural (%s %i)', (language, participants, line) => {
    expect(text(bookingMail('confirmation_request', language, { participants }))).toContain(line);
  });
});

describe('booking#no-event-date: a booking without a date', () => {
  test('mails say that the date is still open', () => {
    const mail = bookingMail('confirmation_request', 'de', { eventStart: null, answerBy: null });
    expect(subject(mail)).toBe('Neue Buchung: Max Mustermann - Sushi-Kurs für Anfänger');
    expect(text(mail)).toContain('Datum: noch offen, wir klären den Termin');
    expect(text(mail).join('\n')).not.toContain('Antwort bis');
    expect(text(bookingMail('confirmation_request', 'en', { eventStart: null }))).toContain(
      'Date: still open, we are finding out',
    );
  });

  test('a date that becomes known is shown as a change', () => {
    const changes = { eventStart: { from: null, to: berlin('2025-01-25 18:00') }, participants: null };
    expect(text(bookingMail('look_again', 'de', { changes }))).toContain(
      'Datum: noch offen → Sa., 25.01.2025 18:00 Uhr',
    );
    expect(text(bookingMail('look_again', 'en', { changes }))).toContain('Date: still open → Sat, 25 Jan 2025 18:00');
  });
});

describe('mails beyond the agreed ones', () => {
  test('delivery#decline-waits-for-nobody: the decline mail leaves without a ticket number when the ticket takes too long', () => {
    const decline = { reason: { de: 'Sonstiges', en: 'Other' }, ticketId: null, byPhone: false, undoUntil: null };
    const lines = text(bookingMail('decline_confirmation', 'de', { decline }));
    expect(lines).toContain(
      'Wir erstellen ein Support-Ticket (die Nummer folgt) und werden den Kunden bei der Umbuchung unterstützen.',
    );
    expect(lines.join()).not.toContain('(#');
    expect(text(bookingMail('decline_confirmation', 'en', { decline }))).toContain(
      'We are creating a support ticket (the number will follow) and will help the customer to rebook.',
    );
  });

  test('booking#take-decline-back: the decline mail says until when the partner can take it back', () => {
    const undoUntil = berlin('2025-01-22 09:40');
    const decline = { reason: { de: 'Sonstiges', en: 'Other' }, ticketId: '7', byPhone: false, undoUntil };
    expect(text(bookingMail('decline_confirmation', 'de', { decline }))).toContain(
      'War das ein Versehen? Bis Mi., 22.01.2025 09:40 Uhr können Sie die Ablehnung im Partner-Portal selbst zurücknehmen.',
    );
    expect(text(bookingMail('decline_confirmation', 'en', { decline }))).toContain(
      'Was that a mistake? Until Wed, 22 Jan 2025 09:40 you can take the decline back yourself in the partner portal.',
    );
    const over = { ...decline, undoUntil: null };
    expect(text(bookingMail('decline_confirmation', 'de', { decline: over })).join()).not.toContain('Versehen');
  });

  test('booking#office-takes-back: when nothing changed, the mail says who took the answer back, and asks again', () => {
    const mail = renderMail(bookingMail('confirm_again', 'de', { changes: null }), SETTINGS);
    expect(mail.subject).toBe('Bitte noch einmal antworten: Buchung 100012345 ist wieder offen');
    expect(mail.text).toContain('Unser Team hat die Antwort auf diese Buchung zurückgenommen.');
    expect(mail.text).not.toContain('geändert');
    expect(mail.text).toContain(CONFIRM_URL);
    const en = renderMail(bookingMail('confirm_again', 'en', { changes: null }), SETTINGS);
    expect(en.subject).toBe('Please answer again: booking 100012345 is open again');
    expect(en.text).not.toContain('changed');
  });

  test('api#true-copy: a mail does not present what the office entered as the partner’s own words', () => {
    const decline = { reason: { de: 'Sonstiges', en: 'Other' }, ticketId: '7', byPhone: true, undoUntil: null };
    const german = text(bookingMail('decline_confirmation', 'de', { decline })).join(' ');
    expect(german).not.toContain('Sie haben folgende Buchung abgelehnt');
    expect(german).toContain('Unser Team hat diese Buchung nach einem Telefonat für Sie abgelehnt.');
    const english = text(bookingMail('decline_confirmation', 'en', { decline })).join(' ');
    expect(english).not.toContain('You have declined');
  });

  test('api#true-copy: there is no button for managing dates when there is no page for it', () => {
    const mail = renderMail(bookingMail('decline_confirmation', 'de'), { ...SETTINGS, datesUrl: '' });
    expect(mail.html + mail.text).not.toContain('Termine verwalten');
    expect(mail.text).toContain('Bitte prüfen Sie Ihre verfügbaren Termine');
  });

  test('look again and confirm again show what changed: from and to', () => {
    for (const kind of ['look_again', 'confirm_again'] as const) {
      const lines = text(bookingMail(kind, 'de'));
      expect(lines).toContain('Datum: Fr., 24.01.2025 18:00 Uhr → Sa., 25.01.2025 18:00 Uhr');
      expect(lines).toContain('Teilnehmer: 1 Person → 2 Personen');
    }
    expect(text(bookingMail('confirm_again', 'de')).join(' ')).toContain('Bitte bestätigen Sie die Buchung erneut:');
    expect(text(bookingMail('confirm_again', 'en')).join(' ')).toContain('Please confirm the booking again:');
  });

  test('without known changes there is no section about changes', () => {
    expect(text(bookingMail('confirm_again', 'de', { changes: null }))).not.toContain('WAS SICH GEÄNDERT HAT');
  });

  test('a change that needs no answer does not ask for one', () => {
    const lines = text(bookingMail('details_changed', 'de', { answerBy: berlin('2025-01-23 07:10') }));
    expect(lines).toContain('Ihre Antwort bleibt bestehen. Sie müssen nichts weiter tun.');
    expect(lines.join()).not.toMatch(/BESTÄTIGEN|Antwort bis/);
  });

  test('a change to an open booking shows the buttons', () => {
    const lines = text(bookingMail('details_changed', 'de', { confirmation: null }));
    expect(lines).toContain('✅ BUCHUNG BESTÄTIGEN');
    expect(lines.join()).not.toContain('bleibt bestehen');
  });

  test.each(['receipt', 'decline_confirmation', 'cancellation_notice', 'details_changed'] as const)(
    'a mail that asks for nothing shows no deadline (%s)',
    (kind) => {
      const { html, text: plain } = renderMail(
        bookingMail(kind, 'de', { answerBy: berlin('2025-01-23 07:10') }),
        SETTINGS,
      );
      expect(html + plain).not.toContain('Antwort bis');
    },
  );

  test('the receipt shows the time of the answer and how to take it back', () => {
    const lines = text(bookingMail('receipt', 'de'));
    expect(lines).toContain('✅ Bestätigt am Mi., 22.01.2025 09:30 Uhr');
    expect(lines).toContain('Bestätigung zurücknehmen');
    expect(lines).toContain(LINKS.confirmUrl);
  });

  test('the receipt of an answer by phone says so', () => {
    const confirmation = { at: berlin('2025-01-22 09:30'), byPhone: true, inAdvance: false, canTakeBack: true };
    expect(text(bookingMail('receipt', 'de', { confirmation }))).toContain(
      'Sie haben folgende Buchung am Telefon bestätigt:',
    );
  });

  test('booking#standing-yes: the receipt of a standing yes says why, and offers to take it back', () => {
    const confirmation = { at: berlin('2025-01-22 09:30'), byPhone: false, inAdvance: true, canTakeBack: true };
    const german = text(bookingMail('receipt', 'de', { confirmation }));
    expect(german).toContain(
      'Diese Buchung ist automatisch bestätigt, weil Sie für diesen Termin im Voraus zugesagt haben:',
    );
    expect(german).toContain('Bestätigung zurücknehmen');
    expect(german).not.toContain('Sie haben folgende Buchung bestätigt:');
    expect(text(bookingMail('receipt', 'en', { confirmation }))).toContain(
      'This booking is confirmed automatically, because you said yes in advance for this course date:',
    );
  });

  test('without a working link, the answer is taken back in the portal; where that is not possible, by the team', () => {
    const at = berlin('2025-01-22 09:30');
    const back = { links: null, confirmation: { at, byPhone: true, inAdvance: false, canTakeBack: true } };
    const { html } = renderMail(bookingMail('receipt', 'en', back), SETTINGS);
    expect(readHtml(html).links).toContainEqual({
      url: 'https://booking.example.org/dashboard/bookings/17',
      label: 'Take back confirmation',
    });
    const none = { confirmation: { at, byPhone: true, inAdvance: false, canTakeBack: false } };
    expect(text(bookingMail('receipt', 'en', none)).join(' ')).toContain('Then please contact us right away.');
    expect(text(bookingMail('receipt', 'en', none)).join(' ')).not.toContain('Take back');
  });

  test('links#login-code: the login mail has link and code, and says how long they are valid', () => {
    expect(text(loginMail('de'))).toContain(
      'Link und Code sind gültig bis Di., 21.01.2025 07:25 Uhr. Geben Sie den Code nicht weiter.',
    );
    expect(text(loginMail('en'))).toContain(
      'Link and code are valid until Tue, 21 Jan 2025 07:25. Don’t give the code to anyone.',
    );
    for (const language of ['de', 'en'] as const) {
      expect(text(loginMail(language))).toContain('042917');
      expect(renderMail(loginMail(language), SETTINGS).html).toContain('>042917<');
      expect(renderMail(loginMail(language), SETTINGS).subject).not.toContain('042917');
    }
  });
});
