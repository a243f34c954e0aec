import { asBookingId, asCustomerNumber, systemScope, TransientFailure } from '@miomente/booking-domain';
import { freshDatabase, startTcpProxy } from '@miomente/booking-testing';
import { expect, onTestFinished, test } from 'vitest';
import { createPool, createPostgresPorts } from '../src/index.ts';
import { postgresRateLimiter } from '../src/rate-limiter.ts';
import { confirming, keptOne, pendingNumber } from './given.ts';
import { postgresHarness } from './harness.ts';

const { url, pool } = await freshDatabase();
const harness = postgresHarness(pool);
const scope = systemScope('tests of deadlines');
/** Longer than a test may take: waiting for it would fail the test. */
const PATIENT_MS = 3_600_000;
const SHORT_MS = 200;

/** Adapters whose pool alone would wait for an hour, behind a proxy, in a request with this much time left. */
async function inARequest(timeLeft: () => number) {
  const proxy = await startTcpProxy(url);
  const own = createPool({
    databaseUrl: proxy.url,
    poolSize: 2,
    connectTimeoutMs: PATIENT_MS,
    statementTimeoutMs: PATIENT_MS,
    queryTimeoutMs: PATIENT_MS,
  });
  onTestFinished(async () => {
    proxy.heal();
    await own.end();
    await proxy.stop();
  });
  const limiter = postgresRateLimiter(own, { keySecret: 'of the tests', timeLeft });
  return { proxy, own, limiter, ports: createPostgresPorts(own, { timeZone: 'Europe/Berlin', timeLeft }) };
}
/** A deadline this far from now. */
function deadlineIn(ms: number): () => number {
  const at = performance.now() + ms;
  return () => at - performance.now();
}
async function failureOf(work: Promise<unknown>): Promise<TransientFailure> {
  const failure = await work.catch((error: unknown) => error);
  return failure instanceof TransientFailure ? failure : expect.fail(`It is no transient failure: ${failure}`);
}

test('running#one-deadline: F22 a silent database is given up at the deadline, and the connection leaves the pool', async () => {
  let timeLeft = (): number => PATIENT_MS;
  const { proxy, own, ports, limiter } = await inARequest(() => timeLeft());
  await ports.bookings.pending(scope, asBookingId(0), 1);
  expect(own.totalCount).toBe(1);
  proxy.fallSilent();
  timeLeft = deadlineIn(SHORT_MS);
  await failureOf(ports.bookings.pending(scope, asBookingId(0), 1));
  expect(own.totalCount).toBe(0);
  // The request's next query has no time of its own.
  await failureOf(ports.partners.find(asCustomerNumber('P-1')));
  await failureOf(limiter.consume('partner', 'P-1'));
  expect(own.totalCount).toBe(0);
  proxy.heal();
  timeLeft = () => PATIENT_MS;
  expect(await ports.bookings.pending(scope, asBookingId(0), 1)).toEqual([]);
});

test('running#one-deadline: F22 a connection attempt without an answer is given up at the deadline', async () => {
  const { proxy, limiter } = await inARequest(deadlineIn(SHORT_MS));
  proxy.fallSilent();
  await failureOf(limiter.consume('partner', 'P-1'));
});

test('running#one-deadline: F24 a pool without a free connection is given up at the deadline, and loses none', async () => {
  let timeLeft = (): number => PATIENT_MS;
  const { own, ports } = await inARequest(() => timeLeft());
  const held = await Promise.all([own.connect(), own.connect()]);
  timeLeft = deadlineIn(SHORT_MS);
  await failureOf(ports.partners.find(asCustomerNumber('P-1')));
  for (const client of held) client.release();
  timeLeft = () => PATIENT_MS;
  expect(await ports.partners.find(asCustomerNumber('P-1'))).toBeUndefined();
  expect([own.totalCount, own.idleCount, own.waitingCount]).toEqual([2, 2, 0]);
});

test('running#one-deadline: F24 a locked row is given up at the deadline; nothing is written later', async () => {
  await harness.reset();
  const before = await keptOne(harness.ports.bookings, pendingNumber(1));
  let timeLeft = (): number => PATIENT_MS;
  const { own, ports } = await inARequest(() => timeLeft());
  // On a connection that exists: one that is still being made when the time is over would count for a moment longer.
  await ports.bookings.find(scope, before.id);
  const holder = await pool.connect();
  await holder.query('BEGIN');
  await holder.query('SELECT FROM miomente_partner_portal_booking_confirmations WHERE id = $1 FOR UPDATE', [before.id]);
  timeLeft = deadlineIn(SHORT_MS);
  await failureOf(ports.bookings.commitAll([confirming(before)]));
  expect(own.totalCount).toBe(0);
  await holder.query('ROLLBACK');
  holder.release();
  timeLeft = () => PATIENT_MS;
  // The statement may or may not have run; repeated, it has one effect.
  const again = await ports.bookings.commitAll([confirming(before)]);
  const now = await ports.bookings.find(scope, before.id);
  expect(['committed', 'stale']).toContain(again.type);
  expect([now?.status, now?.version]).toEqual(['confirmed', before.version + 1]);
});
