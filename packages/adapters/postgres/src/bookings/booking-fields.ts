import type { Answer, Booking, CancelledBooking } from '@miomente/booking-domain';
import { bigint, boolean, type Field, group, instant, integer, lasting, optional, text, texts } from './fields.ts';
import { asking, CLOCK_STARTED_AT, dateField, EVENT_START, money, REMINDERS, TOOK_PLACE } from './part-fields.ts';

type OfStatus<Status extends Booking['status']> = Extract<Booking, { readonly status: Status }>;
/** The fields of every booking, in any status. */
export type Base = Omit<OfStatus<'pending'>, 'status'>;
/** The fields of answered and cancelled bookings only. */
export interface Endings {
  readonly confirmation: Omit<Extract<Answer, { type: 'confirmation' }>, 'type'> | null;
  readonly decline: Omit<Extract<Answer, { type: 'decline' }>, 'type'> | null;
  readonly cancellation: Pick<CancelledBooking, 'cancelledAt' | 'cause' | 'replacedBy'> | null;
}

/**
 * Every field of a booking with its columns, in the domain's structure. All statements, reading and writing follow from
 * this list: a new field is one line (and a field without its line does not compile).
 */
export const BASE: Field<Base> = group<Base>({
  order: lasting(
    group({
      orderId: bigint('magento_order_id'),
      orderItemId: bigint('magento_order_item_id'),
      orderNumber: text('magento_order_increment_id'),
    }),
  ),
  customerNumber: text('customer_number'),
  details: group({
    customer: group({
      firstName: text('customer_first_name'),
      lastName: text('customer_last_name'),
      email: text('customer_email'),
      phone: text('customer_phone'),
    }),
    course: group({ id: optional(bigint('course_id')), name: text('course_name'), sku: text('course_sku') }),
    eventStart: EVENT_START,
    participants: integer('participants'),
    orderTotal: money('order_total'),
    // An order has one currency; if it has two, the item's is stored, because it is written last.
    price: money('price'),
    orderedAt: instant('order_date'),
    paymentStatus: text('payment_status'),
  }),
  tookPlace: TOOK_PLACE,
  createdAt: lasting(instant('created_at')),
  clockStartedAt: CLOCK_STARTED_AT,
  holidays: optional(text('holidays')),
  token: group({
    digest: text('confirmation_token'),
    nonce: text('token_nonce'),
    keyId: text('token_key'),
    expiresAt: instant('token_expires_at'),
  }),
  announcedAt: optional(instant('announced_at')),
  takenBackAt: optional(instant('taken_back_at')),
  customerErasedAt: optional(instant('customer_erased_at')),
  historic: boolean('historic'),
  reminders: REMINDERS,
  asking: asking(),
  escalation: optional(group({ at: instant('escalated_at'), reason: text('escalation_reason') })),
  ticket: optional(
    group({
      requestedAt: instant('ticket_requested_at'),
      key: bigint('ticket_key'),
      id: optional(text('odoo_ticket_id')),
    }),
  ),
  hold: optional(text('hold')),
  customerInformed: optional(
    group({ at: instant('customer_informed_at'), eventStart: dateField('informed_start', 'informed_day_end') }),
  ),
  flags: texts('flags'),
});

/** The status decides which of these fields a booking has; the table's checks guarantee them. */
export const STATUS: Field<Booking['status']> = text('status');

/** Like {@link BASE}, for the fields of answers and cancellations. */
export const ENDINGS: Field<Endings> = group<Endings>({
  confirmation: optional(
    group({
      at: instant('confirmed_at'),
      channel: text('confirmed_by'),
      notes: optional(text('confirmation_notes')),
    }),
  ),
  decline: optional(
    group({
      at: instant('declined_at'),
      channel: text('declined_by'),
      reason: text('decline_reason'),
      notes: optional(text('decline_notes')),
    }),
  ),
  cancellation: optional(
    group({
      cancelledAt: instant('cancelled_at'),
      cause: text('cancellation_cause'),
      replacedBy: optional(
        group({
          orderId: bigint('replaced_by_order_id'),
          orderItemId: bigint('replaced_by_order_item_id'),
          orderNumber: text('replaced_by_order_increment_id'),
        }),
      ),
    }),
  ),
});
