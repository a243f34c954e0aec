import type { Booking, OrderItemId } from '../booking/booking.ts';
import { isMoved } from '../time/event-start.ts';
import type { CourseItem } from './map-order.ts';

/** As much of a booking as finds its successor in an edited order. */
export type ReplacedBooking = Pick<Booking, 'details' | 'order' | 'customerNumber'>;

const bySku = (a: ReplacedBooking, b: CourseItem): boolean => a.details.course.sku === b.observation.details.course.sku;
const byProduct = (a: ReplacedBooking, b: CourseItem): boolean =>
  a.details.course.id !== null && a.details.course.id === b.observation.details.course.id;
const byDate = (a: ReplacedBooking, b: CourseItem): boolean =>
  !isMoved(a.details.eventStart, b.observation.details.eventStart);
const byQuantity = (a: ReplacedBooking, b: CourseItem): boolean =>
  a.details.participants === b.observation.details.participants;

/** From the closest likeness to the loosest; within one, the order's sequence decides. */
const PASSES: readonly ((a: ReplacedBooking, b: CourseItem) => boolean)[] = [
  (a, b) => bySku(a, b) && byDate(a, b) && byQuantity(a, b),
  (a, b) => bySku(a, b) && byDate(a, b),
  (a, b) => bySku(a, b) && byQuantity(a, b),
  bySku,
  // What no SKU matches: variants of a course have a SKU for each date.
  (a, b) => byProduct(a, b) && byDate(a, b),
  (a, b) => byProduct(a, b) && byQuantity(a, b),
  byProduct,
  () => true,
];

/**
 * Which item of an edited order takes the place of which booking of the replaced one: matched by
 * SKU, date, quantity, then order; what no SKU matches by product, then by sequence (booking#edited-order).
 * Each is used once, and only for the same partner.
 * @returns the successor's order item id by the old booking's
 */
export function matchReplaced(
  bookings: readonly ReplacedBooking[],
  items: readonly CourseItem[],
): ReadonlyMap<OrderItemId, OrderItemId> {
  const matched = new Map<OrderItemId, OrderItemId>();
  const taken = new Set<OrderItemId>();
  for (const alike of PASSES) {
    for (const booking of bookings) {
      if (matched.has(booking.order.orderItemId)) continue;
      const item = items.find(
        (candidate) =>
          candidate.customerNumber === booking.customerNumber &&
          !taken.has(candidate.order.orderItemId) &&
          alike(booking, candidate),
      );
      if (item === undefined) continue;
      matched.set(booking.order.orderItemId, item.order.orderItemId);
      taken.add(item.order.orderItemId);
    }
  }
  return matched;
}
