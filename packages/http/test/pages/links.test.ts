import { asCustomerNumber, DAY_MS, HOUR_MS, MINUTE_MS, partnerScope } from '@miomente/booking-domain';
import { clickThrough } from '@miomente/booking-testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { beginChange, bookAsked as book } from './orders.ts';
import { linksOf, now, openStage, type Stage, type Visitor } from './stage.ts';

let stage: Stage;
let visitor: Visitor;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(async () => {
  visitor = await stage.visitor();
});

describe('the confirm link', () => {
  test('US-2 asks once on a new device and confirms with one button, without JavaScript', async () => {
    const booking = await book(stage, { course: 'Sushi-Kurs für Anfänger', lastName: 'Mustermann' });
    await visitor.open(linksOf(stage, booking).confirm);
    expect(await visitor.heading()).toBe('Buchung bestätigen?');
    expect(await visitor.text()).toContain('Einmalig auf diesem Gerät; danach genügt ein Klick');
    expect(await now(stage, booking)).toMatchObject({ status: 'pending' });

    await visitor.press('Buchung bestätigen');
    expect(visitor.path()).toBe('/confirmation-success');
    expect(await visitor.heading()).toBe('Buchung erfolgreich bestätigt!');
    expect(await visitor.page.locator('dl > div').allTextContents()).toEqual([
      `Bestellung#${booking.order.orderNumber}`,
      'KundeMax Mustermann',
      'KursSushi-Kurs für Anfänger',
      'Datum13.03.2025 18:00',
    ]);
    expect(await visitor.page.textContent('.lead')).toBe('Do., 13.03.2025 18:00 Uhr · 2 Personen');
    expect(await visitor.page.locator('main a').first().textContent()).toBe('Zum Partner-Portal →');
    expect(await now(stage, booking)).toMatchObject({ status: 'confirmed', answer: { channel: 'email_token' } });
  });

  test('links#success-way-back the success page has the button that takes it back', async () => {
    const booking = await book(stage);
    await visitor.open(linksOf(stage, booking).confirm);
    await clickThrough(visitor.page.locator('main button').first());
    expect(await visitor.heading()).toBe('Buchung erfolgreich bestätigt!');
    await visitor.press('Bestätigung zurücknehmen');
    expect(await visitor.heading()).toBe('Die Buchung ist wieder offen');
    expect(await now(stage, booking)).toMatchObject({ status: 'pending' });
  });

  test('links#when-first guard and error pages show day, time and people first', async () => {
    const booking = await book(stage, { people: 3 });
    await visitor.open(linksOf(stage, booking).confirm);
    const lead = 'Do., 13.03.2025 18:00 Uhr · 3 Personen';
    expect(await visitor.page.textContent('h1 + .lead')).toBe(lead);
    await stage.deps.confirmBooking({ scope: partnerScope(asCustomerNumber('P-100')), id: booking.id });
    await visitor.open(linksOf(stage, booking).confirm);
    expect(await visitor.page.textContent('h1 + .lead')).toBe(lead);
  });

  test('links#known-device on a device that pressed a button before, one click is enough', async () => {
    const [first, second] = [await book(stage), await book(stage, { lastName: 'Zweite' })];
    await visitor.open(linksOf(stage, first).confirm);
    await clickThrough(visitor.page.locator('main button').first());
    await visitor.open(linksOf(stage, second).confirm);
    expect(await visitor.heading()).toBe('Buchung erfolgreich bestätigt!');
    expect(await visitor.text()).toContain('Max Zweite');
  });

  test('links#private-pages the page that asks shows nothing about the customer', async () => {
    const booking = await book(stage, {
      firstName: 'Geheim',
      lastName: 'Niemand',
      email: 'geheim@example.org',
      phone: '+49 89 000777',
    });
    await visitor.open(linksOf(stage, booking).confirm);
    const html = await visitor.page.content();
    for (const secret of ['Geheim', 'Niemand', 'geheim@', '000777']) expect(html).not.toContain(secret);
  });

  test('links#private-pages link pages are not cached and send no referrer', async () => {
    const { confirm, decline } = linksOf(stage, await book(stage));
    for (const path of [confirm, decline, '/confirmation-error?reason=invalid']) {
      const { headers } = await stage.send('GET', path);
      expect(headers['referrer-policy'], path).toBe('no-referrer');
      expect(headers['cache-control'], path).toBe('no-store');
    }
  });

  test('links#private-pages redirects end on an address without the token', async () => {
    const booking = await book(stage);
    const { confirm, decline } = linksOf(stage, booking);
    const token = confirm.split('/').at(-1) ?? '';
    await visitor.open(decline);
    expect(visitor.page.url()).not.toContain(token);
    stage.clock.advance(MINUTE_MS);
    await visitor.open(confirm);
    await clickThrough(visitor.page.locator('main button').first());
    expect(visitor.page.url()).not.toContain(token);
    await visitor.open(confirm);
    expect(visitor.path()).toBe('/confirmation-error?reason=already_processed');
  });

  test('links#private-pages the success page shows nothing to other visitors', async () => {
    const booking = await book(stage, { lastName: 'Verborgen' });
    await visitor.open(linksOf(stage, booking).confirm);
    await clickThrough(visitor.page.locator('main button').first());
    const other = await stage.visitor();
    await other.open('/confirmation-success');
    expect(await other.text()).not.toContain('Verborgen');
    expect(await other.heading()).toBe('Hier ist gerade nichts zu sehen');
    const forged = Buffer.from(JSON.stringify([[booking.id, stage.clock.now() + DAY_MS]])).toString('base64url');
    const answer = await stage.send('GET', '/confirmation-success', {
      headers: { Cookie: `booking_confirmed=${forged}.${forged}` },
    });
    expect(answer.text).not.toContain('Verborgen');
  });

  test('links#confirm-visit in mode direct every GET confirms, and a HEAD still does not', async () => {
    const direct = await openStage({ settings: { confirmLinkMode: 'direct' } });
    try {
      const booking = await book(direct);
      const { confirm } = linksOf(direct, booking);
      expect((await direct.send('HEAD', confirm)).status).toBe(204);
      expect(await now(direct, booking)).toMatchObject({ status: 'pending' });
      expect((await direct.send('GET', confirm)).headers['location']).toBe('/confirmation-success');
      expect(await now(direct, booking)).toMatchObject({ status: 'confirmed' });
    } finally {
      await direct.close();
    }
  });
});

