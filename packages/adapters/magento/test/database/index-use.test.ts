import { asOrderId } from '@miomente/booking-domain';
import type { RowDataPacket } from 'mysql2/promise';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { isOneOf } from '../../src/database/ids.ts';
import { tableNames } from '../../src/database/tables.ts';
import { placesAfterSql } from '../../src/order/order-rows.ts';
import { magentoTime, randomOrders, stockCatalogue } from '../../testing/index.ts';
import { openShop } from '../open-shop.ts';

const FROM = Date.parse('2026-03-02T09:00:00Z');
const HOUR_MS = 3_600_000;
const ORDERS = 5_000;
const PAGE = 100;
const MIDDLE = FROM + HOUR_MS;
const { shop, source, database, pool } = await openShop();
const values = [magentoTime(MIDDLE), magentoTime(MIDDLE), 2_500, PAGE];

beforeAll(async () => {
  await stockCatalogue(shop);
  // A third of the orders has the same second, as after an update of all orders of a shop.
  await shop.place(
    [...randomOrders({ seed: 1, count: ORDERS, from: FROM, to: FROM + 2 * HOUR_MS })].map((draft) =>
      draft.order.entity_id % 3 === 0
        ? { ...draft, order: { ...draft.order, updated_at: magentoTime(MIDDLE) } }
        : draft,
    ),
  );
  await database.admin.query('ANALYZE TABLE sales_order, sales_order_item, sales_order_address');
});

/** The number of index and table rows that the server reads for a statement. */
async function rowsTouched(work: () => Promise<unknown>): Promise<number> {
  await database.admin.query('FLUSH STATUS');
  await work();
  const [rows] = await database.admin.query<RowDataPacket[]>(`SHOW SESSION STATUS LIKE 'Handler_read%'`);
  return rows.reduce((sum, row) => sum + Number(row['Value']), 0);
}

describe('orders#none-missed: reading changed orders uses an index', () => {
  it('the page starts at its position in the index on updated_at, reads nothing else, and needs no sorting', async () => {
    const sql = `EXPLAIN ${placesAfterSql(tableNames(''))}`;
    const [[plan]] = await database.admin.query<RowDataPacket[]>(sql, values);
    expect(plan).toMatchObject({ type: 'range', key: 'SALES_ORDER_UPDATED_AT' });
    expect(plan?.['Extra']).toContain('Using index');
    expect(plan?.['Extra']).not.toContain('filesort');
  });

  it('a page far from the beginning reads few rows besides its own', async () => {
    const read = () => database.admin.query(placesAfterSql(tableNames('')), [...values.slice(0, 2), 0, PAGE]);
    expect(await rowsTouched(read)).toBeLessThan(PAGE + 10);
  });

  it('a page within one second reads at most the entries of that second', async () => {
    const read = () => database.admin.query(placesAfterSql(tableNames('')), values);
    expect(await rowsTouched(read)).toBeLessThan(ORDERS / 3 + PAGE + 10);
  });

  it('orders, lines and addresses are found by the order’s id', async () => {
    const [run, scattered] = [1, 7].map((step) => Array.from({ length: PAGE }, (_, i) => 1 + i * step));
    for (const [table, key] of [
      ['sales_order', 'entity_id'],
      ['sales_order_item', 'order_id'],
      ['sales_order_address', 'parent_id'],
    ] as const) {
      for (const { sql, values: ids } of [isOneOf(key, run ?? []), isOneOf(key, scattered ?? [])]) {
        const [[plan]] = await database.admin.query<RowDataPacket[]>(`EXPLAIN SELECT * FROM ${table} WHERE ${sql}`, [
          ...ids,
        ]);
        expect(plan, sql).toMatchObject({ type: 'range' });
      }
    }
  });
});

describe('orders#none-missed: a page takes the same few statements, whatever its size', () => {
  /** The number of SELECTs on the adapter's connections. Other tests use the server, too. */
  async function statements(work: () => Promise<unknown>): Promise<number> {
    const run: string[] = [];
    const getConnection = pool.getConnection.bind(pool);
    vi.spyOn(pool, 'getConnection').mockImplementation(async () => {
      const connection = await getConnection();
      const query = connection.query.bind(connection) as (...all: unknown[]) => Promise<never>;
      vi.spyOn(connection, 'query').mockImplementation((...all: unknown[]) => {
        run.push(String(all[0]));
        return query(...all);
      });
      return connection;
    });
    await work().finally(() => vi.restoreAllMocks());
    return run.filter((sql) => /^\s*(SELECT|SHOW)/.test(sql)).length;
  }

  it.each([[10], [500]])('%i orders', async (limit) => {
    const places = await source.changedAfter({ updatedAt: FROM, orderId: asOrderId(0) }, limit);
    expect(places).toHaveLength(limit);
    expect(await statements(() => source.changedAfter({ updatedAt: FROM, orderId: asOrderId(0) }, limit))).toBe(1);
    expect(await statements(() => source.fingerprints(places.map(({ orderId }) => orderId)))).toBeLessThanOrEqual(10);
  });
});
