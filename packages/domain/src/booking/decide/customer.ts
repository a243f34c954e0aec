import { eventStarted } from '../../time/event-start.ts';
import type { Booking } from '../booking.ts';
import type { RecordCustomerInformed } from '../command.ts';
import type { BookingEvent } from '../event.ts';

/**
 * The customer was told. Where the confirmation was taken back while the mail was on its way, the office hears of it at
 * once. A booking that the shop moved meanwhile is asked about again, and its customer told again.
 */
export function decideCustomerInformed(
  booking: Booking,
  { at, eventStart = booking.details.eventStart }: RecordCustomerInformed,
): readonly BookingEvent[] {
  const informed: BookingEvent = { type: 'customer_informed', at, eventStart };
  const takenBack = booking.status === 'pending' && booking.takenBackAt !== null;
  const withdrawn = takenBack && booking.escalation?.reason !== 'confirmation_withdrawn' && !eventStarted(booking, at);
  return withdrawn ? [informed, { type: 'escalated', at, reason: 'confirmation_withdrawn' }] : [informed];
}
