import { readFile } from 'node:fs/promises';
import { asCustomerNumber, DAY_MS, HOUR_MS, type Language, managerScope, partnerScope } from '@miomente/booking-domain';
import { aPartner } from '@miomente/booking-domain/testing';
import { clickThrough } from '@miomente/booking-testing';
import { LANGUAGE_WORDS } from '@miomente/booking-texts';
import { parse } from 'csv-parse/sync';
import type { BrowserContextOptions } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { orderNumber } from '../bookings.ts';
import { MANAGER, OFFICE, SETTINGS } from '../world.ts';
import { book } from './orders.ts';
import { DESK, now, openStage, PHONE, type Stage, type Visitor } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
  return () => stage.close();
});

/** A manager who is logged in. */
async function officer(options: BrowserContextOptions = {}, language: Language = 'de'): Promise<Visitor> {
  const visitor = await stage.visitor(options);
  await visitor.context.addCookies([
    { name: 'booking_language', value: language, url: stage.url },
    { name: 'booking_session', value: await stage.sessionJwt(OFFICE), url: stage.url },
  ]);
  return visitor;
}

const rows = (visitor: Visitor): Promise<readonly string[]> =>
  visitor.page.locator('tbody th[role=rowheader] a').allTextContents();

/**
 * Thirty partners; the first five have bookings, each answered more slowly and more often confirmed than the one
 * before.
 */
async function openPartners(others: 'declined' | 'open' = 'declined'): Promise<void> {
  for (let n = 1; n <= 30; n += 1) {
    const customerNumber = `P-${200 + n}`;
    await stage.partners.save(
      aPartner({ customerNumber: asCustomerNumber(customerNumber), name: `Küche ${String(n).padStart(2, '0')}` }),
    );
  }
  for (let n = 1; n <= 5; n += 1) {
    const partner = `P-${200 + n}`;
    const bookings = await stage.order(...[0, 1, 2, 3, 4].map((i) => orderNumber(10 * n + i, { partner })));
    stage.clock.advance(HOUR_MS);
    const scope = partnerScope(asCustomerNumber(partner));
    for (const { id } of bookings.slice(0, n)) await stage.deps.confirmBooking({ scope, id });
    for (const { id } of others === 'open' ? [] : bookings.slice(n))
      await stage.deps.declineBooking({ scope, id, reason: 'capacity_full' });
  }
}

const VIEWS = [
  ['de', DESK],
  ['en', PHONE],
] as const satisfies readonly (readonly [Language, typeof DESK])[];

describe.each(VIEWS)('US-8: how partners answer, in %s at %o', (language, viewport) => {
  const { manager, bookings } = LANGUAGE_WORDS[language].pages;

  test('worst rate first; sorted, searched, paged and over other days, all in the address', async () => {
    await openPartners();
    const office = await officer({ viewport }, language);
    await office.open('/manager/partners');
    expect((await rows(office)).slice(0, 6)).toEqual([
      'Küche 01',
      'Küche 02',
      'Küche 03',
      'Küche 04',
      'Küche 05',
      'Kochschule Beispiel',
    ]);
    const first = office.page.locator('tbody tr').first();
    expect(await first.locator(`[data-label="${manager.figure.rate}"]`).textContent()).toContain('20');
    expect(await office.page.textContent('h2#list')).toContain(manager.rising.rate);

    if (viewport === DESK) await clickThrough(office.page.locator('thead a').nth(5));
    else {
      await office.page.selectOption('select[name=sort]', '-rate');
      await office.press(bookings.show);
    }
    expect(new URL(office.page.url()).searchParams.get('sort')).toBe('-rate');
    expect((await rows(office)).slice(0, 2)).toEqual(['Küche 05', 'Küche 04']);
    expect(await office.page.textContent('h2#list')).toContain(manager.falling.rate);

    await office.follow(bookings.next);
    expect(office.page.url()).toMatch(/sort=-rate&page=2$/);
    expect(await rows(office)).toHaveLength(11);

    await office.page.fill('input[name=search]', 'KUCHE 03');
    await office.press(bookings.show);
    expect(await rows(office)).toEqual(['Küche 03']);
    expect(await office.page.textContent('.figures dd')).toBe('5');

    await office.page.selectOption('select[name=period]', 'own');
    await office.press(bookings.show);
    await office.page.fill('input[name=from]', '2030-01-01');
    await office.press(bookings.show);
    expect(await office.page.textContent('.figures dd')).toBe('0');
    expect(await office.page.inputValue('input[name=search]')).toBe('KUCHE 03');
    await office.page.fill('input[name=search]', 'nirgends');
    await office.press(bookings.show);
    expect(await office.page.textContent('h2#list')).toBe(manager.noPartner);
    await office.follow(manager.allPartners);
    expect(await rows(office)).toHaveLength(20);
  });

  test('as a file for a spreadsheet in that language, with the page’s numbers', async () => {
    await openPartners();
    const office = await officer({ viewport }, language);
    await office.open('/manager/partners?search=Küche&sort=-rate');
    const [download] = await Promise.all([office.page.waitForEvent('download'), office.follow(manager.download)]);
    expect(download.suggestedFilename()).toMatch(/^Partners? \d{4}-\d\d-\d\d \d{4}-\d\d-\d\d\.csv$/);
    const text = await readFile(await download.path(), 'utf8');
    const records: Record<string, string>[] = parse(text, {
      bom: true,
      columns: true,
      delimiter: language === 'de' ? ';' : ',',
    });
    expect(records).toHaveLength(30);
    expect(records[1]).toMatchObject({
      [manager.columns.partnerName]: 'Küche 04',
      [manager.columns.confirmationRate]: language === 'de' ? '0,8' : '0.8',
      [manager.columns.medianAnswerHours]: '1',
    });
  });
});

