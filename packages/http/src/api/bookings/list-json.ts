import type { BookingPage, BookingQuery, Stored } from '@miomente/booking-domain';
import { z } from 'zod';
import { BOOKING_JSON, type BookingView, bookingJson } from './booking-json.ts';

/** One page of a list of bookings. */
export const BOOKING_LIST_JSON = z.strictObject({
  bookings: z.array(BOOKING_JSON),
  pagination: z.strictObject({ page: z.int(), limit: z.int(), total: z.int(), totalPages: z.int() }),
  /** Follows every filter but `status`. */
  summary: z.strictObject({ pending: z.int(), confirmed: z.int(), declined: z.int(), cancelled: z.int() }),
});

export function bookingListJson(
  { rows, total, summary }: BookingPage<Stored>,
  { page, limit }: BookingQuery,
  view: BookingView,
): z.infer<typeof BOOKING_LIST_JSON> {
  return {
    bookings: rows.map((booking) => bookingJson(booking, view)),
    pagination: { page, limit, total, totalPages: Math.ceil(total / limit) },
    summary: { ...summary },
  };
}
