import type { OrderId, OrderItemId } from '../booking/booking.ts';
import type { CustomerNumber } from '../partner/partner.ts';
import type { Instant } from '../time/instant.ts';

/** Magento's closed set of order states; `null` occurs and means that none is known. */
export type OrderState =
  | 'new'
  | 'pending_payment'
  | 'payment_review'
  | 'processing'
  | 'complete'
  | 'closed'
  | 'canceled'
  | 'holded';
/** Every state that Magento knows of an order. */
export const ORDER_STATES: readonly OrderState[] = [
  'new',
  'pending_payment',
  'payment_review',
  'processing',
  'complete',
  'closed',
  'canceled',
  'holded',
];

/** One option the customer chose, such as the date. */
export interface ItemOption {
  readonly label: string;
  /** What the customer saw chosen; localised text. */
  readonly text: string;
  /**
   * What was chosen, where the shop keeps more than text: a wall clock, `YYYY-MM-DD HH:mm:ss`, without a zone;
   * the day alone of an option that asks for a day, the time alone of one that asks for a time.
   */
  readonly wallClock: string | null;
}

/** An order line as the shop has it. Amounts are ten-thousandths of the order's currency. */
export interface OrderItem {
  readonly itemId: OrderItemId;
  /** The bought line that this row belongs to; null for a bought line itself. */
  readonly parentItemId: OrderItemId | null;
  readonly productId: number | null;
  readonly sku: string;
  readonly name: string;
  /** Decimal strings, as the shop keeps them; null where it has none. */
  readonly quantity: {
    readonly ordered: string | null;
    readonly cancelled: string | null;
    readonly refunded: string | null;
  };
  /** Gross row total before discount, and the discount, as decimal strings. */
  readonly rowTotalGross: string | null;
  readonly discount: string | null;
  /**
   * Of a line with child rows: whose amounts and quantities count. Absent when the shop doesn't say;
   * then amounts on the children count where the line itself has none.
   */
  readonly priceOn?: 'line' | 'children';
  readonly options: readonly ItemOption[];
  /** Product attributes that may name the event's start, by code. */
  readonly attributes: Readonly<Record<string, string | null>>;
  /** The partner the product names; null when it names none. */
  readonly customerNumber: CustomerNumber | null;
  /** Set when what the shop keeps of the item can't be read in full (broken JSON, a deleted product). */
  readonly unreadable: readonly ('options' | 'product')[];
}

/** An order as read in one consistent moment, with nothing yet decided about it. */
export interface Order {
  readonly orderId: OrderId;
  readonly orderNumber: string;
  readonly state: OrderState | null;
  readonly orderedAt: Instant;
  readonly updatedAt: Instant;
  /** The order that this one replaces after an edit in the shop's admin. */
  readonly replacesOrderId: OrderId | null;
  readonly replacedByOrderId: OrderId | null;
  readonly customer: {
    readonly firstName: string;
    readonly lastName: string;
    readonly email: string;
    readonly phone: string;
  };
  /** ISO 4217. */
  readonly currency: string;
  /** Decimal strings; null where the shop has none. */
  readonly grandTotal: string | null;
  readonly totalPaid: string | null;
  readonly totalRefunded: string | null;
  /**
   * What gift cards, store credit and reward points paid, and what of it was given back, as decimal
   * strings; absent where the shop doesn't say.
   */
  readonly creditUsed?: string;
  readonly creditRefunded?: string;
  readonly items: readonly OrderItem[];
}

/** The configurable part of reading orders. */
export interface OrderPolicy {
  /** `MAGENTO_ORDER_STATES`: states in which an order's items become bookings. */
  readonly bookingStates: readonly OrderState[];
  /** `MAGENTO_EVENT_START`, in the order in which they are tried. */
  readonly eventStartSources: readonly EventStartSource[];
  /** `MAGENTO_EVENT_TIME`: labels of options that may name the time of a day without one, in the order in which they are tried. */
  readonly eventTimeLabels: readonly string[];
  /** `TIME_ZONE`: the zone that wall-clock times are in. */
  readonly timeZone: string;
}

/** Where an event's start may stand: a custom option by its label or a product attribute by its code. */
export interface EventStartSource {
  readonly type: 'option' | 'attribute';
  readonly name: string;
}

/** The defaults of `MAGENTO_ORDER_STATES`, `MAGENTO_EVENT_START` and `MAGENTO_EVENT_TIME`. */
export const DEFAULT_ORDER_POLICY: OrderPolicy = {
  bookingStates: ['new', 'processing', 'complete'],
  eventStartSources: [
    { type: 'option', name: 'Termin' },
    { type: 'option', name: 'Datum' },
    { type: 'option', name: 'Date' },
    { type: 'attribute', name: 'event_date' },
  ],
  eventTimeLabels: ['Uhrzeit', 'Zeit', 'Beginn', 'Start', 'Time'],
  timeZone: 'Europe/Berlin',
};
