import { LANGUAGES } from '@miomente/booking-domain';
import { launchBrowser } from '@miomente/booking-testing';
import { expect, test } from 'vitest';
import { renderMail } from '../src/index.ts';
import { KINDS, SETTINGS, sampleMail } from './sample-mails.ts';

const LONG_WORDS = {
  partnerName: 'Y'.repeat(100),
  customer: {
    name: 'x'.repeat(300),
    email: `${'local.'.repeat(12)}part@example.org`,
    phone: '+49 (0)89 / 000 123 - 4567',
  },
  course: { name: 'Donaudampfschifffahrt'.repeat(10) },
};

test('api#answer-first: on a phone, the buttons are visible without scrolling, below date, participants and course', async () => {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 360, height: 640 } });
    for (const kind of ['confirmation_request', 'first_reminder', 'second_reminder'] as const) {
      for (const language of LANGUAGES) {
        await page.setContent(renderMail(sampleMail(kind, language), SETTINGS).html);
        const head = (await page.locator('td.band').textContent()) ?? '';
        expect(head).toContain(language === 'de' ? 'Sa., 25.01.2025 18:00 Uhr · 2 Personen' : 'Sat, 25 Jan 2025 18:00');
        expect(head).toContain('Sushi-Kurs für Anfänger');
        const button = await page.locator('a.yes').boundingBox();
        expect((button?.y ?? 999) + (button?.height ?? 0), `${kind} ${language}`).toBeLessThanOrEqual(640);
      }
    }
  } finally {
    await browser.close();
  }
});

test('no mail is wider than a phone of 320 pixels, even with very long words', async () => {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 320, height: 600 } });
    for (const kind of KINDS) {
      for (const language of LANGUAGES) {
        for (const more of [{}, LONG_WORDS]) {
          await page.setContent(renderMail(sampleMail(kind, language, more), SETTINGS).html);
          const width = await page.evaluate('document.documentElement.scrollWidth');
          expect({ kind, language, width }).toEqual({ kind, language, width: 320 });
        }
      }
    }
  } finally {
    await browser.close();
  }
});
