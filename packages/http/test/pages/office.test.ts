import { DAY_MS } from '@miomente/booking-domain';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { MANAGER } from '../world.ts';
import { book } from './orders.ts';
import { now, openStage, type Stage, type Visitor } from './stage.ts';

let stage: Stage;
let visitor: Visitor;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(async () => {
  visitor = await stage.visitor();
});

test('US-7 the phone list names whom to call, and takes the answer given by phone', async () => {
  const undated = await book(stage, { course: 'Weinprobe', start: null, lastName: 'Ohnetermin' });
  await stage.deliverDue();
  await visitor.logIn(MANAGER);
  expect(await visitor.page.textContent('h2#escalated')).toContain('Anrufen');
  expect(await visitor.page.getAttribute('.card a.fill', 'href')).toBe('tel:+4989000100');
  await visitor.press('Bestätigt');
  expect(await visitor.page.textContent('.notice')).toContain('Bestätigt: Weinprobe');
  expect(await now(stage, undated)).toMatchObject({ status: 'confirmed', answer: { channel: 'phone' } });
  await visitor.open(`/dashboard/bookings/${undated.id}`);
  expect(await visitor.text()).toContain(`erfasst von ${MANAGER}`);
});

test('the office declines for a partner on the phone with the same form', async () => {
  const booking = await book(stage, { course: 'Weinprobe', start: null, lastName: 'Absage' });
  await stage.deliverDue();
  await visitor.logIn(MANAGER);
  await visitor.follow('Abgelehnt');
  await visitor.page.check('input[value=personal_reason]');
  await visitor.press('Ablehnen');
  expect(await now(stage, booking)).toMatchObject({ status: 'declined', answer: { channel: 'phone' } });
  await visitor.open('/manager');
  expect(await visitor.page.locator('section[aria-labelledby=rebooking]').textContent()).toContain('Max Absage');
});

test('what started without an answer and what is odd about an order stand in lists of their own', async () => {
  const site = await openStage();
  try {
    await book(site, { start: '2025-03-04 18:00:00', lastName: 'Verpasst' });
    site.clock.advance(2 * DAY_MS);
    const person = await site.visitor();
    await person.logIn(MANAGER);
    expect(await person.page.locator('section[aria-labelledby=missed]').textContent()).toContain('Max Verpasst');
    expect(await person.text()).toContain('Niemand wartet auf einen Anruf.');
  } finally {
    await site.close();
  }
});

test('what failed for good says why, and is sent again with one press', async () => {
  const site = await openStage();
  try {
    site.mailer.failures.failNext('permanent');
    await book(site);
    await site.deliverDue();
    const person = await site.visitor();
    await person.logIn(MANAGER);
    const section = person.page.locator('section[aria-labelledby=deliveries]');
    expect(await section.textContent()).toContain('AnfrageThe mailer refused, as the test told it to.');
    await person.press('Erneut senden');
    expect(await person.page.textContent('.notice')).toContain('Wird erneut gesendet.');
    await site.deliverDue();
    expect(site.mailer.kinds()).toContain('confirmation_request');
  } finally {
    await site.close();
  }
});

test('a partner has no way in', async () => {
  await visitor.logIn();
  await visitor.open('/manager');
  expect(await visitor.heading()).toBe('Diese Seite ist nicht für Ihr Konto');
});
