import { asOrderId, HOUR_MS, type OrderMark, TransientFailure } from '@miomente/booking-domain';
import { MemoryOrderSource } from '@miomente/booking-domain/testing';
import { describe, expect, it } from 'vitest';
import { BEGINNING, changedOrders } from '../../src/use-cases/changed-orders.ts';
import { aShopOrder, NOW } from './world.ts';

/** A shop of six orders, one an hour, that tells which calls it was asked. */
function sixOrders() {
  const shop = new MemoryOrderSource();
  for (let n = 1; n <= 6; n += 1) shop.place(aShopOrder({ orderId: asOrderId(n), updatedAt: NOW + n * HOUR_MS }));
  const asked: string[] = [];
  const { changedAfter, fingerprints } = shop;
  shop.changedAfter = (cursor, limit) => {
    asked.push(`after ${cursor.orderId}`);
    return changedAfter.call(shop, cursor, limit);
  };
  shop.fingerprints = (ids) => {
    asked.push(`fingerprints of ${ids}`);
    return fingerprints.call(shop, ids);
  };
  return { shop, asked };
}

const ids = (marks: readonly OrderMark[]): readonly number[] => marks.map(({ orderId }) => orderId);
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

async function pagesOf(
  shop: MemoryOrderSource,
  options: { readonly until?: number; readonly pageSize?: number } = {},
): Promise<readonly (readonly number[])[]> {
  const pages: (readonly number[])[] = [];
  const { until = null, pageSize = 2 } = options;
  for await (const page of changedOrders(shop, { after: BEGINNING, until, pageSize })) pages.push(ids(page));
  return pages;
}

describe('orders#none-missed: marks of changed orders', () => {
  it('come page by page to the end, or to an instant, included', async () => {
    const { shop } = sixOrders();
    expect(await pagesOf(shop)).toEqual([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
    expect(await pagesOf(shop, { pageSize: 4 })).toEqual([
      [1, 2, 3, 4],
      [5, 6],
    ]);
    expect(await pagesOf(shop, { until: NOW + 3 * HOUR_MS })).toEqual([[1, 2], [3]]);
    expect(await pagesOf(shop, { until: NOW + 2 * HOUR_MS })).toEqual([[1, 2]]);
    expect(await pagesOf(shop, { until: NOW })).toEqual([]);
    expect(await pagesOf(new MemoryOrderSource())).toEqual([]);
  });

  it('of an order that is gone before it is looked at there is none, and the others go on', async () => {
    const { shop } = sixOrders();
    const { changedAfter } = shop;
    shop.changedAfter = async (cursor, limit) => {
      const places = await changedAfter.call(shop, cursor, limit);
      for (const { orderId } of places) if ([3, 4, 6].includes(orderId)) shop.remove(orderId);
      return places;
    };
    expect(await pagesOf(shop)).toEqual([[1, 2], [5]]);
  });

  it('are read two pages ahead of whoever works on them, and no further', async () => {
    const { shop, asked } = sixOrders();
    const pages = changedOrders(shop, { after: BEGINNING, until: null, pageSize: 1 });
    expect(ids((await pages.next()).value ?? [])).toEqual([1]);
    await settled();
    expect(asked.filter((call) => call.startsWith('fingerprints'))).toEqual(
      [1, 2, 3].map((n) => `fingerprints of ${n}`),
    );
    await pages.next();
    await settled();
    expect(asked.at(-1)).toBe('fingerprints of 4');
  });

  it('F10 that were read before the shop failed are given first', async () => {
    const { shop } = sixOrders();
    const pages = changedOrders(shop, { after: BEGINNING, until: null, pageSize: 1 });
    await pages.next();
    await settled();
    shop.failures.failNext('transient');
    expect(ids((await pages.next()).value ?? [])).toEqual([2]);
    expect(ids((await pages.next()).value ?? [])).toEqual([3]);
    await expect(pages.next()).rejects.toThrow(TransientFailure);
  });

  it('F10 that nobody waits for any more may fail unheard', async () => {
    const { shop } = sixOrders();
    for await (const page of changedOrders(shop, { after: BEGINNING, until: null, pageSize: 1 })) {
      shop.failures.failNext('transient');
      expect(ids(page)).toEqual([1]);
      break;
    }
    await settled();
  });
});
