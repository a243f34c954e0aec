import { asCustomerNumber, HOUR_MS, MINUTE_MS } from '@miomente/booking-domain';
import { aPartner } from '@miomente/booking-domain/testing';
import { clickThrough } from '@miomente/booking-testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { safePath } from '../../src/pages/login/safe-path.ts';
import { MANAGER, SETTINGS } from '../world.ts';
import { book } from './orders.ts';
import { linksOf, openStage, type Stage, type Visitor } from './stage.ts';

let stage: Stage;
let visitor: Visitor;
const form = { 'Content-Type': 'application/x-www-form-urlencoded', Origin: SETTINGS.publicUrl };

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(async () => {
  // One address gets five login mails an hour.
  stage.clock.advance(HOUR_MS);
  visitor = await stage.visitor();
});

const lastLink = (): string => {
  const content = stage.mailer.accepted.findLast((mail) => mail.content.kind === 'login_link')?.content;
  return content?.kind === 'login_link' ? new URL(content.loginUrl).pathname : '';
};

describe('logging in by mail', () => {
  test('links#login address in, link out, button, and back to the page that the visitor wanted', async () => {
    const booking = await book(stage);
    await visitor.open(`/dashboard/bookings/${booking.id}`);
    expect(await visitor.heading()).toBe('Anmelden');
    await visitor.logIn();
    expect(visitor.path()).toBe(`/dashboard/bookings/${booking.id}`);
  });

  test('the answer is the same whether or not the address is known', async () => {
    const answer = async (email: string) => {
      const { status, headers } = await stage.send('POST', '/login', { headers: form, body: `email=${email}` });
      const [cookie = ''] = String(headers['set-cookie']).split(';', 1);
      const sent = await stage.send('GET', String(headers['location']), { headers: { Cookie: cookie } });
      const location = String(headers['location']);
      return `${status} ${location.length} ${sent.text.replaceAll(email, 'X').replaceAll(location, 'L')}`;
    };
    expect(await answer('fremd@example.org')).toBe(await answer('kochschule@example.org'));
    expect(await answer('fremd@example.org')).toContain('E-Mail ist unterwegs');
  });

  const ask = (email: string) =>
    stage.send('POST', '/login', { headers: form, body: `email=${encodeURIComponent(email)}` });
  const mailsTo = async (address: string): Promise<number> => {
    await stage.deliverDue();
    return stage.mailer.accepted.filter(({ content, to }) => content.kind === 'login_link' && to.address === address)
      .length;
  };

  test('links#one-address: an umlaut domain logs in with either spelling, also with invisible characters', async () => {
    const ascii = 'info@xn--kochschule-mller-uzb.example';
    await stage.partners.save(
      aPartner({ customerNumber: asCustomerNumber('P-ML'), email: 'Info@Kochschule-Müller.example' }),
    );
    for (const typed of [ascii, 'info@kochschule-müller.example', ' info@kochschule-\u00adM\u00dcLLER.example\u200b'])
      expect((await ask(typed)).status).toBe(303);
    expect(await mailsTo(ascii)).toBe(3);
  });

  test('links#five-login-mails: the sixth gets the same answer, and no mail', async () => {
    await stage.partners.save(aPartner({ customerNumber: asCustomerNumber('P-5M'), email: 'viel@example.org' }));
    const answers: unknown[] = [];
    for (let n = 0; n < 7; n += 1) {
      const { status, headers } = await ask('viel@example.org');
      answers.push([status, String(headers['location']).replace(/[0-9a-f]{16}/, '*')]);
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await mailsTo('viel@example.org')).toBe(5);
  });

  test('links#one-address: an address with control characters is invalid, and the form says so', async () => {
    for (const typed of ['a\0b@example.org', 'a@exam\0ple.org', 'a\u0007@example.org', '\0']) {
      const answer = await ask(typed);
      expect(answer.status).toBe(422);
    }
  });

  test('reloading the confirmation sends no second mail; without its cookie it asks again', async () => {
    const asked = () => stage.mailer.accepted.filter(({ content }) => content.kind === 'login_link').length;
    await stage.deliverDue();
    const before = asked();
    await visitor.open('/login?next=/dashboard/bookings/7');
    await visitor.page.fill('input[name=email]', 'kochschule@example.org');
    await clickThrough(visitor.page.locator('main button').first());
    await visitor.page.waitForURL(/\/login\/sent\//);
    expect(visitor.path()).toMatch(/^\/login\/sent\/[0-9a-f]{16}\?next=%2Fdashboard%2Fbookings%2F7$/);
    await visitor.page.reload();
    expect(await visitor.text()).toContain('Gehört kochschule@example.org zu einem Konto');
    await stage.deliverDue();
    expect(asked()).toBe(before + 1);
    const elsewhere = await stage.send('GET', visitor.path());
    expect([elsewhere.status, elsewhere.headers['location']]).toEqual([303, '/login?next=%2Fdashboard%2Fbookings%2F7']);
  });

  test('an invalid address is refused below its field, and stays in it', async () => {
    await visitor.open('/login?next=/dashboard/bookings/7');
    await visitor.page.fill('input[name=email]', 'kueche@example');
    await clickThrough(visitor.page.locator('main button').first());
    expect(await visitor.page.inputValue('input[name=email]')).toBe('kueche@example');
    expect(await visitor.page.inputValue('input[name=next]')).toBe('/dashboard/bookings/7');
    expect(await visitor.page.getAttribute('input[name=email]', 'aria-describedby')).toBe('email-error');
    expect(await visitor.page.textContent('#email-error')).toContain('Bitte geben Sie eine vollständige Adresse ein');
  });

  const askedLink = async (): Promise<string> => {
    await stage.send('POST', '/login', { headers: form, body: 'email=kochschule%40example.org' });
    await stage.deliverDue();
    return lastLink();
  };

  test('links#login neither opening the link nor the button uses it up; the page after the first one does', async () => {
    const link = await askedLink();
    for (let n = 0; n < 3; n += 1) expect((await stage.send('GET', link)).status).toBe(200);
    await stage.send('HEAD', link);
    await visitor.open(link);
    await visitor.press('Anmelden als Kochschule Beispiel');
    expect(await visitor.heading()).toBe('Buchungen');
    // What the page loads by itself, and redirects, do not count as pages.
    for (const path of ['/favicon.svg', '/dashboard', '/api/partner/bookings', '/apple-touch-icon.png'])
      await visitor.page.request.get(stage.url + path, { maxRedirects: 0 });
    const second = await stage.send('POST', link, { headers: form });
    expect([second.status, second.headers['location']]).toEqual([303, '/dashboard']);
    await visitor.open('/dashboard/bookings?status=confirmed');
    const again = await stage.send('POST', link, { headers: form });
    expect(again.status).toBe(410);
    expect(again.text).toContain('Dieser Anmeldelink wurde schon benutzt');
  });

  test('links#login a program that presses first, up to five times, locks nobody out', async () => {
    const link = await askedLink();
    for (let n = 0; n < 4; n += 1) {
      const pressed = await stage.send('POST', link, { headers: form });
      const Cookie = [pressed.headers['set-cookie'] ?? []]
        .flat()
        .map((cookie) => cookie.split(';', 1)[0])
        .join('; ');
      expect((await stage.send('GET', '/dashboard/bookings', { headers: { Cookie } })).status).toBe(200);
    }
    await visitor.open(link);
    await visitor.press('Anmelden als Kochschule Beispiel');
    expect(await visitor.heading()).toBe('Buchungen');
    expect((await stage.send('POST', link, { headers: form })).status).toBe(410);
  });

  test('links#login a button pressed twice without a script logs in', async () => {
    const link = await askedLink();
    await visitor.open(link);
    await visitor.page.locator('main button').dblclick();
    await visitor.page.waitForURL('**/dashboard/bookings');
    expect(await visitor.heading()).toBe('Buchungen');
  });

  test('a link expires after 15 minutes', async () => {
    await stage.send('POST', '/login', { headers: form, body: 'email=kochschule%40example.org' });
    await stage.deliverDue();
    stage.clock.advance(15 * MINUTE_MS);
    expect((await stage.send('GET', lastLink())).text).toContain('Dieser Anmeldelink ist abgelaufen');
  });

  test('an address with several customer numbers asks which one', async () => {
    for (const [customerNumber, name] of [
      ['P-301', 'Backstube Nord'],
      ['P-302', 'Backstube Süd'],
    ] as const)
      await stage.partners.save(
        aPartner({ customerNumber: asCustomerNumber(customerNumber), name, email: 'zwei@example.org' }),
      );
    await visitor.open('/login');
    await visitor.page.fill('input[name=email]', 'zwei@example.org');
    await clickThrough(visitor.page.locator('main button').first());
    await stage.deliverDue();
    await visitor.open(lastLink());
    expect(await visitor.heading()).toBe('Als wen möchten Sie sich anmelden?');
    await clickThrough(visitor.page.locator('text=Backstube Süd').first());
    expect(await visitor.page.textContent('.foot')).toContain('Backstube Süd');
  });

  test('logging out ends the session, also for a copy of its cookie', async () => {
    await visitor.logIn();
    const [cookie] = (await visitor.context.cookies()).filter(({ name }) => name === 'booking_session');
    await clickThrough(visitor.page.locator('.menu summary').first());
    await visitor.press('Abmelden');
    expect(await visitor.text()).toContain('Sie sind abgemeldet.');
    const copied = await stage.send('GET', '/dashboard/bookings', {
      headers: { Cookie: `booking_session=${cookie?.value}` },
    });
    expect(copied.headers['location']).toBe('/login?next=%2Fdashboard%2Fbookings');
  });

  test('after 12 hours the visitor logs in again and returns to the same place', async () => {
    await visitor.logIn();
    stage.clock.advance(12 * HOUR_MS + MINUTE_MS);
    await visitor.open('/dashboard/bookings?status=confirmed');
    expect(await visitor.heading()).toBe('Anmelden');
    await visitor.logIn();
    expect(visitor.path()).toBe('/dashboard/bookings?status=confirmed');
  });

  test('managers get whom to call', async () => {
    await visitor.logIn(MANAGER);
    expect(await visitor.heading()).toBe('Anrufe');
  });

  test('links#known-device who goes on after a login link has a known device; its press alone makes none', async () => {
    const known = async () => (await visitor.context.cookies()).some(({ name }) => name === 'booking_device');
    await visitor.logIn();
    expect(await known()).toBe(false);
    await visitor.open('/dashboard/bookings');
    expect(await known()).toBe(true);
  });

  test('links#login a program that presses the button and opens a decline link goes on nowhere', async () => {
    const { decline } = linksOf(stage, await book(stage));
    const link = await askedLink();
    await visitor.open(link);
    await clickThrough(visitor.page.locator('main button'));
    await visitor.page.waitForURL('**/dashboard/bookings');
    await visitor.open(decline);
    expect(await visitor.heading()).toBe('Buchung ablehnen');
    expect((await visitor.context.cookies()).some(({ name }) => name === 'booking_device')).toBe(false);
    const person = await stage.visitor();
    await person.open(link);
    expect(await person.page.locator('main button').count()).toBe(1);
  });
});

describe('attack session · the page after login', () => {
  test.each([
    '//evil.example',
    '/\\evil.example',
    '\\/evil.example',
    'https://evil.example/',
    'javascript:alert(1)',
    '/%2f%2fevil.example',
    '/%5cevil.example',
    '/%0d%0aSet-Cookie:x',
    '/dashboard/%2e%2e/%2fevil.example',
    '/%E0%A4%A',
    '/%6cogin',
    '/\tevil',
    '/\n/evil.example',
    ' /dashboard',
    '/dashboard/..//evil.example',
    '/.//evil.example',
    '/login?next=/login',
    '/logout',
    '',
    undefined,
    ['/dashboard', '//evil.example'],
    `/${'a'.repeat(2_000)}`,
  ])('links#login never leaves this site: %j', (text) => {
    expect(safePath(text)).toBe('/dashboard');
  });

  test.each([
    '/dashboard/bookings?search=M%C3%BCller&page=2',
    '/manager',
    '/dashboard/bookings/12/decline',
    '/manager/partners/K%201001',
    '/manager/partners/K%2F2024',
    '/manager/partners/M%C3%BCller',
  ])('keeps a path of ours: %s', (path) => {
    expect(safePath(path)).toBe(path);
  });

  test('an attack in the login’s address is not in its form', async () => {
    await visitor.open('/login?next=//evil.example/%22onload=');
    expect(await visitor.page.inputValue('input[name=next]')).toBe('/dashboard');
  });
});

test('PORTAL_LOGIN_URL sends visitors there, with the way back', async () => {
  const other = await openStage({ settings: { portalLoginUrl: 'https://portal.example.org/anmelden?x=1' } });
  try {
    const { headers } = await other.send('GET', '/login?next=/dashboard/bookings/7');
    expect(headers['location']).toBe(
      'https://portal.example.org/anmelden?x=1&next=http%3A%2F%2Fportal.example.org%2Fdashboard%2Fbookings%2F7',
    );
  } finally {
    await other.close();
  }
});

test('a form that another site sends is refused with an explanation', async () => {
  const { status, text } = await stage.send('POST', '/login', {
    headers: { ...form, Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' },
    body: 'email=kochschule%40example.org',
  });
  expect(status).toBe(403);
  expect(text).toContain('Das Formular kam nicht von dieser Seite');
});
