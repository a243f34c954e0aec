import {
  asOrderId,
  DEFAULT_ORDER_POLICY,
  earliestStart,
  formatTenThousandths,
  isDay,
  type MappedItem,
  mapOrder,
  type Order,
  wallClockAt,
} from '@miomente/booking-domain';
import { expect, it } from 'vitest';
import { SHAPES, shaped, stockCatalogue } from '../testing/index.ts';
import { openShop } from './open-shop.ts';

const AT = Date.parse('2026-03-02T09:00:00Z');
const { shop, source } = await openShop();
await stockCatalogue(shop);

const PLAIN = 'P-100 on 2026-04-18 18:00 for 2 at 178.0000 EUR, paid';

/** What an order of each shape means to the domain; {@link PLAIN} unless listed. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  'by invoice': ['P-100 on 2026-04-18 18:00 for 2 at 178.0000 EUR, open'],
  'partly paid': ['P-100 on 2026-04-18 18:00 for 2 at 178.0000 EUR, partially_paid'],
  'awaiting an online payment': ['P-100 on 2026-04-18 18:00 for 2 at 178.0000 EUR, open'],
  'in payment review': [`${PLAIN}, held: payment_review`],
  'on hold': [`${PLAIN}, held: holded`],
  cancelled: ['P-100 on 2026-04-18 18:00 for 0 at 178.0000 EUR, open, order_cancelled'],
  'refunded and closed': ['P-100 on 2026-04-18 18:00 for 0 at 178.0000 EUR, refunded, order_closed'],
  'partly cancelled': ['P-100 on 2026-04-18 18:00 for 3 at 178.0000 EUR, paid'],
  'partly refunded': ['P-100 on 2026-04-18 18:00 for 1 at 178.0000 EUR, partially_refunded'],
  'in another currency': ['P-100 on 2026-04-18 18:00 for 2 at 178.0000 CHF, paid'],
  'free of charge': ['P-100 on 2026-04-18 18:00 for 2 at 0.0000 EUR, paid'],
  'of two courses': [PLAIN, PLAIN],
  'of two partners and a voucher': [PLAIN, PLAIN.replace('P-100', 'P-200'), 'nothing of ours'],
  'of a configurable': ['P-100 on 2026-05-02 11:00 for 2 at 178.0000 EUR, paid'],
  'of a configurable whose variant names the partner': [PLAIN.replace('P-100', 'P-200')],
  'with a discount on gross prices': ['P-100 on 2026-04-18 18:00 for 2 at 160.2000 EUR, paid'],
  'with a discount on net prices': ['P-100 on 2026-04-18 18:00 for 2 at 160.2000 EUR, paid'],
  'dated to the day': ['P-100 on 2026-04-18 for 2 at 178.0000 EUR, paid'],
  'dated by the product': ['P-100 on 2026-06-13 for 2 at 178.0000 EUR, paid'],
  'dated in a list with gaps': ['P-100 on 2026-04-18 for 2 at 178.0000 EUR, paid'],
  'dated with a time option only': ['P-100 on no date for 2 at 178.0000 EUR, paid, event_date_unreadable'],
  'dated unreadably': ['P-100 on no date for 2 at 178.0000 EUR, paid, event_date_unreadable'],
  'without options': ['P-100 on no date for 2 at 178.0000 EUR, paid'],
  'with an empty list for options': ['P-100 on no date for 2 at 178.0000 EUR, paid'],
  'with broken options': ['P-100 on no date for 2 at 178.0000 EUR, paid, event_date_unreadable'],
  'with options of old PHP': ['P-100 on no date for 2 at 178.0000 EUR, paid, event_date_unreadable'],
  'of a deleted product': [PLAIN.replace('P-100', 'product_unreadable')],
  'of a deleted product without a date': ['nothing of ours'],
  'without a product': [PLAIN.replace('P-100', 'no_partner')],
  'of a course without a partner': [PLAIN.replace('P-100', 'no_partner')],
  'of a negative quantity': ['P-100 on 2026-04-18 18:00 for 0 at 178.0000 EUR, paid, quantity_unreadable'],
  'without a quantity': ['P-100 on 2026-04-18 18:00 for 0 at 178.0000 EUR, paid, quantity_unreadable'],
  'without items': [],
  'without amounts': ['P-100 on 2026-04-18 18:00 for 2 at 178.0000 EUR, open, order_total_unreadable'],
};

/** Differences in the order itself, by path. */
const ORDERS: Readonly<Record<string, readonly [string, unknown]>> = {
  'of a guest whose name stands on the address': ['customer', customer()],
  'whose phone stands on the shipping address': ['customer', customer({ phone: '+49 89 0000002' })],
  'with an email on the address only': ['customer', customer()],
  'of a name that drivers damage': ['customer', customer({ firstName: "Zoë 👩‍🍳 O'x", lastName: 'Ł\\%_"ß' })],
  'without an address': ['customer', customer({ phone: '' })],
  'without a name anywhere': ['customer', customer({ firstName: '', lastName: '', phone: '' })],
  'in a second store under the same number': ['orderNumber', '000000001'],
  'of an unknown state': ['state', null],
  'without a state': ['state', null],
  'of a status of the shop': ['state', 'processing'],
  'without amounts': ['grandTotal', null],
};

function customer(over: Partial<Order['customer']> = {}): Order['customer'] {
  return {
    firstName: 'Erika',
    lastName: 'Beispiel',
    email: 'erika.beispiel@example.org',
    phone: '+49 89 0000001',
    ...over,
  };
}

it.each(Object.keys(SHAPES).map((name, i) => [name, 100 + i] as const))(
  'orders#which-items reads an order %s',
  async (name, orderId) => {
    await shop.place([shaped(name, { orderId, at: AT })]);
    const order = await source.byId(asOrderId(orderId));
    if (order === undefined) throw new Error('The order was not read.');
    expect(mapOrder(DEFAULT_ORDER_POLICY, order).map(inWords)).toEqual(EXPECTED[name] ?? [PLAIN]);
    const [path, value] = ORDERS[name] ?? ['customer', customer()];
    expect(order).toHaveProperty(path, value);
    expect([order.orderId, order.orderedAt, order.updatedAt]).toEqual([orderId, AT, AT]);
    expect(await source.byIds([asOrderId(orderId)])).toEqual(new Map([[orderId, order]]));
  },
);

it('an order without a number is identified by its id', async () => {
  await shop.place([shaped('without a number', { orderId: 999, at: AT })]);
  expect((await source.byId(asOrderId(999)))?.orderNumber).toBe('999');
});

function inWords(item: MappedItem): string {
  if (item.type === 'other') return 'nothing of ours';
  const { details, cancelled, hold, unreadable } = item.observation;
  const { eventStart } = details;
  const clock = eventStart === null ? null : wallClockAt(earliestStart(eventStart), 'Europe/Berlin');
  const when = clock === null ? 'no date' : isDay(eventStart) ? clock.date : `${clock.date} ${clock.time}`;
  const price = `${formatTenThousandths(details.price.tenThousandths)} ${details.price.currency}`;
  const who = item.type === 'course' ? item.customerNumber : item.reason;
  return [
    `${who} on ${when} for ${details.participants} at ${price}, ${details.paymentStatus}`,
    ...[cancelled, hold === null ? null : `held: ${hold}`, ...unreadable].filter((word) => word !== null),
  ].join(', ');
}
