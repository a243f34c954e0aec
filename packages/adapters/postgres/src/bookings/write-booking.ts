import { type Booking, formatTenThousandths, type Instant, searchText } from '@miomente/booking-domain';
import { toSql } from '../database/instants.ts';
import type { ChangingColumn, LastingColumn, WrittenColumn } from './columns.ts';
import { eventStartColumns } from './event-start.ts';

type Values<Column extends string> = Readonly<Record<Column, string | number | boolean | null | readonly string[]>>;

/** What is written of a booking, by column. */
export function rowOf(booking: Booking, nextSweepAt: Instant | null): Values<WrittenColumn> {
  const { order, details } = booking;
  return {
    ...lastingOf(booking),
    ...stateOf(booking),
    ...answerOf(booking),
    ...detailsOf(booking),
    search_text: searchText(details.customer, order.orderNumber),
    next_sweep_at: toSql(nextSweepAt),
  };
}

function lastingOf({ order, createdAt }: Booking): Values<LastingColumn> {
  return {
    magento_order_id: order.orderId,
    magento_order_item_id: order.orderItemId,
    magento_order_increment_id: order.orderNumber,
    created_at: toSql(createdAt),
  };
}

type AnswerColumn = Extract<ChangingColumn, `confirmed_${string}` | 'confirmation_notes' | `decline${string}`>;
type DetailColumn = Extract<
  ChangingColumn,
  | `customer_${'first_name' | 'last_name' | 'email' | 'phone'}`
  | `course_${string}`
  | 'event_start'
  | 'event_day_end'
  | `moved_event_${'start' | 'day_end'}`
  | 'participants'
  | 'price'
  | 'order_total'
  | 'currency'
  | 'order_date'
  | 'payment_status'
>;

function stateOf(booking: Booking): Values<Exclude<ChangingColumn, AnswerColumn | DetailColumn>> {
  const { token, reminders, asking, escalation, ticket } = booking;
  const cancelled = booking.status === 'cancelled' ? booking : null;
  return {
    customer_number: booking.customerNumber,
    status: booking.status,
    historic: booking.historic,
    confirmation_token: token.digest,
    token_nonce: token.nonce,
    token_key: token.keyId,
    token_expires_at: toSql(token.expiresAt),
    cancelled_at: toSql(cancelled?.cancelledAt ?? null),
    cancellation_cause: cancelled?.cause ?? null,
    replaced_by_order_id: cancelled?.replacedBy?.orderId ?? null,
    replaced_by_order_item_id: cancelled?.replacedBy?.orderItemId ?? null,
    replaced_by_order_increment_id: cancelled?.replacedBy?.orderNumber ?? null,
    clock_started_at: toSql(booking.clockStartedAt),
    announced_at: toSql(booking.announcedAt),
    reminder_count: reminders.count,
    last_reminder_at: toSql(reminders.lastAt),
    asking_step: asking.step,
    asking_mail: asking.mail,
    asked_at: toSql(asking.sentAt),
    asking_clock: toSql(booking.clockStartedAt),
    escalated_at: toSql(escalation?.at ?? null),
    escalation_reason: escalation?.reason ?? null,
    ticket_requested_at: toSql(ticket?.requestedAt ?? null),
    ticket_key: ticket?.key ?? null,
    odoo_ticket_id: ticket?.id ?? null,
    hold: booking.hold,
    flags: booking.flags,
  };
}

function answerOf(booking: Booking): Values<AnswerColumn> {
  const answer = booking.status === 'pending' ? null : booking.answer;
  const confirmation = answer?.type === 'confirmation' ? answer : null;
  const decline = answer?.type === 'decline' ? answer : null;
  return {
    confirmed_at: toSql(confirmation?.at ?? null),
    confirmed_by: confirmation?.channel ?? null,
    confirmation_notes: confirmation?.notes ?? null,
    declined_at: toSql(decline?.at ?? null),
    declined_by: decline?.channel ?? null,
    decline_reason: decline?.reason ?? null,
    decline_notes: decline?.notes ?? null,
  };
}

function detailsOf(booking: Booking): Values<DetailColumn> {
  const { details } = booking;
  const { customer, course, price, orderTotal } = details;
  return {
    customer_first_name: customer.firstName,
    customer_last_name: customer.lastName,
    customer_email: customer.email,
    customer_phone: customer.phone,
    course_id: course.id,
    course_name: course.name,
    course_sku: course.sku,
    ...eventColumns(booking),
    participants: details.participants,
    price: formatTenThousandths(price.tenThousandths),
    order_total: formatTenThousandths(orderTotal.tenThousandths),
    // An order has one currency.
    currency: price.currency,
    order_date: toSql(details.orderedAt),
    payment_status: details.paymentStatus,
  };
}

/** Lists and due times go by the event that took place; the date that the shop names since is only kept. */
function eventColumns({ details, tookPlace }: Booking) {
  const moved = eventStartColumns(tookPlace === null ? null : details.eventStart);
  return {
    ...eventStartColumns(tookPlace ?? details.eventStart),
    moved_event_start: moved.event_start,
    moved_event_day_end: moved.event_day_end,
  };
}
