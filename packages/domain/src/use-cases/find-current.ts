import type { BookingId, Stored } from '../booking/booking.ts';
import type { Bookings } from '../ports/bookings.ts';
import type { SystemScope } from '../ports/scope.ts';

/** An order edited more often than this is a fault in the data, not a chain to follow. */
const MAX_CHAIN = 50;

/**
 * The booking that a piece of outbox work is about now. When its order was edited after the work
 * was queued, that is the booking which took its place: a mail queued for the old one is still
 * owed to the partner.
 */
export async function findCurrent(bookings: Bookings, scope: SystemScope, id: BookingId): Promise<Stored | undefined> {
  let current = await bookings.find(scope, id);
  for (let steps = 0; steps < MAX_CHAIN; steps += 1) {
    const successor = current?.status === 'cancelled' ? current.replacedBy : null;
    if (successor === null) return current;
    const items: readonly Stored[] = await bookings.findByOrders(scope, [successor.orderId]);
    const next = items.find((booking) => booking.order.orderItemId === successor.orderItemId);
    if (next === undefined) return current;
    current = next;
  }
  return current;
}
