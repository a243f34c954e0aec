import {
  asCustomerNumber,
  asOrderItemId,
  DEFAULT_ORDER_POLICY,
  isBookable,
  type MappedItem,
  mapOrder,
  ORDER_STATES,
  type Order,
  type OrderItem,
} from '@miomente/booking-domain';
import { anObservation, anOrder, anOrderItem, type Overrides, PARTNER_NUMBER } from '@miomente/booking-domain/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const mapped = (order: Overrides<Order> = {}): readonly MappedItem[] => mapOrder(DEFAULT_ORDER_POLICY, anOrder(order));

function only(item: Overrides<OrderItem>, order: Overrides<Order> = {}): MappedItem {
  const [first] = mapped({ ...order, items: [anOrderItem(item)] });
  if (first === undefined) throw new Error('The order has no line.');
  return first;
}

describe('orders#which-items · which items are bookings', () => {
  it('one whose product has a partner, with everything that the list shows', () => {
    expect(mapped()).toEqual([
      {
        type: 'course',
        order: { orderId: 1_001, orderItemId: 5_001, orderNumber: '100000001' },
        customerNumber: PARTNER_NUMBER,
        observation: anObservation(),
      },
    ]);
  });

  it('one with a partner and without a date', () => {
    expect(only({ options: [] })).toMatchObject({
      type: 'course',
      observation: { details: { eventStart: null }, unreadable: [] },
    });
  });

  it('a date without a partner is flagged', () => {
    expect(only({ customerNumber: null })).toMatchObject({ type: 'partnerless', reason: 'no_partner' });
    expect(only({ customerNumber: asCustomerNumber('  ') })).toMatchObject({
      type: 'partnerless',
      reason: 'no_partner',
    });
  });

  it('an unreadable date without a partner is flagged', () => {
    const options = [{ label: 'Termin', text: 'irgendwann', wallClock: null }];
    expect(only({ customerNumber: null, options })).toMatchObject({ type: 'partnerless', reason: 'no_partner' });
  });

  it('a voucher, with neither, is ignored', () => {
    expect(only({ customerNumber: null, options: [] })).toMatchObject({ type: 'other' });
  });

  it('one with unreadable options is flagged, not treated as a voucher', () => {
    for (const unreadable of [['options'], ['options', 'product']] as const)
      expect(only({ customerNumber: null, options: [], unreadable })).toMatchObject({
        type: 'partnerless',
        reason: 'product_unreadable',
      });
  });

  it('orders#product-gone: one without a date is treated as a voucher', () => {
    const gone = { customerNumber: null, options: [], unreadable: ['product'] } as const;
    expect(only(gone)).toMatchObject({ type: 'other' });
    expect(only({ ...gone, productId: null, unreadable: [] })).toMatchObject({ type: 'other' });
    const options = [{ label: 'Größe', text: 'XL', wallClock: null }];
    expect(only({ ...gone, options })).toMatchObject({ type: 'other' });
    const parts = [
      anOrderItem({ ...gone, itemId: asOrderItemId(1), unreadable: [] }),
      anOrderItem({ ...gone, parentItemId: asOrderItemId(1) }),
    ];
    expect(mapped({ items: parts })).toMatchObject([{ type: 'other' }]);
  });

  it('orders#product-gone: one with a date is flagged, because it can’t get a partner', () => {
    expect(only({ customerNumber: null, unreadable: ['product'] })).toMatchObject({
      type: 'partnerless',
      reason: 'product_unreadable',
    });
    expect(only({ customerNumber: null, unreadable: ['options'] })).toMatchObject({ reason: 'no_partner' });
  });

  it('white space around a partner’s number is ignored', () => {
    expect(only({ customerNumber: asCustomerNumber(' P-100 ') })).toMatchObject({
      type: 'course',
      customerNumber: PARTNER_NUMBER,
      observation: { customerNumber: PARTNER_NUMBER },
    });
  });

  it('several lines keep their order', () => {
    const items = [5, 3, 4].map((itemId) => anOrderItem({ itemId: asOrderItemId(itemId) }));
    expect(mapped({ items }).map((item) => item.order.orderItemId)).toEqual([5, 3, 4]);
  });
});

