import { asCustomerNumber, HOUR_MS } from '@miomente/booking-domain';
import { aPartner } from '@miomente/booking-domain/testing';
import { clickThrough } from '@miomente/booking-testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { book } from './orders.ts';
import { linksOf, openStage, type Stage, type Visitor } from './stage.ts';

let stage: Stage;
let visitor: Visitor;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(async () => {
  stage.clock.advance(HOUR_MS);
  visitor = await stage.visitor();
});

const lastMail = () => {
  const mail = stage.mailer.accepted.findLast(({ content }) => content.kind === 'login_link');
  if (mail?.content.kind !== 'login_link') return expect.fail('No login mail was sent.');
  return { to: mail.to.address, ...mail.content };
};
const askFor = async (email: string, who: Visitor = visitor, next = '/login'): Promise<void> => {
  await who.open(next);
  await who.page.fill('input[name=email]', email);
  await clickThrough(who.page.locator('main button').first());
  await stage.deliverDue();
};
const type = async (code: string, who: Visitor = visitor): Promise<void> => {
  await who.page.fill('input[name=code]', code);
  await clickThrough(who.page.locator('main button').first());
};
const wrongFor = (code: string): string => (code === '000000' ? '111111' : '000000');

describe('links#login-code · the code of the mail', () => {
  test('is typed into the page that requested it, and leads to the page that the visitor wanted', async () => {
    // orders#where-customer-data-is: what was searched for is not kept.
    const wanted = encodeURIComponent('/dashboard/bookings?search=Zitronengelb&status=confirmed');
    await askFor('kochschule@example.org', visitor, `/login?next=${wanted}`);
    const field = visitor.page.locator('input[name=code]');
    expect(await field.getAttribute('autocomplete')).toBe('one-time-code');
    expect(await field.getAttribute('inputmode')).toBe('numeric');
    const { code } = lastMail();
    await type(`${code.slice(0, 3)} ${code.slice(3)}`);
    expect(visitor.path()).toBe('/dashboard/bookings?status=confirmed');
    expect((await visitor.context.cookies()).map(({ name }) => name)).not.toContain('booking_login_request');
  });

  test('is invalid in another browser', async () => {
    await askFor('kochschule@example.org');
    const other = await stage.visitor();
    await other.open(visitor.path());
    expect(await other.heading()).toBe('Anmelden');
    await askFor('fremd@example.org', other);
    await type(codeOfFirst(), other);
    expect(await other.text()).toContain('Dieser Code passt nicht.');
  });
  const codeOfFirst = () => lastMail().code;

  test('a wrong one is reported at its field; after five only the link works', async () => {
    await askFor('kochschule@example.org');
    const { code, loginUrl } = lastMail();
    await type('12345');
    expect(await visitor.page.textContent('#code-error')).toContain('Der Code hat sechs Ziffern.');
    for (let n = 0; n < 4; n += 1) {
      await type(wrongFor(code));
      expect(await visitor.page.textContent('#code-error')).toContain('Dieser Code passt nicht.');
      expect(await visitor.page.getAttribute('input[name=code]', 'aria-describedby')).toBe('code-error');
    }
    const page = visitor.path();
    await type(wrongFor(code));
    expect(await visitor.heading()).toBe('Dieser Code gilt nicht mehr');
    await visitor.open(page);
    await type(code);
    expect(await visitor.heading()).toBe('Dieser Code gilt nicht mehr');
    await visitor.open(loginUrl);
    await clickThrough(visitor.page.locator('main button').first());
    expect(await visitor.heading()).toBe('Buchungen');
  });

  test('links#own-tab: two tabs that wait for two mails do not mix them up', async () => {
    await stage.partners.save(
      aPartner({ customerNumber: asCustomerNumber('P-2T'), name: 'Zweiter Tab', email: 'tab@example.org' }),
    );
    await askFor('kochschule@example.org', visitor, '/login?next=/dashboard/bookings?status=declined');
    const first = lastMail().code;
    const page = await visitor.context.newPage();
    const second: Visitor = { ...visitor, page, open: async (path) => void (await page.goto(stage.url + path)) };
    await askFor('tab@example.org', second);
    expect(await page.textContent('main')).toContain('tab@example.org');
    await visitor.page.reload();
    expect(await visitor.text()).toContain('Gehört kochschule@example.org zu einem Konto');
    await type(first);
    expect(visitor.path()).toBe('/dashboard/bookings?status=declined');
    await type(lastMail().code, second);
    expect(await page.textContent('.foot')).toContain('Zweiter Tab');
  });

  test('with several accounts it leads to the choice', async () => {
    for (const [customerNumber, name] of [
      ['P-C1', 'Haus Eins'],
      ['P-C2', 'Haus Zwei'],
    ] as const)
      await stage.partners.save(
        aPartner({ customerNumber: asCustomerNumber(customerNumber), name, email: 'wahl@example.org' }),
      );
    await askFor('wahl@example.org');
    await type(lastMail().code);
    expect(await visitor.heading()).toBe('Als wen möchten Sie sich anmelden?');
    await clickThrough(visitor.page.locator('text=Haus Zwei').first());
    expect(await visitor.page.textContent('.foot')).toContain('Haus Zwei');
  });
});

describe('links#decline-login · from a decline link nobody types an address', () => {
  test('one press sends link and code to the registered address, shown shortened, and continues with the booking', async () => {
    const booking = await book(stage);
    await visitor.open(linksOf(stage, booking).decline);
    expect(await visitor.heading()).toBe('Zum Ablehnen anmelden');
    expect(await visitor.text()).toContain('k***@example.org');
    await visitor.press('Link und Code senden');
    const text = await visitor.text();
    expect(text).toContain('Die E-Mail an k***@example.org');
    expect(text).not.toContain('kochschule@example.org');
    await stage.deliverDue();
    expect(lastMail().to).toBe('kochschule@example.org');
    await type(lastMail().code);
    expect(visitor.path()).toBe(`/dashboard/bookings/${booking.id}/decline`);
    expect(await visitor.heading()).toContain('ablehnen');
  });

  test('without the link’s cookie, or with another booking’s, an address is required', async () => {
    const [mine, other] = [await book(stage), await book(stage)];
    const token = linksOf(stage, other).decline.split('/').at(-1);
    for (const Cookie of ['', `booking_decline=${token}`]) {
      const asked = await stage.send('GET', `/dashboard/bookings/${mine.id}/decline`, { headers: { Cookie } });
      const login = `/login?next=%2Fdashboard%2Fbookings%2F${mine.id}%2Fdecline`;
      expect([asked.status, asked.headers['location']]).toEqual([303, login]);
      const headers = {
        Cookie,
        Origin: stage.settings.publicUrl,
        'Content-Type': 'application/x-www-form-urlencoded',
      };
      const before = stage.mailer.accepted.length;
      const pressed = await stage.send('POST', `/dashboard/bookings/${mine.id}/decline/login`, { headers });
      expect([pressed.status, pressed.headers['location']]).toEqual([303, login]);
      await stage.deliverDue();
      expect(stage.mailer.accepted.slice(before).filter(({ content }) => content.kind === 'login_link')).toEqual([]);
    }
  });

  test('a visitor whose partner can not be reached by mail types an address', async () => {
    await stage.partners.save(aPartner({ customerNumber: asCustomerNumber('P-NM'), email: null }));
    const booking = await book(stage, { customerNumber: 'P-NM' });
    await visitor.open(linksOf(stage, booking).decline);
    expect(await visitor.heading()).toBe('Anmelden');
  });
});
