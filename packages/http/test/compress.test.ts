import { brotliDecompressSync } from 'node:zlib';
import { asCustomerNumber } from '@miomente/booking-domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assetPath } from '../src/static/assets.ts';
import { book } from './pages/orders.ts';
import { linksOf } from './pages/stage.ts';
import { openWorld, type World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await openWorld();
  await world.partner();
});
afterAll(() => world.stop());

const packed = (path: string, headers: Record<string, string> = {}) =>
  world.send('GET', path, { headers: { 'Accept-Encoding': 'br', ...headers } });

describe('compression', () => {
  test('pages and stylesheets are compressed for browsers that accept it', async () => {
    for (const path of ['/login', '/gibt-es-nicht', assetPath('portal.css')]) {
      const plain = await world.send('GET', path, { headers: { Accept: 'text/html' } });
      expect(plain.headers['content-encoding'], path).toBeUndefined();
      const { headers, bytes } = await packed(path, { Accept: 'text/html' });
      expect(headers, path).toMatchObject({
        'content-encoding': 'br',
        vary: expect.stringContaining('Accept-Encoding'),
      });
      expect(bytes.length, path).toBeLessThan(plain.bytes.length / 1.5);
      expect(brotliDecompressSync(bytes).equals(plain.bytes), path).toBe(true);
    }
  });

  test('JSON is not compressed, because programs have fast connections', async () => {
    const { status, headers } = await packed('/api/partner/bookings', await world.as(asCustomerNumber('P-100')));
    expect([status, headers['content-encoding']]).toEqual([200, undefined]);
  });

  test('a page with a link’s token is not compressed, so that its length reveals nothing', async () => {
    const { status, headers, text } = await packed(linksOf(world, await book(world)).confirm);
    expect([status, headers['content-encoding']]).toEqual([200, undefined]);
    expect(text).toContain('<form');
  });
});
