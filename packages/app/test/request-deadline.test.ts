import { startTcpProxy } from '@miomente/booking-testing';
import { afterAll, expect, it, vi } from 'vitest';
import { anyPort } from './support/environment.ts';
import { startCommand } from './support/process.ts';
import { processesOnOneDatabase } from './support/processes.ts';
import { announce, partnerJwt } from './support/product.ts';

const { env, shop, bookingsOf } = await processesOnOneDatabase({ RECONCILE_MINUTES: '60' });

/** Longer than the test may take, each: a request that waited for even one of them would fail it. */
const PATIENT = { DATABASE_STATEMENT_TIMEOUT_SECONDS: '600', DATABASE_CONNECT_TIMEOUT_SECONDS: '600' };

const proxy = await startTcpProxy(env.DATABASE_URL);
const running = startCommand('http', {
  ...env,
  ...PATIENT,
  DATABASE_URL: proxy.url,
  REQUEST_DEADLINE_SECONDS: '3',
  PORT: String(await anyPort()),
});
afterAll(async () => {
  await running.end('SIGKILL');
  await proxy.stop();
});
const [, url = ''] = await running.said(/HTTP listens on (\S+)/);

it('running#one-deadline: F22 while the database is half-open every request gets its 503 by one deadline', async () => {
  const { orderId } = await shop.placeOrder();
  expect(await announce(url, orderId)).toBe(200);
  const [booking] = await bookingsOf(orderId);
  const headers = { authorization: `Bearer ${partnerJwt(booking?.customer_number ?? '')}` };
  // Several at once, so that the pool holds connections that will not know.
  const lists = () => Promise.all(Array.from({ length: 4 }, () => fetch(`${url}/api/partner/bookings`, { headers })));
  expect((await lists()).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  proxy.fallSilent();
  for (const answer of await lists()) expect([answer.status, answer.headers.has('retry-after')]).toEqual([503, true]);
  expect(await announce(url, orderId)).toBe(503);
  proxy.heal();
  await vi.waitFor(async () => expect((await lists()).map(({ status }) => status)).toEqual([200, 200, 200, 200]));
});
