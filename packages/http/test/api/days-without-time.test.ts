import { asCustomerNumber, HOUR_MS } from '@miomente/booking-domain';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { orderNumber } from '../bookings.ts';
import { OFFICE, openWorld, type World } from '../world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.partner();
});
afterEach(() => world.stop());

async function get(path: string, headers: Readonly<Record<string, string>>) {
  const answer = await world.send('GET', path, { headers });
  expect(answer.status, answer.text).toBe(200);
  return answer;
}

describe('orders#day-without-time: a day in the API', () => {
  it('has a day, and null for its time; can be answered until the day is over', async () => {
    await world.order(orderNumber(1, { at: '2025-03-03' }));
    const list = async () => (await get('/api/partner/bookings', await world.as(asCustomerNumber('P-100')))).json;
    expect(await list()).toMatchObject({
      data: { bookings: [{ eventDate: '2025-03-03', eventTime: null, canAnswer: true }], summary: { pending: 1 } },
    });
    world.clock.advance(14 * HOUR_MS - 1);
    expect(await list()).toMatchObject({ data: { bookings: [{ canAnswer: true }] } });
    world.clock.advance(1);
    expect(await list()).toMatchObject({ data: { bookings: [{ eventTime: null, canAnswer: false }] } });
    const headers = await world.as(asCustomerNumber('P-100'));
    const late = await world.send('POST', '/api/partner/bookings/1/confirm', { headers, body: {} });
    expect([late.status, late.json]).toMatchObject([409, { error: { code: 'event_started' } }]);
  });

  it('finds it by its day', async () => {
    await world.order(orderNumber(1, { at: '2025-03-30' }), orderNumber(2, { at: '2025-10-26' }));
    const headers = await world.as(asCustomerNumber('P-100'));
    const found = async (query: string) => {
      const { json } = await get(`/api/partner/bookings?${query}`, headers);
      return (json as { data: { bookings: { eventDate: string }[] } }).data.bookings.map((one) => one.eventDate);
    };
    expect(await found('from=2025-03-30&to=2025-03-30')).toEqual(['2025-03-30']);
    expect(await found('from=2025-10-26&to=2025-10-26')).toEqual(['2025-10-26']);
    expect(await found('from=2025-03-31&to=2025-10-25')).toEqual([]);
  });

  it('leaves the time empty in the office’s file', async () => {
    await world.order(orderNumber(1, { at: '2025-03-03' }));
    const headers = { ...(await world.as(OFFICE)), Accept: 'text/csv' };
    const { text } = await get('/api/manager/bookings?attention=escalated', headers);
    const [names = '', row = ''] = text.replace(/^\uFEFF/, '').split('\r\n');
    const at = (name: string) => row.split(/[,;]/)[names.split(/[,;]/).findIndex((column) => column.includes(name))];
    expect([at('eventDate'), at('eventTime')]).toEqual(['2025-03-03', '']);
  });

  it('orders#time-becomes-known: the timeline names a day where there was no time', async () => {
    const order = orderNumber(1, { at: '2025-03-13' });
    await world.order(order);
    await world.order(orderNumber(1, { at: '2025-03-13 18:00:00' }));
    const { json } = await get('/api/partner/bookings/1', await world.as(asCustomerNumber('P-100')));
    const { timeline } = (json as { data: { timeline: { type?: string; details?: unknown }[] } }).data;
    expect(timeline.find(({ type }) => type === 'details_changed')?.details).toMatchObject({
      eventDayFrom: '2025-03-13',
      eventStartTo: '2025-03-13T17:00:00.000Z',
    });
  });
});
