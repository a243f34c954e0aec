import pg from 'pg';
import type { Bench } from '../bench.ts';
import { compared, requireSame } from '../measure/finding.ts';
import { CONNECTIONS, onceEach } from '../measure/load.ts';
import { manyBookings } from '../stage/bookings.ts';
import { newOrders } from '../stage/magento.ts';
import { startPortal, WEBHOOK_SECRET } from '../stage/portal.ts';

const ORDERS = 400;
/** A warm-up and five. */
const ROUNDS = 6;
const PARTNERS = 200;
const BOOKINGS = 'miomente_partner_portal_booking_confirmations';

/** The rows that an announced order leaves, by the column that leads to its booking, in the order in which they go in. */
const TABLES = [
  { table: BOOKINGS, of: 'id = ANY ($1)' },
  { table: 'miomente_partner_portal_booking_audit', of: 'booking_id = ANY ($1)' },
  { table: 'miomente_partner_portal_deliveries', of: 'booking_id = ANY ($1)' },
  {
    table: 'miomente_partner_portal_settled_orders',
    of: `magento_order_id IN (SELECT magento_order_id FROM ${BOOKINGS} WHERE id = ANY ($1))`,
  },
  {
    table: 'graphile_worker._private_jobs',
    of: `key IN (SELECT 'delivery:' || d.id FROM miomente_partner_portal_deliveries AS d WHERE d.booking_id = ANY ($1))`,
  },
] as const;

/** The rows of one order, each with the statement that writes it. */
type Written = readonly { readonly name: string; readonly text: string; readonly values: readonly unknown[] }[];

/** P10: from the announcement to the durable booking and its queued mail, beside the same rows written bare. */
export const webhook: Bench = {
  row: 'P10',
  what: 'webhook to durable booking and queued mail',
  run: async (stage) => {
    const [taken, bare] = [
      await manyBookings(stage, stage.bookings, 'webhooks'),
      await manyBookings(stage, stage.bookings, 'inserts'),
    ];
    const { access, orderIds } = await newOrders(stage, ORDERS * ROUNDS, taken.ordinary.slice(0, PARTNERS));
    const portal = await startPortal(stage, taken.url, {
      MAGENTO_DB_HOST: access.host,
      MAGENTO_DB_PORT: String(access.port),
      MAGENTO_DB_USER: access.user,
      MAGENTO_DB_PASSWORD: '',
      MAGENTO_DB_NAME: access.database,
    });
    const writers = new pg.Pool({ connectionString: bare.url, max: CONNECTIONS });
    try {
      let next = 0;
      let orders: readonly Written[] = [];
      const ours = async (): Promise<number> => {
        const ids = orderIds.slice(next, next + ORDERS);
        next += ORDERS;
        const perSecond = await onceEach(
          portal.url,
          ids.map((id) => ({
            method: 'POST',
            path: '/api/webhooks/new-order',
            headers: { authorization: `Bearer ${WEBHOOK_SECRET}`, 'content-type': 'application/json' },
            body: JSON.stringify({ order_id: id }),
          })),
        );
        orders = await writtenFor(taken.pool, ids);
        requireSame('orders with a booking and a queued mail', orders.length, ids.length);
        return perSecond;
      };
      const other = async (): Promise<number> => {
        const started = performance.now();
        const line = [...orders];
        await Promise.all(
          Array.from({ length: CONNECTIONS }, async () => {
            for (let order = line.pop(); order !== undefined; order = line.pop()) await write(writers, order);
          }),
        );
        return (1_000 * orders.length) / (performance.now() - started);
      };
      const measure = {
        row: 'P10',
        what: webhook.what,
        unit: 'per s',
        against: 'the same rows by prepared inserts',
        goal: { atLeast: 0.3 },
      };
      return [await compared(measure, { ours, other }, { rounds: ROUNDS - 1, warmUps: 1 })];
    } finally {
      await writers.end();
      await portal.stop();
    }
  },
};

/** What was written for orders; only of those that have a booking, its audit, its mail and its job. */
async function writtenFor(pool: pg.Pool, orderIds: readonly number[]): Promise<readonly Written[]> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT b.id::text FROM ${BOOKINGS} AS b
     WHERE magento_order_id = ANY ($1::bigint[]) AND EXISTS (
       SELECT FROM miomente_partner_portal_deliveries AS d
       JOIN graphile_worker._private_jobs AS j ON j.key = 'delivery:' || d.id WHERE d.booking_id = b.id)`,
    [orderIds],
  );
  return Promise.all(rows.map(({ id }) => rowsOf(pool, id)));
}

async function rowsOf(pool: pg.Pool, bookingId: string): Promise<Written> {
  const written: Written[number][] = [];
  for (const { table, of } of TABLES) {
    // As text, and back from it: no value changes on the way.
    const { rows } = await pool.query<Record<string, unknown>>({
      text: `SELECT * FROM ${table} WHERE ${of}`,
      values: [[bookingId]],
      types: { getTypeParser: () => (text: string) => text },
    });
    for (const row of rows) {
      const columns = Object.keys(row).filter((column) => !GENERATED.has(column));
      const values = columns.map((_, n) => `$${n + 1}`);
      const text = `INSERT INTO ${table} (${columns.join(', ')}) OVERRIDING SYSTEM VALUE VALUES (${values.join(', ')})`;
      written.push({ name: table.slice(-40), text, values: columns.map((column) => row[column]) });
    }
  }
  return written;
}

/** PostgreSQL makes these. */
const GENERATED: ReadonlySet<string> = new Set(['is_available']);

/** The rows of one order, in one transaction. */
async function write(pool: pg.Pool, order: Written): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    for (const { name, text, values } of order) await client.query({ name, text, values: [...values] });
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}
