import type { BookingPage, BookingQuery, BookingSummary, Stored } from '@miomente/booking-domain';
import { z } from 'zod';
import { BOOKING_JSON, type BookingView, bookingJson } from './booking-json.ts';

/** Which page of a list, and how much there is. */
export const PAGINATION_JSON = z.strictObject({
  page: z.int().meta({ description: 'This page, from 1.', examples: [1] }),
  limit: z.int().meta({ description: 'Entries a page.', examples: [20] }),
  total: z.int().meta({ description: 'Entries on all pages.', examples: [1] }),
  totalPages: z.int().meta({ description: '0 when there is nothing.', examples: [1] }),
});

/** How many bookings there are by status. */
export const SUMMARY_JSON = z.strictObject({
  pending: z.int().meta({ description: 'What can still be answered.', examples: [1] }),
  confirmed: z.int().meta({ examples: [12] }),
  declined: z.int().meta({ examples: [2] }),
  cancelled: z.int().meta({ examples: [0] }),
});

/** The same as it is written; what nobody answered in time is counted nowhere here. */
export function summaryJson({ pending, confirmed, declined, cancelled }: BookingSummary): z.input<typeof SUMMARY_JSON> {
  return { pending, confirmed, declined, cancelled };
}

/** One page of a list of bookings. */
export const BOOKING_LIST_JSON = z.strictObject({
  bookings: z.array(BOOKING_JSON).meta({
    description:
      'Pending that can be answered first, nearest event first, those without a date after them; then the rest, ' +
      'newest event first.',
  }),
  pagination: PAGINATION_JSON,
  summary: SUMMARY_JSON.meta({
    description:
      'How many of each status; follows every filter but `status`. What nobody answered before the event began is ' +
      'counted nowhere here.',
  }),
});

/** Converts one page of a list to JSON. */
export function bookingListJson(
  { rows, total, summary }: BookingPage<Stored>,
  { page, limit }: BookingQuery,
  view: BookingView,
): z.infer<typeof BOOKING_LIST_JSON> {
  return {
    bookings: rows.map((booking) => bookingJson(booking, view)),
    pagination: { page, limit, total, totalPages: Math.ceil(total / limit) },
    summary: summaryJson(summary),
  };
}
