import { asCustomerNumber, DAY_MS, partnerScope } from '@miomente/booking-domain';
import { aPartner } from '@miomente/booking-domain/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { MANAGER } from '../world.ts';
import { book, orderOf } from './orders.ts';
import { DESK, openStage, type Stage, type Visitor } from './stage.ts';

let stage: Stage;
let visitor: Visitor;
const scope = partnerScope(asCustomerNumber('P-100'));
const LIST = '/dashboard/bookings';

beforeAll(async () => {
  stage = await openStage();
  // Missed ones, more open ones than fit on a page, some without a date, and answered ones.
  for (const lastName of ['Verpasst', 'Versäumt']) await book(stage, { lastName, start: '2025-03-04 09:00:00' });
  stage.clock.advance(2 * DAY_MS);
  await stage.order(...Array.from({ length: 21 }, (_, n) => orderOf({ lastName: `Nummer${n}` })));
  for (const lastName of ['Ohne', 'Undatiert']) await book(stage, { lastName, start: null, course: 'Weinprobe' });
  const confirmed = await book(stage, { lastName: 'Bestätigt' });
  await stage.deps.confirmBooking({ scope, id: confirmed.id });
  await stage.partners.save(
    aPartner({ customerNumber: asCustomerNumber('P-200'), name: 'Konditorei Süß', email: null }),
  );
  await book(stage, { lastName: 'Fremd', customerNumber: 'P-200' });
});
afterAll(() => stage.close());
beforeEach(async () => {
  visitor = await stage.visitor({ viewport: DESK });
});
afterEach(() => visitor.context.close());

const chip = (name: string) => visitor.page.locator('.chips a', { hasText: name }).locator('span').textContent();
const cards = () => visitor.page.locator('.card').allTextContents();

describe('api#open-count one count of what is open', () => {
  test('heading, chip, menu, API and the list behind each agree', async () => {
    await visitor.logIn();
    expect(await visitor.page.textContent('#needed')).toBe('Bestätigungen erforderlich (23)');
    expect(await visitor.page.title()).toContain('23 offene Buchungen');
    expect(await visitor.page.textContent('.tabs [aria-current] .count')).toBe('23');
    expect(await visitor.page.textContent('.menu .count')).toBe('23');
    expect(await visitor.page.textContent('.done')).toBe('23 offen');
    expect(await visitor.page.locator('.ask').count()).toBe(23);
    await visitor.follow('Alle');
    expect(await chip('Offen')).toBe('23');
    expect(await chip('Unbeantwortet')).toBe('2');
    expect(await chip('Alle')).toBe('26');

    await visitor.open(`${LIST}?status=pending`);
    expect(await visitor.page.textContent('main [role=status]')).toContain('23 Buchungen, 1 bis 20.');
    await visitor.open(`${LIST}?status=unanswered`);
    expect(await cards()).toEqual([expect.stringContaining('Versäumt'), expect.stringContaining('Verpasst')]);

    const headers = await stage.as(asCustomerNumber('P-100'));
    const { json } = await stage.send('GET', '/api/partner/bookings?status=pending', { headers });
    expect(json).toMatchObject({
      data: { pagination: { total: 23 }, summary: { pending: 23, confirmed: 1, declined: 0, cancelled: 0 } },
    });
  });

  test('the office sees the same for a partner, and the missed ones beside it', async () => {
    await visitor.logIn(MANAGER);
    await visitor.open('/manager/partners/P-100');
    expect(await visitor.page.textContent('#pending .count')).toBe('23');
    expect(await visitor.page.textContent('#unanswered .count')).toBe('2');
    await visitor.open(LIST);
    expect(await chip('Offen')).toBe('24');
  });
});

describe('api#undated-group: bookings without a date', () => {
  test('are last among the open ones, in a separate group, with an outlined button', async () => {
    await visitor.logIn();
    await visitor.open(`${LIST}?status=pending&page=2`);
    const group = visitor.page.locator('section[aria-labelledby=undated]');
    expect(await group.locator('h3').textContent()).toBe('Termin wird geklärt');
    expect(await group.locator('.card').allTextContents()).toEqual([
      expect.stringContaining('Ohne'),
      expect.stringContaining('Undatiert'),
    ]);
    expect((await cards()).slice(-2)).toEqual(await group.locator('.card').allTextContents());
    expect(await group.locator('button.yes.fill').count()).toBe(0);
    expect(await group.locator('button.yes').count()).toBe(2);
    expect(await visitor.page.locator('.card button.yes.fill').count()).toBe(1);
  });
});

describe('api#office-search: finding bookings by their partner', () => {
  test('the office’s bookings name the partner and are found by that name', async () => {
    await visitor.logIn(MANAGER);
    await visitor.open(LIST);
    await visitor.page.fill('input[name=search]', 'SUSS');
    await visitor.press('Anzeigen');
    expect(await cards()).toEqual([expect.stringContaining('Partner: Konditorei Süß')]);
    await visitor.follow('Konditorei Süß');
    expect(visitor.path()).toBe('/manager/partners/P-200');
  });

  test('a partner’s own name matches nothing for the partner', async () => {
    await visitor.logIn();
    await visitor.open(`${LIST}?search=Kochschule`);
    expect(await visitor.text()).toContain('Keine Buchung gefunden.');
  });
});
