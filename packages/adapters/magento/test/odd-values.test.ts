import { asOrderId, DEFAULT_ORDER_POLICY, mapOrder } from '@miomente/booking-domain';
import { beforeEach, describe, expect, it } from 'vitest';
import { billing, courseLine, orderRows } from '../testing/index.ts';
import { openShop } from './open-shop.ts';

const AT = Date.parse('2026-11-02T09:00:00Z');
const { shop, source } = await openShop();

beforeEach(() => shop.empty());

describe('orders#odd-values: unusual values', () => {
  it('ids beyond 31 bits are read correctly', async () => {
    const [orderId, itemId, productId] = [4_294_967_290, 4_294_967_291, 4_294_967_292];
    await shop.addProduct({ productId, values: { customer_number: 'P-100' } });
    await shop.place([orderRows({ orderId, at: AT }, { items: [courseLine(itemId, { product_id: productId })] })]);
    const order = await source.byId(asOrderId(orderId));
    expect(order).toMatchObject({ orderId, items: [{ itemId, productId, customerNumber: 'P-100' }] });
    expect([...(await source.fingerprints([asOrderId(orderId)])).keys()]).toEqual([orderId]);
    expect(await source.changedAfter({ updatedAt: AT, orderId: asOrderId(orderId - 1) }, 10)).toEqual([
      { updatedAt: AT, orderId },
    ]);
  });

  it('impossible ids match no order and stop nothing', async () => {
    await shop.place([orderRows({ orderId: 1, at: AT })]);
    for (const id of [4_294_967_296, Number.MAX_SAFE_INTEGER, 0].map(asOrderId)) {
      expect(await source.byId(id)).toBeUndefined();
      expect([...(await source.byIds([id, asOrderId(1)])).keys()]).toEqual([1]);
    }
  });

  it('NUL characters are removed, because PostgreSQL could not store them', async () => {
    const nul = '\0';
    await shop.addProduct({ productId: 7, values: { customer_number: `P-${nul}100`, event_date: null } });
    const options = [
      { label: `Ter${nul}min`, option_type: 'drop_down', value: `18.04.2027${nul} 18:00`, print_value: '' },
    ];
    const line = courseLine(11, {
      product_id: 7,
      sku: `SU${nul}SHI`,
      name: `Su${nul}shi`,
      product_options: JSON.stringify({ options }),
    });
    const order = { customer_firstname: `Eri${nul}ka`, increment_id: `0001${nul}` };
    await shop.place([
      orderRows({ orderId: 1, at: AT }, { order, items: [line], addresses: [billing({ telephone: `+49${nul} 89` })] }),
    ]);
    const read = await source.byId(asOrderId(1));
    expect(JSON.stringify(read)).not.toContain('\\u0000');
    expect(read).toMatchObject({
      orderNumber: '0001',
      customer: { firstName: 'Erika', phone: '+49 89' },
      items: [{ sku: 'SUSHI', name: 'Sushi', customerNumber: 'P-100' }],
    });
    const [item] = read === undefined ? [] : mapOrder(DEFAULT_ORDER_POLICY, read);
    expect(item?.observation.details.eventStart).toBe(Date.parse('2027-04-18T16:00:00Z'));
  });

  it('columns of different collations are read, and have different fingerprints', async () => {
    await shop.connection.query(`
      ALTER TABLE ${shop.table('sales_order')}
        MODIFY increment_id varchar(50) CHARACTER SET utf8mb3 COLLATE utf8mb3_general_ci,
        MODIFY state varchar(32) CHARACTER SET latin1 COLLATE latin1_swedish_ci,
        MODIFY customer_firstname varchar(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
      ALTER TABLE ${shop.table('sales_order_item')}
        MODIFY sku varchar(255) CHARACTER SET utf8mb3 COLLATE utf8mb3_bin,
        MODIFY name varchar(255) CHARACTER SET latin1 COLLATE latin1_german1_ci;
      ALTER TABLE ${shop.table('sales_order_address')}
        MODIFY firstname varchar(255) CHARACTER SET latin1 COLLATE latin1_german2_ci,
        MODIFY email varchar(255) CHARACTER SET utf8mb3 COLLATE utf8mb3_german2_ci`);
    await shop.addProduct({ productId: 7, values: { customer_number: 'P-100' } });
    const line = courseLine(11, { product_id: 7, name: 'Käse für Anfänger' });
    await shop.place([orderRows({ orderId: 1, at: AT }, { order: { state: 'canceled' }, items: [line] })]);
    expect(await source.byId(asOrderId(1))).toMatchObject({
      state: 'canceled',
      items: [{ name: 'Käse für Anfänger' }],
    });
    const before = (await source.fingerprints([asOrderId(1)])).get(asOrderId(1));
    await shop.changeItem(11, { name: 'Käse für Kenner' });
    const after = (await source.fingerprints([asOrderId(1)])).get(asOrderId(1));
    expect(before).toMatch(/^[0-9a-f]{32}$/);
    expect(after).not.toBe(before);
  });
});
