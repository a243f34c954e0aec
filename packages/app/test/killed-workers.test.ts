import { asBookingId } from '@miomente/booking-domain';
import { expect, it, vi } from 'vitest';
import type { Running } from './support/process.ts';
import { processesOnOneDatabase } from './support/processes.ts';
import { announce, JWT_ISSUER, managerJwt } from './support/product.ts';

/** The limit for a wait that never ends. */
const PATIENCE_MS = 240_000;
/** Gives an order with more than one course, whose requests travel in one mail. */
const SEED_OF_SEVERAL = 1;
vi.setConfig({ testTimeout: PATIENCE_MS });

const { startHttp, startScheduler, startChild, shop, bookingsOf, mailAbout, mailbox, pool } =
  await processesOnOneDatabase({
    WORKER_HEARTBEAT_SECONDS: '0.2',
    WORKER_LEASE_SECONDS: '1.5',
    PORTAL_JWT_ISSUER: JWT_ISSUER,
  });

/**
 * Places an order and announces it. Each of these seeds gives one course, so that a worker can only take its mail.
 * @returns the id of its booking
 */
async function newBooking(url: string, seed: number): Promise<number> {
  const { orderId } = await shop.placeOrder({ seed });
  expect(await announce(url, orderId)).toBe(200);
  const [booking, second] = await bookingsOf(orderId);
  expect(second).toBeUndefined();
  return booking?.id ?? 0;
}

async function deliveryOf(bookingId: number) {
  const { rows } = await pool.query<{ state: string; attempt: number; message_id: string }>(
    `select state, attempt, message_id from miomente_partner_portal_deliveries
     where booking_id = $1 and mail = 'confirmation_request'`,
    [bookingId],
  );
  return rows[0];
}
const isDone = (bookingId: number) =>
  vi.waitFor(async () => expect(await deliveryOf(bookingId)).toMatchObject({ state: 'done' }), PATIENCE_MS);
const copiesOf = async (bookingId: number) =>
  (await mailbox.about(asBookingId(bookingId))).map(({ messageId, copies }) => [messageId, copies]);

async function stopInOrder(...running: Running[]): Promise<void> {
  for (const each of running) expect(await each.end()).toBe(0);
}

it('F1 the process that received the order is killed before a mail is sent: the next scheduler sends it', async () => {
  const http = await startHttp();
  const id = await newBooking(http.url, 6);
  await http.end('SIGKILL');
  expect(await copiesOf(id)).toEqual([]);
  const scheduler = await startScheduler();
  await mailAbout(id, 'confirmation_request');
  await isDone(id);
  expect(await copiesOf(id)).toEqual([[expect.any(String), 1]]);
  await stopInOrder(scheduler);
});

it('F1 a worker is killed between commit and send: another one sends within the lease', async () => {
  const http = await startHttp();
  const id = await newBooking(http.url, 7);
  const worker = startChild('worker', { WAIT: 'before_send' });
  await worker.said(/about to send/);
  await worker.end('SIGKILL');
  expect(await deliveryOf(id)).toMatchObject({ state: 'queued', attempt: 1 });
  const scheduler = await startScheduler();
  await isDone(id);
  expect(await deliveryOf(id)).toMatchObject({ attempt: 2 });
  expect(await copiesOf(id)).toEqual([[expect.any(String), 1]]);
  await stopInOrder(scheduler, http);
});

it('F2 a worker is killed after the provider accepted the mail: at most one duplicate, with the same message id', async () => {
  const http = await startHttp();
  const id = await newBooking(http.url, 8);
  const worker = startChild('worker', { WAIT: 'after_send' });
  await worker.said(/has sent/);
  await worker.end('SIGKILL');
  const scheduler = await startScheduler();
  await isDone(id);
  expect(await copiesOf(id)).toEqual([[(await deliveryOf(id))?.message_id, 2]]);
  await stopInOrder(scheduler, http);
});

it('delivery#bundles · F2 a worker is killed after the provider accepted one mail for several bookings: one copy of the whole', async () => {
  const http = await startHttp();
  const { orderId } = await shop.placeOrder({ seed: SEED_OF_SEVERAL });
  expect(await announce(http.url, orderId)).toBe(200);
  const ids = (await bookingsOf(orderId)).map(({ id }) => id);
  expect(ids.length).toBeGreaterThan(1);
  const worker = startChild('worker', { WAIT: 'after_send' });
  await worker.said(/has sent/);
  await worker.end('SIGKILL');
  const scheduler = await startScheduler();
  for (const id of ids) await isDone(id);
  const copies = await Promise.all(ids.map(copiesOf));
  const [[[messageId] = []] = []] = copies;
  expect(copies).toEqual(ids.map(() => [[messageId, 2]]));
  await stopInOrder(scheduler, http);
});

it('delivery#fenced-attempts · F27 a worker is paused past its lease and continues: its late result changes nothing', async () => {
  const http = await startHttp();
  const id = await newBooking(http.url, 4);
  const worker = startChild('worker', { WAIT: 'before_send' });
  await worker.said(/about to send/);
  worker.child.kill('SIGSTOP');
  const scheduler = await startScheduler();
  await isDone(id);
  const finished = await deliveryOf(id);
  worker.child.kill('SIGCONT');
  worker.child.send('go on');
  await worker.said(/"outcome":"superseded"/);
  expect(await deliveryOf(id)).toEqual(finished);
  // The duplicate that the pause itself caused.
  expect(await copiesOf(id)).toEqual([[finished?.message_id, 2]]);
  const { rows } = await pool.query('select from graphile_worker.jobs where locked_by is not null');
  expect(rows).toEqual([]);
  await worker.end('SIGKILL');
  await stopInOrder(scheduler, http);
});

it('I7 a worker is killed at the last attempt of the queue: a person sees the mail and can send it', async () => {
  const http = await startHttp();
  const id = await newBooking(http.url, 5);
  await pool.query('update graphile_worker._private_jobs set attempts = max_attempts - 1');
  const worker = startChild('worker', { WAIT: 'before_send' });
  await worker.said(/about to send/);
  await worker.end('SIGKILL');
  const scheduler = await startScheduler();
  await scheduler.said(/"event":"delivery_given_up"/);
  expect(await deliveryOf(id)).toMatchObject({ state: 'dead' });
  const { rows } = await pool.query<{ id: string; reason: string }>(
    "select id, reason from miomente_partner_portal_deliveries where state = 'dead'",
  );
  expect(rows).toEqual([{ id: expect.any(String), reason: expect.stringContaining('its worker died') }]);
  const resent = await fetch(`${http.url}/api/manager/deliveries/${rows[0]?.id}/resend`, {
    method: 'POST',
    headers: { authorization: `Bearer ${managerJwt()}` },
  });
  expect(resent.status).toBe(200);
  await isDone(id);
  expect(await copiesOf(id)).toEqual([[expect.any(String), 1]]);
  await stopInOrder(scheduler, http);
});
