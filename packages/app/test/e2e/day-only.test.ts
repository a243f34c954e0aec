import { localDay, MINUTE_MS } from '@miomente/booking-domain';
import { clickThrough } from '@miomente/booking-testing';
import { expect, test, vi } from 'vitest';
import { JWT_ISSUER, managerJwt } from '../support/product.ts';
import { openProduct, type Page, type View } from './partner.ts';

const OFFICE = 'office@example.org';
const product = await openProduct({ PORTAL_JWT_ISSUER: JWT_ISSUER, MANAGER_EMAILS: OFFICE });
/** The folder for pictures that a person looks at. */
const PICTURES = process.env['PICTURES'];

/** Texts that must not appear: midnight, or words around a time. */
const A_TIME = /00:00|\bum \d|\bat \d|23:59/;
/** Times of our own, such as when something was sent, do appear. */
const eventLines = async (page: Page): Promise<string> =>
  (await page.locator('.when, .lead').allTextContents()).join(' ');

const VIEWS: readonly View[] = [
  { language: 'de', width: 'narrow', scripts: true },
  { language: 'de', width: 'desk', scripts: true },
  { language: 'en', width: 'narrow', scripts: true },
  { language: 'en', width: 'desk', scripts: true },
];

test.each(VIEWS.map((view) => [view.language, view.width, view] as const))(
  'orders#day-without-time: a course today without a time, ordered today: mail, ticket and pages, in %s, %s',
  async (language, width, view) => {
    const partner = await product.partner(view);
    // Near midnight the next day serves as well.
    const today = localDay(Date.now() + 10 * MINUTE_MS, 'Europe/Berlin');
    const [year, month, day] = today.split('-').map(Number) as [number, number, number];
    const date = new Date(Date.UTC(year, month - 1, day));
    const written =
      language === 'de'
        ? `${String(day).padStart(2, '0')}.${String(month).padStart(2, '0')}.${year}`
        : date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
    const long =
      language === 'de'
        ? date.toLocaleDateString('de-DE', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
        : date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
    const booking = await partner.book({ last: 'Heute', day: today });
    const look = async (name: string, page: Page = partner.page): Promise<void> => {
      if (PICTURES !== undefined)
        await page.screenshot({ path: `${PICTURES}/${name}-${language}-${width}.png`, fullPage: true });
    };
    const namesTheDay = (text: string): void => {
      expect(
        [written, long].some((form) => text.includes(form)),
        text,
      ).toBe(true);
      expect(text).not.toMatch(A_TIME);
    };

    const letter = await partner.letterAbout(booking, 'confirmation_request');
    const reading = await partner.stranger();
    await reading.setContent(letter.html);
    namesTheDay(`${letter.subject} ${((await reading.locator('body').textContent()) ?? '').replace(/\s+/g, ' ')}`);
    await look('mail', reading);

    const ticket = await vi.waitFor(
      async () => {
        const { rows } = await product.pool.query<{ title: string; body: string }>(
          `select t.title, t.body from sample.tickets t
           join miomente_partner_portal_booking_confirmations b on b.odoo_ticket_id = 'T-' || t.ticket_number
             or b.odoo_ticket_id = t.ticket_number::text
           where b.id = $1`,
          [booking.id],
        );
        return rows[0] ?? expect.fail('There is no ticket yet.');
      },
      { timeout: 20_000, interval: 200 },
    );
    expect(`${ticket.title} ${ticket.body}`).toContain(String(year));
    expect(`${ticket.title} ${ticket.body}`).not.toMatch(/00:00|um 0 Uhr/);

    await partner.logIn();
    await partner.open('/dashboard/bookings?status=all');
    namesTheDay(await eventLines(partner.page));
    await look('list');
    await partner.open(`/dashboard/bookings/${booking.id}`);
    namesTheDay(await eventLines(partner.page));
    await look('booking');

    const office = await partner.stranger();
    await office
      .context()
      .addCookies([{ name: 'booking_session', value: managerJwt(OFFICE), url: new URL(partner.page.url()).origin }]);
    await partner.open('/manager', office);
    expect(await office.locator('.entry', { hasText: 'Heute' }).count()).toBeGreaterThan(0);
    await look('phone-list', office);
    expect(await eventLines(office)).not.toMatch(A_TIME);

    await partner.open(letter.confirm, reading);
    await clickThrough(reading.locator('main form button').first());
    expect(await partner.statusOf(booking)).toBe('confirmed');
    await look('success', reading);
    await partner.close();
  },
  60_000,
);
