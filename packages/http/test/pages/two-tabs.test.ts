import { asCustomerNumber, partnerScope, type Stored } from '@miomente/booking-domain';
import { clickThrough } from '@miomente/booking-testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bookAsked as book } from './orders.ts';
import { linksOf, now, openStage, type Stage, type Visitor } from './stage.ts';

let stage: Stage;
let visitor: Visitor;
let first: Page;
let second: Page;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(async () => {
  visitor = await stage.visitor();
  first = visitor.page;
  second = await visitor.context.newPage();
});

const confirmed = async (lastName: string): Promise<Stored> => {
  const booking = await book(stage, { lastName });
  await stage.deps.confirmBooking({ scope: partnerScope(asCustomerNumber('P-100')), id: booking.id });
  return booking;
};
const open = async (page: Page, path: string) => {
  await page.goto(stage.url + path);
  stage.clock.advance(3_000);
};
const follow = (page: Page, booking: Stored) => open(page, linksOf(stage, booking).confirm);
const orderOn = (page: Page) => page.locator('main dd').first().textContent();
const statusOf = async (booking: Stored) => (await now(stage, booking)).status;

describe('links#own-tab · two links in two tabs of one browser', () => {
  test('taking back in the first tab reopens the first one’s booking, and no other', async () => {
    const [a, b] = [await confirmed('Erste'), await confirmed('Zweite')];
    await follow(first, a);
    await follow(second, b);
    await clickThrough(first.locator('main form button').first());
    expect([await statusOf(a), await statusOf(b)]).toEqual(['pending', 'confirmed']);
    expect(await orderOn(first)).toBe(`#${a.order.orderNumber}`);
    await clickThrough(second.locator('main form button').first());
    expect([await statusOf(a), await statusOf(b)]).toEqual(['pending', 'pending']);
    expect(await orderOn(second)).toBe(`#${b.order.orderNumber}`);

    // It can then be confirmed again in that tab.
    await clickThrough(first.locator('main form button').first());
    expect([await statusOf(a), await statusOf(b)]).toEqual(['confirmed', 'pending']);
  });

  test('each tab shows its own booking after a reload, also in another language', async () => {
    const [a, b] = [await confirmed('Erste'), await confirmed('Zweite')];
    await follow(first, a);
    await follow(second, b);
    for (const [page, { order }] of [[first, a] as const, [second, b] as const]) {
      await page.reload();
      expect(await orderOn(page)).toBe(`#${order.orderNumber}`);
      await clickThrough(page.locator('.tools a').first());
      expect(await orderOn(page)).toBe(`#${order.orderNumber}`);
      await clickThrough(page.locator('.tools a').first());
    }
  });

  test('each success page keeps showing the booking that was confirmed in its tab', async () => {
    const [a, b] = [await book(stage, { lastName: 'Erste' }), await book(stage, { lastName: 'Zweite' })];
    for (const [page, booking] of [[first, a] as const, [second, b] as const]) {
      await follow(page, booking);
      if ((await statusOf(booking)) === 'pending') await clickThrough(page.locator('main form button').first());
    }
    await first.reload();
    await second.reload();
    expect(await orderOn(first)).toBe(`#${a.order.orderNumber}`);
    expect(await orderOn(second)).toBe(`#${b.order.orderNumber}`);
    expect(new URL(second.url()).search).toBe(`?booking=${b.id}`);
  });

  test('the decline form keeps what was typed for its own booking only', async () => {
    const [a, b] = [await book(stage), await book(stage)];
    const form = (booking: Stored) => `/dashboard/bookings/${booking.id}/decline`;
    await visitor.logIn();
    await open(first, form(a));
    await visitor.context.clearCookies({ name: 'booking_session' });
    await first.check('input[value=other]');
    await first.fill('textarea', 'Der Ofen ist kaputt.');
    await clickThrough(first.locator('main form button').first());
    await visitor.logIn();
    expect(await first.inputValue('textarea')).toBe('Der Ofen ist kaputt.');
    await open(second, form(b));
    expect(await second.inputValue('textarea')).toBe('');
  });
});

describe('links#own-tab · a form’s reference to its booking', () => {
  const FORM = { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' };
  const nameOn = async (page: Page) => (await page.locator('main form input[name=booking]').inputValue()) ?? '';
  const takeBack = async (name: string | undefined): Promise<string> => {
    const cookies = await visitor.context.cookies(`${stage.url}/confirmation-error`);
    const Cookie = cookies.map((cookie) => `${cookie.name}=${cookie.value}`).join('; ');
    const body = name === undefined ? '' : new URLSearchParams({ booking: name }).toString();
    const sending = { headers: { ...FORM, Cookie }, body };
    return String((await stage.send('POST', '/confirmation-error/take-back', sending)).headers['location']);
  };

  test('can not be forged, and is useless without the link', async () => {
    const [a, b] = [await confirmed('Erste'), await confirmed('Zweite')];
    await follow(first, a);
    const name = await nameOn(first);
    await follow(second, b);
    const [, mac = ''] = name.split('.');
    const named = (id: number) => Buffer.from(JSON.stringify(id)).toString('base64url');
    const confirmedCookie = (await nameOn(second)).split('.')[1] ?? '';
    for (const forged of [
      undefined,
      '',
      String(b.id),
      named(b.id),
      `${named(b.id)}.${mac}`,
      `${named(a.id)}.${confirmedCookie}`,
      `${name}.`,
      '\0',
      '.',
    ]) {
      expect(await takeBack(forged), String(forged)).toBe('/confirmation-error/reopened');
    }
    expect([await statusOf(a), await statusOf(b)]).toEqual(['confirmed', 'confirmed']);

    await visitor.context.clearCookies({ name: `booking_link_${a.id}` });
    expect(await takeBack(name)).toBe('/confirmation-error/reopened');
    expect(await statusOf(a)).toBe('confirmed');
  });

  test('a link’s token stored for another booking opens neither', async () => {
    const [a, b] = [await confirmed('Erste'), await confirmed('Zweite')];
    await follow(first, a);
    const name = await nameOn(first);
    const token = stage.tokens.reveal('booking', b.token) ?? '';
    await visitor.context.addCookies([
      { name: `booking_link_${a.id}`, value: token, domain: '127.0.0.1', path: '/confirmation-error' },
    ]);
    expect(await takeBack(name)).toBe('/confirmation-error/reopened');
    expect([await statusOf(a), await statusOf(b)]).toEqual(['confirmed', 'confirmed']);
  });
});
