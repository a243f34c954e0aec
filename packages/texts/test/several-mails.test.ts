import {
  type BookingMailContent,
  LANGUAGES,
  type Language,
  type Mail,
  SEVERAL_MAIL_KINDS,
  type SeveralMailKind,
} from '@miomente/booking-domain';
import { launchBrowser } from '@miomente/booking-testing';
import { describe, expect, test } from 'vitest';
import { mailTemplates, renderMail } from '../src/index.ts';
import { readHtml } from './read-html.ts';
import { BOOKING_URL, bookingMail, CONFIRM_URL, DECLINE_URL, SETTINGS, severalMail } from './sample-mails.ts';

const EACH: readonly (readonly [SeveralMailKind, Language])[] = SEVERAL_MAIL_KINDS.flatMap((kind) =>
  LANGUAGES.map((language) => [kind, language] as const),
);
const LONG_WORDS = {
  customer: {
    name: 'x'.repeat(300),
    email: `${'local.'.repeat(12)}part@example.org`,
    phone: '+49 (0)89 / 000 123 - 4567',
  },
  course: { name: 'Donaudampfschifffahrt'.repeat(10) },
};

describe.each(EACH)('delivery#bundles · %s in %s', (kind, language) => {
  const { subject, html, text } = renderMail(severalMail(kind, language), SETTINGS);
  const read = readHtml(html);
  const urls = read.links.map(({ url }) => url);

  test('is valid HTML, has no placeholder left, and says the same in HTML and in text', () => {
    expect(read.errors).toEqual([]);
    expect(read.language).toBe(language);
    expect(subject + html + text).not.toMatch(/\{\{|\}\}|\[\[|\]\]|undefined|null|NaN|Invalid|\[object/);
    expect(text).not.toMatch(/\n{3}|&[a-z#0-9]+;| $/m);
    const seen = read.lines.join(' ').replace(/\s+/g, ' ');
    for (const line of text.split('\n').filter((each) => each !== '' && !/^(https?:|─+$)/.test(each)))
      for (const part of line.replace(/^── /, '').replace(/:$/, '').split(': ')) expect(seen).toContain(part);
    expect(html).not.toMatch(/\{\{[{&]/);
    for (const template of [mailTemplates(language, kind).subject, mailTemplates(language, kind).text])
      expect(template).not.toMatch(/(?<!\{)\{\{(?![{#/]|else\b)/);
  });

  test('has the links of every booking once, in HTML and in text', () => {
    const asked = kind === 'several_receipts' ? [CONFIRM_URL, BOOKING_URL] : [CONFIRM_URL, DECLINE_URL, BOOKING_URL];
    const expected = [1, 2, 3].flatMap((n) => asked.map((url) => `${url}${n}`)).toSorted();
    expect(urls.filter((url) => url.startsWith('http')).toSorted()).toEqual(expected);
    expect(
      text
        .split('\n')
        .filter((line) => line.startsWith('http'))
        .toSorted(),
    ).toEqual(expected);
  });

  test('is grouped by course date, and lets the partner phone and write to each customer', () => {
    const heads = read.lines.filter((line) => line.includes('Sushi-Kurs') || line.includes('Pasta'));
    expect(heads.length).toBeGreaterThanOrEqual(2);
    expect(urls.filter((url) => url === 'tel:+4989000123')).toHaveLength(3);
    expect(urls.filter((url) => url === 'mailto:max.mustermann@example.org')).toHaveLength(3);
  });

  test('without working links each booking leads to the portal', () => {
    const bare = readHtml(renderMail(severalMail(kind, language, { links: null }), SETTINGS).html);
    const left = bare.links.map(({ url }) => url).filter((url) => url.startsWith('http'));
    expect(left.toSorted()).toEqual([1, 2, 3].map((n) => `${BOOKING_URL}${n}`));
    expect(bare.errors).toEqual([]);
  });

  test('the same values are used in both languages', () => {
    const used = (each: Language) =>
      [...mailTemplates(each, kind).text.matchAll(/\{\{\{?([^}]+)\}/g)].map(([, name]) => name).toSorted();
    expect(used('en')).toEqual(used('de'));
  });
});

test('delivery#bundles: subjects say how many, and that it is urgent when one of them is', () => {
  const subjects = (language: Language) => [
    ...SEVERAL_MAIL_KINDS.map((kind) => renderMail(severalMail(kind, language), SETTINGS).subject),
    renderMail(severalMail('several_reminders', language, { kind: 'second_reminder' }), SETTINGS).subject,
  ];
  expect(subjects('de')).toEqual([
    'Neue Buchungen: Max Mustermann - 3 Buchungen',
    'Erinnerung: 3 Buchungen bestätigen',
    '3 Buchungen bestätigt',
    'Dringend: 3 Buchungen noch nicht bestätigt',
  ]);
  expect(subjects('en')).toEqual([
    'New bookings: Max Mustermann - 3 bookings',
    'Reminder: confirm 3 bookings',
    '3 bookings confirmed',
    'Urgent: 3 bookings not confirmed yet',
  ]);
});

test('delivery#bundles: a mail about sixty bookings is shown whole where mails are cut at 102 kB', () => {
  const dates = Array.from({ length: 9 }, (_, n) => ({
    name: 'Sushi-Kurs für Anfänger',
    day: `2025-02-1${n} 18:00`,
    bookings: 7,
  }));
  for (const language of LANGUAGES) {
    const { html } = renderMail(severalMail('several_reminders', language, {}, dates), SETTINGS);
    expect(Buffer.byteLength(html)).toBeLessThan(102_000);
  }
});

test('api#answer-first: the buttons of the first booking are visible without scrolling, and no mail is wider than 320 pixels', async () => {
  const browser = await launchBrowser();
  try {
    const phone = await browser.newPage({ viewport: { width: 360, height: 640 } });
    const narrow = await browser.newPage({ viewport: { width: 320, height: 600 } });
    for (const language of LANGUAGES) {
      for (const more of [{}, LONG_WORDS]) {
        await narrow.setContent(renderMail(dayBeforeMail(language, more), SETTINGS).html);
        const width = await narrow.evaluate('document.documentElement.scrollWidth');
        expect({ kind: 'day_before', language, width }).toEqual({ kind: 'day_before', language, width: 320 });
        const button = await narrow.locator('a.yes').first().boundingBox();
        expect(button?.height).toBeGreaterThanOrEqual(44);
        expect((button?.x ?? 0) + (button?.width ?? 999)).toBeLessThanOrEqual(320);
      }
    }
    for (const [kind, language] of EACH) {
      for (const more of [{}, LONG_WORDS]) {
        await narrow.setContent(renderMail(severalMail(kind, language, more), SETTINGS).html);
        const width = await narrow.evaluate('document.documentElement.scrollWidth');
        expect({ kind, language, width }).toEqual({ kind, language, width: 320 });
      }
      if (kind === 'several_receipts') continue;
      await phone.setContent(renderMail(severalMail(kind, language), SETTINGS).html);
      const button = await phone.locator('a.yes').first().boundingBox();
      expect((button?.y ?? 999) + (button?.height ?? 0), `${kind} ${language}`).toBeLessThanOrEqual(640);
      expect(button?.height).toBeGreaterThanOrEqual(44);
    }
  } finally {
    await browser.close();
  }
});

/** The list of the evening before: one who comes, and one without an answer. */
function dayBeforeMail(language: Language, more: Partial<BookingMailContent> = {}): Mail {
  const bookings = (['receipt', 'first_reminder'] as const).map(
    (kind) => bookingMail(kind, language, more).content as BookingMailContent,
  );
  const [{ course, eventStart }] = bookings as [BookingMailContent, BookingMailContent];
  return {
    ...severalMail('several_requests', language),
    content: {
      kind: 'day_before',
      partnerName: more.partnerName ?? 'Kochschule Nord',
      courseDates: [{ course, eventStart, participants: 4, bookings }],
    },
  };
}

describe.each(LANGUAGES)('delivery#day-before · the list of the evening before in %s', (language) => {
  const open = bookingMail('first_reminder', language).content as BookingMailContent;
  const confirmed = bookingMail('receipt', language).content as BookingMailContent;
  const listOf = (bookings: readonly BookingMailContent[]): Mail => ({
    ...severalMail('several_requests', language),
    content: {
      kind: 'day_before',
      partnerName: 'Kochschule Nord',
      courseDates: [{ course: open.course, eventStart: open.eventStart, participants: 2 * bookings.length, bookings }],
    },
  });
  const { subject, html, text } = renderMail(listOf([confirmed, open]), SETTINGS);

  test('says who comes, how many and their phone numbers, and has the links of what is unanswered alone', () => {
    const read = readHtml(html);
    expect(read.errors).toEqual([]);
    expect(subject + html + text).not.toMatch(/\{\{|\}\}|\[\[|\]\]|undefined|null|NaN/);
    expect(text).not.toMatch(/\n{3}| $/m);
    expect(subject).toBe(
      {
        de: 'Morgen: 4 Personen in Ihren Kursen (Sa., 25.01.2025)',
        en: 'Tomorrow: 4 people in your courses (Sat, 25 Jan 2025)',
      }[language],
    );
    expect(text.split('\n').filter((line) => line === '+49 89 000123')).toHaveLength(2);
    const urls = read.links.map(({ url }) => url);
    expect(urls.filter((url) => url === CONFIRM_URL || url === DECLINE_URL)).toEqual([CONFIRM_URL, DECLINE_URL]);
    expect(text).toContain(
      { de: 'Noch ohne Antwort: 1 Buchung.', en: 'Still without an answer: 1 booking.' }[language],
    );
  });

  test('says so when everything is confirmed', () => {
    const all = renderMail(listOf([confirmed]), SETTINGS).text;
    expect(all).toContain({ de: 'Alle Buchungen sind bestätigt.', en: 'All bookings are confirmed.' }[language]);
    expect(all).not.toContain(DECLINE_URL);
  });
});
