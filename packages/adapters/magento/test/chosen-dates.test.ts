import {
  asOrderId,
  DEFAULT_ORDER_POLICY,
  earliestStart,
  type MappedItem,
  mapOrder,
  type OrderPolicy,
  wallClockAt,
} from '@miomente/booking-domain';
import { beforeEach, describe, expect, it } from 'vitest';
import { type AttributeValue, childLine, courseLine, orderRows } from '../testing/index.ts';
import { openShop } from './open-shop.ts';

const AT = Date.parse('2026-11-02T09:00:00Z');
const { shop, readerWith } = await openShop();
await shop.define({ code: 'begins', type: 'datetime', input: 'datetime' });
await shop.define({ code: 'slot', type: 'int', input: 'select' });
await shop.define({ code: 'page', type: 'text' });

beforeEach(() => shop.empty());

interface Written {
  readonly product_options?: unknown;
  readonly values?: Readonly<Record<string, AttributeValue>>;
  readonly attribute?: string;
  readonly children?: readonly ReturnType<typeof childLine>[];
  readonly policy?: Partial<OrderPolicy>;
  readonly store?: number;
}

/** The date of an order's only course, read from the shop's tables. */
async function said({
  product_options = {},
  values = {},
  attribute = 'begins',
  children = [],
  ...more
}: Written): Promise<string> {
  const sources = [...DEFAULT_ORDER_POLICY.eventStartSources, { type: 'attribute', name: attribute }] as const;
  const policy = { ...DEFAULT_ORDER_POLICY, ...more.policy, eventStartSources: sources };
  await shop.addProduct({ productId: 7, values: { customer_number: 'P-100', ...values } });
  const text = typeof product_options === 'string' ? product_options : JSON.stringify(product_options);
  const lines = [courseLine(11, { product_id: 7, product_options: text, store_id: more.store ?? 1 }), ...children];
  await shop.place([orderRows({ orderId: 1, at: AT }, { items: lines })]);
  const order = await readerWith({}, sources).byId(asOrderId(1));
  const [item] = order === undefined ? [] : mapOrder(policy, order);
  return item === undefined ? 'no item' : inWords(item, policy.timeZone);
}

function inWords({ observation }: MappedItem, timeZone: string): string {
  const { details, unreadable } = observation;
  const clock = details.eventStart === null ? null : wallClockAt(earliestStart(details.eventStart), timeZone);
  return [clock === null ? 'no date' : `${clock.date} ${clock.time}`, ...unreadable].join(', ');
}

const option = (value: string, label = 'Termin') => ({ label, value, print_value: value, option_type: 'drop_down' });

describe('orders#attribute-times: times in attributes', () => {
  it('a `datetime` attribute is local time in TIME_ZONE, in summer and in winter', async () => {
    expect(await said({ values: { begins: '2027-07-18 16:00:00' } })).toBe('2027-07-18 18:00');
    await shop.empty();
    expect(await said({ values: { begins: '2027-01-18 17:00:00' } })).toBe('2027-01-18 18:00');
    await shop.empty();
    expect(await said({ values: { begins: '2027-07-18 23:00:00' } })).toBe('2027-07-19 01:00');
  });

  it('in another time zone it is another local time', async () => {
    const policy = { timeZone: 'Europe/London' };
    expect(await said({ values: { begins: '2027-07-18 16:00:00' }, policy })).toBe('2027-07-18 17:00');
  });

  it('a store may have its own value', async () => {
    const values = { begins: { 0: '2027-07-18 16:00:00', 2: '2027-07-19 16:00:00' } };
    expect(await said({ values, store: 2 })).toBe('2027-07-19 18:00');
  });

  it('a choice counts by its label in the store’s language', async () => {
    const slot = await shop.option('slot', { 0: 'So., 18.07.2027 18 Uhr', 2: 'Sunday, July 18th 2027, 6 pm' });
    for (const store of [1, 2]) {
      expect(await said({ values: { slot }, attribute: 'slot', store })).toBe('2027-07-18 18:00');
      await shop.empty();
    }
  });

  it('a text from the editor is read as it is displayed', async () => {
    const page = '<p>So., 18.07.2027,&nbsp;<b>18&ndash;21 Uhr</b></p>';
    expect(await said({ values: { page }, attribute: 'page' })).toBe('2027-07-18 18:00');
  });
});

describe('orders#first-source-decides: which source of a date counts', () => {
  const begins = '2027-01-18 17:00:00';

  it('an unreadable choice is no date, although the product has one', async () => {
    const product_options = { options: [option('nach Absprache mit Frau Muster')] };
    expect(await said({ product_options, values: { begins } })).toBe('no date, event_date_unreadable');
  });

  it('options that can’t be read at all may contain a choice', async () => {
    for (const product_options of ['{"options": [{"label": "Ter', 'a:1:{s:7:"options";a:1:{i:0;s:1:"x";}}']) {
      expect(await said({ product_options, values: { begins } })).toBe('no date, event_date_unreadable');
      await shop.empty();
    }
  });

  it('without a choice the product’s date counts, whatever else is there', async () => {
    const product_options = {
      options: [option('Vegetarisch', 'Menü')],
      additional_options: false,
      attributes_info: '',
    };
    expect(await said({ product_options, values: { begins } })).toBe('2027-01-18 18:00');
  });
});

describe('orders#odd-lists: unreadable lists of options', () => {
  it('a readable list beside an unreadable one', async () => {
    const product_options = {
      options: [{ label: 'Termin', option_type: 'date_time', option_value: '2027-04-18 18:00:00' }],
      additional_options: 'a:0:{}',
      attributes_info: '',
    };
    expect(await said({ product_options })).toBe('2027-04-18 18:00');
  });

  it('the choice among a bundle’s own options', async () => {
    const value = [{ title: '18.04.2027, 18 Uhr', qty: 1, price: 89 }];
    const product_options = {
      product_calculations: 1,
      bundle_options: { 4: { option_id: 4, label: 'Termin', value } },
    };
    expect(await said({ product_options })).toBe('2027-04-18 18:00');
  });

  it('the options of child rows', async () => {
    const children = [
      childLine(12, 11, { product_options: JSON.stringify({ attributes_info: [option('18.04.2027 18:00')] }) }),
    ];
    expect(await said({ children })).toBe('2027-04-18 18:00');
  });

  it('a bundle with parts on two days has no date', async () => {
    const of = (text: string) => ({ product_options: JSON.stringify({ options: [option(text)] }) });
    const children = [childLine(12, 11, of('18.04.2027 18:00')), childLine(13, 11, of('25.04.2027 18:00'))];
    expect(await said({ children })).toBe('no date, event_date_unreadable');
  });
});
