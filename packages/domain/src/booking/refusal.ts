import type { BookingStatus } from './booking.ts';

/**
 * Why a booking refuses a command: plain data, without text or HTTP status.
 * - `already_processed`: it is answered; `status` says how
 * - `cancelled`: the order was cancelled
 * - `event_started`: too late for any answer
 * - `order_being_changed`: the order was edited, and the order that replaces it can't be booked yet
 * - `changed_meanwhile`: date or people are not what the one who answers was shown
 * - `expired`: the link has expired; the portal still works
 * - `not_confirmed`: there is no answer to take back
 */
export type BookingRefusal =
  | { readonly code: 'already_processed'; readonly status: Extract<BookingStatus, 'confirmed' | 'declined'> }
  | { readonly code: 'cancelled' }
  | { readonly code: 'event_started' }
  | { readonly code: 'order_being_changed' }
  | { readonly code: 'changed_meanwhile' }
  | { readonly code: 'expired' }
  | { readonly code: 'not_confirmed' };

/** The code of a {@link BookingRefusal}. */
export type BookingRefusalCode = BookingRefusal['code'];
