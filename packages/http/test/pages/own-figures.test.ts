import { asCustomerNumber, HOUR_MS, type Language, partnerScope } from '@miomente/booking-domain';
import { aPartner } from '@miomente/booking-domain/testing';
import { clickThrough } from '@miomente/booking-testing';
import { LANGUAGE_WORDS } from '@miomente/booking-texts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { orderNumber } from '../bookings.ts';
import { OFFICE } from '../world.ts';
import { DESK, openStage, PHONE, type Stage, type Visitor } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.partners.save(aPartner({ customerNumber: asCustomerNumber('P-200'), name: 'Küche' }));
  const partner = 'P-200';
  const bookings = await stage.order(...[0, 1, 2, 3, 4, 5].map((i) => orderNumber(10 + i, { partner })));
  stage.clock.advance(HOUR_MS);
  const scope = partnerScope(asCustomerNumber(partner));
  for (const { id } of bookings.slice(0, 5)) await stage.deps.confirmBooking({ scope, id });
  stage.clock.advance(HOUR_MS);
  const [first] = bookings;
  if (first !== undefined) await stage.deps.reopenBooking({ scope, id: first.id });
});
afterAll(() => stage.close());

async function visit(who: string, language: Language, viewport: typeof PHONE): Promise<Visitor> {
  const visitor = await stage.visitor({ viewport });
  await visitor.context.addCookies([
    { name: 'booking_language', value: language, url: stage.url },
    { name: 'booking_session', value: await stage.sessionJwt(asCustomerNumber(who)), url: stage.url },
  ]);
  return visitor;
}

const figuresOf = async (visitor: Visitor): Promise<Record<string, string>> => {
  const names = await visitor.page.locator('.tally dt').allTextContents();
  const values = await visitor.page.locator('.tally dd').allTextContents();
  return Object.fromEntries(names.map((name, i) => [name, values[i] ?? '']));
};

describe.each([
  ['de', PHONE],
  ['de', DESK],
  ['en', PHONE],
  ['en', DESK],
] as const)('portal#own-figures, in %s at %o', (language, viewport) => {
  const { figures } = LANGUAGE_WORDS[language].pages;

  test('the menu leads to it, and each figure says what it counts', async () => {
    const visitor = await visit('P-200', language, viewport);
    await visitor.open('/dashboard/bookings');
    if (viewport === PHONE) await clickThrough(visitor.page.locator('.menu summary').first());
    await clickThrough(visitor.page.locator('.menu a:visible', { hasText: figures.title }));
    expect(await visitor.heading()).toBe(figures.title);
    const shown = await figuresOf(visitor);
    const value = (key: keyof typeof figures.figures): string =>
      shown[`${figures.figures[key].name} ${figures.figures[key].about}`] ?? 'missing';
    expect(value('bookings')).toBe('6');
    expect(value('takenBack')).toBe('1');
    expect(value('kept')).toMatch(/^80\s?%$/);
    expect(await visitor.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await visitor.context.close();
  });

  test('whoever has no bookings is told so, and sees nobody else’s', async () => {
    const visitor = await visit('P-100', language, viewport);
    await visitor.open('/dashboard/figures');
    expect(await visitor.text()).toContain(figures.nothing);
    expect(await visitor.page.locator('.tally').count()).toBe(0);
    await visitor.context.close();
  });
});

test('api#kept-promises: the office sees the same on the partner’s page', async () => {
  const visitor = await stage.visitor({ viewport: DESK });
  const value = await stage.sessionJwt(OFFICE);
  await visitor.context.addCookies([{ name: 'booking_session', value, url: stage.url }]);
  await visitor.open('/manager/partners/P-200');
  const { manager } = LANGUAGE_WORDS.de.pages;
  const figure = (name: string) => visitor.page.locator('.figures div', { hasText: name }).locator('dd').textContent();
  expect(await figure(manager.figure.kept)).toMatch(/^80\s?%$/);
  expect(await figure(manager.takenBack)).toBe('1');
  await visitor.context.close();
});
