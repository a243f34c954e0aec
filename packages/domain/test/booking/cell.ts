import type { Booking, BookingStatus } from '@miomente/booking-domain';
import { aBooking, type BookingOverrides } from '@miomente/booking-domain/testing';
import { it } from 'vitest';

/** The rows of the table (booking#table), in its words. */
export type Row =
  | 'partner confirms by link'
  | 'partner confirms in the portal'
  | 'partner declines in the portal'
  | 'office confirms by phone'
  | 'office declines by phone'
  | 'partner reopens'
  | 'office reopens'
  | 'first or second reminder due'
  | 'escalation due'
  | 'event starts'
  | 'order or item gone'
  | 'date moved or quantity raised'
  | 'quantity lowered, price, payment, name or contact changed'
  | 'order on hold or in payment review'
  | 'mail bounced hard or dropped'
  | 'order edited in the admin';

/** One case of one cell: `booking#table · row · status → outcome`. */
export function cell(row: Row, status: BookingStatus, outcome: string, test: () => void): void {
  it(`booking#table · ${row} · ${status} → ${outcome}`, test);
}

/** The same case for a booking of several statuses. */
export function cells(
  row: Row,
  statuses: readonly BookingStatus[],
  outcome: string,
  test: (booking: Booking) => void,
  overrides: BookingOverrides = {},
): void {
  for (const status of statuses) cell(row, status, outcome, () => test(aBooking(status, overrides)));
}
