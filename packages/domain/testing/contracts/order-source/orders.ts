import {
  asCustomerNumber,
  asOrderId,
  asOrderItemId,
  HOUR_MS,
  type Instant,
  type Order,
  type OrderItem,
} from '@miomente/booking-domain';

/** Whole seconds, because shops store no finer time. */
export const PLACED_AT: Instant = Date.parse('2025-03-03T09:00:00Z');

/** The n-th item of an order: a course for two on a date. */
export function orderItem(orderId: number, n: number, over: Partial<OrderItem> = {}): OrderItem {
  return {
    itemId: asOrderItemId(orderId * 100 + n),
    parentItemId: null,
    productId: 7,
    sku: 'SUSHI-1',
    name: 'Sushi für Anfänger',
    quantity: { ordered: '2.0000', cancelled: '0.0000', refunded: '0.0000' },
    rowTotalGross: '158.0000',
    discount: '0.0000',
    options: [{ label: 'Termin', text: '13.03.2025 18:00', wallClock: '2025-03-13 18:00:00' }],
    attributes: {},
    customerNumber: asCustomerNumber('P-100'),
    unreadable: [],
    ...over,
  };
}

/** An order with one item. */
export function shopOrder(orderId: number, over: Partial<Order> = {}): Order {
  return {
    orderId: asOrderId(orderId),
    orderNumber: String(100_000_000 + orderId),
    state: 'processing',
    orderedAt: PLACED_AT - HOUR_MS,
    updatedAt: PLACED_AT,
    replacesOrderId: null,
    replacedByOrderId: null,
    customer: { firstName: 'Mara', lastName: 'Muster', email: 'mara@example.org', phone: '+49 89 000001' },
    currency: 'EUR',
    grandTotal: '158.0000',
    totalPaid: '158.0000',
    totalRefunded: '0.0000',
    items: [orderItem(orderId, 1)],
    ...over,
  };
}
