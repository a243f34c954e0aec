import {
  asCustomerNumber,
  courseDateKey,
  courseDateOf,
  managerScope,
  partnerScope,
  type Stored,
} from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { MANAGER } from '../world.ts';
import { book, type OrderShape } from './orders.ts';
import { DESK, openStage, type Stage, type Visitor } from './stage.ts';

let stage: Stage;
let visitor: Visitor;
const scope = partnerScope(asCustomerNumber('P-100'));
const START = '2025-03-08 18:00:00';
const pathOf = (booking: Stored): string => paths.courseDate.at({ key: courseDateKey(courseDateOf(booking)) });

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(async () => {
  visitor = await stage.visitor({ viewport: DESK });
  await visitor.logIn();
});
afterEach(() => visitor.context.close());

const booked = (lastName: string, shape: OrderShape = {}) => book(stage, { start: START, lastName, ...shape });
const texts = (selector: string) =>
  visitor.page
    .locator(selector)
    .allTextContents()
    .then((all) => all.map((text) => text.replace(/\s+/g, ' ').trim()));

describe('portal#course-date-page', () => {
  test('who comes, by name, with phone, notes and sums; open ones with both answers; others folded away', async () => {
    const shape = { course: 'Sushi-Kurs', productId: 11 };
    const berta = await booked('Blind', { ...shape, firstName: 'Berta', people: 3, phone: '0176 04069044' });
    const adam = await booked('Attrappe', { ...shape, firstName: 'Adam' });
    const georg = await booked('Gast', { ...shape, firstName: 'Georg', people: 6 });
    await booked('Musterfrau', { ...shape, firstName: 'Erika', people: 1 });
    await booked('Anderswann', { ...shape, start: '2025-03-09 18:00:00' });
    await booked('Anderswo', { course: 'Thai-Kochkurs', productId: 12 });
    await stage.deps.confirmBooking({ scope, id: berta.id, notes: 'Nussallergie (1 Person)' });
    await stage.deps.confirmBooking({ scope, id: adam.id });
    await stage.deps.declineBooking({ scope, id: georg.id, reason: 'other', notes: 'voll' });
    await visitor.open(pathOf(berta));

    expect(await visitor.heading()).toBe('Sushi-Kurs');
    expect(await visitor.text()).toContain('Sa., 08.03.2025 18:00 Uhr');
    expect(await texts('.figures > div')).toEqual(['Personen kommen5', 'Personen offen1', 'Zusammen6']);
    expect(await texts('.ask .name a')).toEqual(['Erika Musterfrau']);
    expect(await texts('.roll tbody tr')).toEqual([
      expect.stringContaining('Adam Attrappe'),
      expect.stringMatching(/^Berta Blind ?3 Personen ?0176 04069044 ?#\d+ ?Nussallergie \(1 Person\)$/),
    ]);
    expect(await visitor.page.getAttribute('.roll tbody tr:nth-child(2) a[href^="tel:"]', 'href')).toBe(
      'tel:017604069044',
    );
    expect(await texts('.roll tfoot tr')).toEqual([expect.stringMatching(/^2 Buchungen ?5 Personen/)]);
    expect(await visitor.page.locator('details.fold').textContent()).toContain('Georg Gast, 6 Personen');
  });

  test('an answer comes back to it', async () => {
    const booking = await booked('Zurück', { course: 'Barista-Kurs', productId: 13 });
    await visitor.open(pathOf(booking));
    await visitor.press('Bestätigen');
    expect(visitor.path()).toContain(pathOf(booking));
    expect(await texts('.roll tbody th')).toEqual(['Max Zurück']);
    expect(await visitor.page.locator('.ask').count()).toBe(0);
  });

  test('on paper: the list with a box to tick, on one sheet, without buttons, forms or the menu', async () => {
    const shape = { course: 'Pasta-Workshop', productId: 14 };
    const all = await Promise.all(Array.from({ length: 16 }, (_, n) => booked(`Gast${n}`, shape)));
    for (const { id } of all.slice(1)) await stage.deps.confirmBooking({ scope, id, notes: 'Kommt etwas später.' });
    await visitor.open(pathOf(all[0] as Stored));
    const pdf = await visitor.page.pdf({ format: 'A4' });
    expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1);
    await visitor.page.emulateMedia({ media: 'print' });
    const box = await visitor.page
      .locator('.roll tbody th')
      .first()
      .evaluate((cell) => getComputedStyle(cell, '::before').content);
    expect(box).toContain('☐');
    expect(await visitor.page.locator(':is(button, form, .menu, .back, details):visible').count()).toBe(0);
    expect(await visitor.page.locator('.ask .actions:visible').count()).toBe(0);
    expect(await visitor.page.locator('.roll tbody tr:visible').count()).toBe(15);
  });

  test('a day without a time and a course date without a date say so', async () => {
    const undated = await book(stage, { start: null, course: 'Weinprobe', productId: 15 });
    await visitor.open(pathOf(undated));
    expect(await visitor.text()).toContain('Termin wird geklärt');
    expect(await visitor.page.textContent('.date .due')).not.toContain('Antwort bis');
    expect(await visitor.page.locator('.ask .button.fill').count()).toBe(0);
  });

  test('another partner’s, a moved one and what is no key get the answer of a missing page', async () => {
    await stage.partner(asCustomerNumber('P-200'));
    const foreign = await book(stage, { customerNumber: 'P-200', productId: 16 });
    const answers: unknown[] = [];
    for (const path of [pathOf(foreign), '/dashboard/course-dates/999.1', '/dashboard/course-dates/nonsense']) {
      const response = await visitor.page.goto(stage.url + path);
      answers.push([response?.status(), await visitor.page.locator('main').textContent()]);
    }
    expect(answers[0]).toEqual([404, expect.stringContaining('Seite nicht gefunden')]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  test('is for partners: the office is told so', async () => {
    const booking = await booked('Büro', { productId: 17 });
    await stage.deps.confirmBooking({ scope: managerScope(MANAGER), id: booking.id });
    const office = await stage.visitor();
    await office.logIn(MANAGER);
    expect((await office.page.goto(stage.url + pathOf(booking)))?.status()).toBe(403);
    await office.context.close();
  });
});
