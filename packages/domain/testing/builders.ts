import {
  asBookingId,
  asCustomerNumber,
  asOrderId,
  asOrderItemId,
  type Booking,
  type BookingDetails,
  type CancelledBooking,
  type Confirmation,
  type ConfirmedBooking,
  type CustomerNumber,
  DAY_MS,
  type Decline,
  type DeclinedBooking,
  HOUR_MS,
  type Instant,
  MINUTE_MS,
  type MintedToken,
  type Observation,
  type Order,
  type OrderItem,
  type Partner,
  type PendingBooking,
  type Registration,
  type Stored,
  type TokenRecord,
} from '@miomente/booking-domain';
import { type Overrides, overridden } from './overrides.ts';

/** When sample bookings are created: a Monday, 10:00 in Berlin. */
export const MONDAY: Instant = Date.parse('2025-03-03T09:00:00Z');
/** When their events start: a Thursday ten days later, 18:00 in Berlin. */
export const EVENT_START: Instant = Date.parse('2025-03-13T17:00:00Z');
/** The owner of the sample bookings. */
export const PARTNER_NUMBER: CustomerNumber = asCustomerNumber('P-100');

/** 64 hexadecimal characters that differ for every whole number. */
export function hexadecimal(n: number): string {
  return n.toString(16).padStart(64, '0');
}

/** A minted token. Nothing opens it, because it was made without a secret. */
export function aMintedToken(n = 1): MintedToken {
  return { digest: hexadecimal(n), nonce: hexadecimal(n + 2 ** 40), keyId: 'key-1' };
}

/** An order's details with every field filled in. */
export function someDetails(overrides?: Overrides<BookingDetails>): BookingDetails {
  return overridden<BookingDetails>(
    {
      customer: { firstName: 'Mara', lastName: 'Muster', email: 'mara@example.org', phone: '+49 89 000001' },
      course: { id: 7, name: 'Sushi für Anfänger', sku: 'SUSHI-1' },
      eventStart: EVENT_START,
      participants: 2,
      price: { tenThousandths: 1_580_000, currency: 'EUR' },
      orderTotal: { tenThousandths: 1_629_900, currency: 'EUR' },
      orderedAt: MONDAY - 5 * MINUTE_MS,
      paymentStatus: 'paid',
    },
    overrides,
  );
}

/** What distinguishes the n-th sample booking: order, item and token. */
export function numbered(n: number): { readonly order: Booking['order']; readonly token: TokenRecord } {
  return {
    order: {
      orderId: asOrderId(1_000 + n),
      orderItemId: asOrderItemId(5_000 + n),
      orderNumber: `1000${String(n).padStart(5, '0')}`,
    },
    token: { ...aMintedToken(n), expiresAt: MONDAY + 7 * DAY_MS },
  };
}

/** A booking that its partner was asked about on {@link MONDAY} and has not answered. */
export function aPendingBooking(overrides?: Overrides<PendingBooking>): PendingBooking {
  return overridden<PendingBooking>(
    {
      ...numbered(1),
      status: 'pending',
      customerNumber: PARTNER_NUMBER,
      details: someDetails(),
      tookPlace: null,
      createdAt: MONDAY,
      clockStartedAt: MONDAY,
      holidays: null,
      announcedAt: MONDAY,
      historic: false,
      reminders: { count: 0, lastAt: null },
      asking: { step: 0, mail: 'sent', sentAt: MONDAY },
      escalation: null,
      ticket: null,
      hold: null,
      customerInformed: null,
      takenBackAt: null,
      customerErasedAt: null,
      flags: [],
    },
    overrides,
  );
}

/** A booking's reminders once the provider has accepted the first or second at `at`. */
export function remindedAt(step: 1 | 2, at: Instant): Pick<PendingBooking, 'reminders' | 'asking'> {
  return { reminders: { count: step, lastAt: at }, asking: { step, mail: 'sent', sentAt: at } };
}

/** A confirmation by link, an hour after the partner was asked. */
export function aConfirmation(overrides?: Overrides<Confirmation>): Confirmation {
  return overridden<Confirmation>(
    { type: 'confirmation', at: MONDAY + HOUR_MS, channel: 'email_token', notes: null },
    overrides,
  );
}

/** A decline in the portal, an hour after the partner was asked. */
export function aDecline(overrides?: Overrides<Decline>): Decline {
  return overridden<Decline>(
    { type: 'decline', at: MONDAY + HOUR_MS, channel: 'portal', reason: 'capacity_full', notes: null },
    overrides,
  );
}

