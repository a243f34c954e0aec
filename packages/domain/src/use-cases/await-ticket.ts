import type { BookingId, Stored } from '../booking/booking.ts';
import type { Bookings } from '../ports/bookings.ts';
import type { Clock } from '../ports/clock.ts';
import type { Deliveries } from '../ports/deliveries.ts';
import type { Scope } from '../ports/scope.ts';
import type { Timer } from '../ports/timer.ts';
import { type DurationMs, SECOND_MS } from '../time/instant.ts';

/** How long the answer to a decline waits for the ticket's number (delivery#decline-waits-for-nobody). */
export const AWAIT_TICKET_MS: DurationMs = 3 * SECOND_MS;
const LOOK_EVERY_MS = 100;

/** See {@link makeAwaitTicket}. */
export type AwaitTicket = (scope: Scope, id: BookingId) => Promise<Stored | undefined>;

/**
 * Waits a moment for the number of a booking's ticket; not at all while the ticket desk is known to be down.
 * @returns the booking as last read, with or without the number
 */
export function makeAwaitTicket(deps: {
  readonly bookings: Bookings;
  readonly deliveries: Deliveries;
  readonly clock: Clock;
  readonly timer: Timer;
  readonly waitMs?: DurationMs;
}): AwaitTicket {
  return async (scope, id) => {
    const waitMs = deps.waitMs ?? AWAIT_TICKET_MS;
    const until = deps.clock.now() + waitMs;
    const isFailing = await deps.deliveries.ticketDeskIsFailing();
    // The attempts are counted, too, because a clock that is set back would prolong the wait.
    for (let lookedForMs = 0; ; lookedForMs += LOOK_EVERY_MS) {
      const booking = await deps.bookings.find(scope, id);
      const waiting = booking?.ticket != null && booking.ticket.id === null;
      if (!waiting || isFailing || deps.clock.now() >= until || lookedForMs >= waitMs) return booking;
      await deps.timer.sleep(LOOK_EVERY_MS);
    }
  };
}
