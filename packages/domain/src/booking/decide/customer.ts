import { eventStarted } from '../../time/event-start.ts';
import type { Booking } from '../booking.ts';
import type { RecordCustomerInformed } from '../command.ts';
import type { BookingEvent } from '../event.ts';

/**
 * The customer was told. Where the partner took the confirmation back while the mail was on its way, the office hears of
 * it at once.
 */
export function decideCustomerInformed(
  booking: Booking,
  { at, eventStart = booking.details.eventStart }: RecordCustomerInformed,
): readonly BookingEvent[] {
  const informed: BookingEvent = { type: 'customer_informed', at, eventStart };
  const withdrawn = booking.status === 'pending' && booking.escalation === null && !eventStarted(booking, at);
  return withdrawn ? [informed, { type: 'escalated', at, reason: 'confirmation_withdrawn' }] : [informed];
}
