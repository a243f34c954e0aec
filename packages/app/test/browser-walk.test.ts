import { clickThrough, launchBrowser } from '@miomente/booking-testing';
import { afterAll, expect, it } from 'vitest';
import { processesOnOneDatabase } from './support/processes.ts';
import { announce } from './support/product.ts';

const { startHttp, startScheduler, shop, bookingsOf, mailAbout, tokenOf } = await processesOnOneDatabase();
const [http] = await Promise.all([startHttp(), startScheduler()]);
const browser = await launchBrowser();
afterAll(() => browser.close());

/** A new booking, with the links of its mail. */
async function asked(seed: number) {
  const { orderId } = await shop.placeOrder({ seed });
  expect(await announce(http.url, orderId)).toBe(200);
  const [booking] = await bookingsOf(orderId);
  if (booking === undefined) throw new Error('The order became no booking.');
  await mailAbout(booking.id, 'confirmation_request');
  const status = async () => (await bookingsOf(orderId))[0]?.status;
  const link = (kind: 'confirm' | 'decline') => `${http.url}/api/${kind}/${tokenOf(booking)}`;
  return { status, confirm: link('confirm'), decline: link('decline') };
}

it('FR-2.1 a partner confirms with the button, and the next booking with one click; neither happens by accident', async () => {
  const [first, second] = [await asked(1), await asked(2)];
  const partner = await (await browser.newContext({ locale: 'de-DE' })).newPage();
  await partner.goto(first.confirm);
  expect(await first.status()).toBe('pending');
  await clickThrough(partner.locator('form button[type=submit]').first());
  await partner.waitForURL('**/confirmation-success');
  expect(await partner.locator('main').textContent()).toContain('Buchung erfolgreich bestätigt!');
  expect(await first.status()).toBe('confirmed');
  await partner.goto(second.confirm);
  expect(new URL(partner.url()).pathname).toBe('/confirmation-success');
  expect(await second.status()).toBe('confirmed');
});

it('F29 a headless browser on an unknown device, which runs scripts and follows redirects, changes nothing', async () => {
  const booking = await asked(3);
  const scanner = await (await browser.newContext()).newPage();
  for (const link of [booking.confirm, booking.decline]) {
    await scanner.goto(link, { waitUntil: 'networkidle' });
    for (const href of await scanner
      .locator('a[href]')
      .evaluateAll((links) => links.map((a) => a.getAttribute('href')))) {
      if (href?.startsWith('/')) await scanner.goto(`${http.url}${href}`);
    }
  }
  expect(await booking.status()).toBe('pending');
});
