import { BOOKING_STATUSES, type BookingStatus, isOpen } from '../booking/booking.ts';
import type { CourseDateIdentity } from '../booking/course-date-key.ts';
import type { Instant } from '../time/instant.ts';
import type { LocalDate } from '../time/wall-clock.ts';
import type { PageOf, Paging } from './paging.ts';

/**
 * The groups of a list (api#open-count): by status, and for pending bookings by whether they are open (`isOpen`).
 * `unanswered`: nobody answered in time, or before go-live.
 */
export type ListStatus = BookingStatus | 'unanswered';
/** Every {@link ListStatus}. */
export const LIST_STATUSES: readonly ListStatus[] = [...BOOKING_STATUSES, 'unanswered'];

/** The group of a booking now. */
export function listStatusOf(booking: Parameters<typeof isOpen>[0], now: Instant): ListStatus {
  return booking.status === 'pending' && !isOpen(booking, now) ? 'unanswered' : booking.status;
}

/** What a list of bookings is filtered by (FR-5). */
export interface BookingFilter {
  readonly status: ListStatus | 'all';
  /** First and last day of the event, both inclusive, in the configured time zone. */
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  readonly courseId: number | null;
  /** Bookings of one course date alone. */
  readonly courseDate?: CourseDateIdentity | undefined;
  /**
   * Any part of the customer's name or of the order number; for the office also of the partner's. Empty matches all.
   */
  readonly search: string;
}

export interface BookingQuery extends BookingFilter, Paging {}

/** Bookings per page by default (FR-5.5). */
export const DEFAULT_PAGE_SIZE = 20;
/** The largest page size. */
export const MAX_PAGE_SIZE = 100;
/** A larger page number is a mistake or an attack. */
export const MAX_PAGE = 1_000_000;

/** The maximum length of a search text, in characters. */
export const MAX_SEARCH_LENGTH = 200;

/** The filter that matches every booking. */
export const NO_FILTER: BookingFilter = { status: 'all', from: null, to: null, courseId: null, search: '' };

/** The number of bookings that match the filter, by group. The filter's own status is ignored here. */
export type BookingSummary = Readonly<Record<ListStatus, number>>;

/** One page of a list of bookings; `total` counts all that match the filter. */
export interface BookingPage<Row> extends PageOf<Row> {
  readonly summary: BookingSummary;
}
