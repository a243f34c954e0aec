import { BOOKING_MAIL_KINDS, LANGUAGES, type MailKind, SEVERAL_MAIL_KINDS } from '@miomente/booking-domain';
import { describe, expect, test } from 'vitest';
import { makeMailPreviews } from '../src/mail-previews.ts';

const PUBLIC_URL = 'https://booking.example.org';
const PREVIEWS = `${PUBLIC_URL}/sample/previews`;
const KINDS: readonly MailKind[] = [
  ...BOOKING_MAIL_KINDS,
  ...SEVERAL_MAIL_KINDS,
  'day_before',
  'customer_confirmed',
  'login_link',
];
const MARKS: Readonly<Partial<Record<MailKind, RegExp>>> = {
  second_reminder: /48 (Stunden|hours)/,
  decline_confirmation: /#4711/,
};

const previews = makeMailPreviews({
  publicUrl: PUBLIC_URL,
  mail: {
    timeZone: 'Europe/Berlin',
    supportEmail: 'support@example.org',
    datesUrl: `${PREVIEWS}#dates`,
    portalUrl: `${PREVIEWS}#portal`,
  },
});

test('there is a preview of every kind of mail, each once', () => {
  expect([...previews.kinds].sort()).toEqual([...KINDS].sort());
});

describe.each(LANGUAGES)('every preview in %s', (language) => {
  test.each(KINDS)('%s is complete, and its links only lead back', (kind) => {
    const { subject, html, text } = previews.mail(kind, language);
    expect(subject).not.toBe('');
    expect(html).toContain(`<html lang="${language}"`);
    expect(text).toMatch(MARKS[kind] ?? /Miomente/);
    const hrefs = [...html.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href);
    const links = hrefs.filter((href) => !/^(mailto|tel):/.test(href));
    // A customer has nothing to press.
    if (kind === 'customer_confirmed') expect(links).toEqual([]);
    else expect(links.length).toBeGreaterThan(0);
    expect(links.filter((href) => !href.startsWith(`${PREVIEWS}#`))).toEqual([]);
  });
});
