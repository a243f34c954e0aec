import { once } from 'node:events';
import { asOrderId, asOrderItemId, MINUTE_MS, NO_FILTER, partnerScope, type Stored } from '@miomente/booking-domain';
import {
  anOrder,
  anOrderItem,
  aPartner,
  MemoryOrderSource,
  MONDAY,
  SettableClock,
  useCasesOver,
} from '@miomente/booking-domain/testing';
import { freshDatabase } from '@miomente/booking-testing';
import { Logger, runTaskListOnce } from 'graphile-worker';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createPool, createPostgresPorts, postgresScheduling } from '../src/index.ts';
import { creating, pendingNumber } from './given.ts';

/*
 * What a long transaction of somebody else's costs: nobody waits for it, and the rows that it keeps from being cleared
 * away are stepped over. Counted in pages read and not in time, so that the machine's load has no say.
 */

/** What a quarter of an hour leaves behind at ten jobs a second. */
const DONE_MEANWHILE = 9_000;
/** A round looks at the queue some ten times, and reads at most one page more for so many jobs that were done meanwhile. */
const JOBS_PER_PAGE = 4;

const BOOKINGS = 'miomente_partner_portal_booking_confirmations';
const DELIVERIES = 'miomente_partner_portal_deliveries';
const JOBS = 'graphile_worker._private_jobs';

const { pool: others, url } = await freshDatabase();
/** The connections whose pages are counted: the product's, and the engine's. */
const pool = new pg.Pool({ connectionString: url, max: 1 });
const engine = new pg.Pool({ connectionString: url, max: 1 });
afterAll(async () => {
  await pool.end();
  await engine.end();
});

const clock = new SettableClock(MONDAY);
const orders = new MemoryOrderSource();
const ports = createPostgresPorts(pool, { timeZone: 'Europe/Berlin' });
const cases = useCasesOver({ ...ports, clock, orders });
const scheduling = postgresScheduling(pool, { leaseMs: MINUTE_MS });

/** The pages of all tables and indexes that these two connections read, cached or not. */
async function pagesOf(work: () => Promise<unknown>): Promise<number> {
  const sum = async (): Promise<number> => {
    for (const each of [engine, pool]) await each.query('SELECT pg_stat_force_next_flush()');
    const { rows } = await pool.query<{ pages: number }>(`
      SELECT sum(heap_blks_read + heap_blks_hit + coalesce(idx_blks_read + idx_blks_hit, 0))::float8 AS pages
      FROM pg_statio_all_tables WHERE schemaname IN ('public', 'graphile_worker')`);
    return rows[0]?.pages ?? 0;
  };
  const before = await sum();
  await work();
  return (await sum()) - before;
}

const QUIET = new Logger(() => () => {});

let delivered = 0;
/** The engine takes every job that is due, and each is delivered. */
async function work(): Promise<void> {
  const client = await engine.connect();
  try {
    const deliver = async (payload: unknown) => {
      delivered += 1;
      await cases.deliver((payload as { readonly deliveryId: never }).deliveryId);
    };
    await runTaskListOnce({ noPreparedStatements: true, logger: QUIET }, { deliver }, client).promise;
  } finally {
    client.release();
  }
}

let lastOrder = 50_000;
/** A booking comes in, its request leaves, it is confirmed, the queue is empty; and what a scheduler looks at meanwhile. */
async function round(): Promise<void> {
  lastOrder += 1;
  const items = [anOrderItem({ itemId: asOrderItemId(lastOrder) })];
  orders.place(
    anOrder({ orderId: asOrderId(lastOrder), orderNumber: String(lastOrder), orderedAt: clock.now(), items }),
  );
  const received = await cases.receiveOrder(asOrderId(lastOrder));
  const booking: Stored | undefined = received.type === 'booked' ? received.bookings[0] : undefined;
  if (booking === undefined) throw new Error('The order was not booked.');
  const before = delivered;
  await work();
  expect(delivered).toBe(before + 1);
  const { ok } = await cases.confirmBooking({ scope: partnerScope(booking.customerNumber), id: booking.id });
  expect(ok).toBe(true);
  await work();
  await scheduling.leases.renew('a worker');
  await scheduling.leases.waitingMs(['deliver']);
  await scheduling.leases.recoverDead();
  await scheduling.spentDeliveries();
  await scheduling.outboxWatch.stall();
}
const own = partnerScope(aPartner().customerNumber);
const lists = () => ports.bookings.list(own, { ...NO_FILTER, page: 1, limit: 20 }, clock.now());

