import {
  type AuditDetails,
  BOOKING_MAIL_KINDS,
  type BookingEventType,
  DEFAULT_DECLINE_REASONS,
  LANGUAGES,
  type TimelineEntry,
} from '@miomente/booking-domain';
import { LANGUAGE_WORDS, notationOf } from '@miomente/booking-texts';
import { describe, expect, test } from 'vitest';
import { mergedTimeline } from '../../src/pages/booking/merged-timeline.ts';
import { reasonLabels } from '../../src/pages/booking/reason-labels.ts';
import { timelineLine } from '../../src/pages/booking/timeline-line.ts';
import type { Reader } from '../../src/pages/frame/reader.ts';

const AT = Date.parse('2025-01-22T08:40:00Z');
const BERLIN = 'Europe/Berlin';

const readerIn = (language: Reader['language']): Reader => ({
  language,
  words: LANGUAGE_WORDS[language].pages,
  notation: notationOf(language, BERLIN),
  now: AT,
  visitor: null,
  here: '/',
  supportEmail: 'support@example.org',
  datesUrl: null,
  ticketHref: null,
  sample: null,
});

describe('dates and prices on pages', () => {
  const de = notationOf('de', BERLIN);
  const en = notationOf('en', BERLIN);
  const event = Date.parse('2025-01-25T17:00:00Z');

  test('api#agreed-copy: in the agreed format', () => {
    expect(de.drawn(event)).toBe('25.01.2025 18:00');
    expect([de.date(event), de.time(event)]).toEqual(['Sa., 25.01.2025', '18:00 Uhr']);
    expect([en.date(event), en.time(event)]).toEqual(['Sat, 25 Jan 2025', '18:00']);
    expect(de.dateTime(event)).toBe('Sa., 25.01.2025 18:00 Uhr');
  });

  test('a deadline names the weekday within six days, and the date after that', () => {
    expect(de.near(event, AT)).toBe('Sa., 18:00');
    expect(en.near(event, AT)).toBe('Sat 18:00');
    expect(de.near(event, Date.parse('2025-01-19T17:00:00Z'))).toBe('Sa., 25.01., 18:00');
    expect(en.near(event, Date.parse('2025-01-19T17:00:00Z'))).toBe('Sat 25 Jan 18:00');
  });

  test('money is in the order’s currency, also in an unknown one', () => {
    const amount = (currency: string) => ({ tenThousandths: 12_345_600, currency });
    expect(de.price(amount('EUR'))).toBe('1.234,56\u00a0€');
    expect(en.price(amount('EUR'))).toBe('€1,234.56');
    expect(de.price(amount('NOT A CODE'))).toBe('1.234,56 NOT A CODE');
  });
});

const DETAILS: Readonly<Record<BookingEventType, AuditDetails>> = {
  booking_registered: { orderNumber: '100012345', historic: true },
  partner_asked: { mail: 'confirmation_request' },
  confirmed: { notes: true },
  declined: { reason: 'capacity_full', notes: false },
  reopened: {},
  reminded: { step: 2 },
  mail_accepted: { mail: 'second_reminder' },
  mail_dropped: { mail: 'first_reminder', reason: 'second_due' },
  escalated: { reason: 'no_answer' },
  cancelled: { cause: 'refunded' },
  details_changed: {
    fields: ['eventStart', 'participants', 'customer'],
    consequence: 'confirm_again',
    eventStartFrom: AT,
    eventStartTo: null,
    participantsFrom: 2,
    participantsTo: 3,
  },
  hold_changed: { hold: 'holded' },
  flags_changed: { flags: ['no_event_date'] },
  mail_reported: { mail: 'first_reminder', outcome: 'bounced' },
  ticket_opened: { ticketId: '4711' },
  answer_carried_over: { fromOrderItemId: 5, answer: 'confirmation' },
  token_replaced: {},
  customer_informed: { eventStartFor: AT },
  called: { outcome: 'call_back', callBackAt: AT, note: true },
  partner_wrote: {},
  reply_read: {},
};

const entries: readonly TimelineEntry[] = Object.entries(DETAILS).map(([type, details]) => ({
  kind: 'event',
  type: type as BookingEventType,
  at: AT,
  actor: { type: 'system' },
  channel: type === 'confirmed' || type === 'declined' || type === 'reopened' ? 'phone' : null,
  details,
}));

