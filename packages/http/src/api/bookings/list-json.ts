import type { BookingPage, BookingQuery, Stored } from '@miomente/booking-domain';
import { z } from 'zod';
import { BOOKING_JSON, type BookingView, bookingJson } from './booking-json.ts';

/** One page of a list of bookings. */
export const BOOKING_LIST_JSON = z.strictObject({
  bookings: z.array(BOOKING_JSON).meta({
    description:
      'Pending that can be answered first, nearest event first, those without a date after them; then the rest, ' +
      'newest event first.',
  }),
  pagination: z.strictObject({
    page: z.int().meta({ description: 'This page, from 1.', examples: [1] }),
    limit: z.int().meta({ description: 'Bookings a page.', examples: [20] }),
    total: z.int().meta({ description: 'Bookings on all pages.', examples: [1] }),
    totalPages: z.int().meta({ description: '0 when there is nothing.', examples: [1] }),
  }),
  summary: z
    .strictObject({
      pending: z.int().meta({ description: 'What can still be answered.', examples: [1] }),
      confirmed: z.int().meta({ examples: [12] }),
      declined: z.int().meta({ examples: [2] }),
      cancelled: z.int().meta({ examples: [0] }),
    })
    .meta({
      description:
        'How many of each status; follows every filter but `status`. What nobody answered before the event began is ' +
        'counted nowhere here.',
    }),
});

/** Converts one page of a list to JSON. */
export function bookingListJson(
  { rows, total, summary: { pending, confirmed, declined, cancelled } }: BookingPage<Stored>,
  { page, limit }: BookingQuery,
  view: BookingView,
): z.infer<typeof BOOKING_LIST_JSON> {
  return {
    bookings: rows.map((booking) => bookingJson(booking, view)),
    pagination: { page, limit, total, totalPages: Math.ceil(total / limit) },
    summary: { pending, confirmed, declined, cancelled },
  };
}
