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
  /** The customer's choice as displayed; localised text. */
  readonly text: string;
  /**
   * The stored value of the choice, where the shop has one: local time, `YYYY-MM-DD HH:mm:ss`, without a zone; only the
   * day, or only the time, for options that ask for one of them.
   */
  readonly wallClock: string | null;
}

/** An order line as stored in the shop. Amounts are ten-thousandths of the order's currency. */
export interface OrderItem {
  readonly itemId: OrderItemId;
  /** The bought line that this row belongs to; null for a bought line. */
  readonly parentItemId: OrderItemId | null;
  readonly productId: number | null;
  readonly sku: string;
  readonly name: string;
  /** Decimal strings, as stored in the shop; null when missing. */
  readonly quantity: {
    readonly ordered: string | null;
    readonly cancelled: string | null;
    readonly refunded: string | null;
  };
  /** Gross row total before discount, and the discount, as decimal strings. */
  readonly rowTotalGross: string | null;
  readonly discount: string | null;
  /**
   * For a line with child rows: whose amounts and quantities count. Absent when the shop does not say; then the
   * children's amounts count when the line itself has none.
   */
  readonly priceOn?: 'line' | 'children';
  readonly options: readonly ItemOption[];
  /** Product attributes that may have the event's start, by code. */
  readonly attributes: Readonly<Record<string, string | null>>;
  /** The partner in the product; null when it has none. */
  readonly customerNumber: CustomerNumber | null;
  /** Set when the shop's data of the item can't be read in full (broken JSON, a deleted product). */
  readonly unreadable: readonly ('options' | 'product')[];
}

/** An order as read from one snapshot, before any decision about it. */
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
  /** Decimal strings; null when missing. */
  readonly grandTotal: string | null;
  readonly totalPaid: string | null;
  readonly totalRefunded: string | null;
  /**
   * The amounts paid by gift cards, store credit and reward points, and their refunds, as decimal strings; absent when
   * the shop does not say.
   */
  readonly creditUsed?: string;
  readonly creditRefunded?: string;
  readonly items: readonly OrderItem[];
}

/** The configurable part of reading orders. */
export interface OrderPolicy {
  /** `MAGENTO_ORDER_STATES`: states in which an order's items become bookings. */
  readonly bookingStates: readonly OrderState[];
  /** `MAGENTO_EVENT_START`, in the order in which the sources are tried. */
  readonly eventStartSources: readonly EventStartSource[];
  /**
   * `MAGENTO_EVENT_TIME`: labels of options that may have the time of a day without one, in the order in which they are
   * tried.
   */
  readonly eventTimeLabels: readonly string[];
  /** `TIME_ZONE`: the zone of local times. */
  readonly timeZone: string;
}

/** A source of an event's start: a custom option by its label, or a product attribute by its code. */
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
