import { asBookingId, asCustomerNumber, NO_FILTER, systemScope, TransientFailure } from '@miomente/booking-domain';
import { freshDatabase, startTcpProxy } from '@miomente/booking-testing';
import type pg from 'pg';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createPool, createPostgresPorts, type PostgresPorts } from '../src/index.ts';
import { confirming, creating, keptOne, pendingNumber } from './given.ts';
import { postgresHarness } from './harness.ts';

const { url, pool } = await freshDatabase();
const harness = postgresHarness(pool);
const proxy = await startTcpProxy(url);
const scope = systemScope('tests of failures');
const TABLE = 'miomente_partner_portal_booking_confirmations';
const opened: pg.Pool[] = [];

/** The adapters on a small pool that waits only briefly for anything. */
function impatient(
  databaseUrl = url,
  ms = 1_000,
  connectTimeoutMs = 1_000,
): { readonly ports: PostgresPorts; readonly own: pg.Pool } {
  const own = createPool({
    databaseUrl,
    poolSize: 2,
    connectTimeoutMs,
    statementTimeoutMs: ms,
    queryTimeoutMs: ms * 2,
  });
  opened.push(own);
  return { ports: createPostgresPorts(own, { timeZone: 'Europe/Berlin' }), own };
}

async function failureOf(work: Promise<unknown>): Promise<TransientFailure> {
  const failure = await work.then(
    () => expect.fail('It went well.'),
    (error: unknown) => error,
  );
  return failure instanceof TransientFailure ? failure : expect.fail(`It failed as no transient failure: ${failure}`);
}

beforeEach(() => harness.reset());
afterEach(async () => {
  await Promise.all(opened.splice(0).map((own) => own.end()));
});
afterAll(() => proxy.stop());

describe('a failure that may pass is transient', () => {
  test('a statement that takes too long', async () => {
    const before = await keptOne(harness.ports.bookings, pendingNumber(1));
    const { ports, own } = impatient();
    const holder = await pool.connect();
    await holder.query('BEGIN');
    await holder.query(`SELECT FROM ${TABLE} WHERE id = $1 FOR UPDATE`, [before.id]);
    expect((await failureOf(ports.bookings.commitAll([confirming(before)]))).message).toContain('57014');
    await holder.query('ROLLBACK');
    holder.release();
    expect((await ports.bookings.commitAll([confirming(before)])).type).toBe('committed');
    expect(own.totalCount).toBe(1);
  });

  test('a server that falls silent, whose connections do not go back into the pool', async () => {
    const { ports, own } = impatient(proxy.url);
    await ports.bookings.pending(scope, asBookingId(0), 1);
    proxy.fallSilent();
    expect((await failureOf(ports.bookings.pending(scope, asBookingId(0), 1))).message).toContain('time-out');
    expect(own.totalCount).toBe(0);
    proxy.heal();
    expect(await ports.bookings.pending(scope, asBookingId(0), 1)).toEqual([]);
  });

  test('a connection that an operator ends, and the next one works', async () => {
    const { ports, own } = impatient(url, 10_000);
    const sleeping = own.query('SELECT pg_sleep(60)').catch((error: unknown) => error);
    const terminate = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = 'booking'`;
    await ports.bookings.pending(scope, asBookingId(0), 1);
    await pool.query(terminate);
    await sleeping;
    expect(await ports.bookings.pending(scope, asBookingId(0), 1)).toEqual([]);
  });

  test('no server', async () => {
    const gone = await startTcpProxy(url);
    await gone.stop();
    const { ports } = impatient(gone.url);
    expect((await failureOf(ports.partners.find(asCustomerNumber('P-1')))).message).toContain('ECONNREFUSED');
    expect((await failureOf(ports.bookings.commitAll([creating(pendingNumber(1))]))).message).toContain('ECONNREFUSED');
  });

  test('a database that does not exist, a wrong password', async () => {
    const nowhere = Object.assign(new URL(url), { pathname: '/no_such_database' });
    expect((await failureOf(impatient(nowhere.href).ports.partners.find(asCustomerNumber('P-1')))).message).toContain(
      'DATABASE_URL',
    );
  });

  test('a read-only server (a standby that took over)', async () => {
    const reading = new URL(url);
    reading.searchParams.set('options', '-c default_transaction_read_only=on');
    const { ports } = impatient(reading.href);
    expect(await ports.bookings.pending(scope, asBookingId(0), 1)).toEqual([]);
    expect((await failureOf(ports.bookings.commitAll([creating(pendingNumber(1))]))).message).toContain('primary');
  });

  test('a pool without a free connection', async () => {
    const patientMs = 60_000;
    const { ports, own } = impatient(url, patientMs, patientMs);
    const held = await Promise.all([own.connect(), own.connect()]);
    // Only now, so that the two before had time to connect even on a slow machine.
    own.options.connectionTimeoutMillis = 100;
    expect((await failureOf(ports.partners.find(asCustomerNumber('P-1')))).message).toContain('time-out');
    own.options.connectionTimeoutMillis = patientMs;
    for (const client of held) client.release();
    expect(await ports.partners.find(asCustomerNumber('P-1'))).toBeUndefined();
  });
});

test('failures contain no queries, addresses or secrets', async () => {
  const gone = await startTcpProxy(url);
  await gone.stop();
  const error = await failureOf(impatient(gone.url).ports.partners.findByEmail('canary@example.org'));
  const told = JSON.stringify([error.message, error.stack, error.cause, { ...(error.cause as object) }]);
  for (const secret of ['canary', 'SELECT', new URL(url).password || 'no password', new URL(gone.url).port]) {
    expect(told).not.toContain(secret);
  }
});

test('whatever fails, the pool loses no connection', async () => {
  const { ports, own } = impatient(url, 10_000);
  const shared = pendingNumber(1);
  for (let round = 0; round < 20; round += 1) {
    const twice = [creating(shared), creating({ ...pendingNumber(2), token: shared.token })];
    await expect(ports.bookings.commitAll(twice)).rejects.toThrow(/booking_conf_token/);
    await ports.bookings.list(scope, { ...NO_FILTER, search: 'a\0b', page: 1, limit: 1 }, 0);
  }
  expect(own.totalCount).toBeLessThanOrEqual(2);
  expect(own.idleCount).toBe(own.totalCount);
  expect(own.waitingCount).toBe(0);
});
