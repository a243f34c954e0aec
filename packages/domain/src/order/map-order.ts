import type { BookingDetails, OrderHold, OrderReference } from '../booking/booking.ts';
import type { Observation } from '../booking/command.ts';
import { formatTenThousandths, parseTenThousandths } from '../money.ts';
import type { CustomerNumber } from '../partner/partner.ts';
import { readEventStart } from './event-start.ts';
import type { Order, OrderItem, OrderPolicy } from './order.ts';
import { paymentStatus } from './payment-status.ts';

interface Mapped {
  readonly order: OrderReference;
  readonly observation: Observation;
}

/** An order item that belongs to a partner. */
export interface CourseItem extends Mapped {
  readonly type: 'course';
  readonly customerNumber: CustomerNumber;
}

/** An order item with an event date, or one that can't be read, for which no partner is known. */
export interface PartnerlessItem extends Mapped {
  readonly type: 'partnerless';
  readonly reason: 'no_partner' | 'product_unreadable';
}

/** A voucher, shipping, anything that is no course. */
export interface OtherItem extends Mapped {
  readonly type: 'other';
}

/** What an item of an order is to us: a course, a course without a partner, or nothing of ours. */
export type MappedItem = CourseItem | PartnerlessItem | OtherItem;

/** Whether items of an order in this state become bookings. */
export function isBookable(policy: Pick<OrderPolicy, 'bookingStates'>, order: Pick<Order, 'state'>): boolean {
  return order.state !== null && policy.bookingStates.includes(order.state);
}

/**
 * What an order's bought lines are to us, in the order's sequence. Child rows of configurable and
 * bundle items fold into the line that was bought. Nothing is thrown for odd data: what can't be
 * read is named in the observation (orders#which-items).
 */
export function mapOrder(policy: OrderPolicy, order: Order): readonly MappedItem[] {
  const known = new Set(order.items.map((item) => item.itemId));
  const isBoughtLine = (item: OrderItem): boolean => item.parentItemId === null || !known.has(item.parentItemId);
  return order.items.filter(isBoughtLine).map((line) => {
    const children = order.items.filter((item) => item.parentItemId === line.itemId);
    return mapLine(policy, order, fold(line, children));
  });
}

/** One line with what only its children carry. */
function fold(line: OrderItem, children: readonly OrderItem[]): OrderItem {
  const first = <Value>(pick: (item: OrderItem) => Value | null): Value | null =>
    [line, ...children].map(pick).find((value) => value !== null) ?? null;
  const attributes: Record<string, string | null> = { ...line.attributes };
  for (const child of children)
    for (const [code, value] of Object.entries(child.attributes)) attributes[code] = filled(attributes[code]) ?? value;
  const priceOnChildren = isZero(line.rowTotalGross) && children.some((child) => !isZero(child.rowTotalGross));
  return {
    ...line,
    productId: first((item) => item.productId),
    customerNumber: first((item) => filled(item.customerNumber)),
    options: [line, ...children].flatMap((item) => item.options),
    attributes,
    unreadable: [...new Set([line, ...children].flatMap((item) => item.unreadable))],
    rowTotalGross: priceOnChildren ? sum(children.map((child) => child.rowTotalGross)) : line.rowTotalGross,
    discount: priceOnChildren ? sum(children.map((child) => child.discount)) : line.discount,
  };
}

/** The text without white space around it; null when nothing is left. */
function filled(text: string | null | undefined): string | null {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}

const isZero = (text: string | null): boolean => text === null || parseTenThousandths(text) === 0;

/** The sum; one that can't be read makes the whole unreadable, so the first such text comes back. */
function sum(amounts: readonly (string | null)[]): string {
  let total = 0;
  for (const text of amounts) {
    const amount = text === null ? 0 : parseTenThousandths(text);
    if (amount === undefined) return text ?? '';
    total += amount;
  }
  return formatTenThousandths(total);
}

