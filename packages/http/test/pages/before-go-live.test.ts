import { asCustomerNumber, asOrderId, asOrderItemId, type Stored } from '@miomente/booking-domain';
import { aPendingBooking } from '@miomente/booking-domain/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MANAGER } from '../world.ts';
import { book } from './orders.ts';
import { DESK, openStage, type Stage } from './stage.ts';

let stage: Stage;
let silent: Stored;
const LIST = '/dashboard/bookings';

beforeAll(async () => {
  stage = await openStage();
  await book(stage, { lastName: 'Undatiert', start: null });
  await book(stage, { lastName: 'Datiert' });
  const order = { orderId: asOrderId(990), orderItemId: asOrderItemId(990), orderNumber: '000000990' };
  const details = { eventStart: null, customer: { lastName: 'Altbestand' } };
  const booking = aPendingBooking({ order, historic: true, announcedAt: null, details, flags: ['no_event_date'] });
  const change = { type: 'create', booking, nextSweepAt: null, events: [], messages: [] } as const;
  const [kept] = await stage.bookings.commitEach([change]);
  silent = kept?.type === 'committed' ? kept.booking : expect.fail('The booking was not kept.');
});
afterAll(() => stage.close());

describe('booking#before-go-live · a booking from before go-live without a date', () => {
  test('is last on the partner’s page, asks for nothing and never counts as open', async () => {
    const visitor = await stage.visitor({ viewport: DESK });
    await visitor.logIn();
    await visitor.open(LIST);
    const { page } = visitor;
    expect(await page.textContent('#needed')).toBe('Bestätigungen erforderlich (2)');
    expect(await page.textContent('.menu .count')).toBe('2');
    expect(await page.locator('main').textContent()).not.toContain('Altbestand');
    await visitor.open(`${LIST}?status=all`);
    const last = page.locator('.card').last();
    const text = (await last.textContent()) ?? '';
    expect(text).toContain('Altbestand');
    expect(text).toContain('Keine Antwort nötig');
    expect(text).not.toContain('Antwort bis');
    expect(await last.locator('button').count()).toBe(0);
    await visitor.open(`${LIST}?status=pending`);
    expect(await page.locator('.card').count()).toBe(2);
    await visitor.open(`${LIST}/${silent.id}`);
    expect(await visitor.text()).toContain('Keine Antwort nötig');
    expect(await page.locator('.dock button').count()).toBeGreaterThan(0);
    await visitor.context.close();
  });

  test('has no answerBy in API and CSV, and is on none of the office’s lists', async () => {
    const headers = await stage.as(asCustomerNumber('P-100'));
    const { json } = await stage.send('GET', '/api/partner/bookings', { headers });
    const { data } = json as { data: { bookings: readonly { id: number; answerBy: unknown }[]; summary: unknown } };
    expect(data.summary).toMatchObject({ pending: 2 });
    expect(data.bookings.at(-1)).toMatchObject({ id: silent.id, answerBy: null, canAnswer: true });
    const office = await stage.as({ role: 'manager', address: MANAGER });
    for (const attention of ['escalated', 'missed', 'flagged']) {
      const list = await stage.send('GET', `/api/manager/bookings?attention=${attention}`, { headers: office });
      expect(JSON.stringify(list.json)).not.toContain('Altbestand');
    }
  });
});
