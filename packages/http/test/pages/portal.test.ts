import { asCustomerNumber, HOUR_MS, MINUTE_MS, managerScope, partnerScope } from '@miomente/booking-domain';
import { clickThrough } from '@miomente/booking-testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { book, orderOf } from './orders.ts';
import { DESK, now, openStage, type Stage, type Visitor } from './stage.ts';

let stage: Stage;
let visitor: Visitor;
const scope = partnerScope(asCustomerNumber('P-100'));

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(async () => {
  visitor = await stage.visitor();
  await visitor.logIn();
});
afterEach(() => visitor.context.close());

const cards = () => visitor.page.locator('.card').allTextContents();

describe('the list of bookings', () => {
  test('US-5 shows what needs an answer first, with all that is needed to answer, and both buttons', async () => {
    const site = await openStage();
    try {
      const [pending, other] = [
        await book(site, { course: 'Barista-Kurs', start: '2025-03-31 17:00:00', people: 1 }),
        await book(site, { course: 'Pasta-Workshop', start: '2025-03-21 17:00:00' }),
      ];
      await site.deps.confirmBooking({ scope, id: other.id });
      const person = await site.visitor({ viewport: DESK });
      await person.logIn();
      expect(await person.page.textContent('#needed')).toBe('Bestätigungen erforderlich (1)');
      const card = (await person.page.locator('.date').textContent()) ?? '';
      for (const said of [
        'Mo., 31.03., 17:00',
        'Antwort bis Mi., 10:00',
        'Barista-Kurs',
        '1 Person',
        '79,00\u00a0€',
        'bezahlt',
        'Max Mustermann',
        `#${pending.order.orderNumber}`,
        'Bestätigen',
        'Ablehnen',
      ])
        expect(card, said).toContain(said);
      expect(await person.page.locator('.date a[href^="tel:"]').getAttribute('href')).toBe('tel:+4989000015');
      await person.follow('Alle');
      const cards = person.page.locator('.card');
      expect(await cards.allTextContents()).toEqual([
        expect.stringMatching(/^Offen.*Barista-Kurs.*Mo\., 31\.03\.2025.*17:00 Uhr/),
        expect.stringContaining('Bestätigt am 03.03.2025'),
      ]);
      expect(await cards.first().locator('a[href^="mailto:"]').getAttribute('href')).toBe(
        'mailto:max.mustermann@example.org',
      );
    } finally {
      await site.close();
    }
  });

  test('FR-5 filters by status, days, course and words, and says what was not found', async () => {
    await book(stage, { course: 'Pralinenkurs', productId: 31, lastName: 'Größler', start: '2025-05-10 10:00:00' });
    await book(stage, { course: 'Thai-Kochkurs', productId: 32, lastName: 'Anders', start: '2025-05-11 10:00:00' });
    await visitor.open('/dashboard/bookings');
    await clickThrough(visitor.page.getByText('Suchen und filtern'));
    await visitor.page.fill('input[name=search]', 'GROSSLER');
    await visitor.press('Anzeigen');
    expect(await cards()).toEqual([expect.stringContaining('Pralinenkurs')]);
    expect(await visitor.page.inputValue('input[name=search]')).toBe('GROSSLER');
    await visitor.open('/dashboard/bookings?from=2025-05-11&to=2025-05-11');
    expect(await cards()).toEqual([expect.stringContaining('Thai-Kochkurs')]);
    await visitor.open('/dashboard/bookings?from=10.5.2025&to=10.05.2025');
    expect(await cards()).toEqual([expect.stringContaining('Pralinenkurs')]);
    await visitor.open('/dashboard/bookings?course_id=32');
    expect(await cards()).toEqual([expect.stringContaining('Thai-Kochkurs')]);
    await visitor.open('/dashboard/bookings?status=declined&search=Mustermann&from=2025-02-01');
    expect(await visitor.text()).toContain('Unter „Abgelehnt“ gibt es ab 01.02.2025 nichts zu „Mustermann“.');
    await visitor.follow('Filter zurücksetzen');
    expect(visitor.path()).toBe('/dashboard/bookings');
  });

  test('an invalid or reversed date is reported below its field', async () => {
    await visitor.open('/dashboard/bookings?from=2025-02-31&to=2025-01-01');
    expect(await visitor.page.textContent('#from-error')).toContain('Dieses Datum gibt es nicht.');
    await visitor.open('/dashboard/bookings?from=2025-03-02&to=2025-03-01');
    expect(await visitor.page.textContent('#days-error')).toContain('Drehen Sie die beiden um.');
  });

  test.each([
    '?page=0',
    '?page=-1',
    '?page=99999999999',
    '?status=alles',
    '?course_id=x',
    '?page=1&page=2',
    '?from[]=1',
  ])('an edited address still shows a list: %s', async (query) => {
    await visitor.open(`/dashboard/bookings${query}`);
    expect(await visitor.heading()).toBe('Buchungen');
  });

  test('FR-5.5 twenty a page, with links to the next and previous', async () => {
    const site = await openStage();
    try {
      await site.order(...Array.from({ length: 21 }, (_, n) => orderOf({ lastName: `Nummer${n}` })));
      const person = await site.visitor();
      await person.logIn();
      await person.follow('Alle');
      expect(await person.page.locator('.card').count()).toBe(20);
      expect(await person.text()).toContain('Seite 1 von 2');
      await person.follow('Weiter');
      expect(await person.page.locator('.card').count()).toBe(1);
      expect(await person.text()).toContain('21 Buchungen, 21 bis 21.');
      await person.follow('Zurück');
      expect(person.path()).toBe('/dashboard/bookings?status=all');
      await person.open('/dashboard/bookings?page=9');
      expect(await person.text()).toContain('Auf dieser Seite steht nichts mehr.');
      await person.open('/dashboard/bookings?status=all&page=9');
      expect(await person.text()).toContain('Auf dieser Seite steht nichts mehr.');
    } finally {
      await site.close();
    }
  });

  test('a partner without bookings is told what to expect', async () => {
    await stage.partner(asCustomerNumber('P-900'));
    const person = await stage.visitor();
    await person.logIn('p-900@example.org');
    expect(await person.text()).toContain('Sobald jemand einen Ihrer Kurse bucht');
    await person.follow('Alle');
    expect(await person.text()).toContain('Noch keine Buchungen.');
  });
});