function mapLine(policy: OrderPolicy, order: Order, item: OrderItem): MappedItem {
  const start = readEventStart(policy, item);
  const reference: OrderReference = {
    orderId: order.orderId,
    orderItemId: item.itemId,
    orderNumber: order.orderNumber,
  };
  const quantity = remainingQuantity(item.quantity);
  const price = netOfDiscount(item);
  const orderTotal = order.grandTotal === null ? undefined : parseTenThousandths(order.grandTotal);
  const unreadable: Observation['unreadable'][number][] = [];
  if (start.type === 'unreadable' || (start.type === 'absent' && item.unreadable.includes('options')))
    unreadable.push('event_date_unreadable');
  if (quantity === undefined) unreadable.push('quantity_unreadable');
  if (price === undefined) unreadable.push('price_unreadable');
  if (orderTotal === undefined) unreadable.push('order_total_unreadable');
  const details: BookingDetails = {
    customer: order.customer,
    course: { id: item.productId, name: item.name, sku: item.sku },
    eventStart: start.type === 'read' ? start.instant : null,
    participants: quantity?.remaining ?? 0,
    price: { tenThousandths: price ?? 0, currency: order.currency },
    orderTotal: { tenThousandths: orderTotal ?? 0, currency: order.currency },
    orderedAt: order.orderedAt,
    paymentStatus: paymentStatus(order),
  };
  const observation: Observation = {
    details,
    customerNumber: item.customerNumber,
    cancelled: cancellation(order, quantity),
    hold: hold(order),
    unreadable,
  };
  const mapped: Mapped = { order: reference, observation };
  if (item.customerNumber !== null) return { ...mapped, type: 'course', customerNumber: item.customerNumber };
  // Nobody can mend the partner of a product that is gone.
  if (item.unreadable.includes('product')) return { ...mapped, type: 'partnerless', reason: 'product_unreadable' };
  if (start.type !== 'absent') return { ...mapped, type: 'partnerless', reason: 'no_partner' };
  return item.unreadable.length > 0
    ? { ...mapped, type: 'partnerless', reason: 'product_unreadable' }
    : { ...mapped, type: 'other' };
}

interface Quantity {
  readonly ordered: number;
  readonly refunded: number;
  /** Whole people still booked; a fraction takes a seat. */
  readonly remaining: number;
}

/** Still booked = ordered − cancelled − refunded. Undefined when a figure is missing, negative or not a number. */
function remainingQuantity({ ordered, cancelled, refunded }: OrderItem['quantity']): Quantity | undefined {
  const read = (text: string | null): number => (text === null ? 0 : (parseTenThousandths(text) ?? Number.NaN));
  const figures = { ordered: read(ordered), cancelled: read(cancelled), refunded: read(refunded) };
  if (ordered === null || Object.values(figures).some((figure) => !(figure >= 0))) return undefined;
  const remaining = Math.max(0, figures.ordered - figures.cancelled - figures.refunded);
  return { ordered: figures.ordered, refunded: figures.refunded, remaining: Math.ceil(remaining / 10_000) };
}

function netOfDiscount(item: OrderItem): number | undefined {
  const gross = item.rowTotalGross === null ? undefined : parseTenThousandths(item.rowTotalGross);
  const discount = item.discount === null ? 0 : parseTenThousandths(item.discount);
  // Some shops keep the discount as a negative number.
  return gross === undefined || discount === undefined ? undefined : Math.max(0, gross - Math.abs(discount));
}

function cancellation(order: Order, quantity: Quantity | undefined): Observation['cancelled'] {
  if (order.state === 'canceled') return 'order_cancelled';
  if (order.state === 'closed') return 'order_closed';
  if (quantity !== undefined && quantity.remaining === 0) return quantity.refunded > 0 ? 'refunded' : 'order_cancelled';
  return isRefundedInFull(order) ? 'refunded' : null;
}

/** All of the order's total, not only of what was paid so far: the rest may be a line still to be paid. */
function isRefundedInFull({ grandTotal, totalRefunded }: Order): boolean {
  const total = grandTotal === null ? undefined : parseTenThousandths(grandTotal);
  const refunded = totalRefunded === null ? undefined : parseTenThousandths(totalRefunded);
  return total !== undefined && refunded !== undefined && refunded > 0 && refunded >= total;
}

function hold(order: Order): OrderHold | null {
  return order.state === 'holded' || order.state === 'payment_review' ? order.state : null;
}
