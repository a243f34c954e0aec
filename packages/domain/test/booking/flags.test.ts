import {
  asCustomerNumber,
  type Booking,
  type BookingCommand,
  changedFields,
  DEFAULT_POLICY,
  sortedFlags,
} from '@miomente/booking-domain';
import {
  aBooking,
  aConfirmedBooking,
  aDeclinedBooking,
  aPendingBooking,
  EVENT_START,
  MONDAY,
  someDetails,
} from '@miomente/booking-domain/testing';
import { describe, expect, it } from 'vitest';
import { LATER, OFFICE, observe, PARTNER } from './commands.ts';
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

describe('what is only written down', () => {
  const eventsOf = (booking: Booking, command: BookingCommand) => carriedOut(DEFAULT_POLICY, booking, command).events;

  it('calls#outcomes: a call, in the timeline of a booking that waits for an answer', () => {
    const said = { at: LATER, actor: OFFICE, outcome: 'call_back', callBackAt: LATER + 1, note: true } as const;
    const call = { type: 'record_call', ...said } as const;
    expect(eventsOf(aPendingBooking(), call)).toEqual([{ type: 'called', ...said }]);
    expect(eventsOf(aConfirmedBooking(), call)).toEqual([]);
    expect(eventsOf(aPendingBooking(), { ...call, at: EVENT_START })).toEqual([]);
  });

  it('replies#never-an-answer: what a partner writes, whatever the status', () => {
    const wrote = { type: 'partner_wrote', at: LATER, actor: PARTNER };
    for (const status of ['pending', 'confirmed', 'declined', 'cancelled'] as const)
      expect(eventsOf(aBooking(status), { type: 'take_reply', at: LATER })).toEqual([wrote]);
  });

  it('replies#other-bookings: nothing about one whose customer was erased, nor about a historic one', () => {
    const [erased, historic] = [aBooking('pending', { customerErasedAt: MONDAY }), aPendingBooking({ historic: true })];
    for (const booking of [erased, historic]) expect(eventsOf(booking, { type: 'take_reply', at: LATER })).toEqual([]);
  });

  it('booking#customer-informed: that a customer was told; the office hears of it when the answer is gone by then', () => {
    const told = { type: 'record_customer_informed', at: LATER } as const;
    const informed = { type: 'customer_informed', at: LATER, eventStart: EVENT_START };
    const escalated = { type: 'escalated', at: LATER, reason: 'confirmation_withdrawn' } as const;
    const back = { takenBackAt: MONDAY };
    const phoned = (reason: 'no_answer' | 'confirmation_withdrawn') =>
      aPendingBooking({ ...back, escalation: { at: MONDAY, reason } });
    for (const withdrawn of [aPendingBooking(back), phoned('no_answer')])
      expect(eventsOf(withdrawn, told)).toEqual([informed, escalated]);
    for (const other of [
      aPendingBooking(),
      aConfirmedBooking(),
      aDeclinedBooking(back),
      phoned('confirmation_withdrawn'),
    ])
      expect(eventsOf(other, told)).toEqual([informed]);
    const late = { ...told, at: EVENT_START, eventStart: MONDAY };
    expect(eventsOf(aPendingBooking(back), late)).toEqual([{ ...informed, at: EVENT_START, eventStart: MONDAY }]);
  });
});
