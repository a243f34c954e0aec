import { DEFAULT_ORDER_POLICY, mapOrder, type Order } from '@miomente/booking-domain';
import { anOrder, anOrderItem, type Overrides } from '@miomente/booking-domain/testing';
import { describe, expect, it } from 'vitest';

/** An order of one course of 178.00 with shipping of 5.00. */
function read(order: Overrides<Order>) {
  const items = [anOrderItem({ rowTotalGross: '178.0000', discount: '0.0000' })];
  const [item] = mapOrder(DEFAULT_ORDER_POLICY, anOrder({ items, totalRefunded: null, ...order }));
  return [item?.observation.details.paymentStatus, item?.observation.cancelled];
}

describe('orders#gift-cards: amounts that reduce the order’s total and none of its lines', () => {
  const byCard = { grandTotal: '33.0000', totalPaid: '33.0000' } as const;

  it('paid is paid, with or without a card', () => {
    expect(read(byCard)).toEqual(['paid', null]);
    expect(read({ grandTotal: '0.0000', totalPaid: null })).toEqual(['paid', null]);
  });

  it('a small refund is partial, even if it is all the money that was paid', () => {
    expect(read({ ...byCard, totalRefunded: '5.0000' })).toEqual(['partially_refunded', null]);
    expect(read({ ...byCard, totalRefunded: '33.0000' })).toEqual(['partially_refunded', null]);
  });

  it('when the card’s amount is refunded too, the refund is complete', () => {
    expect(read({ ...byCard, totalRefunded: '178.0000' })).toEqual(['refunded', 'refunded']);
  });

  it('the shop’s own amount counts when it is higher than what the lines say, for shipping hides a part', () => {
    const known = { ...byCard, creditUsed: '150.0000' } as const;
    expect(read({ ...known, totalRefunded: '182.9999' })).toEqual(['partially_refunded', null]);
    expect(read({ ...known, totalRefunded: '183.0000' })).toEqual(['refunded', 'refunded']);
    expect(read({ ...byCard, creditUsed: '100.0000', totalRefunded: '178.0000' })).toEqual(['refunded', 'refunded']);
    expect(read({ ...byCard, creditUsed: 'viel', totalRefunded: '178.0000' })).toEqual(['refunded', 'refunded']);
  });

  it('what was refunded to a card counts as refunded', () => {
    expect(read({ ...byCard, creditRefunded: '145.0000' })).toEqual(['partially_refunded', null]);
    const both = { ...byCard, totalRefunded: '33.0000', creditRefunded: '145.0000' } as const;
    expect(read(both)).toEqual(['refunded', 'refunded']);
    expect(read({ ...byCard, creditRefunded: '178.0000' })).toEqual(['refunded', 'refunded']);
    expect(read({ ...both, creditRefunded: 'alles' })).toEqual(['partially_refunded', null]);
  });

  it('an unreadable line costs nothing here, and so is no card', () => {
    const items = [anOrderItem({ rowTotalGross: '33.0000', discount: '0' }), anOrderItem({ rowTotalGross: 'viel' })];
    expect(read({ ...byCard, items, totalRefunded: '33.0000' })).toEqual(['refunded', 'refunded']);
  });

  it('without a card, the order’s total with shipping is the whole', () => {
    const plain = { grandTotal: '183.0000', totalPaid: '183.0000' } as const;
    expect(read({ ...plain, totalRefunded: '178.0000' })).toEqual(['partially_refunded', null]);
    expect(read({ ...plain, totalRefunded: '183.0000' })).toEqual(['refunded', 'refunded']);
  });

  it('a rounded total is no card', () => {
    const rounded = { grandTotal: '177.9900', totalPaid: '177.9900', totalRefunded: '177.9900' } as const;
    expect(read(rounded)).toEqual(['refunded', 'refunded']);
    const [within, beyond] = ['176.2200', '176.2100'].map((total) =>
      read({ grandTotal: total, totalPaid: total, totalRefunded: total }),
    );
    expect(within).toEqual(['refunded', 'refunded']);
    expect(beyond).toEqual(['partially_refunded', null]);
  });

  it('a refund of an order without a recorded payment is compared with its total', () => {
    const unnoted = { grandTotal: '183.0000', totalPaid: null } as const;
    expect(read({ ...unnoted, totalRefunded: '10.0000' })).toEqual(['partially_refunded', null]);
    expect(read({ ...unnoted, totalRefunded: '183.0000' })).toEqual(['refunded', 'refunded']);
  });

  it('with an unreadable total, no refund is complete', () => {
    expect(read({ grandTotal: null, totalPaid: null, totalRefunded: '178.0000' })).toEqual([
      'partially_refunded',
      null,
    ]);
    const known = { grandTotal: null, creditUsed: '150.0000', totalPaid: '33.0000' } as const;
    expect(read({ ...known, totalRefunded: '178.0000' })).toEqual(['partially_refunded', null]);
    expect(read({ ...known, totalRefunded: '183.0000' })).toEqual(['refunded', null]);
  });
});
