import { type Booking, isAnswerable } from '../booking.ts';
import type { RecordCall } from '../command.ts';
import type { BookingEvent } from '../event.ts';

/** A call about a booking is kept in its timeline while the booking waits for an answer; nothing else changes. */
export function decideCall(
  booking: Booking,
  { at, actor, outcome, callBackAt, note }: RecordCall,
): readonly BookingEvent[] {
  return isAnswerable(booking, at) ? [{ type: 'called', at, actor, outcome, callBackAt, note }] : [];
}