describe('booking#flags · unreadable values are named', () => {
  const reading = (item: Overrides<OrderItem>) => only(item).observation;

  it('the date: unreadable text, or options that can’t be read at all', () => {
    const options = [{ label: 'Termin', text: 'irgendwann', wallClock: null }];
    for (const item of [{ options }, { options: [], unreadable: ['options'] }] as const)
      expect(reading(item)).toMatchObject({ details: { eventStart: null }, unreadable: ['event_date_unreadable'] });
    expect(reading({ options: [], unreadable: ['product'] }).unreadable).toEqual([]);
    expect(reading({ unreadable: ['options'] }).unreadable).toEqual([]);
  });

  it('a weekday that contradicts the date: orders#weekday-contradicts', () => {
    const options = [{ label: 'Termin', text: 'So., 25.01.2027 18:00', wallClock: null }];
    expect(reading({ options })).toMatchObject({
      details: { eventStart: Date.parse('2027-01-25T17:00:00Z') },
      unreadable: ['weekday_contradicts'],
    });
  });

  it('the quantity: missing, negative or no number', () => {
    for (const quantity of [{ ordered: null }, { ordered: 'zwei' }, { ordered: '-1' }, { cancelled: 'x' }])
      expect(reading({ quantity })).toMatchObject({
        details: { participants: 0 },
        cancelled: null,
        unreadable: ['quantity_unreadable'],
      });
  });

  it('the price: missing or no number', () => {
    for (const item of [{ rowTotalGross: null }, { rowTotalGross: '1e3' }, { discount: 'viel' }])
      expect(reading(item)).toMatchObject({
        details: { price: { tenThousandths: 0 } },
        unreadable: ['price_unreadable'],
      });
  });

  it('the order’s total: missing or no number', () => {
    for (const grandTotal of [null, '1e3', 'viel']) {
      const [item] = mapped({ items: [anOrderItem()], grandTotal });
      expect(item?.observation).toMatchObject({
        details: { orderTotal: { tenThousandths: 0 } },
        unreadable: ['order_total_unreadable'],
      });
    }
  });

  it('and nothing throws', () => {
    const text = fc.option(fc.oneof(fc.string(), fc.constantFrom('2', '2.0000', '-3', '1e9', '999999999999')));
    fc.assert(
      fc.property(text, text, text, text, text, (ordered, refunded, gross, discount, total) => {
        const quantity = { ordered, cancelled: null, refunded };
        const items = [anOrderItem({ quantity, rowTotalGross: gross, discount })];
        const [item] = mapped({ items, grandTotal: total, totalPaid: discount, totalRefunded: refunded });
        const { participants, price } = item?.observation.details ?? anObservation().details;
        expect(Number.isSafeInteger(participants) && participants >= 0).toBe(true);
        expect(Number.isSafeInteger(price.tenThousandths) && price.tenThousandths >= 0).toBe(true);
      }),
    );
  });
});

describe('booking#money · price and number of people of a line', () => {
  it('the price is gross after discount, whatever the discount’s sign, and never negative', () => {
    const price = (item: Overrides<OrderItem>) => only(item).observation.details.price;
    expect(price({ rowTotalGross: '158.0000', discount: '15.8000' })).toEqual({
      tenThousandths: 1_422_000,
      currency: 'EUR',
    });
    expect(price({ discount: '-15.8000' }).tenThousandths).toBe(1_422_000);
    expect(price({ discount: null }).tenThousandths).toBe(1_580_000);
    expect(price({ discount: '200' }).tenThousandths).toBe(0);
  });

  it('the currency is the order’s', () => {
    const { details } = only({}, { currency: 'CHF' }).observation;
    expect([details.price.currency, details.orderTotal.currency]).toEqual(['CHF', 'CHF']);
  });

  it('remaining people: ordered minus cancelled minus refunded; a fraction counts as one', () => {
    const people = (quantity: Overrides<OrderItem['quantity']>) => only({ quantity }).observation.details.participants;
    expect(people({ ordered: '5.0000', cancelled: '1.0000', refunded: '2.0000' })).toBe(2);
    expect(people({ ordered: '2.5000' })).toBe(3);
    expect(people({ ordered: '2', cancelled: null, refunded: null })).toBe(2);
    expect(people({ ordered: '1', refunded: '2' })).toBe(0);
  });
});