/** A booking that its partner confirmed. */
export function aConfirmedBooking(overrides?: Overrides<ConfirmedBooking>): ConfirmedBooking {
  return overridden<ConfirmedBooking>(
    { ...aPendingBooking(), status: 'confirmed', answer: aConfirmation() },
    overrides,
  );
}

/** A declined booking, whose ticket is requested and has no number yet. */
export function aDeclinedBooking(overrides?: Overrides<DeclinedBooking>): DeclinedBooking {
  const answer = aDecline();
  const pending = aPendingBooking();
  const ticket = { requestedAt: answer.at, id: null, key: overrides?.order?.orderItemId ?? pending.order.orderItemId };
  return overridden<DeclinedBooking>({ ...pending, status: 'declined', answer, ticket }, overrides);
}

/** A booking whose order was cancelled two hours after the partner was asked, before an answer. */
export function aCancelledBooking(overrides?: Overrides<CancelledBooking>): CancelledBooking {
  const ending = { status: 'cancelled', cancelledAt: MONDAY + 2 * HOUR_MS, cause: 'order_cancelled' } as const;
  return overridden<CancelledBooking>({ ...aPendingBooking(), ...ending, answer: null, replacedBy: null }, overrides);
}

/** What bookings of every status have in common, to be overridden in any of them. */
export type BookingOverrides = Overrides<Omit<PendingBooking, 'status'>>;

/** A booking of the status wanted. */
export function aBooking(status: Booking['status'] = 'pending', overrides: BookingOverrides = {}): Booking {
  const made = {
    pending: aPendingBooking,
    confirmed: aConfirmedBooking,
    declined: aDeclinedBooking,
    cancelled: aCancelledBooking,
  };
  return made[status](overrides);
}

/** A stored booking; by default the first one, unchanged. */
export function stored<B extends Booking>(
  booking: B,
  at: { readonly id?: number; readonly version?: number } = {},
): Stored<B> {
  return { ...booking, id: asBookingId(at.id ?? 1), version: at.version ?? 1 };
}

/** A partner who can be reached by mail. */
export function aPartner(overrides?: Overrides<Partner>): Partner {
  return overridden<Partner>(
    {
      customerNumber: PARTNER_NUMBER,
      name: 'Kochschule Beispiel',
      email: 'kochschule@example.org',
      phone: '+49 89 000100',
      language: 'de',
      active: true,
      holidays: null,
      addressMark: null,
      addressCorrection: null,
    },
    overrides,
  );
}

/** What a paid order says about its item, without problems. */
export function anObservation(overrides?: Overrides<Observation>): Observation {
  return overridden<Observation>(
    { details: someDetails(), customerNumber: PARTNER_NUMBER, cancelled: null, hold: null, unreadable: [] },
    overrides,
  );
}

/** An order item that becomes a booking, read on {@link MONDAY}; its partner can be reached. */
export function aRegistration(overrides?: Overrides<Registration>): Registration {
  return overridden<Registration>(
    {
      at: MONDAY,
      order: numbered(1).order,
      customerNumber: PARTNER_NUMBER,
      observation: anObservation(),
      unreachable: null,
      holidays: null,
      token: aMintedToken(),
    },
    overrides,
  );
}

/** A bought line for two people with a date option, as stored in the shop. */
export function anOrderItem(overrides?: Overrides<OrderItem>): OrderItem {
  return overridden<OrderItem>(
    {
      itemId: asOrderItemId(5_001),
      parentItemId: null,
      productId: 7,
      sku: 'SUSHI-1',
      name: 'Sushi für Anfänger',
      quantity: { ordered: '2.0000', cancelled: '0.0000', refunded: '0.0000' },
      rowTotalGross: '158.0000',
      discount: '0.0000',
      options: [{ label: 'Termin', text: '13.03.2025 18:00', wallClock: '2025-03-13 18:00:00' }],
      attributes: {},
      customerNumber: PARTNER_NUMBER,
      unreadable: [],
    },
    overrides,
  );
}

/** A paid order with one course, {@link anOrderItem}. */
export function anOrder(overrides?: Overrides<Order>): Order {
  return overridden<Order>(
    {
      orderId: asOrderId(1_001),
      orderNumber: '100000001',
      state: 'processing',
      orderedAt: MONDAY - 5 * MINUTE_MS,
      updatedAt: MONDAY,
      replacesOrderId: null,
      replacedByOrderId: null,
      customer: { firstName: 'Mara', lastName: 'Muster', email: 'mara@example.org', phone: '+49 89 000001' },
      currency: 'EUR',
      grandTotal: '162.9900',
      totalPaid: '162.9900',
      totalRefunded: '0.0000',
      items: [anOrderItem()],
    },
    overrides,
  );
}
