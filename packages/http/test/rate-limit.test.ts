import { asCustomerNumber, type RateLimiter } from '@miomente/booking-domain';
import { afterEach, describe, expect, it } from 'vitest';
import { clientNetwork } from '../src/rate-limit/client-network.ts';
import { assetPath } from '../src/static/assets.ts';
import { MANAGER, OFFICE, openWorld, type World } from './world.ts';

const LIST = '/api/partner/bookings';
let world: World;
afterEach(() => world.stop());

async function open(rateLimiter: RateLimiter): Promise<void> {
  world = await openWorld({ deps: { rateLimiter } });
  await world.partner(asCustomerNumber('P-100'));
  await world.partner(asCustomerNumber('P-200'));
}

describe('attack limits · api#limits: requests', () => {
  it('a partner is counted by customer number and told how many requests are left', async () => {
    const counted: string[] = [];
    await open({
      consume: async (bucket, key) => {
        counted.push(`${bucket} ${key}`);
        return { allowed: true, limit: 100, remaining: 100 - counted.length, resetMs: 59_400 };
      },
    });
    await world.send('GET', LIST, { headers: await world.as(asCustomerNumber('P-100')) });
    const answer = await world.send('GET', LIST, { headers: await world.as(asCustomerNumber('P-200')) });
    expect(counted).toEqual(['partner P-100', 'partner P-200']);
    expect(answer.headers).toMatchObject({
      'ratelimit-limit': '100',
      'ratelimit-remaining': '98',
      'ratelimit-reset': '60',
    });
  });

  it('one request too many gets 429 with Retry-After', async () => {
    await open({ consume: async () => ({ allowed: false, limit: 100, remaining: 0, resetMs: 30_000 }) });
    const answer = await world.send('GET', LIST, { headers: await world.as(asCustomerNumber('P-100')) });
    expect(answer.status).toBe(429);
    expect(answer.headers).toMatchObject({ 'retry-after': '30', 'ratelimit-remaining': '0' });
    expect(answer.json).toMatchObject({ success: false, error: { code: 'rate_limited' } });
  });

  it('requests are allowed when the store fails', async () => {
    await open({
      consume: async () => {
        throw new Error('no store');
      },
    });
    expect((await world.send('GET', LIST, { headers: await world.as(asCustomerNumber('P-100')) })).status).toBe(200);
    expect(world.logLines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual(['failure', 'request']);
  });

  it('each manager is counted by address', async () => {
    const counted: string[] = [];
    await open({
      consume: async (bucket, key) => {
        counted.push(`${bucket} ${key}`);
        return { allowed: false, limit: 100, remaining: 0, resetMs: 1 };
      },
    });
    const headers = await world.as(OFFICE);
    expect((await world.send('GET', '/api/manager/deliveries', { headers })).status).toBe(429);
    expect(counted).toEqual([`manager ${MANAGER}`]);
  });

  it('strangers and stylesheets are not counted', async () => {
    await open({ consume: async () => ({ allowed: false, limit: 1, remaining: 0, resetMs: 1 }) });
    expect((await world.send('GET', LIST)).status).toBe(401);
    expect((await world.send('GET', assetPath('portal.css'))).status).toBe(200);
  });

  it.each([
    [0, '127.0.0.1'],
    [1, '203.0.113.7'],
    [2, '198.51.100.1'],
  ])(
    'visitors are counted by the address that TRUST_PROXY=%i of our proxies wrote',
    async (trustProxyHops, address) => {
      const counted: string[] = [];
      const rateLimiter: RateLimiter = {
        consume: async (bucket, key) => {
          counted.push(`${bucket} ${key}`);
          return undefined;
        },
      };
      world = await openWorld({ deps: { rateLimiter }, settings: { trustProxyHops } });
      const headers = { 'X-Forwarded-For': '192.0.2.66, 198.51.100.1, 203.0.113.7' };
      await world.send('GET', '/api/confirm/x', { headers });
      expect(counted).toEqual([`link ${address}`]);
    },
  );

  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['203.0.113.7:54321', '203.0.113.7'],
    [' 203.0.113.7 ', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::FFFF:203.0.113.7', '203.0.113.7'],
    ['[::ffff:203.0.113.7]:443', '203.0.113.7'],
    ['::ffff:cb00:7107', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2:ffff::1', '2001:db8:1:2::/64'],
    ['[2001:db8:1:2::9]', '2001:db8:1:2::/64'],
    ['[2001:db8:1:2::9]:65535', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8::/64'],
    ['fe80::1%eth0', 'fe80::/64'],
    ['[fe80::1%25eth0]:80', 'fe80::/64'],
    ['::1', '::/64'],
    ['', undefined],
    ['unknown', undefined],
    ['_hidden', undefined],
    ['203.0.113', undefined],
    ['3405803783', undefined],
    ['0xcb007107', undefined],
    ['203.0.113.7:a', undefined],
    ['[203.0.113.7', undefined],
    ['203.0.113.256:80', undefined],
  ])('api#client-addresses %s is counted as %s', (address, client) => {
    expect(clientNetwork(address)).toBe(client);
  });

  it.each([
    ['203.0.113.6:1, 203.0.113.6:2', 'link 203.0.113.6'],
    ['[2001:db8::6]:4711', 'link 2001:db8::/64'],
    ['unknown', 'link 127.0.0.1'],
    ['203.0.113.6, nonsense', 'link 127.0.0.1'],
  ])('api#client-addresses X-Forwarded-For: %s counts for %s', async (forwarded, expected) => {
    const counted: string[] = [];
    const consume: RateLimiter['consume'] = async (bucket, key) => {
      counted.push(`${bucket} ${key}`);
      return undefined;
    };
    world = await openWorld({ deps: { rateLimiter: { consume } }, settings: { trustProxyHops: 1 } });
    for (const link of ['confirm', 'decline'])
      await world.send('GET', `/api/${link}/x`, { headers: { 'X-Forwarded-For': forwarded } });
    expect(counted).toEqual([expected, expected]);
  });

  it('api#limits the pages that links lead to are counted, too', async () => {
    const counted: string[] = [];
    await open({
      consume: async (bucket) => {
        counted.push(bucket);
        return { allowed: false, limit: 60, remaining: 0, resetMs: 1_000 };
      },
    });
    const form = { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' };
    for (const path of ['success', 'error', 'error?reason=expired', 'error/reopened'])
      expect((await world.send('GET', `/confirmation-${path}`)).status, path).toBe(429);
    expect((await world.send('POST', '/confirmation-error/take-back', { headers: form })).status).toBe(429);
    expect(counted).toEqual(['link_page', 'link_page', 'link_page', 'link_page', 'link']);
  });
});