describe('taking it back', () => {
  test('booking#take-decline-back: a declined booking’s link says until when the portal takes it back', async () => {
    const booking = await book(stage);
    await stage.deps.declineBooking({
      scope: partnerScope(booking.customerNumber),
      id: booking.id,
      reason: 'other',
      notes: 'x',
    });
    await visitor.open(linksOf(stage, booking).decline);
    expect(await visitor.text()).toMatch(/Bis \S+ \S+ \d\d:\d\d Uhr können Sie die Ablehnung im Partner-Portal selbst/);
    stage.clock.advance(10 * MINUTE_MS);
    await visitor.open(linksOf(stage, booking).decline);
    expect(await visitor.text()).toContain('Rufen Sie uns an oder schreiben Sie uns');
  });

  test('booking#take-back a confirmation by link is taken back with one button, and can then be declined', async () => {
    const booking = await book(stage);
    const { confirm } = linksOf(stage, booking);
    await visitor.open(confirm);
    await clickThrough(visitor.page.locator('main button').first());
    await visitor.open(confirm);
    expect(await visitor.heading()).toBe('Diese Buchung ist schon bestätigt');
    expect(await visitor.text()).toContain('über den Link in der E-Mail bestätigt');
    await visitor.press('Bestätigung zurücknehmen');
    expect(await visitor.heading()).toBe('Die Buchung ist wieder offen');
    expect(await now(stage, booking)).toMatchObject({ status: 'pending' });

    await visitor.follow('Buchung ablehnen');
    await visitor.logIn();
    await visitor.page.check('input[value=capacity_full]');
    await clickThrough(visitor.page.locator('main button').first());
    expect(await now(stage, booking)).toMatchObject({ status: 'declined', answer: { reason: 'capacity_full' } });
  });

  test('links#error-from-booking after 15 minutes the page no longer knows the link, and says nothing about the booking', async () => {
    const answer = await stage.send('POST', '/confirmation-error/take-back');
    expect(answer.headers['location']).toBe('/confirmation-error/reopened');
    await visitor.open('/confirmation-error/reopened');
    expect(await visitor.heading()).toBe('Hier ist nichts mehr zu sehen');
    expect(await visitor.text()).not.toContain('nichts geändert');
  });

  test('the token is in no cookie that scripts or other pages can read', async () => {
    const booking = await book(stage);
    await stage.deps.confirmBooking({ scope: partnerScope(asCustomerNumber('P-100')), id: booking.id });
    const { confirm } = linksOf(stage, booking);
    const token = confirm.split('/').at(-1) ?? '';
    const { headers } = await stage.send('GET', confirm);
    const holding = [headers['set-cookie'] ?? []].flat().filter((cookie) => cookie.includes(token));
    expect(holding).toEqual([
      `booking_link_${booking.id}=${token}; Path=/confirmation-error; Max-Age=900; HttpOnly; SameSite=Lax`,
    ]);
  });
});

