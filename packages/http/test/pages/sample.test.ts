import { BOOKING_MAIL_KINDS, LANGUAGES, MINUTE_MS, SECOND_MS } from '@miomente/booking-domain';
import { aPartner } from '@miomente/booking-domain/testing';
import { clickThrough } from '@miomente/booking-testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { book } from './orders.ts';
import { now, openStage, PHONE, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ sample: true });
});
afterAll(() => stage.close());

test('the start page leads a newcomer through the whole loop', async () => {
  const visitor = await stage.visitor();
  await visitor.open('/');
  await visitor.press('Beispielbestellung aufgeben');
  expect(await visitor.page.textContent('.notice')).toMatch(/Bestellung #\d+ ist aufgegeben\./);
  await stage.deliverDue();
  // A person comes to the mail a while after it was sent.
  stage.clock.advance(10 * MINUTE_MS);
  await visitor.follow('Zum Postfach');
  await clickThrough(visitor.page.locator('.list a').first());
  expect(await visitor.heading()).toContain('Neue Buchung');

  await clickThrough(visitor.page.frameLocator('iframe').getByRole('link', { name: 'Weiter' }));
  await visitor.page.waitForURL(/\/api\/confirm\//);
  // And reads the page before pressing.
  stage.clock.advance(10 * SECOND_MS);
  await visitor.press('Buchung bestätigen');
  expect(await visitor.heading()).toBe('Buchung erfolgreich bestätigt!');
  await visitor.follow('Zum Partner-Portal →');
  await visitor.logIn();
  await visitor.follow('Alle');
  expect(await visitor.text()).toContain('Bestätigt am 03.03.2025');
});

test('a mail about a booking can be answered as its partner; the answer is a note, and no mail else has the box', async () => {
  const visitor = await stage.visitor();
  const booking = await book(stage, { lastName: 'Antwort' });
  await stage.deliverDue();
  await visitor.open('/sample/mailbox');
  await clickThrough(visitor.page.locator('.list a').first());
  await visitor.page.fill('textarea[name=text]', 'Nur zwei Plätze!');
  await visitor.press('Antwort senden');
  expect(await visitor.page.textContent('.notice')).toContain('Ihre Antwort ist angekommen.');
  expect((await now(stage, booking)).flags).toContain('partner_wrote');
  await stage.partners.save(aPartner({ email: 'neu@example.org' }));
  await visitor.page.fill('textarea[name=text]', 'Noch etwas');
  await visitor.press('Antwort senden');
  expect(await visitor.page.textContent('.notice')).toContain('nichts wurde notiert');
  await stage.partners.save(aPartner());

  await stage.loginLink('kochschule@example.org');
  await visitor.open('/sample/mailbox');
  await clickThrough(visitor.page.locator('.list a').first());
  expect(await visitor.page.locator('form[action$="/reply"]').count()).toBe(0);
  const sent = { headers: { Origin: stage.settings.publicUrl, 'Content-Type': 'application/x-www-form-urlencoded' } };
  const login = new URL(visitor.page.url()).pathname;
  expect((await stage.send('POST', `${login}/reply`, { ...sent, body: 'text=x' })).status).toBe(404);
});

test('a mail is shown in a frame of its own that lets it do nothing but be read', async () => {
  const { headers, text } = await stage.send('GET', '/sample/mailbox/1/html');
  expect(headers['content-security-policy']).toContain("default-src 'none'; style-src 'unsafe-inline'");
  expect(headers['content-security-policy']).toContain('sandbox allow-popups');
  expect(headers['x-frame-options']).toBe('SAMEORIGIN');
  expect(text).toContain('<base target="_top">');
});

test('every kind of mail is there to be looked at in both languages, on a phone and on a desktop', async () => {
  const visitor = await stage.visitor();
  await visitor.open('/');
  await clickThrough(visitor.page.locator('.menu summary'));
  await visitor.follow('Vorschau');
  for (const language of LANGUAGES)
    for (const kind of [...BOOKING_MAIL_KINDS, 'login_link'])
      expect(await visitor.page.locator(`a[href="/sample/previews/${kind}/${language}"]`).count()).toBe(1);

  await clickThrough(visitor.page.locator('a[href="/sample/previews/receipt/en"]'));
  expect(await visitor.page.getAttribute('h1', 'lang')).toBe('en');
  expect(await visitor.heading()).toBe('New booking');
  const widths = await visitor.page.locator('iframe').evaluateAll((frames) => frames.map((frame) => frame.clientWidth));
  expect(widths).toEqual([expect.closeTo(PHONE.width - 32, -1), expect.closeTo(640, -1)]);
  await clickThrough(visitor.page.frameLocator('iframe').first().getByRole('link', { name: 'Weiter' }));
  await visitor.page.waitForURL(/\/sample\/previews#confirm$/);
});

test('a preview stands under the same policy as a mail, and one that there is not is not found', async () => {
  const [mail, preview] = await Promise.all([
    stage.send('GET', '/sample/mailbox/1/html'),
    stage.send('GET', '/sample/previews/receipt/de/html'),
  ]);
  for (const header of ['content-security-policy', 'x-frame-options', 'cache-control', 'content-type'])
    expect(preview.headers[header], header).toBe(mail.headers[header]);
  for (const path of ['receipt/fr', 'invoice/de', 'constructor/de', 'invoice/de/html'])
    expect((await stage.send('GET', `/sample/previews/${path}`)).status, path).toBe(404);
});

test('every account of the sample asks for its link in the mailbox; nothing logs in by itself', async () => {
  const visitor = await stage.visitor();
  await visitor.open('/');
  await visitor.follow('office@example.org');
  expect(await visitor.page.inputValue('input[name=email]')).toBe('office@example.org');
  await visitor.press('E-Mail zum Anmelden senden');
  expect(await visitor.page.getAttribute('main a.button', 'href')).toBe('/sample/mailbox');
});

test('without the sample shop there are none of its pages', async () => {
  const real = await openStage();
  try {
    for (const path of [
      '/sample/mailbox',
      '/sample/tickets',
      '/sample/mailbox/1/html',
      '/sample/previews',
      '/sample/previews/receipt/de/html',
    ])
      expect((await real.send('GET', path)).status).toBe(404);
    expect(
      (await real.send('POST', '/sample/mailbox/1/reply', { headers: { Origin: real.settings.publicUrl } })).status,
    ).toBe(404);
    expect((await real.send('POST', '/sample/orders', { headers: { Origin: real.settings.publicUrl } })).status).toBe(
      404,
    );
    expect((await real.send('GET', '/')).headers['location']).toBe('/dashboard');
  } finally {
    await real.close();
  }
});

test('the icon stands where browsers look for it', async () => {
  const { status, headers } = await stage.send('GET', '/favicon.svg');
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('image/svg+xml');
});
