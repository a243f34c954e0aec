import { courseDateKey, courseDateOf, type Stored } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { clickThrough } from '@miomente/booking-testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { book } from './orders.ts';
import { DESK, openStage, type Stage, type Visitor } from './stage.ts';

let stage: Stage;
let visitor: Visitor;
let productId = 81_000;
let booking: Stored;
const start = '2025-03-08 18:00:00';
const pathOf = (of: Stored): string => paths.courseDate.at({ key: courseDateKey(courseDateOf(of)) });

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(async () => {
  visitor = await stage.visitor({ viewport: DESK });
  await visitor.logIn();
  productId += 1;
  booking = await book(stage, { start, productId });
  await visitor.open(pathOf(booking));
});
afterEach(() => visitor.context.close());

const section = () => visitor.page.locator('section.standing');
const say = async (people: string, hours = '24') => {
  await section().locator('[name=people]').fill(people);
  await section().locator('[name=hours]').fill(hours);
  await clickThrough(section().getByRole('button'));
};
const said = async () => (await section().textContent())?.replace(/\s+/g, ' ') ?? '';

describe('booking#standing-yes on the page of a course date', () => {
  test('one sentence with two fields; then the sentence without them; and back with one press', async () => {
    expect(await section().locator('[name=people]').inputValue()).toBe('');
    await say('12');
    expect(visitor.path()).toContain(`${pathOf(booking)}#standing`);
    expect(await said()).toContain(
      'Bis 12 Personen werden automatisch bestätigt, solange mindestens 24 Stunden Zeit sind.',
    );
    expect(await said()).toContain('So bestätigt ist noch niemand.');
    expect(await said()).toContain('Bis Fr., 07.03.2025 18:00 Uhr, danach fragen wir Sie wieder.');
    expect(await section().locator('input').count()).toBe(0);
    expect((await book(stage, { start, productId })).status).toBe('confirmed');
    await visitor.open(pathOf(booking));
    expect(await said()).toContain('So bestätigt sind bisher 2 Personen.');
    await clickThrough(section().getByRole('button', { name: 'Zusage zurücknehmen' }));
    expect(await section().locator('[name=people]').count()).toBe(1);
    expect((await book(stage, { start, productId })).status).toBe('pending');
  });

  test('what can’t be taken comes back with its error under the field, and is announced with it', async () => {
    await say('zwölf', '0');
    expect(await section().locator('[name=people]').inputValue()).toBe('zwö');
    expect(await section().locator('[name=hours]').inputValue()).toBe('0');
    for (const name of ['people', 'hours']) {
      const field = section().locator(`[name=${name}]`);
      expect(await field.getAttribute('aria-invalid')).toBe('true');
      expect(await field.getAttribute('aria-describedby')).toContain(`standing-${name}-error`);
      expect(await visitor.page.textContent(`#standing-${name}-error`)).toContain('Bitte eine Zahl von 1 bis 999');
    }
    await say(' 7 ', '48');
    expect(await said()).toContain('Bis 7 Personen');
  });

  test('works without script, and its own second press changes nothing', async () => {
    const plain = await stage.visitor({ javaScriptEnabled: false });
    await plain.logIn();
    await plain.open(pathOf(booking));
    await plain.page.fill('section.standing [name=people]', '1');
    await plain.press('Im Voraus zusagen');
    expect(await plain.text()).toContain('1 Person wird automatisch bestätigt');
    const twin = await plain.context.newPage();
    await twin.goto(stage.url + pathOf(booking));
    await plain.press('Zusage zurücknehmen');
    await clickThrough(twin.locator('section.standing button').first());
    expect(await twin.locator('section.standing [name=people]').count()).toBe(1);
    await plain.context.close();
  });

  test('the booking that it confirmed says so, with the terms in its history', async () => {
    await say('12');
    const confirmed = await book(stage, { start, productId });
    await visitor.open(paths.booking.at({ id: confirmed.id }));
    const text = await visitor.text();
    expect(text).toContain('automatisch durch die Zusage im Voraus');
    expect(text).toContain('Zusage im Voraus: bis 12 Personen, mindestens 24 Stunden vorher');
  });

  test('is not offered without a date, nor once the event has begun', async () => {
    const undated = await book(stage, { start: null, productId: productId + 500 });
    await visitor.open(pathOf(undated));
    expect(await section().count()).toBe(0);
  });
});
