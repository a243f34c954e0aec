import { expect, test } from 'vitest';
import { freshDatabase } from '../src/index.ts';
import { copyInto, fillDatabase } from '../src/many-bookings/index.ts';

const { pool } = await freshDatabase();
const until = Date.parse('2026-03-02T09:00:00Z');
const BOOKINGS = 'miomente_partner_portal_booking_confirmations';

/** The audit trail refuses to be emptied while its triggers work. */
const EMPTY = `
  SET session_replication_role = replica;
  TRUNCATE ${BOOKINGS}, miomente_partner_portal_partners, miomente_partner_portal_settled_orders CASCADE;
  SET session_replication_role = DEFAULT`;

const rowsOf = async <Row extends object>(sql: string): Promise<readonly Row[]> => (await pool.query<Row>(sql)).rows;

test('a spread fills every table, a tenth of it the first partner’s, and keeps every check and index', async () => {
  const indexes = `SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexname`;
  const before = await rowsOf(indexes);
  const said: string[] = [];
  const spread = { bookings: 5_000, partners: 100, until, seed: 1 };
  const { largest, ordinary } = await fillDatabase(pool, spread, (line) => said.push(line));
  expect(await rowsOf(indexes)).toEqual(before);
  expect(said.at(-1)).toContain('[##########]');
  expect(ordinary).toHaveLength(99);
  const share = await rowsOf<{ own: number }>(
    `SELECT avg((customer_number = '${largest}')::int)::float8 AS own FROM ${BOOKINGS}`,
  );
  expect(share[0]?.own).toBeCloseTo(0.1, 1);
  const statuses = await rowsOf<{ status: string }>(`SELECT DISTINCT status FROM ${BOOKINGS} ORDER BY 1`);
  expect(statuses.map(({ status }) => status)).toEqual(['cancelled', 'confirmed', 'declined', 'pending']);
  // COPY into a table with foreign keys switched off: what they would say is said here.
  const [lost] = await rowsOf<{ lost: number }>(`
    SELECT count(*)::int AS lost FROM miomente_partner_portal_deliveries AS d
    LEFT JOIN ${BOOKINGS} AS b ON b.id = d.booking_id WHERE b.id IS NULL`);
  expect(lost?.lost).toBe(0);
  const [next] = await rowsOf<{ next: number }>(
    `SELECT nextval(pg_get_serial_sequence('${BOOKINGS}', 'id'))::int AS next`,
  );
  expect(next?.next).toBe(5_001);
});

test('the same spread gives the same rows', async () => {
  const digest = `SELECT md5(string_agg(b::text, '' ORDER BY id)) AS digest
    FROM (SELECT id, customer_number, status, confirmation_token, event_start, search_text FROM ${BOOKINGS}) AS b`;
  const [first] = await rowsOf<{ digest: string }>(digest);
  await pool.query(EMPTY);
  await fillDatabase(pool, { bookings: 5_000, partners: 100, until, seed: 1 });
  expect(await rowsOf(digest)).toEqual([first]);
});

test('what COPY’s format gives a meaning is copied as it is, and a refused row is an error', async () => {
  const client = await pool.connect();
  try {
    await client.query('CREATE TEMP TABLE copied (a text, b int, c boolean)');
    const rows = [['tab\t, line\n, return\r, \\N, \\.', 1, true] as const, [null, null, false] as const];
    expect(await copyInto(client, { table: 'copied', columns: ['a', 'b', 'c'] }, rows)).toBe(2);
    expect((await client.query('SELECT a, b, c FROM copied ORDER BY b NULLS LAST')).rows).toEqual([
      { a: rows[0]?.[0], b: 1, c: true },
      { a: null, b: null, c: false },
    ]);
    const wrong = copyInto(client, { table: 'copied', columns: ['b'] }, [['no number']]);
    await expect(wrong).rejects.toThrow('invalid input syntax');
  } finally {
    client.release();
  }
});
