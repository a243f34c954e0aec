import type { Booking } from '../booking/booking.ts';
import { eventOf, latestStart } from '../time/event-start.ts';
import type { Instant } from '../time/instant.ts';

/** Why a time to call back is refused. */
export type CallBackRefusal = 'call_back_missing' | 'call_back_past' | 'call_back_after_event';

/**
 * Whether a time to call back is of use (calls#call-back): it lies ahead, and before the first of the events that the
 * partner is asked about.
 * @returns null when it is
 */
export function refuseCallBack(at: Instant | null, bookings: readonly Booking[], now: Instant): CallBackRefusal | null {
  if (at === null) return 'call_back_missing';
  if (at <= now) return 'call_back_past';
  return at >= latestCallBack(bookings) ? 'call_back_after_event' : null;
}

/** From when on it is too late to call back; infinite when no booking has a date. */
export function latestCallBack(bookings: readonly Booking[]): number {
  return Math.min(
    ...bookings.map((booking) => latestStart(eventOf(booking)) ?? Number.POSITIVE_INFINITY),
    Number.POSITIVE_INFINITY,
  );
}
