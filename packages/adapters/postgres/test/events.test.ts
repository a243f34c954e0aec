import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type PublishedEvent, type Stored, systemScope } from '@miomente/booking-domain';
import { freshDatabase } from '@miomente/booking-testing';
import type pg from 'pg';
import { beforeEach, describe, expect, test } from 'vitest';
import { keptOne, pendingNumber } from './given.ts';
import { postgresHarness } from './harness.ts';

setFlagsFromString('--expose_gc');
const collectGarbage = runInNewContext('gc') as () => void;
/** What is kept in memory, in bytes: without what nobody needs any more, which V8 leaves there for as long as it likes. */
function kept(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

const ROWS = Number(process.env['EVENT_ROWS'] ?? 5_000);
const { pool } = await freshDatabase();
const harness = postgresHarness(pool);
const { events, bookings } = harness.ports;
const scope = systemScope('tests of events');

beforeEach(() => harness.reset());

const AUDIT = 'miomente_partner_portal_booking_audit';
const ADD = `INSERT INTO ${AUDIT} (booking_id, type, happened_at, actor_type, details)
  SELECT $1, 'reminded', now(), 'system', jsonb_build_object('step', $2::int) RETURNING id::int AS id`;

async function add(client: pg.Pool | pg.PoolClient, bookingId: number, step: number): Promise<number> {
  return (await client.query<{ id: number }>(ADD, [bookingId, step])).rows[0]?.id ?? 0;
}
async function readOn(after: number, limit = 1_000): Promise<readonly PublishedEvent[]> {
  while ((await events.publish()) > 0);
  return events.after(scope, after, limit);
}

describe('events#order: what becomes durable later is not left out', () => {
  test('an event with a lower number, whose transaction ends after others were read', async () => {
    const booking = await keptOne(bookings, pendingNumber(1));
    const start = (await readOn(0)).at(-1)?.position ?? 0;
    const late = await pool.connect();
    await late.query('BEGIN');
    const lower = await add(late, booking.id, 1);
    const higher = await add(pool, booking.id, 2);
    expect(lower).toBeLessThan(higher);
    const before = await readOn(start);
    expect(before.map(({ id }) => id)).toEqual([higher]);
    await late.query('COMMIT');
    late.release();
    expect((await readOn(before.at(-1)?.position ?? 0)).map(({ id }) => id)).toEqual([lower]);
  });

  test('an event whose transaction began to publish before and ended after', async () => {
    const booking = await keptOne(bookings, pendingNumber(1));
    await readOn(0);
    await add(pool, booking.id, 1);
    const slow = await pool.connect();
    await slow.query('BEGIN');
    await slow.query('SELECT miomente_partner_portal_publish_events(1000)');
    await add(pool, booking.id, 2);
    // Another publisher does nothing meanwhile, so that no position is given that could be read before a lower one.
    expect(await events.publish()).toBe(0);
    expect(await events.after(scope, 0, 10)).toHaveLength(1);
    await slow.query('COMMIT');
    slow.release();
    expect((await readOn(0)).map(({ entry }) => entry.details['step'])).toEqual([undefined, 1, 2]);
  });

  test('of many at once, transactions of any length: all are read once, each booking’s in their order', async () => {
    const stored: Stored[] = [];
    for (let n = 1; n <= 5; n += 1) stored.push(await keptOne(bookings, pendingNumber(n)));
    let position = (await readOn(0)).at(-1)?.position ?? 0;
    const written: number[][] = stored.map(() => []);
    let writing = true;
    const write = async (n: number): Promise<void> => {
      for (let step = 1; step <= 40; step += 1) {
        const client = await pool.connect();
        await client.query('BEGIN');
        // As a change of a booking does: one after the other.
        await client.query('SELECT FROM miomente_partner_portal_booking_confirmations WHERE id = $1 FOR UPDATE', [
          stored[n]?.id,
        ]);
        written[n]?.push(await add(client, stored[n]?.id ?? 0, step));
        if (step % 3 === n % 3) await client.query('SELECT pg_sleep(0.01)');
        await client.query('COMMIT');
        client.release();
      }
    };
    const read: PublishedEvent[] = [];
    const reader = async (): Promise<void> => {
      for (let last = false; !last; ) {
        last = !writing;
        const page = await readOn(position, 7);
        read.push(...page);
        position = page.at(-1)?.position ?? position;
        if (page.length > 0) last = false;
      }
    };
    const reading = reader();
    await Promise.all(stored.map((_, n) => write(n)));
    writing = false;
    await reading;
    expect(read).toHaveLength(200);
    for (const [n, booking] of stored.entries())
      expect(read.filter(({ bookingId }) => bookingId === booking.id).map(({ id }) => id)).toEqual(written[n]);
  });
});

test('events#order: what happened before the sequence was there comes first, in its order', async () => {
  const booking = await keptOne(bookings, pendingNumber(1));
  await pool.query(
    `INSERT INTO ${AUDIT} (booking_id, type, happened_at, actor_type, details)
     SELECT $1, 'reminded', now(), 'system', '{"step": 1}' FROM generate_series(1, 2500)`,
    [booking.id],
  );
  // As it was before the migration: rows of the trail, and nothing noted of them.
  await pool.query('DELETE FROM miomente_partner_portal_event_queue');
  await pool.query(`UPDATE miomente_partner_portal_event_history
    SET published_to = 0, ends_at = (SELECT max(id) FROM ${AUDIT})`);
  // events#push: somebody is told from now on, while the history has no positions yet.
  expect(await events.takeTurn(60_000)).toBeUndefined();
  await add(pool, booking.id, 2);
  await events.publish();
  expect(await events.takeTurn(60_000)).toBeUndefined();
  const all: PublishedEvent[] = [];
  for (let after = 0; ; after = all.at(-1)?.position ?? 0) {
    const page = await readOn(after, 1_000);
    if (page.length === 0) break;
    all.push(...page);
  }
  const ids = all.map(({ id }) => id);
  expect(ids).toHaveLength(2_502);
  expect(ids).toEqual(ids.toSorted((a, b) => a - b));
  expect(all.at(-1)?.entry.details).toEqual({ step: 2 });
  expect((await events.takeTurn(60_000))?.position).toBe((all.at(-1)?.position ?? 0) - 1);
});

test(`events#pull: ${ROWS} events are read again in constant memory`, { timeout: 600_000 }, async () => {
  const booking = await keptOne(bookings, pendingNumber(1));
  await pool.query(
    `INSERT INTO ${AUDIT} (booking_id, type, happened_at, actor_type, details)
     SELECT $1, 'reminded', now(), 'system', '{"step": 1}' FROM generate_series(2, $2::int)`,
    [booking.id, ROWS],
  );
  const began = performance.now();
  let count = 0;
  let position = 0;
  let most = 0;
  let last = 0;
  const start = kept();
  let highest = start;
  let pages = 0;
  for (;;) {
    await events.publish();
    const page = await events.after(scope, position, 1_000);
    if (page.length === 0) break;
    // One booking’s, published some at a time: in the order in which they happened.
    for (const { id } of page) {
      if (id <= last) expect.fail(`${id} comes after ${last}.`);
      last = id;
    }
    count += page.length;
    position = page.at(-1)?.position ?? position;
    highest = Math.max(highest, process.memoryUsage().heapUsed);
    pages += 1;
    if (pages % Math.ceil(ROWS / 10_000) === 0) most = Math.max(most, kept() - start);
  }
  expect(count).toBe(ROWS);
  const seconds = (performance.now() - began) / 1_000;
  const inMegabytes = (bytes: number): number => Math.round(bytes / 1e6);
  const megabytes = { atRest: inMegabytes(start), kept: inMegabytes(start + most), withGarbage: inMegabytes(highest) };
  const told = { rows: ROWS, seconds: Math.round(seconds * 10) / 10, megabytes };
  if (ROWS > 5_000) process.stdout.write(`${JSON.stringify(told)}\n`);
  // A page of a thousand is a few megabytes; all of them together would be more with each.
  expect(pages).toBeGreaterThanOrEqual(ROWS / 1_000);
  expect(most).toBeLessThan(20e6);
});
