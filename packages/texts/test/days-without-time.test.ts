import { BOOKING_MAIL_KINDS, type EventDay, type Language } from '@miomente/booking-domain';
import { describe, expect, test } from 'vitest';
import { noteText, renderMail, templateData, ticketText } from '../src/index.ts';
import { berlin, bookingMail, LINKS, SETTINGS } from './sample-mails.ts';
import { AT, BOOKING, DE, draft, EN, note } from './sample-tickets.ts';

const DAY: EventDay = { start: berlin('2025-01-25 00:00'), end: berlin('2025-01-26 00:00') };
const WRITTEN = { de: 'Sa., 25.01.2025', en: 'Sat, 25 Jan 2025' } as const;
const LANGUAGES: readonly Language[] = ['de', 'en'];
/** The links expire with the day, and the deadline has another time. A midnight in the mail could only be the day's. */
const OTHERS = {
  answerBy: berlin('2025-01-24 22:00'),
  links: { ...LINKS, validUntil: DAY.end },
  changes: { eventStart: { from: DAY, to: berlin('2025-01-25 18:00') }, participants: null },
};

describe.each(LANGUAGES)('orders#day-without-time: mails in %s show the day alone', (language) => {
  test.each(BOOKING_MAIL_KINDS)('%s', (kind) => {
    const mail = bookingMail(kind, language, { ...OTHERS, eventStart: DAY });
    const { subject, html, text } = renderMail(mail, SETTINGS);
    for (const part of [subject, html, text]) expect(part).not.toMatch(/00:00|2025 (?:um|at)\b/);
    expect(text).toContain(WRITTEN[language]);
    const valid = language === 'de' ? 'gültig bis' : 'valid until';
    if (text.includes(valid)) expect(text).toContain(`${valid} ${WRITTEN[language]}.`);
    expect(templateData(mail, SETTINGS)).toMatchObject({ course: { date: WRITTEN[language], time: '' } });
  });

  test('orders#time-becomes-known: a change shows the day before, and the day with its time after', () => {
    const { text } = renderMail(bookingMail('look_again', language, { ...OTHERS, eventStart: DAY }), SETTINGS);
    const time = language === 'de' ? ' 18:00 Uhr' : ' 18:00';
    expect(text).toContain(WRITTEN[language]);
    expect(text).toContain(`${WRITTEN[language]}${time}`);
  });
});

describe.each([
  ['de', DE],
  ['en', EN],
] as const)('orders#day-without-time: tickets in %s show the day alone', (language, settings) => {
  test('for a booking, and for an order item', () => {
    const booking = { ...BOOKING, details: { ...BOOKING.details, eventStart: DAY } };
    const ticket = ticketText(draft({ booking }), settings);
    const item = ticketText(
      {
        type: 'order_item',
        key: 'k',
        order: BOOKING.order,
        courseName: 'Sushi',
        eventStart: DAY,
        reason: 'no_partner',
      },
      settings,
    );
    for (const { title, descriptionText, descriptionHtml } of [ticket, item]) {
      expect(title).toMatch(new RegExp(`${WRITTEN[language]}(?: –| \\()`));
      for (const part of [title, descriptionText, descriptionHtml]) expect(part).not.toContain('00:00');
    }
  });

  test('a note shows the day before and after', () => {
    const changed = { kind: 'details_changed', at: AT, changes: OTHERS.changes, askedAgain: true } as const;
    const time = language === 'de' ? ' 18:00 Uhr' : ' 18:00';
    expect(noteText(note(changed), settings).text).toContain(`${WRITTEN[language]} → ${WRITTEN[language]}${time}`);
  });
});