describe('a link that can not be used', () => {
  test.each([
    ['invalid', 'Zu diesem Link finden wir keine Buchung', 'We can’t find a booking for this link'],
    ['expired', 'Dieser Link ist abgelaufen', 'This link has expired'],
    ['already_processed', 'Diese Buchung ist schon beantwortet', 'This booking is already answered'],
    ['cancelled', 'Diese Buchung ist storniert', 'This booking is cancelled'],
    ['event_started', 'Der Kurs hat schon begonnen', 'The course has already started'],
    ['order_being_changed', 'Die Bestellung wird gerade geändert', 'The order is being changed'],
    ['<script>', 'Zu diesem Link finden wir keine Buchung', 'We can’t find a booking for this link'],
  ])('says why (%s) and what to do', async (reason, german, english) => {
    await visitor.open(`/confirmation-error?reason=${encodeURIComponent(reason)}`);
    expect(await visitor.heading()).toBe(german);
    await visitor.follow('English');
    expect(await visitor.heading()).toBe(english);
  });

  test.each(['expired', 'cancelled', 'event_started'])(
    'links#error-from-booking an edited address (%s) never contradicts the booking shown',
    async (reason) => {
      const booking = await book(stage);
      await stage.deps.confirmBooking({ scope: partnerScope(asCustomerNumber('P-100')), id: booking.id });
      await visitor.open(linksOf(stage, booking).confirm);
      await visitor.open(`/confirmation-error?reason=${reason}`);
      expect(await visitor.heading()).toBe('Diese Buchung ist schon bestätigt');
    },
  );

  test('an unknown token gets the same answer as a malformed one', async () => {
    for (const token of ['f'.repeat(64), 'kurz', '%00', '..']) {
      const { status, headers } = await stage.send('GET', `/api/confirm/${token}`);
      if (status !== 404) expect(headers['location'], token).toBe('/confirmation-error?reason=invalid');
    }
  });

  test('FR-2.1 an expired link leads to the portal, where answering still works', async () => {
    const late = await openStage();
    try {
      const booking = await book(late, { start: '2025-04-30 18:00:00' });
      late.clock.advance(7 * DAY_MS);
      const person = await late.visitor();
      await person.open(linksOf(late, booking).confirm);
      expect(await person.heading()).toBe('Dieser Link ist abgelaufen');
      expect(await person.page.getAttribute('main a.button', 'href')).toBe(`/dashboard/bookings/${booking.id}`);
    } finally {
      await late.close();
    }
  });

  test('booking#order-being-changed: until the new order can be booked, the link says so and confirms nothing', async () => {
    const changed = await openStage();
    try {
      const booking = await book(changed);
      await beginChange(changed, booking);
      const { confirm, decline } = linksOf(changed, booking);
      for (const address of [confirm, decline])
        for (const method of ['GET', 'POST'] as const) {
          if (method === 'POST' && address === decline) continue;
          const { headers } = await changed.send(method, address);
          expect(headers['location'], `${method} ${address}`).toBe('/confirmation-error?reason=order_being_changed');
        }
      const person = await changed.visitor();
      await person.open(confirm);
      expect(await person.heading()).toBe('Die Bestellung wird gerade geändert');
    } finally {
      await changed.close();
    }
  });

  test('once the event has started the link says so', async () => {
    const late = await openStage();
    try {
      const booking = await book(late, { start: '2025-03-04 18:00:00' });
      late.clock.advance(DAY_MS + 9 * HOUR_MS + MINUTE_MS);
      const { headers } = await late.send('GET', linksOf(late, booking).confirm);
      expect(headers['location']).toBe('/confirmation-error?reason=event_started');
    } finally {
      await late.close();
    }
  });
});

describe('the decline link', () => {
  test('FR-3.1 changes nothing, leads through login to the form, and ends in a recorded decline', async () => {
    const booking = await book(stage, { course: 'Thai-Kochkurs' });
    await visitor.open(linksOf(stage, booking).decline);
    expect(visitor.path()).toBe(`/dashboard/bookings/${booking.id}/decline`);
    expect(await visitor.text()).toContain('Wir schicken Ihnen dafür einen Link und einen Code an k***@example.org.');
    await visitor.logIn();
    expect(visitor.path()).toBe(`/dashboard/bookings/${booking.id}/decline`);
    expect(await visitor.text()).toContain('Thai-Kochkurs, Do., 13.03.2025 18:00 Uhr');
    expect(await now(stage, booking)).toMatchObject({ status: 'pending' });
  });

  test('links#decline-link the token never replaces the login', async () => {
    const booking = await book(stage);
    const { decline } = linksOf(stage, booking);
    const token = decline.split('/').at(-1);
    const answer = await stage.send('POST', `/dashboard/bookings/${booking.id}/decline`, {
      headers: {
        Cookie: `booking_decline=${token}`,
        'Content-Type': 'application/x-www-form-urlencoded',
        Origin: stage.settings.publicUrl,
      },
      body: 'reason=capacity_full',
    });
    expect(answer.status).toBe(303);
    expect(answer.headers['location']).toContain('/login?next=');
    expect(await now(stage, booking)).toMatchObject({ status: 'pending' });
  });

  test('a visitor logged in as somebody else is told that this is another account’s booking', async () => {
    await stage.partner(asCustomerNumber('P-200'));
    const booking = await book(stage);
    await visitor.logIn('p-200@example.org');
    await visitor.open(linksOf(stage, booking).decline);
    expect(await visitor.heading()).toBe('Diese Seite ist nicht für Ihr Konto');
    await visitor.context.clearCookies({ name: 'booking_decline' });
    await visitor.open(`/dashboard/bookings/${booking.id}/decline`);
    expect(await visitor.heading()).toBe('Seite nicht gefunden');
  });
});
