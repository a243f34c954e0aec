import { type Branded, idOf } from '../brand.ts';
import type { Money } from '../money.ts';
import type { CustomerNumber, UnreachableReason } from '../partner/partner.ts';
import type { Asking } from '../reminder/asking.ts';
import { type EventStart, eventOf, eventStarted } from '../time/event-start.ts';
import type { HolidayRegion } from '../time/holiday-region.ts';
import type { Instant } from '../time/instant.ts';
import type { TokenRecord } from '../token/token.ts';
import type { CustomerInformed } from './customer-informed.ts';
import type { BookingFlag, OrderHold } from './order-state.ts';

export { type BookingFlag, ORDER_HOLDS, type OrderHold } from './order-state.ts';

/** The database's id of a booking, from 1. */
export type BookingId = Branded<number, 'BookingId'>;
/** Magento's id of an order, `entity_id`. */
export type OrderId = Branded<number, 'OrderId'>;
/** Magento's id of a row of an order, `item_id`. */
export type OrderItemId = Branded<number, 'OrderItemId'>;

/** Makes a number a booking's id; 0 stands before every booking. @throws RangeError for an invalid id */
export function asBookingId(value: number): BookingId {
  return idOf(value);
}

/** Makes a number an order's id; 0 stands before every order. @throws RangeError for an invalid id */
export function asOrderId(value: number): OrderId {
  return idOf(value);
}

/** Makes a number an order item's id; 0 stands before every item. @throws RangeError for an invalid id */
export function asOrderItemId(value: number): OrderItemId {
  return idOf(value);
}

/** The status of a booking. Each status has its own type. */
export type BookingStatus = 'pending' | 'confirmed' | 'declined' | 'cancelled';
/** Every {@link BookingStatus}. */
export const BOOKING_STATUSES: readonly BookingStatus[] = ['pending', 'confirmed', 'declined', 'cancelled'];

/** The channel of an answer that a person gives: the link in a mail, the portal, or the office on the phone. */
export type PersonChannel = 'email_token' | 'portal' | 'phone';
/** Every {@link PersonChannel}. */
export const PERSON_CHANNELS: readonly PersonChannel[] = ['email_token', 'portal', 'phone'];

/** The channel of an answer: a person's, or the yes that a partner gave in advance (booking#standing-yes). */
export type AnswerChannel = PersonChannel | 'standing_yes';
/** Every {@link AnswerChannel}. */
export const ANSWER_CHANNELS: readonly AnswerChannel[] = [...PERSON_CHANNELS, 'standing_yes'];

/** Magento's identity of the order item behind a booking. */
export interface OrderReference {
  readonly orderId: OrderId;
  readonly orderItemId: OrderItemId;
  /** The increment id that customers and partners see; a string, leading zeros count. */
  readonly orderNumber: string;
}

/** The customer, as named in the order; empty text for what the order lacks. */
export interface Customer {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
}

/** The course, as named in the order. */
export interface Course {
  /** Magento's product id; null when the order item names none. */
  readonly id: number | null;
  readonly name: string;
  readonly sku: string;
}

/** How much of the order is paid or refunded. */
export type PaymentStatus = 'open' | 'partially_paid' | 'paid' | 'partially_refunded' | 'refunded';
/** Every {@link PaymentStatus}. */
export const PAYMENT_STATUSES: readonly PaymentStatus[] = [
  'open',
  'partially_paid',
  'paid',
  'partially_refunded',
  'refunded',
];

/** The order's details as last read: what lists show, filter, sort and search by (booking#snapshot). */
export interface BookingDetails {
  readonly customer: Customer;
  readonly course: Course;
  /** When the event starts, to the minute or to the day; null when the order has no readable date. */
  readonly eventStart: EventStart | null;
  /** The number of people who still take part. */
  readonly participants: number;
  /** What the customer pays for the item: gross, after discount. */
  readonly price: Money;
  readonly orderTotal: Money;
  readonly orderedAt: Instant;
  readonly paymentStatus: PaymentStatus;
}

/** Why a person must phone, before or after the reminders. */
export type EscalationReason =
  | 'no_answer'
  /** The second reminder was given up before it left, so no mail reminds the partner any more. */
  | 'reminder_not_sent'
  | 'event_near'
  | 'no_event_date'
  | 'mail_bounced'
  | 'partner_unreachable'
  /** The partner took back a confirmation that the customer had been told of. */
  | 'confirmation_withdrawn'
  | UnreachableReason;

/** When and why the booking was escalated: a person must phone the partner. */
export interface Escalation {
  readonly at: Instant;
  readonly reason: EscalationReason;
}

/** The one ticket of a booking, from when it was requested. */
export interface Ticket {
  readonly requestedAt: Instant;
  /** The ticket desk's number; null until the desk has answered. */
  readonly id: string | null;
  /** The order item whose key the ticket was opened with; after an edited order it is another booking's. */
  readonly key: OrderItemId;
}

