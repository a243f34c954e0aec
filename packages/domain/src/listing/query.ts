import type { BookingStatus } from '../booking/booking.ts';
import type { LocalDate } from '../time/wall-clock.ts';
import type { PageOf, Paging } from './paging.ts';

/** What a list of bookings is filtered by (FR-5). */
export interface BookingFilter {
  readonly status: BookingStatus | 'all';
  /** First and last day of the event, both inclusive, in the configured time zone. */
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  readonly courseId: number | null;
  /** Any part of the customer's name or of the order number; empty finds all. */
  readonly search: string;
}

export interface BookingQuery extends BookingFilter, Paging {}

/** Bookings a page when nothing is asked for (FR-5.5). */
export const DEFAULT_PAGE_SIZE = 20;
/** Most bookings a page may be asked for. */
export const MAX_PAGE_SIZE = 100;
/** Beyond this a page number is a mistake or an attack, never a page. */
export const MAX_PAGE = 1_000_000;

/** The filter that lets every booking pass. */
export const NO_FILTER: BookingFilter = { status: 'all', from: null, to: null, courseId: null, search: '' };

/** How many bookings pass the filter, by status; the filter's own status doesn't count here. */
export type BookingSummary = Readonly<Record<BookingStatus, number>>;

/** One page of a list of bookings; `total` counts all that pass the filter. */
export interface BookingPage<Row> extends PageOf<Row> {
  readonly summary: BookingSummary;
}
