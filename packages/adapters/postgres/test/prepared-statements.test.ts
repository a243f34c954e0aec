import { NO_FILTER, type PendingBooking, systemScope } from '@miomente/booking-domain';
import { MONDAY } from '@miomente/booking-domain/testing';
import { freshDatabase } from '@miomente/booking-testing';
import { fillDatabase } from '@miomente/booking-testing/many-bookings';
import pg from 'pg';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { StatementNames } from '../src/database/statement-names.ts';
import { createPostgresPorts, type PostgresPorts } from '../src/index.ts';
import { postgresRateLimiter } from '../src/rate-limiter.ts';
import { confirming, creating, keptOne, pendingNumber } from './given.ts';

const { url, pool } = await freshDatabase();
const scope = systemScope('tests of prepared statements');
const TABLE = 'miomente_partner_portal_booking_confirmations';
const FILLED = 2_000;
const PAGE = { ...NO_FILTER, page: 1, limit: 20 };
const opened: pg.Pool[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((own) => own.end()));
});

let last = 0;
function another(): PendingBooking {
  last += 1;
  return pendingNumber(last);
}

/** The adapters over a single session, and a look at what it keeps. */
function onOneSession(preparedStatements = true): {
  readonly ports: PostgresPorts;
  readonly session: pg.Pool;
  readonly kept: () => Promise<readonly string[]>;
} {
  const session = new pg.Pool({ connectionString: url, max: 1 });
  opened.push(session);
  const kept = async (): Promise<readonly string[]> =>
    (await session.query<{ name: string }>('SELECT name FROM pg_prepared_statements')).rows.map(({ name }) => name);
  return { ports: createPostgresPorts(session, { timeZone: 'Europe/Berlin', preparedStatements }), session, kept };
}

test('running#planned-once: while there is little, no plan is kept: it would read whole tables once they have grown', async () => {
  const { ports, kept } = onOneSession();
  await ports.bookings.list(scope, PAGE, 0);
  expect(await kept()).toEqual([]);
});

describe('once there is something to plan for', () => {
  beforeAll(async () => {
    await fillDatabase(pool, { bookings: FILLED, partners: 10, until: MONDAY, seed: 3 });
  });

  test('running#planned-once: a session keeps the plan of what it has asked before, under a name that says nothing', async () => {
    const { ports, kept } = onOneSession();
    for (const _ of [1, 2, 3]) await ports.bookings.list(scope, PAGE, 0);
    const names = await kept();
    expect(names).toHaveLength(1);
    expect(names[0]).toMatch(/^booking_[\w-]{22}$/);
  });

  test('running#planned-once: a search is planned for what is searched', async () => {
    const { ports, kept } = onOneSession();
    await ports.bookings.list(scope, { ...PAGE, courseId: 7 }, 0);
    expect(await kept()).toEqual([]);
  });

  test('running#planned-once: switched off, nothing is kept, nor by the counter of requests', async () => {
    const { ports, session, kept } = onOneSession(false);
    await ports.bookings.list(scope, PAGE, 0);
    const limiter = postgresRateLimiter(session, { keySecret: 'only for tests', preparedStatements: false });
    expect((await limiter.consume('link', 'a client'))?.remaining).toBe(59);
    expect(await kept()).toEqual([]);
  });

  test('running#planned-once: no more texts get a name than there may be', () => {
    const names = new StatementNames(2);
    const [first, second] = [names.of('SELECT 1'), names.of('SELECT 2')];
    expect(first).toBeDefined();
    expect(second).not.toBe(first);
    expect(names.of('SELECT 3')).toBeUndefined();
    expect(names.of('SELECT 1')).toBe(first);
  });

  test('running#planned-once: a migration beside a running process costs no request', async () => {
    const { ports, session } = onOneSession();
    const { id } = await keptOne(ports.bookings, another());
    expect((await ports.bookings.find(scope, id))?.details.course.sku).toBeDefined();
    const pids = async () => (await session.query('SELECT pg_backend_pid() AS pid')).rows[0]?.pid;
    const before = await pids();
    await pool.query(`ALTER TABLE ${TABLE} ALTER COLUMN course_sku TYPE VARCHAR(200)`);
    try {
      expect((await ports.bookings.find(scope, id))?.id).toBe(id);
      // What the session has kept fits no more: a fresh one keeps the right plans.
      expect(await pids()).not.toBe(before);
    } finally {
      await pool.query(`ALTER TABLE ${TABLE} ALTER COLUMN course_sku TYPE TEXT`);
    }
  });

  test.each([
    ['does not know what it should have kept', (session: pg.Pool) => session.query('DEALLOCATE ALL')],
    [
      'knows it from somebody else',
      async (session: pg.Pool, names: readonly string[]) => {
        const other = await session.connect();
        other.release(true);
        for (const name of names) await session.query(`PREPARE "${name}" AS SELECT 1`);
      },
    ],
  ])(
    'running#planned-once: a session behind a pooler that %s reads and changes all the same, once',
    async (_, change) => {
      const { ports, session, kept } = onOneSession();
      const before = (await ports.bookings.list(scope, PAGE, 0)).total;
      const first = await keptOne(ports.bookings, another());
      await ports.bookings.commitAll([confirming(first)]);
      await ports.bookings.find(scope, first.id);
      await change(session, await kept());
      const second = await ports.bookings.commitAll([creating(another())]);
      expect(second.type).toBe('committed');
      expect((await ports.bookings.list(scope, PAGE, 0)).total).toBe(before + 2);
      expect(await ports.bookings.timeline(scope, first.id)).toHaveLength(3);
    },
  );
});
