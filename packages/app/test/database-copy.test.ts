import { HmacTokenMint } from '@miomente/booking-node';
import { expect, it } from 'vitest';
import { processesOnOneDatabase } from './support/processes.ts';
import { announce } from './support/product.ts';
import { Visitor } from './support/visitor.ts';

const { startHttp, startScheduler, shop, bookingsOf, mailAbout, tokenOf, pool } = await processesOnOneDatabase({
  TRUST_PROXY: '1',
});

/** All values of all tables, as in a dump. */
async function dump(): Promise<string> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const parts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await pool.query<{ line: string }>(`select t::text as line from ${name} t`);
    parts.push(...rows.map(({ line }) => line));
  }
  return parts.join('\n');
}

it('links#digest-only: a copy of the database opens no link, neither of a booking nor of a login', async () => {
  const [http] = await Promise.all([startHttp(), startScheduler()]);
  const { orderId } = await shop.placeOrder({ seed: 5 });
  await announce(http.url, orderId);
  const [booking] = await bookingsOf(orderId);
  if (booking === undefined) throw new Error('The order became no booking.');
  await new Visitor(http.url).send('/login', { email: 'office@example.org', next: '/manager' });
  const { letter } = await mailAbout(booking.id, 'confirmation_request');
  // The link works, so what follows fails for the reason under test.
  expect(letter?.text).toContain(tokenOf(booking));
  expect((await new Visitor(http.url).open(`/api/confirm/${tokenOf(booking)}`)).status).toBe(200);

  const copied = await dump();
  const candidates = [...new Set(copied.match(/[0-9a-f]{64}/g))];
  expect(candidates.length).toBeGreaterThanOrEqual(4);
  expect(candidates).not.toContain(tokenOf(booking));
  const strangers = candidates.flatMap((text) => [text, new HmacTokenMint({ current: text }).digest(text)]);
  for (const [i, text] of strangers.entries()) {
    // Each request has its own address, so that the rate limit does not stop it.
    const visitor = new Visitor(http.url, `198.51.100.${i}`);
    expect((await visitor.open(`/api/confirm/${text}`)).path).toBe('/confirmation-error?reason=invalid');
    expect((await visitor.open(`/api/decline/${text}`)).path).toBe('/confirmation-error?reason=invalid');
    expect((await visitor.open(`/login/${text}`)).status).toBe(404);
  }
});
