import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { asOrderId, DEFAULT_ORDER_POLICY, mapOrder, ORDER_UNDERSTANDING } from '@miomente/booking-domain';
import { expect, it } from 'vitest';
import { SHAPES, shaped, stockCatalogue } from '../testing/index.ts';
import { openShop } from './open-shop.ts';

const AT = Date.parse('2026-03-02T09:00:00Z');
const KEPT = new URL('./understanding.json', import.meta.url);
const { shop, source } = await openShop();
await stockCatalogue(shop);

interface Understanding {
  readonly understanding: number;
  /** A digest of what each sample order means to the domain. */
  readonly orders: Readonly<Record<string, string>>;
}

/** What each sample order means to this code: it is read from real rows, then mapped to bookings. */
async function understood(): Promise<Understanding> {
  const names = Object.keys(SHAPES).sort();
  await shop.place(names.map((name, i) => shaped(name, { orderId: 100 + i, at: AT })));
  const orders = await source.byIds(names.map((_, i) => asOrderId(100 + i)));
  const digests = names.map((name, i): [string, string] => {
    const order = orders.get(asOrderId(100 + i));
    const meaning = JSON.stringify(order === undefined ? null : mapOrder(DEFAULT_ORDER_POLICY, order));
    return [name, createHash('sha256').update(meaning).digest('hex').slice(0, 16)];
  });
  return { understanding: ORDER_UNDERSTANDING, orders: Object.fromEntries(digests) };
}

it('orders#understanding: the same rows have the same meaning, unless the version of the mapping has changed', async () => {
  const now = await understood();
  // For whoever raises the version or adds a shape: this writes down the current meanings.
  if (process.env['WRITE_UNDERSTANDING']) writeFileSync(KEPT, `${JSON.stringify(now, null, 2)}\n`);
  const kept: Understanding = JSON.parse(readFileSync(KEPT, 'utf8'));
  const changed = Object.keys(now.orders).filter((name) => now.orders[name] !== kept.orders[name]);
  expect(
    changed,
    'These orders mean something else than before. Raise ORDER_UNDERSTANDING in import-changed.ts, so that settled ' +
      'orders are read again, then run this test once with WRITE_UNDERSTANDING=1.',
  ).toEqual([]);
  expect(kept.understanding).toBe(ORDER_UNDERSTANDING);
  expect(Object.keys(kept.orders)).toEqual(Object.keys(now.orders));
});
