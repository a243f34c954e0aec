import { SAMPLE_PARTNERS } from '@miomente/booking-local';
import { type Answer, send, startTcpProxy } from '@miomente/booking-testing';
import { afterAll, expect, it } from 'vitest';
import { processesOnOneDatabase } from './support/processes.ts';
import { announce, partnerJwt } from './support/product.ts';

const CUTS = Number(process.env['KEYED_CUTS'] ?? 12);

const { startHttp, shop, bookingsOf, pool } = await processesOnOneDatabase();
const processes = await Promise.all([startHttp(), startHttp(), startHttp()]);
const proxies = await Promise.all(processes.map(({ url }) => startTcpProxy(url)));
afterAll(() => Promise.all(proxies.map((proxy) => proxy.stop())));

const customers = SAMPLE_PARTNERS.filter(({ active }) => active).map(({ customerNumber }) => customerNumber);

it(`api#idempotency-key: ${CUTS} answers that are cut, repeated on three processes: one event each, and equal bytes`, {
  timeout: 1_200_000,
}, async () => {
  for (let round = 0; round < CUTS; round += 1) {
    // The limit of requests a minute is not what is tested.
    if (round % 20 === 19) await pool.query('delete from miomente_partner_portal_rate_limits');
    const { orderId } = await shop.placeOrder({ seed: round, customerNumber: customers[round % customers.length] });
    await announce(processes[0]?.url ?? '', orderId);
    const [booking] = await bookingsOf(orderId);
    if (booking === undefined) throw new Error('The order became no booking.');
    const action = round % 2 === 0 ? 'confirm' : 'batch';
    const ask = (url: string): Promise<Answer> =>
      send(url, 'POST', `/api/partner/bookings/${action === 'batch' ? 'batch' : `${booking.id}/confirm`}`, {
        headers: { authorization: `Bearer ${partnerJwt(booking.customer_number)}`, 'Idempotency-Key': `cut-${round}` },
        body: action === 'batch' ? { action: 'confirm', ids: [booking.id] } : { notes: 'Ja.' },
      });
    const [first, second, third] = [0, 1, 2].map((n) => (round + n) % 3) as [number, number, number];
    proxies[first]?.loseNextAnswer();
    await expect(ask(proxies[first]?.url ?? '')).rejects.toThrow();
    const answers = [await ask(proxies[second]?.url ?? ''), await ask(proxies[third]?.url ?? '')];
    expect(answers[0]?.status, answers[0]?.text).toBe(200);
    expect(answers[1]?.text).toBe(answers[0]?.text);
    expect(answers[0]?.text).not.toContain('already_processed');
    const { rows } = await pool.query<{ type: string }>(
      `select type from miomente_partner_portal_booking_audit where booking_id = $1 and type = 'confirmed'`,
      [booking.id],
    );
    expect(rows).toHaveLength(1);
  }
});

it('api#idempotency-key: twenty at once on three processes: one acts, and no answer is another one', async () => {
  const { orderId } = await shop.placeOrder({ seed: 90_001 });
  await announce(processes[0]?.url ?? '', orderId);
  const [booking] = await bookingsOf(orderId);
  if (booking === undefined) throw new Error('The order became no booking.');
  const headers = { authorization: `Bearer ${partnerJwt(booking.customer_number)}`, 'Idempotency-Key': 'at-once' };
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      send(processes[n % 3]?.url ?? '', 'POST', `/api/partner/bookings/${booking.id}/confirm`, { headers }),
    ),
  );
  const done = answers.filter(({ status }) => status === 200);
  expect(done.length).toBeGreaterThan(0);
  expect(new Set(done.map(({ text }) => text)).size).toBe(1);
  for (const { status, headers: given, text } of answers.filter((answer) => answer.status !== 200))
    expect([status, given['retry-after'], text]).toEqual([409, '1', expect.stringContaining('request_at_work')]);
});
