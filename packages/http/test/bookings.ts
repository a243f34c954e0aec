import { asCustomerNumber, asOrderId, asOrderItemId, type Order } from '@miomente/booking-domain';
import { anOrder, anOrderItem, PARTNER_NUMBER } from '@miomente/booking-domain/testing';

/** The parts of an order that tests choose. */
export interface Ordered {
  readonly partner?: string;
  readonly customer?: Partial<Order['customer']>;
  /** Local time in Berlin; null for none. */
  readonly at?: string | null;
  readonly course?: { readonly id: number; readonly name: string };
}

/** The n-th order, with one course for two people. */
export function orderNumber(n: number, { partner = PARTNER_NUMBER, customer, at, course }: Ordered = {}): Order {
  const options =
    at === null ? [] : [{ label: 'Termin', text: 'wie bestellt', wallClock: at ?? '2025-03-13 18:00:00' }];
  return anOrder({
    orderId: asOrderId(1_000 + n),
    orderNumber: `1000${String(n).padStart(5, '0')}`,
    ...(customer === undefined ? {} : { customer }),
    items: [
      anOrderItem({
        itemId: asOrderItemId(5_000 + n),
        customerNumber: asCustomerNumber(partner),
        options,
        ...(course === undefined ? {} : { productId: course.id, name: course.name }),
      }),
    ],
  });
}
