import { asBookingId } from '@miomente/booking-domain';
import { SAMPLE_PARTNERS } from '@miomente/booking-local';
import { expect, it, vi } from 'vitest';
import { processesOnOneDatabase } from './support/processes.ts';
import { announce, partnerJwt } from './support/product.ts';

const { startHttp, startScheduler, shop, bookingsOf, mailAbout, mailbox, tokenOf, pool } = await processesOnOneDatabase(
  { TRUST_PROXY: '1' },
);
const [one, two] = await Promise.all([startHttp(), startHttp()]);

it('running#any-number · F4 fifty identical webhooks at once on two processes create each booking once, with one mail', async () => {
  const { orderId, items } = await shop.placeOrder({ seed: 1 });
  const statuses = await Promise.all(
    Array.from({ length: 50 }, (_, i) => announce((i % 2 === 0 ? one : two).url, orderId)),
  );
  expect(statuses).toEqual(Array.from({ length: 50 }, () => 200));
  const bookings = await bookingsOf(orderId);
  expect(bookings.length).toBe(items.filter(({ parentItemId }) => parentItemId === null).length);
  const { rows } = await pool.query(
    'select booking_id::int from miomente_partner_portal_deliveries order by booking_id',
  );
  expect(rows).toEqual(bookings.map(({ id }) => ({ booking_id: id })));
  const scheduler = await startScheduler();
  for (const { id } of bookings) {
    await mailAbout(id, 'confirmation_request');
    expect((await mailbox.about(asBookingId(id))).map(({ kind, copies }) => [kind, copies])).toEqual([
      [bookings.length > 1 ? 'several_requests' : 'confirmation_request', 1],
    ]);
  }
  expect(await scheduler.end()).toBe(0);
});

it('F26 continues, and stops regularly, when the reader of its output has ended', async () => {
  const http = await startHttp();
  http.child.stdout?.destroy();
  http.child.stderr?.destroy();
  for (let n = 0; n < 3; n += 1) expect((await fetch(`${http.url}/healthz`)).status).toBe(200);
  expect(await http.end()).toBe(0);
});

it('running#leaving: F26 a process that is told to stop says so first, still serves, and asks clients to part', async () => {
  const leaving = await startHttp({ SHUTDOWN_DRAIN_SECONDS: '4' });
  const ready = (): Promise<Response> => fetch(`${leaving.url}/readyz`);
  await vi.waitFor(async () => expect((await ready()).status).toBe(200));
  const { orderId } = await shop.placeOrder({ seed: 2 });
  leaving.child.kill('SIGTERM');
  await vi.waitFor(async () => expect((await ready()).status).toBe(503));
  const answer = await fetch(`${leaving.url}/healthz`);
  expect([answer.status, answer.headers.get('connection')]).toEqual([200, 'close']);
  expect(await announce(leaving.url, orderId)).toBe(200);
  expect(await leaving.ended).toBe(0);
  expect(await bookingsOf(orderId)).not.toEqual([]);
});

const ROUNDS = 200;
/** Several partners, because the limit of 100 requests a minute would stop one. */
const customers = SAMPLE_PARTNERS.filter(({ active }) => active).map(({ customerNumber }) => customerNumber);

it(`F28 confirm and decline at once on two processes: one answer wins, ${ROUNDS} times`, {
  timeout: 120_000,
}, async () => {
  // A decline's answer waits for its ticket.
  await startScheduler();
  const winners = { confirmed: 0, declined: 0 };
  for (let round = 0; round < ROUNDS; round += 1) {
    const { orderId } = await shop.placeOrder({
      seed: 100 + round,
      customerNumber: customers[round % customers.length],
    });
    await announce(one.url, orderId);
    const [booking] = await bookingsOf(orderId);
    if (booking === undefined) throw new Error('The order became no booking.');
    const [confirm, decline] = round % 2 === 0 ? [one, two] : [two, one];
    const [confirmed, declined] = await Promise.all([
      fetch(`${confirm.url}/api/confirm/${tokenOf(booking)}`, {
        method: 'POST',
        redirect: 'manual',
        headers: {
          'x-forwarded-for': `198.51.100.${round}`,
          authorization: `Bearer ${partnerJwt(booking.customer_number)}`,
        },
      }),
      fetch(`${decline.url}/api/partner/bookings/${booking.id}/decline`, {
        method: 'POST',
        headers: { authorization: `Bearer ${partnerJwt(booking.customer_number)}`, 'content-type': 'application/json' },
        body: JSON.stringify({ reason: 'capacity_full' }),
      }),
    ]);
    const { rows } = await pool.query<{ type: string }>(
      `select type from miomente_partner_portal_booking_audit where booking_id = $1 and type in ('confirmed', 'declined')`,
      [booking.id],
    );
    const [now] = await bookingsOf(orderId);
    expect(rows).toEqual([{ type: now?.status }]);
    const won = now?.status === 'confirmed' ? 'confirmed' : 'declined';
    winners[won] += 1;
    expect([confirmed.headers.get('location'), declined.status]).toEqual(
      won === 'confirmed' ? ['/confirmation-success', 409] : ['/confirmation-error?reason=already_processed', 200],
    );
  }
  expect(winners.confirmed + winners.declined).toBe(ROUNDS);
});
