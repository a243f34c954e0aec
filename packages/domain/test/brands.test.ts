import {
  type BookingId,
  bookingTicketKey,
  bookingUrl,
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
import { aPendingBooking, MONDAY } from '@miomente/booking-domain/testing';
import { describe, expect, expectTypeOf, it } from 'vitest';

const booking: BookingId = 1;
const order: OrderId = 2;
const item: OrderItemId = 3;
const partner: CustomerNumber = 'P-100';

/** What is wrong here does not compile, or no error is found where one is expected: then this file does not. */
describe('booking#one-per-order-item: ids and units of one kind are not taken for another', () => {
  it('ids', () => {
    const links = { publicUrl: 'https://portal.example.org' };
    expect(bookingUrl(links, booking)).toMatch(/1$/);
    // @ts-expect-error An order's id is no booking's.
    bookingUrl(links, order);
    // @ts-expect-error Nor is an order item's.
    bookingUrl(links, item);
    expect(bookingTicketKey(item)).not.toBe(orderItemTicketKey(item));
    // @ts-expect-error An order's id is not its item's.
    bookingTicketKey(order);
    // @ts-expect-error A booking's id is no order item's.
    orderItemTicketKey(booking);
    expect(partnerScope(partner).customerNumber).toBe(partner);
  });

  it('instants and lengths of time', () => {
    const later: Instant = MONDAY + DAY_MS;
    expect(eventStarted(aPendingBooking(), later)).toBe(false);
    // @ts-expect-error A day is no point in time.
    eventStarted(aPendingBooking(), DAY_MS);
    // @ts-expect-error A point in time has no length.
    const long: DurationMs = MONDAY;
    expect(long).toBe(MONDAY);
  });

  it('each kind apart from every other', () => {
    expectTypeOf<BookingId>().not.toExtend<OrderId>();
    expectTypeOf<OrderId>().not.toExtend<OrderItemId>();
    expectTypeOf<OrderItemId>().not.toExtend<BookingId>();
    expectTypeOf<Instant>().not.toExtend<DurationMs>();
    expectTypeOf<Instant>().not.toExtend<BookingId>();
    expectTypeOf<DurationMs>().not.toExtend<Instant>();
    expectTypeOf<CustomerNumber>().not.toExtend<BookingId>();
  });
});