/** What the outbox leaves behind that nobody can see any more: queued, taken, done. */
async function leaveBehind(count: number): Promise<void> {
  const other = new pg.Client({ connectionString: url });
  await other.connect();
  await other.query(
    `INSERT INTO ${DELIVERIES} (kind, booking_id, mail, content, created_at)
     SELECT 'send_mail', (SELECT min(id) FROM ${BOOKINGS}), 'decline_confirmation', '{}', now()
     FROM generate_series(1, $1::int)`,
    [count],
  );
  await other.query(`
    INSERT INTO ${JOBS} (task_id, key, payload)
    SELECT (SELECT id FROM graphile_worker._private_tasks WHERE identifier = 'deliver'), 'delivery:' || id,
      json_build_object('deliveryId', id)
    FROM ${DELIVERIES} WHERE state = 'queued'
    ON CONFLICT DO NOTHING`);
  await other.query(`UPDATE ${JOBS} SET locked_at = now(), locked_by = 'somebody', attempts = 1`);
  await other.query(`UPDATE ${DELIVERIES} SET attempt = attempt + 1 WHERE state = 'queued'`);
  await other.query(`UPDATE ${DELIVERIES} SET state = 'done', finished_at = now() WHERE state = 'queued'`);
  await other.query(`DELETE FROM ${JOBS}`);
  // What it read itself is not counted as ours later.
  await other.query('SELECT pg_stat_force_next_flush()');
  await other.end();
}

/** Sessions of others that are in the middle of something until the test has finished. */
async function inTheMiddle(many: number, begin: (client: pg.Client) => Promise<unknown>): Promise<void> {
  for (let n = 0; n < many; n += 1) {
    const client = new pg.Client({ connectionString: url });
    onTestFinished(() => client.end());
    await client.connect();
    await begin(client);
  }
}

let alone = { round: 0, lists: 0 };
beforeAll(async () => {
  for (const table of [BOOKINGS, DELIVERIES, JOBS])
    await others.query(`ALTER TABLE ${table} SET (autovacuum_enabled = false)`);
  await ports.partners.save(aPartner());
  await ports.bookings.commitAll(Array.from({ length: 500 }, (_, n) => creating(pendingNumber(n))));
  await others.query(`DELETE FROM ${JOBS}`);
  await others.query(`UPDATE ${DELIVERIES} SET state = 'done', finished_at = now() WHERE state = 'queued'`);
  await others.query('VACUUM ANALYZE');
  // As often as a session needs to cache the plans it makes.
  for (let times = 0; times < 7; times += 1) {
    await round();
    await lists();
  }
  alone = { round: await pagesOf(round), lists: await pagesOf(lists) };
}, 120_000);

describe('running#long-transactions: a long transaction of others', () => {
  it('F31 a session of ours that does nothing in a transaction is ended by the server', async () => {
    const settings = { poolSize: 1, connectTimeoutMs: 10_000, statementTimeoutMs: 300, queryTimeoutMs: 10_000 };
    const ours = createPool({ databaseUrl: url, ...settings });
    const client = await ours.connect();
    // Also where the session is not ended, and this test waits in vain.
    onTestFinished(async () => {
      client.release(true);
      await ours.end();
    });
    const ended = once(client, 'error');
    await client.query('BEGIN');
    await client.query('SELECT pg_current_xact_id()');
    expect((await ended)[0]).toMatchObject({ code: '25P03' });
  });

  it('F31 the outbox goes on beside a session that does nothing in a transaction', async () => {
    await inTheMiddle(1, (client) => client.query('BEGIN; SELECT pg_current_xact_id()'));
    await leaveBehind(DONE_MEANWHILE);
    expect(await pagesOf(round)).toBeLessThanOrEqual(alone.round + DONE_MEANWHILE / JOBS_PER_PAGE);
  });

  it('F32 four long readers hold nobody up, and lists read no more than half as much again', async () => {
    // As pg_dump: a lock on every table, one snapshot, and a table that is half read.
    const reading = async (client: pg.Client) => {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
      const { rows } = await client.query<{ name: string }>(
        "SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) AS name FROM pg_tables WHERE schemaname IN ('public', 'graphile_worker')",
      );
      await client.query(`LOCK TABLE ${rows.map(({ name }) => name).join(', ')} IN ACCESS SHARE MODE`);
      await client.query(`DECLARE everything CURSOR FOR SELECT * FROM ${BOOKINGS}; FETCH 50 FROM everything`);
    };
    await inTheMiddle(4, reading);
    await leaveBehind(DONE_MEANWHILE);
    const pages = { round: await pagesOf(round), lists: await pagesOf(lists) };
    // What F31 left behind may not have been cleared away.
    expect(pages.round).toBeLessThanOrEqual(alone.round + (2 * DONE_MEANWHILE) / JOBS_PER_PAGE);
    expect(pages.lists).toBeLessThanOrEqual(1.5 * alone.lists);
  });
});