test('US-8: a partner’s page has their metrics week by week, as chart and table, and the open bookings', async () => {
  await openPartners('open');
  const office = await officer({ viewport: DESK });
  await office.open('/manager/partners?period=30');
  await office.follow('Küche 02');
  expect(office.path()).toBe('/manager/partners/P-202?period=30');
  expect(await office.heading()).toBe('Küche 02');
  expect(await office.page.locator('.columns').first().locator('rect.ok').count()).toBe(1);
  await clickThrough(office.page.locator('main details summary').first());
  const week = office.page.locator('table.numbers').first().locator('tbody tr').last();
  expect((await week.textContent())?.replace(/\s+/g, ' ')).toBe('KW 10 03.03.202520030');
  expect(await office.page.locator('section[aria-labelledby=pending] .card').count()).toBe(3);
  await office.press('Partner sagt zu');
  expect(await office.page.textContent('.notice')).toContain('Bestätigt');
  await office.follow('Partner');
  expect(office.path()).toContain('/manager/partners');
});

test('US-7 the office begins with whom to call, and keeps the answer given by phone', async () => {
  const undated = await book(stage, { course: 'Weinprobe', start: null, lastName: 'Ohnetermin' });
  await stage.partners.save(aPartner({ active: false }));
  await book(stage, { start: '2025-03-05 18:00:00', lastName: 'Übermorgen' });
  await book(stage, { start: '2025-03-04 18:00:00', lastName: 'Morgen' });
  const visitor = await stage.visitor();
  await visitor.logIn(MANAGER);
  expect(visitor.path()).toBe('/manager');
  expect(await visitor.page.locator('.entry .badge time').allTextContents()).toEqual(['Morgen, 18:00']);
  expect(await visitor.page.locator('.ask .name').allTextContents()).toEqual([
    'Morgen, 18:00 · Sushi-Kurs für Anfänger',
    'Mi., 05.03., 18:00 · Sushi-Kurs für Anfänger',
    'Termin wird geklärt · Weinprobe',
  ]);
  expect(await visitor.page.getAttribute('.entry a.fill', 'href')).toBe('tel:+4989000100');
  await visitor.press('Ich rufe an');
  await clickThrough(
    visitor.page.locator('.ask', { hasText: 'Weinprobe' }).getByRole('button', { name: 'Partner sagt zu' }),
  );
  expect(await visitor.page.textContent('.notice[role=status]')).toContain('Weinprobe');
  expect(await now(stage, undated)).toMatchObject({ status: 'confirmed', answer: { channel: 'phone' } });
  expect(await visitor.page.textContent('.menu [aria-current] .count')).toBe('2');
  await visitor.open(`/dashboard/bookings/${undated.id}`);
  expect(await visitor.text()).toContain(`erfasst von ${MANAGER}`);
});

test('the office declines for a partner on the phone with the same form, and finds the booking for rebooking', async () => {
  const booking = await book(stage, { course: 'Weinprobe', start: null, lastName: 'Absage' });
  const office = await officer();
  await office.open('/manager/partners/P-100');
  await office.follow('Partner sagt ab');
  await office.page.check('input[value=personal_reason]');
  await office.page.fill('textarea', 'Am 7. Januar wären noch Plätze frei.');
  await office.press('Ablehnen');
  expect(await now(stage, booking)).toMatchObject({ status: 'declined', answer: { channel: 'phone' } });
  await clickThrough(office.page.locator('.menu summary').first());
  await clickThrough(office.page.locator('.menu a[href="/manager/rebooking"]'));
  expect(await office.page.locator('.cards').textContent()).toContain('Max Absage');
  // api#office-lists: the partner's notes help the office to rebook.
  expect(await office.page.locator('.cards').textContent()).toContain('Am 7. Januar wären noch Plätze frei.');
});

