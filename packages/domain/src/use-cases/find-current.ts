import type { BookingId, Stored } from '../booking/booking.ts';
import type { Bookings } from '../ports/bookings.ts';
import type { SystemScope } from '../ports/scope.ts';

/** An order edited more often than this is an error in the data, not a chain to follow. */
const MAX_CHAIN = 50;

/**
 * The current booking of a delivery. When its order was edited after the delivery was queued, that is the booking which
 * replaced it: the partner must still get a mail queued for the old one.
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