describe('booking#table · when an order or a line is cancelled', () => {
  const cancelled = (item: Overrides<OrderItem>, order: Overrides<Order> = {}) =>
    only(item, order).observation.cancelled;

  it('order cancelled or closed', () => {
    expect(cancelled({}, { state: 'canceled' })).toBe('order_cancelled');
    expect(cancelled({}, { state: 'closed' })).toBe('order_closed');
  });

  it('nobody is left: refunded, or cancelled', () => {
    expect(cancelled({ quantity: { refunded: '2.0000' } })).toBe('refunded');
    expect(cancelled({ quantity: { cancelled: '2.0000' } })).toBe('order_cancelled');
    expect(cancelled({ quantity: { cancelled: '1.0000', refunded: '1.0000' } })).toBe('refunded');
    expect(cancelled({ quantity: { refunded: '1.0000' } })).toBeNull();
  });

  it('the whole order was refunded', () => {
    expect(cancelled({}, { totalRefunded: '162.9900' })).toBe('refunded');
    expect(cancelled({}, { totalRefunded: '162.9899' })).toBeNull();
    expect(cancelled({}, { totalRefunded: null })).toBeNull();
    expect(cancelled({}, { grandTotal: null, totalRefunded: '5' })).toBeNull();
    const free = { grandTotal: '0', totalPaid: '0', totalRefunded: '0' };
    expect(cancelled({}, free)).toBeNull();
    expect(cancelled({ rowTotalGross: '0' }, free)).toBeNull();
  });

  it('not while another line is unpaid, even if everything paid was refunded', () => {
    expect(cancelled({}, { totalPaid: '79.0000', totalRefunded: '79.0000' })).toBeNull();
  });

  it('orders#booking-states, orders#event-start · what is read unless configured otherwise', () => {
    const states = 'new pending_payment payment_review processing complete closed canceled holded';
    expect(ORDER_STATES.join(' ')).toBe(states);
    const options = ['Termin', 'Datum', 'Date'].map((name) => ({ type: 'option', name }));
    expect(DEFAULT_ORDER_POLICY).toEqual({
      bookingStates: ['new', 'processing', 'complete'],
      eventStartSources: [...options, { type: 'attribute', name: 'event_date' }],
      eventTimeLabels: ['Uhrzeit', 'Zeit', 'Beginn', 'Start', 'Time'],
      timeZone: 'Europe/Berlin',
    });
  });

  for (const state of ORDER_STATES)
    it(`orders#booking-states · an order in state ${state} is ${['new', 'processing', 'complete'].includes(state) ? '' : 'not '}bookable`, () => {
      expect(isBookable(DEFAULT_ORDER_POLICY, { state })).toBe(['new', 'processing', 'complete'].includes(state));
      const held = state === 'holded' || state === 'payment_review';
      expect(only({}, { state }).observation.hold).toBe(held ? state : null);
    });

  it('orders#booking-states · without a known state nothing is bookable; the states are configurable', () => {
    expect(isBookable(DEFAULT_ORDER_POLICY, { state: null })).toBe(false);
    expect(isBookable({ bookingStates: ['complete'] }, { state: 'new' })).toBe(false);
    expect(isBookable({ bookingStates: ['pending_payment'] }, { state: 'pending_payment' })).toBe(true);
  });
});