test('booking#office-takes-back: a mistake is undone on the booking’s page, and the partner is asked again', async () => {
  const booking = await book(stage, { course: 'Weinprobe', lastName: 'Vertippt' });
  await stage.deliverDue();
  await stage.deps.declineBooking({ scope: managerScope(MANAGER), id: booking.id, reason: 'other' });
  const office = await officer();
  await office.open(`/dashboard/bookings/${booking.id}`);
  await office.press('Ablehnung zurücknehmen');
  expect(await office.page.textContent('.notice')).toContain('Der Partner wird noch einmal gefragt.');
  expect(await now(stage, booking)).toMatchObject({ status: 'pending' });
  expect(await office.page.textContent('.timeline')).toContain('Ablehnung zurückgenommen');
  await stage.deliverDue();
  expect(stage.mailer.kinds()).toContain('confirm_again');
});

test('a long list can be read completely, page by page, and an answer returns to its page', async () => {
  for (let n = 0; n < 45; n += 1) await book(stage, { start: null, lastName: `Nummer${n}` });
  const office = await officer();
  const seen = new Set<string>();
  await office.open('/manager/flagged');
  for (let page = 1; ; page += 1) {
    for (const text of await office.page.locator('.card .facts li:nth-child(2)').allTextContents()) seen.add(text);
    if ((await office.page.locator('.pages a[rel=next]').count()) === 0) break;
    await office.follow('Weiter');
    expect(office.path()).toBe(`/manager/flagged?page=${page + 1}`);
  }
  expect(seen.size).toBe(45);
  await office.open('/manager/partners/P-100?page=3');
  await office.press('Partner sagt zu');
  expect(new URL(office.page.url()).searchParams.get('page')).toBe('3');
  await office.open('/manager/flagged?page=9');
  expect(await office.page.textContent('h2#list')).toBe('Auf dieser Seite steht nichts mehr.');
  await office.follow('Zur ersten Seite');
  expect(await office.page.locator('.card').count()).toBe(20);
});

test('events that began without an answer, and unusual orders, have separate lists', async () => {
  await book(stage, { start: '2025-03-04 18:00:00', lastName: 'Verpasst' });
  const [lost] = orderNumber(77).items;
  await stage.order({ ...orderNumber(77), items: lost === undefined ? [] : [{ ...lost, customerNumber: null }] });
  const broken = { ...lost, itemId: 999, quantity: null } as unknown as NonNullable<typeof lost>;
  await stage.order({ ...orderNumber(78), items: [broken] });
  stage.clock.advance(2 * DAY_MS);
  const office = await officer();
  await office.open('/manager');
  expect(await office.text()).toContain('Niemand wartet auf einen Anruf.');
  await clickThrough(office.page.locator('.chips a[href="/manager/missed"]'));
  expect(await office.page.locator('.cards').textContent()).toContain('Max Verpasst');
  await office.open('/manager/order-items');
  const items = await office.page.locator('.cards').textContent();
  expect(items).toContain('Im Shop ist kein Partner hinterlegt.');
  // I1: an order whose import fails is visible, with the error.
  expect(items).toContain('Die Bestellung lässt sich nicht übernehmen. Für die Technik: TypeError');
});

test('a delivery that was given up shows why, and is sent again with one press', async () => {
  stage.mailer.failures.failNext('permanent');
  await book(stage);
  await stage.deliverDue();
  const office = await officer();
  await office.open('/manager/deliveries');
  expect(await office.page.textContent('.card')).toContain('The mailer refused, as the test told it to.');
  await office.press('Erneut senden');
  expect(await office.page.textContent('.notice')).toContain('Wird erneut gesendet.');
  expect(await office.text()).toContain('Alles ist zugestellt.');
  await stage.deliverDue();
  expect(stage.mailer.kinds()).toContain('confirmation_request');
  await stage.send('POST', '/manager/deliveries/1/resend', {
    headers: { ...(await stage.as(OFFICE)), 'Content-Type': 'application/x-www-form-urlencoded' },
    body: '',
  });
  expect(stage.mailer.kinds().filter((kind) => kind === 'confirmation_request')).toHaveLength(1);
});