describe('answering in the portal', () => {
  test('FR-2.5 one press confirms, and the page says what happened to which booking', async () => {
    const booking = await book(stage, { course: 'Barista-Kurs', firstName: 'Lukas', lastName: 'Beispiel' });
    await visitor.open('/dashboard/bookings?search=Lukas');
    await visitor.press('Bestätigen');
    expect(visitor.path()).toBe(`/dashboard/bookings?search=Lukas&notice=confirmed&booking=${booking.id}`);
    expect(await visitor.page.textContent('.notice')).toContain(
      'Bestätigt: Barista-Kurs, Do., 13.03.2025 18:00 Uhr, Lukas Beispiel.',
    );
    expect(await now(stage, booking)).toMatchObject({ status: 'confirmed', answer: { channel: 'portal' } });
  });

  test('somebody was faster: shown with who and when, not as an error', async () => {
    const booking = await book(stage);
    await visitor.open(`/dashboard/bookings/${booking.id}`);
    stage.clock.advance(HOUR_MS);
    await stage.deps.declineBooking({ scope: managerScope('office@example.org'), id: booking.id, reason: 'other' });
    await visitor.press('Bestätigen');
    expect(await visitor.page.textContent('.notice')).toMatch(
      /Schon beantwortet: .* schon am Mo\., 03\.03\.2025 \d\d:\d\d Uhr am Telefon abgelehnt\. Ihre Antwort hat nichts geändert\./,
    );
  });

  test('a notice that does not match the booking is not shown', async () => {
    const booking = await book(stage);
    await visitor.open(`/dashboard/bookings?notice=confirmed&booking=${booking.id}`);
    expect(await visitor.page.locator('.notice').count()).toBe(0);
  });

  test('booking#take-back a confirmation is taken back on its page until the event starts', async () => {
    const booking = await book(stage);
    await stage.deps.confirmBooking({ scope, id: booking.id });
    await visitor.open(`/dashboard/bookings/${booking.id}`);
    await visitor.press('Bestätigung zurücknehmen');
    expect(await visitor.page.textContent('.notice')).toContain('Wieder offen:');
    expect(await now(stage, booking)).toMatchObject({ status: 'pending' });
  });

  test('booking#take-decline-back: the booking’s page offers to take it back for some minutes', async () => {
    const booking = await book(stage);
    await stage.deps.declineBooking({ scope, id: booking.id, reason: 'other', notes: 'Ofen kaputt' });
    await visitor.open(`/dashboard/bookings/${booking.id}`);
    const until = new Date(stage.clock.now() + 10 * MINUTE_MS).toLocaleTimeString('de-DE', {
      timeZone: 'Europe/Berlin',
      hour: '2-digit',
      minute: '2-digit',
    });
    expect(await visitor.page.textContent('#take-back-hint')).toContain(`${until} Uhr`);
    await visitor.press('Ablehnung zurücknehmen');
    expect(await visitor.page.textContent('.notice')).toContain('Wieder offen:');
    expect(await now(stage, booking)).toMatchObject({ status: 'pending' });
    const other = await book(stage);
    await stage.deps.declineBooking({ scope, id: other.id, reason: 'other', notes: 'Ofen kaputt' });
    stage.clock.advance(10 * MINUTE_MS);
    await visitor.open(`/dashboard/bookings/${other.id}`);
    expect(await visitor.page.getByRole('button', { name: 'Ablehnung zurücknehmen' }).count()).toBe(0);
  });

  test('another partner’s booking gets the same answer as a missing one', async () => {
    await stage.partner(asCustomerNumber('P-200'));
    const booking = await book(stage, { customerNumber: 'P-200' });
    for (const path of ['', '/decline']) {
      await visitor.open(`/dashboard/bookings/${booking.id}${path}`);
      const foreign = await visitor.page.locator('main').textContent();
      await visitor.open(`/dashboard/bookings/999999${path}`);
      expect(await visitor.page.locator('main').textContent()).toBe(foreign);
    }
    const { value = '' } = (await visitor.context.cookies()).find(({ name }) => name === 'booking_session') ?? {};
    const headers = { Cookie: `booking_session=${value}`, Origin: stage.settings.publicUrl };
    for (const action of ['confirm', 'reopen']) {
      expect((await stage.send('POST', `/dashboard/bookings/${booking.id}/${action}`, { headers })).status).toBe(404);
    }
    expect(await now(stage, booking)).toMatchObject({ status: 'pending' });
  });
});
