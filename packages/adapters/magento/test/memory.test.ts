import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { DEFAULT_ORDER_POLICY, makeReconcileOrders, type OrderCursor } from '@miomente/booking-domain';
import { SettableClock } from '@miomente/booking-domain/testing';
import { beforeAll, expect, it } from 'vitest';
import { randomOrders, stockCatalogue } from '../testing/index.ts';
import { openShop } from './open-shop.ts';
import { NOW } from './world.ts';

const ORDERS = 6_000;
const PAGE = 100;
const MEGABYTE = 2 ** 20;
const { shop, source } = await openShop();

beforeAll(async () => {
  await stockCatalogue(shop);
  await shop.place([...randomOrders({ seed: 5, count: ORDERS, from: NOW - 1_000_000_000, to: NOW })]);
});

/** The memory in use after garbage collection. */
function heapInUse(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}

it('a first import needs memory for one page at a time, however many there are', async () => {
  let mark: OrderCursor | undefined;
  const heap: number[] = [];
  const reconcile = makeReconcileOrders({
    orders: source,
    importOrders: async () => new Map(),
    settledOrders: {
      unsettled: async (_, __, marks) => new Set(marks.map(({ orderId }) => orderId)),
      settle: async () => {},
    },
    orderPolicy: DEFAULT_ORDER_POLICY,
    watermarks: {
      read: async () => mark,
      advance: async (_, cursor) => {
        mark = cursor;
      },
    },
    clock: new SettableClock(NOW),
    pageSize: PAGE,
  });
  const onProgress = (orders: number): void => {
    if (orders % 1_000 === 0) heap.push(heapInUse());
  };
  expect(await reconcile({ onProgress })).toEqual({ orders: ORDERS });
  expect(heap).toHaveLength(6);
  // A page takes about 0.2 MB, so pages that leak would add up to 10 MB.
  expect((heap.at(-1) ?? 0) - (heap[0] ?? 0)).toBeLessThan(4 * MEGABYTE);
});