test('reminders#hard-bounce: a mark is removed with one press, and pending bookings are asked about', async () => {
  await stage.partners.save(aPartner({ addressMark: { at: stage.clock.now(), reason: '550 no such mailbox' } }));
  await book(stage);
  const office = await officer();
  await office.open('/manager');
  // api#office-menu: its count is that of the tab it opens.
  expect(await office.page.textContent('.menu a[href="/manager/addresses"] .count')).toBe('1');
  await clickThrough(office.page.locator('.menu summary').first());
  await clickThrough(office.page.locator('.menu a[href="/manager/addresses"]'));
  expect(await office.page.textContent('.card')).toContain('550 no such mailbox');
  await office.press('Sperre aufheben');
  expect(await office.page.textContent('.notice')).toContain('Die Sperre für Kochschule Beispiel ist aufgehoben.');
  expect((await stage.partners.find(asCustomerNumber('P-100')))?.addressMark).toBeNull();
  await stage.deliverDue();
  expect(stage.mailer.kinds()).toContain('confirmation_request');

  await stage.partners.save(aPartner({ addressMark: { at: stage.clock.now(), reason: 'bounced' } }));
  await office.open('/manager/partners/P-100');
  await office.press('Sperre aufheben');
  expect(office.path()).toBe('/manager/partners/P-100?cleared=P-100');
  expect(await office.page.locator('.notice[data-tone=no]').count()).toBe(0);
  // An invented address shows nothing untrue.
  await office.open('/manager/addresses?cleared=P-9');
  expect(await office.page.locator('.notice').count()).toBe(0);
});

test('orders#corrected-address: an address is corrected in place, with its origin and what the next import does', async () => {
  const email = 'kochschule@example.org';
  await stage.partners.save(aPartner({ email, addressMark: { at: stage.clock.now(), reason: 'bounced' } }));
  await book(stage);
  const [office, other] = [await officer(), await officer()];
  const correct = async (visitor: Visitor, typed: string): Promise<void> => {
    await visitor.page.fill('#right-address', typed);
    await visitor.press('Adresse speichern');
  };
  for (const { page, open } of [office, other]) {
    await open('/manager/partners/P-100');
    await clickThrough(page.locator('#master-data ~ details summary').first());
  }
  await correct(office, 'neu@example');
  expect(await office.page.textContent('#right-address-error')).toContain('keine E-Mail-Adresse');
  expect(await office.page.inputValue('#right-address')).toBe('neu@example');
  await correct(office, 'neu@example.org');
  expect(await office.page.textContent('.notice[data-tone=ok]')).toContain('Die Adresse ist gespeichert.');
  expect(await office.page.locator('.notice[data-tone=no]').count()).toBe(0);
  const data = office.page.locator('section', { has: office.page.locator('#master-data') });
  expect(await data.textContent()).toMatch(/neu@example\.org.*Vom Team korrigiert am .*\(office@example\.org\)/s);
  expect(await data.textContent()).toContain(`Der Import hat dafür ${email}. Die Korrektur bleibt, bis er eine andere`);
  await stage.deliverDue();
  expect(stage.mailer.accepted.map(({ to }) => to.address)).toEqual(['neu@example.org']);

  await correct(other, 'zu-spaet@example.org');
  expect(await other.page.textContent('#right-address-error')).toContain('Nichts gespeichert');
  expect(await other.page.inputValue('#right-address')).toBe('zu-spaet@example.org');
  expect((await stage.partners.find(asCustomerNumber('P-100')))?.email).toBe('neu@example.org');

  const { addressMark: _, addressCorrection: __, ...imported } = aPartner({ email: 'quelle@example.org' });
  await stage.deps.keepPartner(imported);
  await office.open('/manager/partners/P-100?corrected=1');
  expect(await office.page.locator('.notice').count()).toBe(0);
  expect(await data.textContent()).toMatch(/quelle@example\.org.*Frühere Korrekturen.*neu@example\.org, am/s);
});

test('a partner has no access, and an unknown partner is reported as such', async () => {
  const partner = await stage.visitor();
  await partner.logIn();
  await partner.open('/manager');
  expect(await partner.heading()).toBe('Diese Seite ist nicht für Ihr Konto');
  const office = await officer();
  await office.open('/manager/partners/P-9');
  expect(await office.page.title()).not.toContain('P-9');
  expect((await stage.send('GET', '/manager/partners/P-9', { headers: await stage.as(OFFICE) })).status).toBe(404);
  // links#one-address: a NUL in a page's address matches no number.
  const nul = '/manager/partners/P%00';
  const headers = { ...(await stage.as(OFFICE)), Origin: SETTINGS.publicUrl };
  for (const [method, path] of [
    ['GET', nul],
    ['GET', '/manager/partners?search=%00'],
    ['POST', `${nul}/clear`],
    ['POST', '/api/manager/partners/P%00/clear-bounce'],
    ['GET', '/api/manager/partners/P%00'],
    ['GET', '/api/manager/bookings?search=%00'],
  ] as const) {
    const { status } = await stage.send(method, path, { headers });
    expect(status, path).toBeLessThan(500);
  }
  expect((await stage.send('GET', '/manager/partners?cleared=%00', { headers })).status).toBe(200);
});
