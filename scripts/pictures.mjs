// Takes the README's pictures: starts the sample system in a temporary folder, opens its pages in a browser, and takes
// screenshots.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '../packages/testing/dist/index.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const app = (command) => join(root, 'packages/app/dist', `${command}.js`);
const pictures = join(root, 'docs/pictures');
const phone = { width: 360, height: 740 };
const desk = { width: 1280, height: 800 };
const patienceMs = 60_000;

const folder = mkdtempSync(join(tmpdir(), 'pictures-'));
const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const env = { ...process.env, DATA_DIR: join(folder, 'data'), PORT: String(port) };
const product = spawn(process.execPath, [app('main')], { env, stdio: 'inherit' });
const ended = new Promise((resolve) => product.once('close', resolve));
const browser = await launchBrowser();
try {
  mkdirSync(pictures, { recursive: true });
  await until(async () => (await fetch(`${url}/readyz`)).ok);
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
  product.kill('SIGTERM');
  await ended;
  rmSync(folder, { recursive: true, force: true });
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

/** Repeats a function until it returns a value. */
async function until(work) {
  for (const giveUpAt = Date.now() + patienceMs; ; await delay(200)) {
    const value = await work().catch(() => undefined);
    if (value) return value;
    if (Date.now() > giveUpAt) throw new Error('The product did not get there in time.');
  }
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = probe.address();
      probe.close(() => resolve(free));
    });
  });
}
