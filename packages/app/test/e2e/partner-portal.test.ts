import { asOrderId } from '@miomente/booking-domain';
import { clickThrough } from '@miomente/booking-testing';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { announce } from '../support/product.ts';
import { openProduct, type Page, type Partner, type View } from './partner.ts';
import { WORDS } from './words.ts';

const product = await openProduct();

const VIEWS: readonly View[] = [
  { language: 'de', width: 'phone', scripts: true },
  { language: 'en', width: 'desk', scripts: true },
  { language: 'de', width: 'desk', scripts: true },
  { language: 'en', width: 'phone', scripts: true },
  { language: 'de', width: 'phone', scripts: false },
  { language: 'en', width: 'desk', scripts: false },
];

const nameOf = ({ language, width, scripts }: View): string =>
  `${language}, ${width}, ${scripts ? 'with' : 'without'} JavaScript`;

/** The required end-to-end checks, by their names in docs/rules/requirements.md. */
describe.each(VIEWS.map((view) => [nameOf(view), view] as const))('%s', (_, view) => {
  const words = WORDS[view.language];
  let partner: Partner;
  let page: Page;

  beforeAll(async () => {
    partner = await product.partner(view);
    page = partner.page;
    await partner.logIn();
  });
  afterAll(() => partner.close());

  const card = (name: string) => page.locator('.card', { hasText: name });
  const notice = () => page.locator('.notice[role=status]').textContent();

  test('Partner sees bookings list', async () => {
    const [open, confirmed, declined] = [
      await partner.book({ first: 'Anna', last: 'Offen', inDays: 12 }),
      await partner.book({ last: 'Zusage', inDays: 40 }),
      await partner.book({ last: 'Absage', inDays: 20 }),
    ];
    await answer(partner, confirmed.id, 'confirm', {});
    await answer(partner, declined.id, 'decline', { reason: 'capacity_full' });
    await partner.open('/dashboard/bookings');
    expect(await partner.heading()).toBe(words.bookings);
    const needed = page.locator('.dates');
    expect((await page.textContent('#needed'))?.trim()).toBe(words.needed(1));
    const shown = ((await needed.textContent()) ?? '').replaceAll('\u00a0', ' ');
    for (const said of [words.answerBy, 'Sushi-Kurs', '18:00', words.people, words.price, words.paid, 'Anna Offen'])
      expect(shown, said).toContain(said);
    expect(await needed.getByRole('link', { name: '089 0000015' }).getAttribute('href')).toBe('tel:0890000015');
    expect(await needed.getByRole('button', { name: words.confirm }).isVisible()).toBe(true);
    expect(await needed.getByRole('link', { name: words.decline }).isVisible()).toBe(true);
    await partner.open('/dashboard/bookings?status=all');
    expect(await card('Anna Offen').textContent()).toContain(words.open);
    expect(await page.locator('a[href="mailto:offen@example.com"]').isVisible()).toBe(true);
    expect(await card('Zusage').textContent()).toContain(words.confirmedOn);
    expect(await card('Absage').textContent()).toContain(words.declinedFor);
    await clickThrough(page.getByRole('link', { name: 'Sushi-Kurs' }).first());
    expect(partner.path()).toBe(`/dashboard/bookings/${open.id}`);
  });

  test('Partner can filter bookings', async () => {
    const soon = new Date(Date.now() + 61 * 24 * 3_600_000).toISOString().slice(0, 10);
    await partner.book({ last: 'Gesucht', course: 'Pasta-Abend', inDays: 61 });
    await partner.open('/dashboard/bookings?status=all');
    await clickThrough(page.getByRole('link', { name: words.status.confirmed }));
    expect(partner.path()).toBe('/dashboard/bookings?status=confirmed');
    expect(await page.locator('.card').allTextContents()).toEqual([expect.stringContaining('Zusage')]);

    await clickThrough(page.getByRole('link', { name: words.status.all }));
    await page.getByLabel(words.search, { exact: true }).fill('GESUCHT');
    await partner.press(words.show);
    expect(await page.getByRole('status').textContent()).toContain(words.one);
    expect(await card('Gesucht').isVisible()).toBe(true);

    await partner.open('/dashboard/bookings');
    if (view.width === 'phone') await clickThrough(page.getByText(words.toFilters));
    await page.getByLabel(words.from, { exact: true }).fill(soon);
    await page.getByLabel(words.to, { exact: true }).fill(soon);
    await page.getByLabel(words.course, { exact: true }).selectOption({ label: 'Pasta-Abend' });
    await partner.press(words.show);
    expect(new URL(page.url()).searchParams.get('from')).toBe(soon);
    expect(await page.locator('.card').allTextContents()).toEqual([expect.stringContaining('Gesucht')]);
    await page.reload();
    expect(await page.getByLabel(words.from, { exact: true }).inputValue()).toBe(soon);

    await page.getByLabel(words.search, { exact: true }).fill('Niemand');
    await partner.press(words.show);
    expect(await page.getByRole('status').textContent()).toContain(words.notFound);
    await clickThrough(page.getByRole('link', { name: words.reset }));
    expect(partner.path()).toBe('/dashboard/bookings');
  });

  test('Partner can confirm via portal', async () => {
    const booking = await partner.book({ last: 'Portal' });
    await partner.open('/dashboard/bookings?search=Portal');
    await clickThrough(card('Portal').getByRole('button', { name: words.confirm }));
    expect(partner.path()).toContain('/dashboard/bookings?search=Portal&notice=confirmed');
    expect(await notice()).toContain(words.confirmed);
    expect(await notice()).toContain('Max Portal');
    expect(await partner.statusOf(booking)).toBe('confirmed');
  });

  test('Partner can decline via portal', async () => {
    const booking = await partner.book({ last: 'Ablehner' });
    await partner.open('/dashboard/bookings?search=Ablehner');
    const decline = card('Ablehner').getByRole('link', { name: words.decline });
    await clickThrough(decline);
    const form = view.scripts ? page.locator('dialog[open]') : page.locator('main');
    await form.locator('textarea').fill('Der Ofen ist kaputt.');
    expect(await form.textContent()).toContain(words.ticketHint);
    if (view.scripts) {
      await page.keyboard.press('Escape');
      expect(await form.count()).toBe(0);
      expect(await decline.evaluate((link) => link === document.activeElement)).toBe(true);
      await clickThrough(decline);
      expect(await form.locator('textarea').inputValue()).toBe('Der Ofen ist kaputt.');
    }
    await clickThrough(form.getByRole('button', { name: words.decline }));
    await form.getByText(words.chooseReason).waitFor();
    expect(await form.locator('textarea').inputValue()).toBe('Der Ofen ist kaputt.');
    await form.getByLabel(words.reason).check();
    await clickThrough(form.getByRole('button', { name: words.decline }));
    await page.waitForURL(/notice=declined/);
    expect(partner.path()).toContain('/dashboard/bookings?search=Ablehner&');
    expect(await partner.statusOf(booking)).toBe('declined');
    expect(await page.getByRole('link', { name: words.dates }).first().getAttribute('href')).toBe(
      'https://dates.example.org/',
    );
    await vi.waitFor(
      async () => {
        await page.reload();
        expect(await notice()).toMatch(words.ticket);
      },
      { timeout: 20_000, interval: 250 },
    );
    await partner.open(`/dashboard/bookings/${booking.id}`);
    expect(await partner.text()).toContain('Der Ofen ist kaputt.');
  });

  test('Email confirm link works', async () => {
    const [first, second] = [await partner.book({ last: 'Brief' }), await partner.book({ last: 'Zweitbrief' })];
    const letter = await partner.letterAbout(first, 'confirmation_request');
    const device = await partner.stranger();
    await partner.open(letter.confirm, device);
    expect(await partner.heading(device)).toBe(words.ask);
    expect(await partner.text(device)).toContain(words.once);
    expect(await partner.text(device)).not.toContain('Brief');
    expect(await partner.statusOf(first)).toBe('pending');
    await partner.press(words.confirmBooking, device);
    expect(partner.path(device)).toBe('/confirmation-success');
    expect(await partner.statusOf(first)).toBe('confirmed');

    await partner.open((await partner.letterAbout(second, 'confirmation_request')).confirm, device);
    expect(partner.path(device)).toBe(`/confirmation-success?booking=${second.id}`);
    expect(await partner.heading(device)).toBe(words.success);
    expect(await partner.statusOf(second)).toBe('confirmed');
    await device.context().close();
  });

  test('Email decline link works', async () => {
    const booking = await partner.book({ last: 'Absagebrief' });
    const { decline } = await partner.letterAbout(booking, 'confirmation_request');
    const device = await partner.stranger();
    await partner.open(decline, device);
    expect(partner.path(device)).toBe(`/dashboard/bookings/${booking.id}/decline`);
    await partner.logIn(device);
    expect(partner.path(device)).toBe(`/dashboard/bookings/${booking.id}/decline`);
    expect(await partner.heading(device)).toBe(words.declineHeading);
    expect(await partner.statusOf(booking)).toBe('pending');
    await device.getByLabel(words.reason).check();
    await partner.press(words.decline, device);
    expect(partner.path(device)).toContain(`/dashboard/bookings/${booking.id}?notice=declined`);
    expect(await partner.statusOf(booking)).toBe('declined');
    const answered = await partner.letterAbout(booking, 'decline_confirmation');
    expect(answered.subject).toContain('#');
    await device.context().close();
  });

  test('Success/error pages display correctly', async () => {
    const device = await partner.stranger();
    const [booking, declined, cancelled, old, begun] = [
      await partner.book({ first: 'Erika', last: 'Seite' }),
      await partner.book({ last: 'Abgelehnt' }),
      await partner.book({ last: 'Storno' }),
      await partner.book({ last: 'Altlink' }),
      await partner.book({ last: 'Begonnen' }),
    ];
    const linkOf = (of: typeof booking) => `/api/confirm/${product.tokenOf(of)}`;
    await partner.open('/confirmation-success', device);
    expect(await partner.heading(device)).toBe(words.bare);

    await partner.open(linkOf(booking), device);
    await partner.press(words.confirmBooking, device);
    expect(await partner.heading(device)).toBe(words.success);
    const drawn = await partner.text(device);
    for (const said of ['#1', 'Erika Seite', 'Sushi-Kurs', '18:00', words.toPortal])
      expect(drawn, said).toContain(said);

    await partner.open(linkOf(booking), device);
    expect(partner.path(device)).toBe('/confirmation-error?reason=already_processed');
    expect(await partner.heading(device)).toBe(words.alreadyConfirmed);
    expect(await partner.text(device)).toContain(words.byLink);
    await partner.press(words.takeBack, device);
    expect(await partner.heading(device)).toBe(words.reopened);
    expect(await partner.statusOf(booking)).toBe('pending');

    await answer(partner, declined.id, 'decline', { reason: 'other' });
    await product.orderDesk.cancel(asOrderId(cancelled.magento_order_id));
    expect(await announce(new URL(page.url()).origin, cancelled.magento_order_id)).toBe(200);
    const set = (change: string, { id }: typeof booking) =>
      product.pool.query(`update miomente_partner_portal_booking_confirmations set ${change} where id = $1`, [id]);
    await set(`token_expires_at = now() - interval '1 minute'`, old);
    await set(`event_start = now() - interval '1 minute'`, begun);
    for (const [link, reason, heading] of [
      [linkOf(declined), 'already_processed', words.alreadyDeclined],
      [linkOf(cancelled), 'cancelled', words.cancelled],
      [linkOf(old), 'expired', words.expired],
      [linkOf(begun), 'event_started', words.started],
      [`/api/confirm/${'0'.repeat(64)}`, 'invalid', words.invalid],
    ] as const) {
      await partner.open(link, device);
      expect(partner.path(device).replace(/&booking=\d+$/, '')).toBe(`/confirmation-error?reason=${reason}`);
      expect(await partner.heading(device)).toBe(heading);
      expect(await device.getByRole('link', { name: words.toPortal }).isVisible()).toBe(true);
    }
    await device.context().close();
  });
});

/** Answers a booking in other ways than the test's: by the API, with the browser's session. */
async function answer({ page }: Partner, id: number, how: 'confirm' | 'decline', data: object): Promise<void> {
  const { origin } = new URL(page.url());
  const answered = await page.request.post(`${origin}/api/partner/bookings/${id}/${how}`, {
    data,
    headers: { Origin: origin },
  });
  expect(answered.status()).toBe(200);
}