describe.each(LANGUAGES)('the history in %s', (language) => {
  const reader = readerIn(language);
  const reason = reasonLabels(DEFAULT_DECLINE_REASONS, language);

  test.each(entries)('has a text for an event of type $type', (entry) => {
    const { what, details } = timelineLine(reader, reason, entry);
    const said = [what, ...details].join(' | ');
    expect(said).not.toMatch(/undefined|null|NaN|\[object|_/);
    expect(said).toMatchSnapshot();
  });

  test.each([
    ['partner_unknown', 'de', 'nicht gesendet, Partner unbekannt'],
    ['partner_inactive', 'de', 'nicht gesendet, Partner nicht aktiv'],
    ['no_address', 'en', 'not sent, no email address'],
    ['address_bounced', 'en', 'not sent, the email address takes no mail'],
  ] as const)(
    'reminders#unreachable: says of a mail we left out (%s) that no provider had it',
    (unreachable, of, said) => {
      const entry = entries.find((each) => each.kind === 'event' && each.type === 'mail_reported') as TimelineEntry;
      const details = { mail: 'first_reminder', outcome: 'dropped', unreachable };
      expect(timelineLine(readerIn(of), reason, { ...entry, details } as TimelineEntry).what).toContain(said);
    },
  );

  test.each(BOOKING_MAIL_KINDS)('has a text for the mail %s in every state', (mail) => {
    const said = (['queued', 'sent', 'skipped', 'dead'] as const).map(
      (state) => timelineLine(reader, reason, { kind: 'mail', at: AT, mail, state }).what,
    );
    expect(said.join(' ')).not.toMatch(/undefined|_/);
    expect(new Set(said).size).toBe(4);
  });

  test('an unknown kind of mail is still shown as a mail', () => {
    const { what } = timelineLine(reader, reason, { kind: 'mail', at: AT, mail: 'toString', state: 'sent' });
    expect(what).toBe(language === 'de' ? 'E-Mail gesendet' : 'Email sent');
  });
});

test('a mail takes the place of the event that caused it, and is shown once', () => {
  const event = entries.find((entry) => entry.kind === 'event' && entry.type === 'reminded') as TimelineEntry;
  const escalated = entries.find((entry) => entry.kind === 'event' && entry.type === 'escalated') as TimelineEntry;
  const mail: TimelineEntry = { kind: 'mail', at: AT, mail: 'second_reminder', state: 'sent' };
  const later: TimelineEntry = { ...mail, at: AT + 1 };
  expect(mergedTimeline([event, escalated, mail])).toEqual([mail, escalated]);
  expect(mergedTimeline([event, escalated, later])).toEqual([event, escalated, later]);
  expect(mergedTimeline([event, event, mail])).toEqual([mail, event]);
  const find = (type: BookingEventType) => entries.find((entry) => entry.kind === 'event' && entry.type === type);
  const [accepted, dropped] = [find('mail_accepted') as TimelineEntry, find('mail_dropped') as TimelineEntry];
  expect(mergedTimeline([event, mail, accepted, dropped])).toEqual([mail, dropped]);
  expect(
    mergedTimeline([{ ...dropped, details: { mail: 'second_reminder', reason: 'failed' } } as TimelineEntry]),
  ).toEqual([]);
});

describe('both languages', () => {
  const shapeOf = (value: unknown): unknown =>
    typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, shapeOf(part)]))
      : typeof value;

  test('say the same things', () => {
    expect(shapeOf(LANGUAGE_WORDS.en.pages)).toEqual(shapeOf(LANGUAGE_WORDS.de.pages));
  });

  test('German addresses its reader formally, and buttons do not beg', () => {
    const german = JSON.stringify(LANGUAGE_WORDS.de.pages);
    expect(german).not.toMatch(/\b(du|dein|dir|dich)\b/i);
    expect(LANGUAGE_WORDS.de.pages.booking.confirm + LANGUAGE_WORDS.en.pages.booking.confirm).not.toMatch(
      /bitte|please/i,
    );
  });
});
