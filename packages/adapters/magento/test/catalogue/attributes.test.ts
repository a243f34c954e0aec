import { asOrderId, type OrderItem, PermanentFailure } from '@miomente/booking-domain';
import { beforeEach, describe, expect, it } from 'vitest';
import { type AttributeValue, courseLine, orderRows } from '../../testing/index.ts';
import { openShop } from '../open-shop.ts';

const AT = Date.parse('2026-03-02T09:00:00Z');
const { shop, source, readerWith } = await openShop();
await shop.define({ code: 'provider', type: 'int', input: 'select' });
await shop.define({ code: 'hosts', type: 'varchar', input: 'multiselect' });
await shop.define({ code: 'provider_number', type: 'int' });
await shop.define({ code: 'starts', type: 'text' });
await shop.define({ code: 'begins', type: 'datetime', input: 'datetime' });
await shop.define({ code: 'plain_time', type: 'datetime', input: 'text' });

beforeEach(() => shop.empty());

/** The order item of a product, in a store. */
async function itemIn(store: number | null, reader = source): Promise<OrderItem | undefined> {
  const line = courseLine(11, { product_id: 7, store_id: store });
  await shop.place([orderRows({ orderId: 1, at: AT }, { order: { store_id: store }, items: [line] })]);
  const order = await reader.byId(asOrderId(1));
  await shop.remove([1]);
  return order?.items[0];
}

describe('orders#which-items: the product attribute names the partner', () => {
  it.each([
    ['the default value, in any store', { 0: 'P-1' }, 1, 'P-1'],
    ["a store's own value", { 0: 'P-1', 2: 'P-2' }, 2, 'P-2'],
    ["not another store's value", { 0: 'P-1', 2: 'P-2' }, 1, 'P-1'],
    ['the default value, where the store has an empty one', { 0: 'P-1', 1: '' }, 1, 'P-1'],
    ['the default value, where the store has none', { 0: 'P-1', 1: null }, 1, 'P-1'],
    ["a store's own value, without a default", { 1: 'P-1' }, 1, 'P-1'],
    ['nobody, where only another store has a value', { 2: 'P-2' }, 1, null],
    ['nobody, for a blank', { 0: '  ' }, 1, null],
    ['the value without the blanks around it', { 0: ' P-1 ' }, 1, 'P-1'],
    ['the default value, for a line without a store', { 0: 'P-1', 1: 'P-2' }, null, 'P-1'],
  ])('%s', async (_, values, store, expected) => {
    await shop.addProduct({ productId: 7, values: { customer_number: values } });
    expect((await itemIn(store))?.customerNumber).toBe(expected);
  });

  it('an option counts by its label: the store’s, or else the default', async () => {
    const option = await shop.option('provider', { 0: 'P-1', 2: 'P-1-EN' });
    await shop.addProduct({ productId: 7, values: { provider: option } });
    const reader = readerWith({ partnerAttribute: 'provider' });
    expect((await itemIn(1, reader))?.customerNumber).toBe('P-1');
    expect((await itemIn(2, reader))?.customerNumber).toBe('P-1-EN');
  });

  it('an option without a label becomes its id, which no partner has: the order stays visible', async () => {
    await shop.addProduct({ productId: 7, values: { provider: 4_711 } });
    expect((await itemIn(1, readerWith({ partnerAttribute: 'provider' })))?.customerNumber).toBe('4711');
  });

  it('several options are listed side by side', async () => {
    const ids = [await shop.option('hosts', { 0: 'P-1' }), await shop.option('hosts', { 0: 'P-2' })];
    await shop.addProduct({ productId: 7, values: { hosts: ids.join(',') } });
    expect((await itemIn(1, readerWith({ partnerAttribute: 'hosts' })))?.customerNumber).toBe('P-1, P-2');
  });

  it('a number that is no option id stays as it is', async () => {
    await shop.addProduct({ productId: 7, values: { provider_number: 10_042 } });
    expect((await itemIn(1, readerWith({ partnerAttribute: 'provider_number' })))?.customerNumber).toBe('10042');
  });

  it('the case of an attribute code does not matter, as in Magento', async () => {
    await shop.addProduct({ productId: 7, values: { customer_number: 'P-1' } });
    expect((await itemIn(1, readerWith({ partnerAttribute: 'Customer_Number' })))?.customerNumber).toBe('P-1');
  });

  it('a missing attribute stops the reading, with a message that says what to do', async () => {
    const reader = readerWith({ partnerAttribute: 'supplier' });
    await expect(itemIn(1, reader)).rejects.toThrow(PermanentFailure);
    await shop.empty();
    await expect(itemIn(1, reader)).rejects.toThrow(/"supplier".*MAGENTO_PARTNER_ATTRIBUTE/);
    await shop.empty();
  });
});

describe('orders#event-start: attributes that may have the event’s start', () => {
  it.each([
    ['starts', '13.06.2026, 10:00 Uhr', '13.06.2026, 10:00 Uhr'],
    ['absent', null, null],
  ])('%s', async (name, value, expected) => {
    await shop.addProduct({ productId: 7, values: value === null ? {} : { [name]: value } });
    const reader = readerWith({}, [{ type: 'attribute', name }]);
    expect((await itemIn(1, reader))?.attributes).toEqual({ [name]: expected });
  });
});

describe('orders#attribute-times: times in attributes', () => {
  const reading = async (name: string, value: AttributeValue, store = 1): Promise<string | null | undefined> => {
    await shop.addProduct({ productId: 7, values: { [name]: value } });
    return (await itemIn(store, readerWith({}, [{ type: 'attribute', name }])))?.attributes[name];
  };

  it('the input type `datetime` is in UTC', async () => {
    expect(await reading('begins', '2027-07-18 16:00:00')).toBe('2027-07-18T16:00:00Z');
  });

  it('the input type `date` is a day, whatever time is stored with it', async () => {
    expect(await reading('event_date', '2026-06-13 00:00:00')).toBe('2026-06-13');
    await shop.empty();
    expect(await reading('event_date', '2026-06-13 10:00:00')).toBe('2026-06-13');
  });

  it('other input types are used as they are written', async () => {
    expect(await reading('plain_time', '2026-06-13 10:00:00')).toBe('2026-06-13 10:00:00');
  });

  it('each store has its own value, and the database’s zero date means none', async () => {
    const values = { 0: '2027-07-18 16:00:00', 2: '2027-07-19 16:00:00' };
    expect(await reading('begins', values, 2)).toBe('2027-07-19T16:00:00Z');
    await shop.empty();
    expect(await reading('begins', { 0: '2027-07-18 16:00:00', 1: '0000-00-00 00:00:00' })).toBe(
      '2027-07-18T16:00:00Z',
    );
    await shop.empty();
    expect(await reading('begins', '0000-00-00 00:00:00')).toBeNull();
  });
});
