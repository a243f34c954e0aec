import type { BookingDetails, OrderHold, OrderReference } from '../booking/booking.ts';
import type { Observation } from '../booking/command.ts';
import { parseTenThousandths } from '../money.ts';
import type { CustomerNumber } from '../partner/partner.ts';
import { plainLine } from '../text/plain-text.ts';
import { type BoughtLine, boughtLines, priceOf } from './bought-line.ts';
import { readEventStart } from './event-start.ts';
import type { Order, OrderPolicy } from './order.ts';
import { type OrderWorth, orderWorth } from './order-worth.ts';
import { paymentStatus, refundedOf } from './payment-status.ts';
import type { Quantity } from './quantity.ts';

interface Mapped {
  readonly order: OrderReference;
  readonly observation: Observation;
}

/** An order item that belongs to a partner. */
export interface CourseItem extends Mapped {
  readonly type: 'course';
  readonly customerNumber: CustomerNumber;
}

/** An order item with an event date, or one that may have one, for which no partner is known. */
export interface PartnerlessItem extends Mapped {
  readonly type: 'partnerless';
  readonly reason: 'no_partner' | 'product_unreadable';
}

/** A voucher, shipping, or anything else that is no course. */
export interface OtherItem extends Mapped {
  readonly type: 'other';
}

/** What an order item is: a course, a course without a partner, or something else. */
export type MappedItem = CourseItem | PartnerlessItem | OtherItem;

/** Whether items of an order in this state become bookings. */
export function isBookable(policy: Pick<OrderPolicy, 'bookingStates'>, order: Pick<Order, 'state'>): boolean {
  return policy.bookingStates.some((state) => state === order.state);
}

/**
 * Maps an order's bought lines, in the order's sequence. Child rows of configurable products and bundles are merged
 * into the line that was bought. Unusual data never throws: the observation names what can't be read
 * (orders#which-items).
 */
export function mapOrder(policy: OrderPolicy, order: Order): readonly MappedItem[] {
  const lines = boughtLines(policy, order.items);
  const worth = orderWorth(order, lines);
  return lines.map((line) => mapLine(policy, order, line, worth));
}

function mapLine(policy: OrderPolicy, order: Order, line: BoughtLine, worth: OrderWorth): MappedItem {
  const { item, quantity, amounts } = line;
  const start = readEventStart(policy, item);
  const reference: OrderReference = {
    orderId: order.orderId,
    orderItemId: item.itemId,
    orderNumber: order.orderNumber,
  };
  const orderTotal = order.grandTotal === null ? undefined : parseTenThousandths(order.grandTotal);
  const unreadable: Observation['unreadable'][number][] = [];
  if (start.type === 'unreadable' || (start.type === 'absent' && item.unreadable.includes('options')))
    unreadable.push('event_date_unreadable');
  if (start.type === 'read' && start.weekdayContradicts) unreadable.push('weekday_contradicts');
  if (quantity === undefined) unreadable.push('quantity_unreadable');
  if (amounts === undefined) unreadable.push('price_unreadable');
  if (orderTotal === undefined) unreadable.push('order_total_unreadable');
  const details: BookingDetails = {
    customer: plainCustomer(order.customer),
    course: { id: item.productId, name: plainLine(item.name), sku: item.sku },
    eventStart: start.type === 'read' ? start.start : null,
    participants: quantity?.remaining ?? 0,
    price: { tenThousandths: amounts === undefined ? 0 : priceOf(amounts), currency: order.currency },
    orderTotal: { tenThousandths: orderTotal ?? 0, currency: order.currency },
    orderedAt: order.orderedAt,
    paymentStatus: paymentStatus(order, worth.otherwisePaid),
  };
  const observation: Observation = {
    details,
    customerNumber: item.customerNumber,
    cancelled: cancellation(order, quantity, worth),
    hold: hold(order),
    unreadable,
  };
  const mapped: Mapped = { order: reference, observation };
  if (item.customerNumber !== null) return { ...mapped, type: 'course', customerNumber: item.customerNumber };
  // Unreadable options may contain a date. A deleted product is no reason to flag, because most are vouchers.
  if (start.type === 'absent' && !item.unreadable.includes('options')) return { ...mapped, type: 'other' };
  // Nobody can correct the partner of a deleted product.
  const canBeMended = start.type !== 'absent' && !item.unreadable.includes('product');
  return { ...mapped, type: 'partnerless', reason: canBeMended ? 'no_partner' : 'product_unreadable' };
}

function plainCustomer({ firstName, lastName, email, phone }: Order['customer']): Order['customer'] {
  return {
    firstName: plainLine(firstName),
    lastName: plainLine(lastName),
    email: plainLine(email),
    phone: plainLine(phone),
  };
}

function cancellation(order: Order, quantity: Quantity | undefined, worth: OrderWorth): Observation['cancelled'] {
  if (order.state === 'canceled') return 'order_cancelled';
  if (order.state === 'closed') return 'order_closed';
  if (quantity !== undefined && quantity.remaining === 0) return quantity.refunded > 0 ? 'refunded' : 'order_cancelled';
  return isRefundedInFull(order, worth) ? 'refunded' : null;
}

/** The whole value of the order, not only what was paid so far: the rest may be a line still to be paid. */
function isRefundedInFull(order: Order, { total }: OrderWorth): boolean {
  const refunded = refundedOf(order);
  return refunded > 0 && refunded >= (total ?? Number.POSITIVE_INFINITY);
}

function hold(order: Order): OrderHold | null {
  return order.state === 'holded' || order.state === 'payment_review' ? order.state : null;
}
