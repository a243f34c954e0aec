import type { BookingId, OrderId } from '@miomente/booking-domain';
import { failureOf } from '@miomente/booking-scheduler';
import type { Logger } from 'pino';

/** Logs a booking that a sweep could not process. */
export function bookingFailures(log: Logger): (bookingId: BookingId, error: unknown) => void {
  return (bookingId, error) => log.error({ event: 'sweep_failed_for_booking', bookingId, ...failureOf(error) });
}

/** Logs an order that could not be imported. */
export function orderFailures(log: Logger): (orderId: OrderId, error: unknown) => void {
  return (orderId, error) => log.error({ event: 'import_failed_for_order', orderId, ...failureOf(error) });
}
