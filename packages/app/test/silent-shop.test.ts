import { MagentoShop, orderRows, stockCatalogue } from '@miomente/booking-magento/testing';
import { freshMariaDatabase, startTcpProxy } from '@miomente/booking-testing';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { SECRETS } from './support/environment.ts';
import { processesOnOneDatabase } from './support/processes.ts';

const maria = await freshMariaDatabase();
const proxy = await startTcpProxy(`mysql://${maria.host}:${maria.port}`);
afterAll(() => proxy.stop());
const { pool, startHttp, startScheduler, bookingsOf } = await processesOnOneDatabase({
  MAGENTO_DB_HOST: new URL(proxy.url).hostname,
  MAGENTO_DB_PORT: new URL(proxy.url).port,
  MAGENTO_DB_USER: maria.user,
  MAGENTO_DB_PASSWORD: maria.password,
  MAGENTO_DB_NAME: maria.name,
});
const http = await startHttp();
let shop: MagentoShop;

beforeAll(async () => {
  shop = await MagentoShop.open(maria.admin);
  await stockCatalogue(shop);
});
beforeEach(() => proxy.heal());

/** Announces an order as n8n does, but gives up after eight seconds. */
async function announce(orderId: number): Promise<number> {
  const { status } = await fetch(`${http.url}/api/webhooks/new-order`, {
    method: 'POST',
    headers: { authorization: `Bearer ${SECRETS.WEBHOOK_SECRET}`, 'content-type': 'application/json' },
    body: JSON.stringify({ order_id: orderId }),
    signal: AbortSignal.timeout(8_000),
  });
  return status;
}

async function awaited(): Promise<readonly number[]> {
  const { rows } = await pool.query(`select key from graphile_worker.jobs where task_identifier = 'fetch_order'`);
  return rows.map(({ key }) => Number(String(key).split(':').at(-1)));
}

const place = (orderId: number) => shop.place([orderRows({ orderId, at: Date.now() })]);

it('orders#answered-in-time: a shop that accepts connections but does not answer, before or after its greeting', async () => {
  await place(1);
  proxy.fallSilent();
  expect(await announce(1)).toBe(202);
  expect(await bookingsOf(1)).toEqual([]);

  proxy.heal();
  await place(2);
  expect(await announce(2)).toBe(200);
  await place(3);
  // The connection that served this is idle in the pool, and dies there silently.
  proxy.fallSilent();
  expect(await announce(3)).toBe(202);
  expect((await awaited()).toSorted()).toEqual([1, 3]);

  proxy.heal();
  await startScheduler();
  await vi.waitFor(async () => expect([(await bookingsOf(1)).length, (await bookingsOf(3)).length]).toEqual([1, 1]), {
    timeout: 40_000,
    interval: 200,
  });
  await vi.waitFor(async () => expect(await awaited()).toEqual([]), { timeout: 40_000, interval: 200 });
});
