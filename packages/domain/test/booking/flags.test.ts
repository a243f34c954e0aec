import { asCustomerNumber, changedFields, DEFAULT_POLICY, sortedFlags } from '@miomente/booking-domain';
import { aPendingBooking, MONDAY, someDetails } from '@miomente/booking-domain/testing';
import { describe, expect, it } from 'vitest';
import { LATER, OFFICE, observe } from './commands.ts';
import { carriedOut, given } from './given.ts';

describe('booking#flags · what a manager should look at', () => {
  const cases = [
    ['another partner than the product names', { customerNumber: asCustomerNumber('P-200') }, 'partner_changed'],
    ['a product that names no partner', { customerNumber: null }, 'partner_missing'],
    ['an unreadable price', { unreadable: ['price_unreadable'] }, 'price_unreadable'],
    ['an unreadable order total', { unreadable: ['order_total_unreadable'] }, 'order_total_unreadable'],
    ['an unreadable quantity', { unreadable: ['quantity_unreadable'] }, 'quantity_unreadable'],
  ] as const;
  for (const [what, observation, flag] of cases) {
    it(`flags ${what}, once`, () => {
      given(aPendingBooking())
        .when(observe(observation))
        .gives({
          events: [{ type: 'flags_changed', at: LATER, flags: [flag] }],
          booking: aPendingBooking({ flags: [flag] }),
          messages: [],
        });
      given(aPendingBooking({ flags: [flag] }))
        .when(observe(observation))
        .changesNothing();
    });

    it(`removes the flag for ${what} when it is corrected`, () => {
      expect(carriedOut(DEFAULT_POLICY, aPendingBooking({ flags: [flag] }), observe()).booking.flags).toEqual([]);
    });
  }

  it('a booking’s partner never changes automatically', () => {
    const { booking } = carriedOut(
      DEFAULT_POLICY,
      aPendingBooking(),
      observe({ customerNumber: asCustomerNumber('P-200') }),
    );
    expect(booking.customerNumber).toBe(aPendingBooking().customerNumber);
  });

  it('distinguishes flags even when their number is the same', () => {
    const { events } = carriedOut(
      DEFAULT_POLICY,
      aPendingBooking({ flags: ['partner_missing'] }),
      observe({ customerNumber: asCustomerNumber('P-200') }),
    );
    expect(events).toEqual([{ type: 'flags_changed', at: LATER, flags: ['partner_changed'] }]);
  });

  it('an event at the instant of the order is not flagged', () => {
    const details = { eventStart: LATER + 1, orderedAt: LATER + 1 };
    expect(carriedOut(DEFAULT_POLICY, aPendingBooking(), observe({ details })).booking.flags).toEqual([]);
  });

  it('replies#flag: once a person has read what the partner wrote, only that flag goes', () => {
    const read = { type: 'mark_reply_read', at: LATER, actor: OFFICE } as const;
    given(aPendingBooking({ flags: ['price_unreadable', 'partner_wrote'] }))
      .when(read)
      .gives({
        events: [{ type: 'reply_read', at: LATER, actor: OFFICE }],
        booking: aPendingBooking({ flags: ['price_unreadable'] }),
        messages: [],
      });
    given(aPendingBooking({ flags: ['price_unreadable'] }))
      .when(read)
      .changesNothing();
  });

  it('lists flags in a fixed order, once each', () => {
    expect(sortedFlags(['price_unreadable', 'no_event_date', 'price_unreadable'])).toEqual([
      'no_event_date',
      'price_unreadable',
    ]);
  });

  it('names every changed field, in a fixed order', () => {
    const other = someDetails({
      customer: { email: 'neu@example.org' },
      course: { id: null },
      eventStart: null,
      participants: 3,
      price: { currency: 'CHF' },
      orderTotal: { currency: 'CHF' },
      orderedAt: MONDAY,
      paymentStatus: 'open',
    });
    expect(changedFields(someDetails(), other)).toEqual([
      'customer',
      'course',
      'eventStart',
      'participants',
      'price',
      'orderTotal',
      'orderedAt',
      'paymentStatus',
    ]);
    expect(changedFields(other, other)).toEqual([]);
  });
});
