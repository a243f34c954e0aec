import { BOOKING_STATUSES, type BookingStatus, isOpen } from '../booking/booking.ts';
import type { Instant } from '../time/instant.ts';
import type { LocalDate } from '../time/wall-clock.ts';
import type { PageOf, Paging } from './paging.ts';

/**
 * What a list tells bookings apart by (api#open-count): their status, and of those that are pending whether
 * they are open (`isOpen`). `unanswered` is what nobody answered in time, or before go-live.
 */
export type ListStatus = BookingStatus | 'unanswered';
/** Every {@link ListStatus}. */
export const LIST_STATUSES: readonly ListStatus[] = [...BOOKING_STATUSES, 'unanswered'];

/** Under which of them a booking stands now. */
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
  /** Any part of the customer's name or of the order number, for the office also of the partner's; empty finds all. */
  readonly search: string;
}

export interface BookingQuery extends BookingFilter, Paging {}

/** Bookings a page when nothing is asked for (FR-5.5). */
export const DEFAULT_PAGE_SIZE = 20;
/** Most bookings a page may be asked for. */
export const MAX_PAGE_SIZE = 100;
/** Beyond this a page number is a mistake or an attack, never a page. */
export const MAX_PAGE = 1_000_000;

/** The longest text that lists are searched for, in characters. */
export const MAX_SEARCH_LENGTH = 200;

/** The filter that lets every booking pass. */
export const NO_FILTER: BookingFilter = { status: 'all', from: null, to: null, courseId: null, search: '' };

/** How many bookings pass the filter, by what a list tells apart; the filter's own status doesn't count here. */
export type BookingSummary = Readonly<Record<ListStatus, number>>;

/** One page of a list of bookings; `total` counts all that pass the filter. */
export interface BookingPage<Row> extends PageOf<Row> {
  readonly summary: BookingSummary;
}