/** Why a booking was cancelled. `replaced`: its order was edited in the shop. */
export type CancellationCause = 'order_cancelled' | 'order_closed' | 'refunded' | 'item_removed' | 'replaced';

/** A partner's yes: when, and through which channel. */
export interface Confirmation {
  readonly type: 'confirmation';
  readonly at: Instant;
  readonly channel: AnswerChannel;
  readonly notes: string | null;
}

/** A partner's no, with the code of its reason. */
export interface Decline {
  readonly type: 'decline';
  readonly at: Instant;
  readonly channel: PersonChannel;
  readonly reason: string;
  readonly notes: string | null;
}

/** An answer, by a partner or by the office for them. */
export type Answer = Confirmation | Decline;

interface BookingBase {
  readonly order: OrderReference;
  readonly customerNumber: CustomerNumber;
  readonly details: BookingDetails;
  /** When the past event began, if the shop has moved the booking to another date since; else null. */
  readonly tookPlace: EventStart | null;
  readonly createdAt: Instant;
  /** The start of the reminder clock: creation, reopening, a moved date or a raised quantity, whichever was last. */
  readonly clockStartedAt: Instant;
  /** Whose holidays stop the clock when it counts working time: the partner's; null for those of `HOLIDAYS`. */
  readonly holidays: HolidayRegion | null;
  readonly token: TokenRecord;
  /** When the partner was first asked by mail; null when that has not happened or is not possible. */
  readonly announcedAt: Instant | null;
  /** From before go-live, or first read after its event: no mail, reminder or ticket, and not counted in metrics. */
  readonly historic: boolean;
  /** The number of reminders that have left since the clock last started, and when the last one did. */
  readonly reminders: { readonly count: 0 | 1 | 2; readonly lastAt: Instant | null };
  readonly asking: Asking;
  readonly escalation: Escalation | null;
  readonly ticket: Ticket | null;
  readonly hold: OrderHold | null;
  /** Null when the customer was told nothing. */
  readonly customerInformed: CustomerInformed | null;
  /** When a confirmation was last taken back and has not been given again since (api#kept-promises); else null. */
  readonly takenBackAt: Instant | null;
  /** When the customer's data was erased; from then on it stays empty, whatever the shop says (orders#customer-data-ends). */
  readonly customerErasedAt: Instant | null;
  /** Sorted, without repetition. */
  readonly flags: readonly BookingFlag[];
}

/** Waits for the partner's answer. Without an answer it is never confirmed. */
export interface PendingBooking extends BookingBase {
  readonly status: 'pending';
}
/** The partner takes the customers, and can take the confirmation back until the event starts. */
export interface ConfirmedBooking extends BookingBase {
  readonly status: 'confirmed';
  readonly answer: Confirmation;
}
/** The partner can't take the customers; the office rebooks them. */
export interface DeclinedBooking extends BookingBase {
  readonly status: 'declined';
  readonly answer: Decline;
}
/** The order or the item was cancelled, so the booking can't be answered. Final. */
export interface CancelledBooking extends BookingBase {
  readonly status: 'cancelled';
  readonly cancelledAt: Instant;
  readonly cause: CancellationCause;
  /** What the partner had answered before. */
  readonly answer: Answer | null;
  /** The order item that replaced this one when the order was edited; pending deliveries are about that one. */
  readonly replacedBy: OrderReference | null;
}

/** One Magento order item for a partner's course, with its confirmation record. */
export type Booking = PendingBooking | ConfirmedBooking | DeclinedBooking | CancelledBooking;

/** A stored booking, with its id and version. */
export type Stored<B extends Booking = Booking> = B & {
  readonly id: BookingId;
  /** Rises by one with every committed change; conditional writes compare it. */
  readonly version: number;
};

/** Whether the partner is being asked by mail, or has confirmed: such a partner must be told of changes. */
export function isInvolved(booking: Booking): boolean {
  return booking.announcedAt !== null || booking.status === 'confirmed';
}

/** Whether a booking is pending and can still be answered. */
export function isAnswerable(booking: Booking, now: Instant): boolean {
  return booking.status === 'pending' && !eventStarted(booking, now);
}

/**
 * Whether somebody waits for the answer to a booking (api#open-count). Nobody waits for one from before go-live without
 * a date: it can be answered, but needs no answer (booking#before-go-live).
 */
export function isOpen(booking: Pick<Booking, 'status' | 'historic' | 'details' | 'tookPlace'>, now: Instant): boolean {
  if (booking.status !== 'pending' || eventStarted(booking, now)) return false;
  return !booking.historic || eventOf(booking) !== null;
}

/** Whether a booking can be answered now: it is answerable, and its order is not being changed. */
export function canAnswer(booking: Booking, now: Instant): boolean {
  return isAnswerable(booking, now) && booking.hold !== 'being_changed';
}

/** Whether nobody answered before the event started: on the manager's list as missed. */
export function isMissed(booking: Booking, now: Instant): boolean {
  return booking.status === 'pending' && !booking.historic && eventStarted(booking, now);
}
