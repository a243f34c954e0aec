import type { Answer, Booking, CancelledBooking } from '@miomente/booking-domain';
import { bigint, boolean, type Field, group, instant, integer, lasting, optional, text, texts } from './fields.ts';
import { asking, CLOCK_STARTED_AT, EVENT_START, money, REMINDERS, TOOK_PLACE } from './part-fields.ts';

type OfStatus<Status extends Booking['status']> = Extract<Booking, { readonly status: Status }>;
/** What every booking has, whatever its status. */
export type Base = Omit<OfStatus<'pending'>, 'status'>;
/** What only answered and cancelled bookings have. */
export interface Endings {
  readonly confirmation: Omit<Extract<Answer, { type: 'confirmation' }>, 'type'> | null;
  readonly decline: Omit<Extract<Answer, { type: 'decline' }>, 'type'> | null;
  readonly cancellation: Pick<CancelledBooking, 'cancelledAt' | 'cause' | 'replacedBy'> | null;
}

/**
 * Every part of a booking with the columns that keep it, in the domain's own shape. All statements, reading and
 * writing follow from here: a new part is one line (and a part without its line does not compile).
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
    // An order has one currency; where it had two, the item's is kept, for it is written last.
    price: money('price'),
    orderedAt: instant('order_date'),
    paymentStatus: text('payment_status'),
  }),
  tookPlace: TOOK_PLACE,
  createdAt: lasting(instant('created_at')),
  clockStartedAt: CLOCK_STARTED_AT,
  token: group({
    digest: text('confirmation_token'),
    nonce: text('token_nonce'),
    keyId: text('token_key'),
    expiresAt: instant('token_expires_at'),
  }),
  announcedAt: optional(instant('announced_at')),
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
  flags: texts('flags'),
});

/** Which of these parts a booking has is told by its status, and promised by the table's checks. */
export const STATUS: Field<Booking['status']> = text('status');

/** As {@link BASE}, for what answers and cancellations add. */
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
