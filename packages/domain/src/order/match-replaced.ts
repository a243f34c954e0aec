import type { Booking, OrderItemId } from '../booking/booking.ts';
import { isMoved } from '../time/event-start.ts';
import type { CourseItem } from './map-order.ts';

/** The part of a booking that is needed to find its successor in an edited order. */
export type ReplacedBooking = Pick<Booking, 'details' | 'order' | 'customerNumber'>;

const bySku = (a: ReplacedBooking, b: CourseItem): boolean => a.details.course.sku === b.observation.details.course.sku;
const byProduct = (a: ReplacedBooking, b: CourseItem): boolean =>
  a.details.course.id !== null && a.details.course.id === b.observation.details.course.id;
const byDate = (a: ReplacedBooking, b: CourseItem): boolean =>
  !isMoved(a.details.eventStart, b.observation.details.eventStart);
const byQuantity = (a: ReplacedBooking, b: CourseItem): boolean =>
  a.details.participants === b.observation.details.participants;

/** From the closest match to the loosest; within one, the order's sequence decides. */
const PASSES: readonly ((a: ReplacedBooking, b: CourseItem) => boolean)[] = [
  (a, b) => bySku(a, b) && byDate(a, b) && byQuantity(a, b),
  (a, b) => bySku(a, b) && byDate(a, b),
  (a, b) => bySku(a, b) && byQuantity(a, b),
  bySku,
  // For items without a matching SKU: variants of a course have one SKU per date.
  (a, b) => byProduct(a, b) && byDate(a, b),
  (a, b) => byProduct(a, b) && byQuantity(a, b),
  byProduct,
  () => true,
];

/**
 * Finds which item of an edited order replaces which booking: matched by SKU, date, quantity, then order; items without
 * a matching SKU by product, then by sequence (booking#edited-order). Each is used once, and only for the same partner.
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
