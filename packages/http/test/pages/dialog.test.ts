import { asCustomerNumber, partnerScope } from '@miomente/booking-domain';
import { clickThrough } from '@miomente/booking-testing';
import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { book } from './orders.ts';
import { now, openStage, type Stage, type Visitor } from './stage.ts';

let stage: Stage;
let visitor: Visitor;
const scope = partnerScope(asCustomerNumber('P-100'));

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(async () => {
  visitor = await stage.visitor({ javaScriptEnabled: true });
  await visitor.context.addCookies([
    { name: 'booking_session', value: await stage.sessionJwt(asCustomerNumber('P-100')), url: stage.url },
  ]);
});
afterEach(() => visitor.context.close());

const dialog = () => visitor.page.locator('dialog[open]');
const isFocused = (place: Locator) => place.evaluate((element) => element === document.activeElement);

describe('with scripts', () => {
  test('FR-3.2 declining opens the page’s form as a dialog that Esc closes and that keeps what was typed', async () => {
    const booking = await book(stage);
    await visitor.open(`/dashboard/bookings/${booking.id}`);
    const link = visitor.page.locator('a[data-dialog]');
    await clickThrough(link);
    await dialog().waitFor();
    expect(await dialog().getAttribute('aria-labelledby')).toBe('dialog-title');
    expect(await dialog().locator('#dialog-title').textContent()).toBe('Buchung ablehnen');
    expect(await isFocused(dialog().locator('input[type=radio]').first())).toBe(true);
    await dialog().locator('textarea').fill('Der Ofen ist kaputt.');
    await visitor.page.keyboard.press('Escape');
    expect(await dialog().count()).toBe(0);
    expect(await isFocused(link)).toBe(true);
    await clickThrough(link);
    expect(await dialog().locator('textarea').inputValue()).toBe('Der Ofen ist kaputt.');
    await clickThrough(dialog().getByRole('button', { name: 'Schließen' }));
    await clickThrough(link);
    await clickThrough(dialog().getByRole('link', { name: 'Abbrechen' }));
    expect(await dialog().count()).toBe(0);
    expect(visitor.path()).toBe(`/dashboard/bookings/${booking.id}`);
  });

  test('errors are shown in the dialog, and it then returns to its list', async () => {
    const booking = await book(stage, { lastName: 'Dialog' });
    await visitor.open('/dashboard/bookings?search=Dialog');
    await clickThrough(visitor.page.locator('a[data-dialog]'));
    await dialog().locator('textarea').fill('Zeile eins');
    await clickThrough(dialog().getByRole('button', { name: 'Ablehnen' }));
    await dialog().locator('#reason-error').waitFor();
    expect(await dialog().locator('textarea').inputValue()).toBe('Zeile eins');
    expect(await isFocused(dialog().locator('input[type=radio]').first())).toBe(true);
    await dialog().locator('input[value=capacity_full]').check();
    await clickThrough(dialog().getByRole('button', { name: 'Ablehnen' }));
    await visitor.page.waitForURL(/notice=declined/);
    expect(visitor.path()).toBe(`/dashboard/bookings?search=Dialog&notice=declined&booking=${booking.id}`);
    expect(await now(stage, booking)).toMatchObject({ status: 'declined', answer: { notes: 'Zeile eins' } });
  });

  test('a lost connection loses nothing that was typed', async () => {
    const booking = await book(stage);
    await visitor.open(`/dashboard/bookings/${booking.id}`);
    await clickThrough(visitor.page.locator('a[data-dialog]'));
    await dialog().locator('input[value=other]').check();
    await dialog().locator('textarea').fill('Der Ofen ist kaputt.');
    await visitor.context.setOffline(true);
    await clickThrough(dialog().getByRole('button', { name: 'Ablehnen' }));
    await dialog().getByRole('alert').waitFor();
    const alert = dialog().getByRole('alert');
    expect(await alert.textContent()).toContain('Ihr Text ist noch da');
    // Visible, above the docked buttons and not behind them.
    const seen = await alert.evaluate((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
    });
    expect(seen).toBe(true);
    await visitor.context.setOffline(false);
    await clickThrough(dialog().getByRole('button', { name: 'Ablehnen' }));
    await visitor.page.waitForURL(/notice=declined/);
    expect(await now(stage, booking)).toMatchObject({ answer: { notes: 'Der Ofen ist kaputt.' } });
  });

  test('api#notes-limit: the notes show the remaining length, and accept no more', async () => {
    const booking = await book(stage);
    await visitor.open(`/dashboard/bookings/${booking.id}`);
    await clickThrough(visitor.page.locator('a[data-dialog]'));
    const left = dialog().locator('#notes-limit');
    expect(await left.textContent()).toBe('Noch 2.000 Zeichen.');
    await dialog().locator('textarea').fill('Der Ofen ist kaputt.');
    expect(await left.textContent()).toBe('Noch 1.980 Zeichen.');
  });

  test('api#sign-of-life: on a slow connection a press shows its progress, and the button stays', async () => {
    const booking = await book(stage);
    await visitor.open(`/dashboard/bookings/${booking.id}`);
    await clickThrough(visitor.page.locator('a[data-dialog]'));
    await dialog().locator('input[value=other]').check();
    const answer = await hold('POST', '**/decline');
    const press = dialog().getByRole('button', { name: 'Ablehnen' });
    await clickThrough(press);
    await dialog().locator('[data-under-way]', { hasText: 'Wird gesendet …' }).waitFor();
    expect(await press.getAttribute('aria-busy')).toBe('true');
    expect(await press.isEnabled()).toBe(true);
    answer.letGo();
    await visitor.page.waitForURL(/notice=declined/);
    expect(await now(stage, booking)).toMatchObject({ status: 'declined' });
  });

  test('api#sign-of-life: a button on the page itself shows it, too', async () => {
    const booking = await book(stage, { lastName: 'Langsam' });
    await visitor.open('/dashboard/bookings?search=Langsam');
    const { letGo } = await hold('POST', '**/confirm');
    let say = (_: string | null): void => {};
    const said = new Promise<string | null>((resolve) => {
      say = resolve;
    });
    await visitor.page.exposeFunction('saidSo', (text: string | null) => say(text));
    // While the next page loads, only the page itself can be asked.
    visitor.page
      .getByRole('button', { name: 'Bestätigen' })
      .evaluate(async (button: HTMLElement) => {
        button.click();
        const status = document.querySelector('[data-under-way]');
        while (status?.textContent === '') await new Promise((resolve) => setTimeout(resolve, 20));
        (window as unknown as { saidSo(text: string | null): void }).saidSo(status?.textContent ?? null);
      })
      .catch(() => {});
    expect(await said).toBe('Wird gesendet …');
    letGo();
    await visitor.page.waitForURL(/notice=confirmed/);
    expect(await now(stage, booking)).toMatchObject({ status: 'confirmed' });
  });

  test('an answer given meanwhile is explained by the page instead', async () => {
    const booking = await book(stage);
    await visitor.open(`/dashboard/bookings/${booking.id}`);
    await stage.deps.confirmBooking({ scope, id: booking.id });
    await clickThrough(visitor.page.locator('a[data-dialog]'));
    await visitor.page.locator('section[aria-labelledby=answer]').waitFor();
    expect(await visitor.page.textContent('section[aria-labelledby=answer]')).toContain('im Partner-Portal');
  });

  test('a second press during the first sends nothing', async () => {
    const booking = await book(stage, { lastName: 'Doppelt' });
    await visitor.open('/dashboard/bookings?search=Doppelt');
    const { asked, letGo } = await hold('POST', '**/confirm');
    let say = (): void => {};
    const pressedTwice = new Promise<void>((resolve) => {
      say = resolve;
    });
    await visitor.page.exposeFunction('pressedTwice', () => say());
    // While the next page loads, Playwright can't click; the page itself can.
    const pressing = visitor.page.getByRole('button', { name: 'Bestätigen' }).evaluate(async (button: HTMLElement) => {
      button.click();
      await new Promise((resolve) => setTimeout(resolve, 50));
      button.click();
      (window as unknown as { pressedTwice(): void }).pressedTwice();
    });
    pressing.catch(() => {});
    await pressedTwice;
    await expect.poll(asked).toBe(1);
    letGo();
    await visitor.page.waitForURL(/notice=confirmed/);
    expect(asked()).toBe(1);
    expect(await visitor.page.textContent('.notice')).toContain('Bestätigt:');
    expect(await now(stage, booking)).toMatchObject({ status: 'confirmed' });
  });

  test('a press without an answer can be repeated after two seconds', async () => {
    await book(stage, { lastName: 'Noch' });
    await visitor.page.clock.install();
    await visitor.open('/dashboard/bookings?search=Noch');
    const asked: string[] = [];
    await visitor.page.route('**/confirm', async (route) => {
      asked.push(route.request().method());
      // No other page comes: this one stays.
      await route.fulfill({ status: 204 });
    });
    const confirm = visitor.page.getByRole('button', { name: 'Bestätigen' });
    await clickThrough(confirm);
    await expect.poll(() => asked.length).toBe(1);
    await visitor.page.clock.fastForward(1_900);
    await clickThrough(confirm);
    await visitor.page.clock.fastForward(100);
    await clickThrough(confirm);
    await expect.poll(() => asked).toEqual(['POST', 'POST']);
  });

  test('pressing the link or the dialog’s button again while it is busy sends one request', async () => {
    const booking = await book(stage);
    await visitor.open(`/dashboard/bookings/${booking.id}`);
    const form = await hold('GET', '**/decline');
    const link = visitor.page.locator('a[data-dialog]');
    await clickThrough(link);
    await clickThrough(link);
    await expect.poll(form.asked).toBe(1);
    form.letGo();
    await dialog().waitFor();
    expect(await visitor.page.locator('dialog').count()).toBe(1);
    await dialog().locator('input[value=other]').check();
    await dialog().locator('textarea').fill('Der Ofen ist kaputt.');
    const answer = await hold('POST', '**/decline');
    const press = dialog().getByRole('button', { name: 'Ablehnen' });
    await clickThrough(press);
    await clickThrough(press);
    await expect.poll(answer.asked).toBe(1);
    answer.letGo();
    await visitor.page.waitForURL(/notice=declined/);
    expect([form.asked(), answer.asked()]).toEqual([1, 1]);
  });

  test('a page restored by the back button shows no open dialog', async () => {
    const booking = await book(stage);
    await visitor.open(`/dashboard/bookings/${booking.id}`);
    const link = visitor.page.locator('a[data-dialog]');
    await clickThrough(link);
    await dialog().locator('textarea').fill('Von vorhin');
    // The event that a browser sends when it caches a page; this browser caches none.
    await visitor.page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
    expect(await visitor.page.locator('dialog').count()).toBe(0);
    await clickThrough(link);
    await dialog().waitFor();
    expect(await dialog().locator('textarea').inputValue()).toBe('');
  });
});

/** Delays requests to an address, and counts them. */
async function hold(method: 'GET' | 'POST', address: string) {
  let count = 0;
  let letGo = (): void => {};
  const may = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await visitor.page.route(address, async (route) => {
    if (route.request().method() !== method) return route.fallback();
    count += 1;
    await may;
    await route.continue();
  });
  return { asked: () => count, letGo };
}
