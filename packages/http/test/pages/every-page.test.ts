import { AxeBuilder } from '@axe-core/playwright';
import type { Language } from '@miomente/booking-domain';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assetPath } from '../../src/static/assets.ts';
import { CANARY, openBrowsers, openEveryPage } from './every-page.ts';
import { DESK, PHONE, SMALL_PHONE } from './stage.ts';

const LARGEST_PAGE = 60_000;
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
let every: Awaited<ReturnType<typeof openEveryPage>>;

beforeAll(async () => {
  every = await openEveryPage();
});
afterAll(() => every.stage.close());

/** axe wants to run inside every frame, and waits for ever for one that allows no scripts: the mail's. */
async function emptyFrames(page: Page): Promise<void> {
  await page.locator('iframe').evaluateAll((frames) => {
    for (const frame of frames) {
      frame.removeAttribute('sandbox');
      frame.setAttribute('src', 'about:blank');
    }
  });
}

const VIEWS = [
  ['de', PHONE, 'light'],
  ['en', DESK, 'dark'],
] as const satisfies readonly (readonly [Language, typeof PHONE, 'light' | 'dark'])[];

describe.each(VIEWS)('every page in %s', (language, viewport, colorScheme) => {
  test('WCAG 2.2 AA: axe finds nothing', { timeout: 240_000 }, async () => {
    const options = { viewport, colorScheme, javaScriptEnabled: true };
    const browsers = await openBrowsers(every.stage, language, options);
    const found: unknown[] = [];
    for (const to of every.visits) {
      const { page } = await browsers.visit(to);
      await emptyFrames(page);
      const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
      found.push(...violations.map(({ id, nodes }) => ({ page: to.name, id, where: nodes.map(({ html }) => html) })));
    }
    await browsers.close();
    expect(found).toEqual([]);
  });

  test('is in that language, small, and without scripts or styles in it or anything from elsewhere', {
    timeout: 120_000,
  }, async () => {
    const browsers = await openBrowsers(every.stage, language, { viewport });
    const elsewhere: string[] = [];
    for (const to of every.visits) {
      const { page, context } = await browsers.visit(to);
      context.on('request', (request) => {
        if (!request.url().startsWith(every.stage.url)) elsewhere.push(request.url());
      });
      const html = await page.content();
      expect(html.length, to.name).toBeLessThan(LARGEST_PAGE);
      expect(await page.locator('style, [style], [onclick], [onload]').count(), to.name).toBe(0);
      expect(await page.locator('script').evaluateAll((all) => all.map((each) => each.outerHTML)), to.name).toEqual([
        `<script type="module" src="${assetPath('portal.js')}"></script>`,
      ]);
      expect(await page.getAttribute('html', 'lang'), to.name).toBe(language);
    }
    await browsers.close();
    expect(elsewhere).toEqual([]);
  });
});

test('at 320 px nothing has to be scrolled sideways', { timeout: 120_000 }, async () => {
  const browsers = await openBrowsers(every.stage, 'de', { viewport: SMALL_PHONE });
  const wide: string[] = [];
  for (const to of every.visits) {
    const { page } = await browsers.visit(to);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    if (width > SMALL_PHONE.width) wide.push(`${to.name}: ${width}`);
  }
  await browsers.close();
  expect(wide).toEqual([]);
});

test('names, courses and notes stay text wherever they are shown', { timeout: 120_000 }, async () => {
  const browsers = await openBrowsers(every.stage, 'de', { javaScriptEnabled: true });
  const alarms: string[] = [];
  let shown = 0;
  for (const to of every.visits) {
    const { page } = await browsers.visit(to);
    page.once('dialog', (dialog) => {
      alarms.push(`${to.name}: ${dialog.message()}`);
      void dialog.dismiss();
    });
    expect(await page.locator('img[src=x], main script').count(), to.name).toBe(0);
    if ((await page.textContent('main'))?.includes(CANARY) === true) shown += 1;
  }
  await browsers.close();
  expect(alarms).toEqual([]);
  expect(shown).toBeGreaterThan(5);
});

test('the policy lets a page load nothing but our own, and nobody frame it', async () => {
  const { headers } = await every.stage.send('GET', '/login');
  expect(headers['content-security-policy']).toBe(
    "default-src 'self';form-action 'self';frame-ancestors 'none';base-uri 'none';object-src 'none'",
  );
  expect(headers['x-frame-options']).toBe('DENY');
});
