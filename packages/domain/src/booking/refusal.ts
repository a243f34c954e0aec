import type { BookingStatus } from './booking.ts';

/**
 * Why a booking refuses a command: plain data, without text or HTTP status.
 * - `already_processed`: it has its answer; `status` says which
 * - `cancelled`: the order is gone
 * - `event_started`: too late for any answer
 * - `order_being_changed`: the order was edited, and its new row can't be booked yet
 * - `expired`: the link is too old; the portal still works
 * - `not_confirmed`: there is no answer to take back
 */
export type BookingRefusal =
  | { readonly code: 'already_processed'; readonly status: Extract<BookingStatus, 'confirmed' | 'declined'> }
  | { readonly code: 'cancelled' }
  | { readonly code: 'event_started' }
  | { readonly code: 'order_being_changed' }
  | { readonly code: 'expired' }
  | { readonly code: 'not_confirmed' };

/** The code of a {@link BookingRefusal}. */
export type BookingRefusalCode = BookingRefusal['code'];
