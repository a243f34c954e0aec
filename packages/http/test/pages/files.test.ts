import { asCustomerNumber, asOrderItemId, TransientFailure } from '@miomente/booking-domain';
import { anOrderItem } from '@miomente/booking-domain/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openWorld, type World } from '../world.ts';
import { orderOf } from './orders.ts';

const TERMIN = { label: 'Termin', text: 'So., 25.01.2027 18:00', wallClock: null };

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.partner(asCustomerNumber('P-100'));
  const order = orderOf({ lastName: 'Sonntag' });
  await world.order({ ...order, items: order.items.map((item) => ({ ...item, options: [TERMIN] })) });
  const partnerless = anOrderItem({ itemId: asOrderItemId(9_001), customerNumber: null, name: 'Backen' });
  await world.order({ ...orderOf({}), items: [partnerless] });
  await world.order(orderOf({ customerNumber: 'P-404', lastName: 'Anruf' }));
});
afterAll(() => world.stop());

async function file(list: string, language: string): Promise<string> {
  const headers = {
    ...(await world.as({ role: 'manager', address: 'office@example.org' })),
    'Accept-Language': language,
  };
  return (await world.send('GET', `/manager/files/${list}.csv`, { headers })).text;
}

describe('api#office-lists · files for people have words in place of codes', () => {
  it.each([
    ['de', 'Der Wochentag passt nicht zum Datum.', ';Offen;'],
    ['en', 'The weekday', ',Open,'],
  ])('bookings in %s', async (language, flag, status) => {
    const text = await file('flagged', language);
    expect(text).toContain('Sonntag');
    expect(text).toContain(flag);
    expect(text).toContain(status);
    expect(text).not.toMatch(/weekday_contradicts|pending|partially_paid/);
  });

  it('order items', async () => {
    const text = await file('order-items', 'de');
    expect(text).toContain('Backen');
    expect(text).not.toContain('no_partner');
  });

  it('partners', async () => {
    const text = await file('partners', 'de');
    expect(text).toMatch(/;Deutsch;ja;/);
    expect(await file('partners', 'en')).toMatch(/,German,yes,/);
  });

  it.each([
    ['de', ';Nicht zugestellt.;Zu dieser Partnernummer kennen wir keinen Partner;'],
    ['en', ',Not delivered.,We don’t know a partner with this partner number,'],
  ])('partners to call in %s', async (language, words) => {
    const text = await file('calls', language);
    expect(text).toContain(words);
    expect(text).not.toMatch(/not_delivered|partner_unknown/);
  });

  it('api#streamed-files: a file has the bookings of its list, in the list’s order', async () => {
    const headers = await world.as({ role: 'manager', address: 'office@example.org' });
    for (const lastName of ['Anders', 'Berg', 'Clemens']) {
      const order = orderOf({ lastName });
      await world.order({ ...order, items: order.items.map((item) => ({ ...item, options: [TERMIN] })) });
    }
    const listed = await world.send('GET', '/api/manager/bookings?attention=flagged', { headers });
    const { text } = await world.send('GET', '/api/manager/bookings?attention=flagged', {
      headers: { ...headers, Accept: 'text/csv' },
    });
    const { bookings } = (listed.json as { data: { bookings: readonly { id: number }[] } }).data;
    expect(bookings.length).toBeGreaterThan(3);
    const ids = text
      .split('\r\n')
      .slice(1, -1)
      .map((line) => Number(line.split(',')[0]));
    expect(ids).toEqual(bookings.map(({ id }) => id));
  });

  it('api#streamed-files: a file that can’t be finished breaks off, and is not taken for whole', async () => {
    const failing = vi.spyOn(world.deps.bookings, 'findMany').mockRejectedValue(new TransientFailure('away'));
    await expect(file('flagged', 'en')).rejects.toThrow();
    failing.mockRestore();
    expect(await file('flagged', 'en')).toContain('Sonntag');
  });

  it('files for programs keep the codes', async () => {
    const headers = { ...(await world.as({ role: 'manager', address: 'office@example.org' })), Accept: 'text/csv' };
    const { text } = await world.send('GET', '/api/manager/bookings?attention=flagged', { headers });
    expect(text).toMatch(/,pending,.*weekday_contradicts/);
  });
});

describe('api#file-names · a file name has content and date', () => {
  const nameOf = async (path: string, language: string): Promise<string> => {
    const office = await world.as({ role: 'manager', address: 'office@example.org' });
    const headers = {
      ...office,
      'Accept-Language': language,
      ...(path.startsWith('/api') ? { Accept: 'text/csv' } : {}),
    };
    return String((await world.send('GET', path, { headers })).headers['content-disposition']);
  };

  it.each([
    ['/manager/files/calls.csv', 'de', 'attachment; filename="Anrufe 2025-03-03.csv"'],
    ['/manager/files/calls.csv', 'en', 'attachment; filename="Calls 2025-03-03.csv"'],
    [
      '/manager/files/flagged.csv',
      'de',
      'attachment; filename="Zu klaren 2025-03-03.csv"; filename*=UTF-8\'\'Zu%20kl%C3%A4ren%202025-03-03.csv',
    ],
    [
      '/manager/files/partners.csv?period=own&from=01.01.2025&to=2025-01-31',
      'de',
      'attachment; filename="Partner 2025-01-01 2025-01-31.csv"',
    ],
    ['/api/manager/order-items', 'de', 'attachment; filename="order-items 2025-03-03.csv"'],
    ['/api/manager/bookings?attention=missed', 'de', 'attachment; filename="missed 2025-03-03.csv"'],
  ])('%s in %s', async (path, language, header) => {
    expect(await nameOf(path, language)).toBe(header);
  });
});
