import { SAMPLE_PARTNERS } from '@miomente/booking-local';
import { expect, it, vi } from 'vitest';
import { processesOnOneDatabase } from './support/processes.ts';
import { announce, partnerJwt } from './support/product.ts';

/** Longer than a test may take, each: a request that waited for one of them would fail it. */
const PATIENT = { DATABASE_STATEMENT_TIMEOUT_SECONDS: '600', DATABASE_CONNECT_TIMEOUT_SECONDS: '600' };
const { startHttp, shop, bookingsOf, pool, env } = await processesOnOneDatabase({
  ...PATIENT,
  DATABASE_POOL_SIZE: '2',
  REQUEST_DEADLINE_SECONDS: '3',
});
const http = await startHttp();
const database = new URL(env.DATABASE_URL).pathname.slice(1);
const statusOf = async (path: string): Promise<number> => (await fetch(`${http.url}${path}`)).status;

/** Announces an order and asks for a list, several of each at once. */
async function many(orderId: number): Promise<readonly (readonly [number, boolean])[]> {
  const headers = { authorization: `Bearer ${partnerJwt(SAMPLE_PARTNERS[0]?.customerNumber ?? '')}` };
  const body = JSON.stringify({ order_id: orderId });
  const secret = { authorization: `Bearer ${env.WEBHOOK_SECRET}`, 'content-type': 'application/json' };
  const answers = await Promise.all([
    ...[1, 2].map(() => fetch(`${http.url}/api/webhooks/new-order`, { method: 'POST', headers: secret, body })),
    ...[1, 2, 3].map(() => fetch(`${http.url}/api/partner/bookings`, { headers })),
  ]);
  return answers.map(({ status, headers: given }) => [status, given.has('retry-after')]);
}

it('running#one-deadline: F24 with a table locked and no connection free every request is answered 503 and when to come back', async () => {
  const { orderId } = await shop.placeOrder({ seed: 1 });
  const holder = await pool.connect();
  await holder.query('begin; lock table miomente_partner_portal_booking_confirmations in access exclusive mode');
  expect(await many(orderId)).toEqual(Array.from({ length: 5 }, () => [503, true]));
  expect(await statusOf('/healthz')).toBe(200);
  await holder.query('rollback');
  holder.release();
  await vi.waitFor(async () => expect(await announce(http.url, orderId)).toBe(200), { timeout: 20_000 });
  expect(await bookingsOf(orderId)).not.toEqual([]);
});

it('running#readiness: F25 on a database that only reads nothing is acknowledged; the process is alive and not ready', async () => {
  const { orderId } = await shop.placeOrder({ seed: 2 });
  const writer = await pool.connect();
  const endOthers = `select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`;
  await writer.query('set default_transaction_read_only = off');
  await writer.query(`alter database ${database} set default_transaction_read_only = on`);
  await writer.query(endOthers);
  const announcements = await Promise.all(Array.from({ length: 5 }, () => announce(http.url, orderId)));
  expect(new Set(announcements)).toEqual(new Set([503]));
  await vi.waitFor(async () => expect(await statusOf('/readyz')).toBe(503));
  expect(await statusOf('/healthz')).toBe(200);
  await writer.query(`alter database ${database} reset default_transaction_read_only`);
  await writer.query(endOthers);
  writer.release();
  await vi.waitFor(async () => expect(await announce(http.url, orderId)).toBe(200), { timeout: 20_000 });
  expect(await statusOf('/readyz')).toBe(200);
  expect(await bookingsOf(orderId)).not.toEqual([]);
});
