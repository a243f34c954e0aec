import {
  asBookingId,
  asCustomerNumber,
  asOrderId,
  asOrderItemId,
  type BookingId,
  bookingTicketKey,
  type CustomerNumber,
  DAY_MS,
  type DurationMs,
  eventStarted,
  type Instant,
  type OrderId,
  type OrderItemId,
  orderItemTicketKey,
  partnerScope,
} from '@miomente/booking-domain';
import { aPendingBooking, MONDAY, testLinks } from '@miomente/booking-domain/testing';
import { describe, expect, expectTypeOf, it } from 'vitest';

const booking = asBookingId(1);
const order = asOrderId(2);
const item = asOrderItemId(3);
const partner = asCustomerNumber('P-100');

/** The lines below must not compile. If one does, its expected error is missing and this file does not compile. */
describe('booking#one-per-order-item: an id of one kind is not accepted as another, nor a plain number as an id', () => {
  it('ids', () => {
    const bookingUrl = testLinks.booking;
    expect(bookingUrl(booking)).toMatch(/1$/);
    // @ts-expect-error An order's id is no booking's.
    bookingUrl(order);
    // @ts-expect-error Nor is an order item's.
    bookingUrl(item);
    expect(bookingTicketKey(item)).not.toBe(orderItemTicketKey(item));
    // @ts-expect-error An order's id is not its item's.
    bookingTicketKey(order);
    // @ts-expect-error A booking's id is no order item's.
    orderItemTicketKey(booking);
    expect(partnerScope(partner).customerNumber).toBe(partner);
    // @ts-expect-error A plain number is no id: it comes in by a function that says which.
    bookingUrl(1);
    // @ts-expect-error What arithmetic gives is no id either.
    bookingUrl(booking + 1);
    // @ts-expect-error A text is no customer number.
    partnerScope('P-100');
  });

  it('an impossible id is refused', () => {
    for (const asId of [asBookingId, asOrderId, asOrderItemId]) {
      expect([asId(0), asId(1), asId(Number.MAX_SAFE_INTEGER)]).toEqual([0, 1, Number.MAX_SAFE_INTEGER]);
      for (const odd of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER + 1])
        expect(() => asId(odd)).toThrow(RangeError);
    }
  });

  it('instants and durations', () => {
    const later: Instant = MONDAY + DAY_MS;
    expect(eventStarted(aPendingBooking(), later)).toBe(false);
    // @ts-expect-error A day is no point in time.
    eventStarted(aPendingBooking(), DAY_MS);
    // @ts-expect-error A point in time has no length.
    const long: DurationMs = MONDAY;
    expect(long).toBe(MONDAY);
  });

  it('each kind is distinct from every other', () => {
    expectTypeOf<BookingId>().not.toExtend<OrderId>();
    expectTypeOf<OrderId>().not.toExtend<OrderItemId>();
    expectTypeOf<OrderItemId>().not.toExtend<BookingId>();
    expectTypeOf<Instant>().not.toExtend<DurationMs>();
    expectTypeOf<Instant>().not.toExtend<BookingId>();
    expectTypeOf<DurationMs>().not.toExtend<Instant>();
    expectTypeOf<CustomerNumber>().not.toExtend<BookingId>();
  });
});
