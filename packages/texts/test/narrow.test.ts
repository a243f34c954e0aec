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

test('no mail is wider than a phone of 320 pixels, whatever the words', async () => {
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
