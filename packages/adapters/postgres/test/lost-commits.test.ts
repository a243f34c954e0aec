import { asBookingId, asOrderId, systemScope, TransientFailure } from '@miomente/booking-domain';
import { freshDatabase, startTcpProxy } from '@miomente/booking-testing';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { commitParameters } from '../src/bookings/commit-parameters.ts';
import { COMMIT_STATEMENT } from '../src/bookings/commit-statement.ts';
import { createPool, createPostgresPorts } from '../src/index.ts';
import { confirming, creating, declining, keptOne, mail, pendingNumber } from './given.ts';
import { postgresHarness } from './harness.ts';

const { url, pool } = await freshDatabase();
const harness = postgresHarness(pool);
const proxy = await startTcpProxy(url);
const shaky = createPool({
  databaseUrl: proxy.url,
  poolSize: 4,
  connectTimeoutMs: 1_000,
  statementTimeoutMs: 20_000,
  queryTimeoutMs: 20_000,
});
const bookings = createPostgresPorts(shaky, { timeZone: 'Europe/Berlin' }).bookings;
const scope = systemScope('tests of lost commits');

afterAll(async () => {
  await shaky.end();
  await proxy.stop();
});
beforeEach(async () => {
  await harness.reset();
  // A connection exists already, so that the commit's answer is the one that is lost.
  await bookings.pending(scope, asBookingId(0), 1);
});

const events = async (id: number): Promise<readonly string[]> =>
  (await harness.ports.bookings.timeline(scope, asBookingId(id))).flatMap((entry) =>
    entry.kind === 'event' ? [entry.type] : [],
  );

test('F23: a commit whose answer is lost is found, and reported as done', async () => {
  const before = await keptOne(harness.ports.bookings, pendingNumber(1));
  proxy.loseNextAnswer();
  const outcome = await bookings.commitAll([confirming(before)]);
  expect(outcome.type).toBe('committed');
  expect(await harness.ports.bookings.find(scope, before.id)).toMatchObject({ status: 'confirmed', version: 2 });
  expect(await events(before.id)).toEqual(['booking_registered', 'confirmed']);
  expect(await harness.jobs()).toHaveLength(1);
});

test('F23: of several changes each gets its own result', async () => {
  const free = await keptOne(harness.ports.bookings, pendingNumber(1));
  const taken = await keptOne(harness.ports.bookings, pendingNumber(2));
  await harness.ports.bookings.commitAll([declining(taken)]);
  proxy.loseNextAnswer();
  const outcomes = await bookings.commitEach([confirming(taken), creating(pendingNumber(3)), confirming(free)]);
  expect(outcomes.map(({ type }) => type)).toEqual(['stale', 'committed', 'committed']);
  const [made] = await harness.ports.bookings.findByOrders(scope, [asOrderId(1_003)]);
  expect(outcomes[1]).toEqual({ type: 'committed', booking: made });
});

test('F23: a commit that never arrived is made after all, once', async () => {
  const before = await keptOne(harness.ports.bookings, pendingNumber(1));
  proxy.loseNextRequest();
  expect((await bookings.commitAll([confirming(before)])).type).toBe('committed');
  expect(await events(before.id)).toEqual(['booking_registered', 'confirmed']);
  expect(await harness.jobs()).toHaveLength(1);
});

test('F23: a creation whose answer is lost makes one booking and one mail', async () => {
  proxy.loseNextAnswer();
  const outcome = await bookings.commitAll([creating(pendingNumber(1), [mail('receipt')])]);
  expect(outcome).toEqual({
    type: 'committed',
    bookings: await harness.ports.bookings.findByOrders(scope, [asOrderId(1_001)]),
  });
  expect(await harness.jobs()).toHaveLength(1);
});

test('F23: a commit still running when its connection breaks can’t happen after the result', async () => {
  const before = await keptOne(harness.ports.bookings, pendingNumber(1));
  const holder = await pool.connect();
  await holder.query('BEGIN');
  await holder.query('SELECT FROM miomente_partner_portal_booking_confirmations WHERE id = $1 FOR UPDATE', [before.id]);
  const waiting = async (): Promise<number> =>
    (
      await pool.query(`SELECT FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%finished AS MATERIALIZED%'`)
    ).rowCount ?? 0;
  const outcome = bookings.commitAll([confirming(before)]);
  await vi.waitUntil(async () => (await waiting()) === 1, { timeout: 10_000 });
  proxy.cut();
  // The first one waits on without its client; the second is the same change, repeated.
  await vi.waitUntil(async () => (await waiting()) === 2, { timeout: 10_000 });
  await holder.query('COMMIT');
  holder.release();
  expect((await outcome).type).toBe('committed');
  await vi.waitUntil(async () => (await waiting()) === 0, { timeout: 10_000 });
  expect(await events(before.id)).toEqual(['booking_registered', 'confirmed']);
  expect(await harness.jobs()).toHaveLength(1);
});

test('F23: what can’t be found out is a transient failure, and the next commit works', async () => {
  const before = await keptOne(harness.ports.bookings, pendingNumber(1));
  const quick = createPool({
    databaseUrl: proxy.url,
    poolSize: 2,
    connectTimeoutMs: 1_000,
    statementTimeoutMs: 1_000,
    queryTimeoutMs: 1_500,
  });
  const impatient = createPostgresPorts(quick, { timeZone: 'Europe/Berlin' }).bookings;
  await impatient.pending(scope, asBookingId(0), 1);
  proxy.fallSilent();
  await expect(impatient.commitAll([confirming(before)])).rejects.toThrow(TransientFailure);
  proxy.heal();
  expect((await bookings.commitAll([declining(before)])).type).toBe('committed');
  expect(await events(before.id)).toEqual(['booking_registered', 'declined']);
  await quick.end();
});

test('commits are remembered for hours, not for ever: one in 256 deletes the old ones', async () => {
  await pool.query(`INSERT INTO miomente_partner_portal_commits (id, written, committed_at)
    SELECT ('f0000000-0000-4000-8000-00000000000' || n)::uuid, '[]', now() - n * interval '5 hours'
    FROM generate_series(1, 5) AS n`);
  const commitAs = (id: string, n: number): Promise<unknown> =>
    pool.query(COMMIT_STATEMENT, [
      ...commitParameters([creating(pendingNumber(n))]),
      id,
      0,
      null,
      null,
      null,
      null,
      null,
    ]);
  const kept = async (): Promise<number> =>
    (await pool.query('SELECT FROM miomente_partner_portal_commits')).rowCount ?? 0;
  await commitAs('01000000-0000-4000-8000-000000000000', 1);
  expect(await kept()).toBe(6);
  await commitAs('00f00000-0000-4000-8000-000000000000', 2);
  expect(await kept()).toBe(3);
});
