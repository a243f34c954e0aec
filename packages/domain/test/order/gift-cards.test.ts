import { DEFAULT_ORDER_POLICY, mapOrder, type Order } from '@miomente/booking-domain';
import { anOrder, anOrderItem, type Overrides } from '@miomente/booking-domain/testing';
import { describe, expect, it } from 'vitest';

/** What an order of one course of 178.00 with shipping of 5.00 comes to. */
function read(order: Overrides<Order>) {
  const items = [anOrderItem({ rowTotalGross: '178.0000', discount: '0.0000' })];
  const [item] = mapOrder(DEFAULT_ORDER_POLICY, anOrder({ items, totalRefunded: null, ...order }));
  return [item?.observation.details.paymentStatus, item?.observation.cancelled];
}

describe('orders#gift-cards: what lowers the order’s total and none of its lines', () => {
  const byCard = { grandTotal: '33.0000', totalPaid: '33.0000' } as const;

  it('paid is paid, by card or not', () => {
    expect(read(byCard)).toEqual(['paid', null]);
    expect(read({ grandTotal: '0.0000', totalPaid: null })).toEqual(['paid', null]);
  });

  it('a small refund is a part, though it is all that was paid in money', () => {
    expect(read({ ...byCard, totalRefunded: '5.0000' })).toEqual(['partially_refunded', null]);
    expect(read({ ...byCard, totalRefunded: '33.0000' })).toEqual(['partially_refunded', null]);
  });

  it('with the card’s worth given back too, it is the whole', () => {
    expect(read({ ...byCard, totalRefunded: '178.0000' })).toEqual(['refunded', 'refunded']);
  });

  it('without a card the order’s total is the whole, shipping included', () => {
    const plain = { grandTotal: '183.0000', totalPaid: '183.0000' } as const;
    expect(read({ ...plain, totalRefunded: '178.0000' })).toEqual(['partially_refunded', null]);
    expect(read({ ...plain, totalRefunded: '183.0000' })).toEqual(['refunded', 'refunded']);
  });

  it('a total rounded as a whole is no card', () => {
    const rounded = { grandTotal: '177.9900', totalPaid: '177.9900', totalRefunded: '177.9900' } as const;
    expect(read(rounded)).toEqual(['refunded', 'refunded']);
  });

  it('a refund of an order without a payment noted is measured by its total', () => {
    const unnoted = { grandTotal: '183.0000', totalPaid: null } as const;
    expect(read({ ...unnoted, totalRefunded: '10.0000' })).toEqual(['partially_refunded', null]);
    expect(read({ ...unnoted, totalRefunded: '183.0000' })).toEqual(['refunded', 'refunded']);
  });

  it('a total that can’t be read makes no refund the whole', () => {
    expect(read({ grandTotal: null, totalPaid: null, totalRefunded: '178.0000' })).toEqual([
      'partially_refunded',
      null,
    ]);
  });
});
