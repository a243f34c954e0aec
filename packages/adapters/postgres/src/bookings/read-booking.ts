import {
  type Answer,
  type Asking,
  type BookingDetails,
  type Confirmation,
  type Decline,
  type Money,
  type OrderReference,
  type PendingBooking,
  parseTenThousandths,
  type Stored,
  unreachable,
} from '@miomente/booking-domain';
import type { BookingRow } from './booking-row.ts';
import { eventStartOf } from './event-start.ts';

/** The booking that a row keeps. The table's checks promise that it is whole. */
export function bookingOf(row: BookingRow): Stored {
  const base = baseOf(row);
  switch (row.status) {
    case 'pending':
      return { ...base, status: 'pending' };
    case 'confirmed':
      return { ...base, status: 'confirmed', answer: whole(confirmationOf(row), row) };
    case 'declined':
      return { ...base, status: 'declined', answer: whole(declineOf(row), row) };
    case 'cancelled':
      return {
        ...base,
        status: 'cancelled',
        cancelledAt: whole(row.cancelled_at, row),
        cause: whole(row.cancellation_cause, row),
        answer: answerOf(row),
        replacedBy: replacedByOf(row),
      };
    default:
      return unreachable(row.status);
  }
}

function baseOf(row: BookingRow): Omit<Stored<PendingBooking>, 'status'> {
  const { last_reminder_at: lastAt, escalated_at: escalatedAt, ticket_requested_at: requestedAt } = row;
  return {
    id: row.id,
    version: row.version,
    order: {
      orderId: row.magento_order_id,
      orderItemId: row.magento_order_item_id,
      orderNumber: row.magento_order_increment_id,
    },
    customerNumber: row.customer_number,
    details: detailsOf(row),
    tookPlace: movedTo(row) === null ? null : eventStartOf(row),
    createdAt: row.created_at,
    clockStartedAt: row.clock_started_at,
    token: {
      digest: row.confirmation_token,
      nonce: row.token_nonce,
      keyId: row.token_key,
      expiresAt: row.token_expires_at,
    },
    announcedAt: row.announced_at,
    historic: row.historic,
    reminders: { count: row.reminder_count, lastAt },
    asking: askingOf(row),
    escalation: escalatedAt === null ? null : { at: escalatedAt, reason: whole(row.escalation_reason, row) },
    ticket: requestedAt === null ? null : { requestedAt, id: row.odoo_ticket_id, key: whole(row.ticket_key, row) },
    hold: row.hold,
    flags: row.flags,
  };
}

/**
 * Versions before this one write nothing of it. Where they have started the clock again, or were the last to
 * write at all, a reminder counts as sent when it was queued, as it did to them.
 */
function askingOf(row: BookingRow): Asking {
  const { asking_step: step, asking_mail: mail, asked_at: sentAt, reminder_count: count } = row;
  if (row.asking_clock === row.clock_started_at && step >= count) return { step, mail, sentAt };
  return { step: count, mail: 'sent', sentAt: row.last_reminder_at };
}

function detailsOf(row: BookingRow): BookingDetails {
  return {
    customer: {
      firstName: row.customer_first_name,
      lastName: row.customer_last_name,
      email: row.customer_email,
      phone: row.customer_phone,
    },
    course: { id: row.course_id, name: row.course_name, sku: row.course_sku },
    eventStart: movedTo(row) ?? eventStartOf(row),
    participants: row.participants,
    price: money(row.price, row),
    orderTotal: money(row.order_total, row),
    orderedAt: row.order_date,
    paymentStatus: row.payment_status,
  };
}

function movedTo({ moved_event_start, moved_event_day_end }: BookingRow): BookingDetails['eventStart'] {
  return eventStartOf({ event_start: moved_event_start, event_day_end: moved_event_day_end });
}

function money(amount: string, row: BookingRow): Money {
  return { tenThousandths: whole(parseTenThousandths(amount), row), currency: row.currency };
}

function answerOf(row: BookingRow): Answer | null {
  return confirmationOf(row) ?? declineOf(row);
}

function replacedByOf(row: BookingRow): OrderReference | null {
  const { replaced_by_order_id: orderId } = row;
  if (orderId === null) return null;
  return {
    orderId,
    orderItemId: whole(row.replaced_by_order_item_id, row),
    orderNumber: whole(row.replaced_by_order_increment_id, row),
  };
}

function confirmationOf(row: BookingRow): Confirmation | null {
  const { confirmed_at: at, confirmed_by: channel, confirmation_notes: notes } = row;
  return at === null ? null : { type: 'confirmation', at, channel: whole(channel, row), notes };
}

function declineOf(row: BookingRow): Decline | null {
  const { declined_at: at, declined_by: channel, decline_reason: reason, decline_notes: notes } = row;
  return at === null ? null : { type: 'decline', at, channel: whole(channel, row), reason: whole(reason, row), notes };
}

function whole<Value>(value: Value | null | undefined, { id }: BookingRow): Value {
  if (value == null) throw new Error(`Booking ${id} breaks a check of its table: restore the checks and the row.`);
  return value;
}
