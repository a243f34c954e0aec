import { asOrderId } from '@miomente/booking-domain';
import { beforeEach, describe, expect, it } from 'vitest';
import { courseLine, orderRows } from '../../testing/index.ts';
import { openShop } from '../open-shop.ts';

const AT = Date.parse('2026-03-02T09:00:00Z');
const NOW_S = Math.floor(Date.now() / 1_000);
const HOUR_S = 3_600;
const FOREVER_S = 2_147_483_647;
const { shop, source } = await openShop({ edition: 'commerce', prefix: 'shop_' });

beforeEach(async () => {
  await shop.empty();
  await shop.place([orderRows({ orderId: 1, at: AT }, { items: [courseLine(11, { product_id: 7 })] })]);
});

async function version(rowId: number, createdIn: number, updatedIn: number, customer_number: string): Promise<void> {
  await shop.addProduct({ productId: 7, values: { customer_number }, version: { rowId, createdIn, updatedIn } });
}

const item = async () => (await source.byId(asOrderId(1)))?.items[0];

describe('Adobe Commerce stores versions of a product', () => {
  it('the current version counts', async () => {
    await version(101, 1, NOW_S - HOUR_S, 'P-PAST');
    await version(102, NOW_S - HOUR_S, NOW_S + HOUR_S, 'P-NOW');
    await version(103, NOW_S + HOUR_S, FOREVER_S, 'P-FUTURE');
    expect(await item()).toMatchObject({ productId: 7, customerNumber: 'P-NOW', unreadable: [] });
  });

  it('a product without a current version can not be read', async () => {
    await version(103, NOW_S + HOUR_S, FOREVER_S, 'P-FUTURE');
    expect(await item()).toMatchObject({ customerNumber: null, unreadable: ['product'] });
  });

  it('a row id is not mistaken for the id of another product', async () => {
    await version(8, 1, FOREVER_S, 'P-7');
    await shop.addProduct({
      productId: 8,
      values: { customer_number: 'P-8' },
      version: { rowId: 7, createdIn: 1, updatedIn: FOREVER_S },
    });
    expect((await item())?.customerNumber).toBe('P-7');
  });
});
