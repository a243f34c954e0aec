import { expect, test } from 'vitest';
import { launchBrowser } from '../src/index.ts';

test('the browser shows a page', async () => {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.setContent('<h1>Grüß Gott</h1>');
    expect(await page.textContent('h1')).toBe('Grüß Gott');
  } finally {
    await browser.close();
  }
});
