import { partnerScope } from '@miomente/booking-domain';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { book } from './orders.ts';
import { now, openStage, type Stage, type Visitor } from './stage.ts';

let stage: Stage;
let visitor: Visitor;
const scope = partnerScope('P-100');

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(async () => {
  visitor = await stage.visitor({ javaScriptEnabled: true });
  await visitor.context.addCookies([
    { name: 'booking_session', value: await stage.sessionJwt('P-100'), url: stage.url },
  ]);
});
afterEach(() => visitor.context.close());

const dialog = () => visitor.page.locator('dialog[open]');

describe('with scripts', () => {
  test('FR-3.2 declining opens the page’s form as a dialog that Esc closes and that keeps what was typed', async () => {
    const booking = await book(stage);
    await visitor.open(`/dashboard/bookings/${booking.id}`);
    const link = visitor.page.locator('a[data-dialog]');
    await link.click();
    await dialog().waitFor();
    expect(await dialog().getAttribute('aria-labelledby')).toBe('dialog-title');
    expect(await dialog().locator('#dialog-title').textContent()).toBe('Buchung ablehnen');
    expect(
      await dialog()
        .locator('input')
        .first()
        .evaluate((input) => input === document.activeElement),
    ).toBe(true);
    await dialog().locator('textarea').fill('Der Ofen ist kaputt.');
    await visitor.page.keyboard.press('Escape');
    expect(await dialog().count()).toBe(0);
    expect(await link.evaluate((each) => each === document.activeElement)).toBe(true);
    await link.click();
    expect(await dialog().locator('textarea').inputValue()).toBe('Der Ofen ist kaputt.');
    await dialog().getByRole('button', { name: 'Schließen' }).click();
    await link.click();
    await dialog().getByRole('link', { name: 'Abbrechen' }).click();
    expect(await dialog().count()).toBe(0);
    expect(visitor.path()).toBe(`/dashboard/bookings/${booking.id}`);
  });

  test('what must be mended is said in the dialog, and it goes on to the list it was opened on', async () => {
    const booking = await book(stage, { lastName: 'Dialog' });
    await visitor.open('/dashboard/bookings?search=Dialog');
    await visitor.page.locator('a[data-dialog]').click();
    await dialog().locator('textarea').fill('Zeile eins');
    await dialog().getByRole('button', { name: 'Ablehnen' }).click();
    await dialog().locator('#reason-error').waitFor();
    expect(await dialog().locator('textarea').inputValue()).toBe('Zeile eins');
    await dialog().locator('input[value=capacity_full]').check();
    await dialog().getByRole('button', { name: 'Ablehnen' }).click();
    await visitor.page.waitForURL(/notice=declined/);
    expect(visitor.path()).toBe(`/dashboard/bookings?search=Dialog&notice=declined&booking=${booking.id}`);
    expect(await now(stage, booking)).toMatchObject({ status: 'declined', answer: { notes: 'Zeile eins' } });
  });

  test('a line that is down takes nothing of what was typed', async () => {
    const booking = await book(stage);
    await visitor.open(`/dashboard/bookings/${booking.id}`);
    await visitor.page.locator('a[data-dialog]').click();
    await dialog().locator('input[value=other]').check();
    await dialog().locator('textarea').fill('Der Ofen ist kaputt.');
    await visitor.context.setOffline(true);
    await dialog().getByRole('button', { name: 'Ablehnen' }).click();
    await dialog().getByRole('alert').waitFor();
    expect(await dialog().getByRole('alert').textContent()).toContain('Ihr Text ist noch da');
    await visitor.context.setOffline(false);
    await dialog().getByRole('button', { name: 'Ablehnen' }).click();
    await visitor.page.waitForURL(/notice=declined/);
    expect(await now(stage, booking)).toMatchObject({ answer: { notes: 'Der Ofen ist kaputt.' } });
  });

  test('an answer given meanwhile is explained by the page instead', async () => {
    const booking = await book(stage);
    await visitor.open(`/dashboard/bookings/${booking.id}`);
    await stage.deps.confirmBooking({ scope, id: booking.id });
    await visitor.page.locator('a[data-dialog]').click();
    await visitor.page.locator('section[aria-labelledby=answer]').waitFor();
    expect(await visitor.page.textContent('section[aria-labelledby=answer]')).toContain('im Partner-Portal');
  });

  test('a double click sends one answer', async () => {
    const booking = await book(stage, { lastName: 'Doppelt' });
    await visitor.open('/dashboard/bookings?search=Doppelt');
    let sent = 0;
    visitor.page.on('request', (request) => {
      if (request.method() === 'POST') sent += 1;
    });
    await visitor.page.getByRole('button', { name: 'Bestätigen' }).dblclick();
    await visitor.page.waitForURL(/notice=confirmed/);
    expect(sent).toBe(1);
    expect(await visitor.page.textContent('.notice')).toContain('Bestätigt:');
    expect(await now(stage, booking)).toMatchObject({ status: 'confirmed' });
  });
});
