import { isDay } from '../time/event-start.ts';
import type { Booking } from './booking.ts';

/**
 * What somebody who answers is shown of a booking: its date and its people. Pages carry it, so that an answer to what they
 * showed is none to what the shop has made of it since (booking#as-shown). Opaque outside; no customer data.
 */
export function shownOf({ details: { eventStart, participants } }: Pick<Booking, 'details'>): string {
  const when = eventStart === null ? '' : isDay(eventStart) ? `${eventStart.start}-${eventStart.end}` : eventStart;
  return `${when}/${participants}`;
}
