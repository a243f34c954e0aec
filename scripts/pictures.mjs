// Takes the README's pictures: starts the sample system in a temporary folder, opens its pages in a browser, and takes
// screenshots.
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '../packages/testing/dist/index.js';
import { app, runTryOut, until } from './running-try-out.mjs';

const pictures = fileURLToPath(new URL('../docs/pictures', import.meta.url));
const phone = { width: 360, height: 740 };
const desk = { width: 1280, height: 800 };

const { url, env, end } = await runTryOut();
const browser = await launchBrowser();
try {
  mkdirSync(pictures, { recursive: true });
  const partner = await visitor('kochschule@example.org', phone);
  await picture(partner, 'partner-inbox-phone.png');
  await partner.goto(`${url}/sample/mailbox`);
  await partner
    .locator('main a', { hasText: /Erinnerung|Reminder/ })
    .first()
    .click();
  await partner.goto(
    await partner
      .locator('main iframe')
      .getAttribute('src')
      .then((src) => new URL(src, url).href),
  );
  await picture(partner, 'mail-phone.png');
  const office = await visitor('office@example.org', desk);
  await office.locator('header nav a').first().click();
  await picture(office, 'office-desk.png');
} finally {
  await browser.close();
  await end();
}

/** A browser that is logged in, with the link from the mailbox. */
async function visitor(address, viewport) {
  const context = await browser.newContext({
    viewport,
    locale: 'en-GB',
    deviceScaleFactor: viewport === phone ? 2 : 1,
  });
  const page = await context.newPage();
  await page.goto(`${url}/login?next=/dashboard/bookings`);
  await page.locator('input[type=email]').fill(address);
  await page.locator('form:has(input[type=email]) button[type=submit]').click();
  const link = await until(async () => {
    const shown = execFileSync(process.execPath, [app('sample-show')], { env, encoding: 'utf8' });
    return [...shown.matchAll(/\/login\/[0-9a-f]{64}/g)].at(-1)?.[0];
  });
  await page.goto(`${url}${link}`);
  await page.locator('main form button[type=submit]').first().click();
  await page.waitForURL(/dashboard/);
  return page;
}

async function picture(page, file) {
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: join(pictures, file) });
  console.log(`docs/pictures/${file}`);
}
