import { asOrderId } from '@miomente/booking-domain';
import type { RowDataPacket } from 'mysql2/promise';
import { beforeEach, describe, expect, it } from 'vitest';
import { fingerprint } from '../../src/order/fingerprint.ts';
import { ADDRESS_COLUMNS, ITEM_COLUMNS } from '../../src/order/line-rows.ts';
import { orderColumns } from '../../src/order/order-rows.ts';
import { courseLine, orderRows } from '../../testing/index.ts';
import { openShop } from '../open-shop.ts';

const AT = Date.parse('2026-03-02T09:00:00Z');
const { shop, source, database } = await openShop();

beforeEach(async () => {
  await shop.empty();
  await shop.addProduct({ productId: 11, values: { customer_number: 'P-100', event_date: '2026-06-13 10:00:00' } });
  // A guest's order: what it lacks is read from the address.
  const guest = { customer_firstname: null, customer_lastname: null, customer_email: null };
  const spot = { orderId: 1, at: AT, incrementId: '000000123' };
  await shop.place([orderRows(spot, { order: guest, items: [courseLine(11)] })]);
});

const seen = async () => ({
  order: await source.byId(asOrderId(1)),
  fingerprint: (await source.fingerprints([asOrderId(1)])).get(asOrderId(1)),
});

/** The columns of a table by type, except those that identify the row. */
async function typesOf(table: string): Promise<ReadonlyMap<string, string>> {
  const [rows] = await database.admin.query<RowDataPacket[]>(
    'SELECT column_name AS name, data_type AS type FROM information_schema.columns WHERE table_schema = ? AND table_name = ?',
    [database.name, table],
  );
  return new Map(rows.map((row) => [String(row['name']), String(row['type'])]));
}

const OTHER: Readonly<Record<string, string | number>> = {
  varchar: '7',
  text: '{"options":[]}',
  decimal: '7.0000',
  timestamp: '2026-05-05 05:05:05',
  int: 7,
  smallint: 0,
};

const KEYS: readonly string[] = ['entity_id', 'item_id', 'order_id', 'parent_id'];

describe('orders#settled: any difference in an order changes its fingerprint', () => {
  it.each([
    ['sales_order', 'entity_id', orderColumns([])],
    ['sales_order_item', 'order_id', ITEM_COLUMNS],
    ['sales_order_address', 'parent_id', ADDRESS_COLUMNS],
  ] as const)('in any column of %s', async (table, key, columns) => {
    const types = await typesOf(table);
    const before = await seen();
    let different = 0;
    for (const column of Object.keys(columns).filter((name) => !KEYS.includes(name))) {
      const [[kept]] = await database.admin.query<RowDataPacket[]>(`SELECT ${column} AS value FROM ${table} LIMIT 1`);
      const set = (value: unknown) =>
        database.admin.query(`UPDATE ${table} SET ${column} = ?, ${key} = ${key} WHERE ${key} = 1`, [value]);
      await set(OTHER[types.get(column) ?? '']);
      if (table === 'sales_order' && column !== 'updated_at') await restoreTime();
      const after = await seen();
      if (JSON.stringify(after.order) !== JSON.stringify(before.order)) {
        different += 1;
        expect(after.fingerprint, column).not.toBe(before.fingerprint);
      }
      await set(kept?.['value']);
      await restoreTime();
      expect(await seen(), column).toEqual(before);
    }
    expect(different).toBeGreaterThanOrEqual(5);
  });

  const restoreTime = () => shop.changeOrder(1, { updated_at: '2026-03-02 09:00:00' });

  it.each([
    ['the partner', () => shop.setValue(11, 'customer_number', 'P-200')],
    ["the partner, in the order's store alone", () => shop.setValue(11, 'customer_number', { 1: 'P-200' })],
    ['the date', () => shop.setValue(11, 'event_date', '2026-07-13 10:00:00')],
    ['no product any more', () => shop.deleteProduct(11)],
  ])('in the product: %s', async (_, change) => {
    const before = await seen();
    await change();
    const after = await seen();
    expect(after.order).not.toEqual(before.order);
    expect(after.fingerprint).not.toBe(before.fingerprint);
  });

  it('in the order that replaces it', async () => {
    await shop.changeOrder(1, { state: 'canceled', updated_at: '2026-03-02 09:00:00' });
    const before = await seen();
    await shop.place([
      orderRows(
        { orderId: 2, at: AT + 5_000, incrementId: '000000123-1' },
        { order: { relation_parent_id: '1', original_increment_id: '000000123' } },
      ),
    ]);
    const after = await seen();
    expect([before.order?.replacedByOrderId, after.order?.replacedByOrderId]).toEqual([null, 2]);
    expect(after.fingerprint).not.toBe(before.fingerprint);
  });
});

it('a row too large for the server to concatenate leaves the order without a fingerprint, so it is always read', () => {
  const digested = { digest: 'a' };
  const order = {
    entity_id: asOrderId(1),
    increment_id: '1',
    original_increment_id: null,
    edit_increment: 0,
    state: 'new',
    relation_child_id: null,
    store_id: 1,
  };
  const parts = { addresses: [], replacedByOrderId: null };
  const goods = () => 'a course';
  const line = { order_id: asOrderId(1), product_id: 11, store_id: 1 };
  const whole = { ...parts, order: { ...order, ...digested }, items: [{ ...line, ...digested }] };
  expect(fingerprint(whole, goods)).toMatch(/^[0-9a-f]{32}$/);
  expect(fingerprint({ ...whole, items: [{ ...line, digest: null }] }, goods)).toBeNull();
  expect(fingerprint({ ...whole, order: { ...order, digest: null } }, goods)).toBeNull();
  expect(fingerprint({ ...whole, addresses: [{ parent_id: 1, digest: null }] }, goods)).toBeNull();
});
