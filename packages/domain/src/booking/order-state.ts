/** Something about a booking that a manager should look at. */
export type BookingFlag =
  | 'no_event_date'
  | 'event_date_unreadable'
  /** The weekday beside the date is not the weekday of that day. */
  | 'weekday_contradicts'
  | 'event_before_order'
  | 'moved_after_event'
  | 'order_on_hold'
  | 'order_in_payment_review'
  | 'order_being_changed'
  | 'partner_changed'
  | 'partner_missing'
  /** The partner wrote something that nobody of the office has marked as read (replies#flag). */
  | 'partner_wrote'
  | 'quantity_unreadable'
  | 'price_unreadable'
  | 'order_total_unreadable';

/**
 * Why a booking is held, which stops reminders.
 * - `holded`, `payment_review`: the order is on hold, or its payment is in review
 * - `being_changed`: the order was edited, and the order that replaces it can't be booked yet; meanwhile the booking
 *   can't be answered, and nobody is asked to phone
 */
export type OrderHold = 'holded' | 'payment_review' | 'being_changed';
/** Every {@link OrderHold}. */
export const ORDER_HOLDS: readonly OrderHold[] = ['holded', 'payment_review', 'being_changed'];
