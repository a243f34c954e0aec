import { asOrderId } from '@miomente/booking-domain';
import { beforeEach, describe, expect, it } from 'vitest';
import { orderRows, type Row } from '../../testing/index.ts';
import { openShop } from '../open-shop.ts';

const AT = Date.parse('2026-03-02T09:00:00Z');
const { shop, source } = await openShop();
await shop.addProduct({ productId: 11, values: { customer_number: 'P-100' } });

beforeEach(() => shop.connection.query('DELETE FROM sales_order'));

async function place(orderId: number, incrementId: string, order: Row): Promise<void> {
  await shop.place([orderRows({ orderId, at: AT, incrementId }, { order })]);
}

const links = async (orderId: number) => {
  const order = await source.byId(asOrderId(orderId));
  return [order?.replacesOrderId, order?.replacedByOrderId];
};

describe('booking#edited-order: an order edited in the admin is replaced by a new row', () => {
  it('both rows refer to each other', async () => {
    await place(1, '000000123', { state: 'canceled', relation_child_id: '2' });
    await place(2, '000000123-1', { relation_parent_id: '1', original_increment_id: '000000123', edit_increment: 1 });
    expect([await links(1), await links(2)]).toEqual([
      [null, 2],
      [1, null],
    ]);
  });

  it('only the new row refers to the old one: it is found by the number that an edit creates', async () => {
    await place(1, '000000123', { state: 'canceled' });
    await place(2, '000000123-1', { state: 'canceled', relation_parent_id: '1', original_increment_id: '000000123' });
    await place(3, '000000123-2', { relation_parent_id: '2', original_increment_id: '000000123', edit_increment: 2 });
    expect([await links(1), await links(2), await links(3)]).toEqual([
      [null, 2],
      [1, 3],
      [2, null],
    ]);
  });

  it('the same number in another store is another order', async () => {
    await place(1, '000000123', { state: 'canceled' });
    await place(2, '000000123-1', { store_id: 2, relation_parent_id: '77' });
    expect(await links(1)).toEqual([null, null]);
  });

  it.each([['0'], ['-1'], ['000000123'.repeat(3)], ['x'], ['']])(
    'a relation of "%s" refers to no order',
    async (text) => {
      await place(1, '000000123', { relation_parent_id: text, relation_child_id: text });
      expect(await links(1)).toEqual([null, null]);
    },
  );
});
