import {
  ANSWER_CHANNELS,
  type Answer,
  answerBy,
  BOOKING_STATUSES,
  type BookingPolicy,
  canReopen,
  type Instant,
  isAnswerable,
  PAYMENT_STATUSES,
  type Stored,
  toJsonNumber,
  wallClockAt,
} from '@miomente/booking-domain';
import { z } from 'zod';
import { instant, isoInstant } from '../fields.ts';
import { BOOKING_EXAMPLE } from './booking-example.ts';

/** The feature document's Booking object, as decisions 2 and 7 amend it. */
export const BOOKING_JSON = z
  .strictObject({
    id: z.int(),
    magentoOrderId: z.int(),
    magentoOrderItemId: z.int(),
    orderNumber: z.string(),
    customer: z.strictObject({ firstName: z.string(), lastName: z.string(), email: z.string(), phone: z.string() }),
    course: z.strictObject({ id: z.int().nullable(), name: z.string(), sku: z.string() }),
    /** In `TIME_ZONE`; null when the order names no readable date. */
    eventDate: z.iso.date().nullable(),
    eventTime: z.string().nullable(),
    participants: z.int(),
    /** What the customer pays for this item: gross, after discount. */
    price: z.number(),
    orderTotal: z.number(),
    currency: z.string(),
    status: z.enum(BOOKING_STATUSES),
    confirmationStatus: z.strictObject({
      confirmedAt: instant.optional(),
      confirmedBy: z.enum(ANSWER_CHANNELS).optional(),
      confirmationNotes: z.string().optional(),
      declinedAt: instant.optional(),
      declinedBy: z.enum(ANSWER_CHANNELS).optional(),
      declineReason: z.string().optional(),
      declineNotes: z.string().optional(),
      cancelledAt: instant.optional(),
    }),
    orderDate: instant,
    paymentStatus: z.enum(PAYMENT_STATUSES),
    /** When the office takes over unless there is an answer; null without an event date. */
    answerBy: instant.nullable(),
    /** Whether it can be confirmed or declined now. */
    canAnswer: z.boolean(),
    /** Whether the partner can take the confirmation back now. */
    canReopen: z.boolean(),
    reminderCount: z.int(),
    odooTicketId: z.string().nullable(),
  })
  .meta({ id: 'Booking', examples: [BOOKING_EXAMPLE] });

export type BookingJson = z.infer<typeof BOOKING_JSON>;

/** What turning a booking into JSON depends on beside the booking. */
export interface BookingView {
  readonly policy: BookingPolicy;
  readonly timeZone: string;
  readonly now: Instant;
}

/** A booking as the API shows it. */
export function bookingJson(booking: Stored, { policy, timeZone, now }: BookingView): BookingJson {
  const { details, order } = booking;
  const event = details.eventStart === null ? null : wallClockAt(details.eventStart, timeZone);
  const deadline = answerBy(policy, booking);
  return {
    id: booking.id,
    magentoOrderId: order.orderId,
    magentoOrderItemId: order.orderItemId,
    orderNumber: order.orderNumber,
    customer: details.customer,
    course: details.course,
    eventDate: event?.date ?? null,
    eventTime: event?.time ?? null,
    participants: details.participants,
    price: toJsonNumber(details.price),
    orderTotal: toJsonNumber(details.orderTotal),
    currency: details.price.currency,
    status: booking.status,
    confirmationStatus: confirmationStatus(booking),
    orderDate: isoInstant(details.orderedAt),
    paymentStatus: details.paymentStatus,
    answerBy: deadline === null ? null : isoInstant(deadline),
    canAnswer: isAnswerable(booking, now),
    canReopen: canReopen(booking, 'portal', now),
    reminderCount: booking.reminders.count,
    odooTicketId: booking.ticket?.id ?? null,
  };
}

function confirmationStatus(booking: Stored): BookingJson['confirmationStatus'] {
  switch (booking.status) {
    case 'pending':
      return {};
    case 'confirmed':
    case 'declined':
      return answerJson(booking.answer);
    case 'cancelled': {
      const cancelledAt = isoInstant(booking.cancelledAt);
      return booking.answer === null ? { cancelledAt } : { ...answerJson(booking.answer), cancelledAt };
    }
  }
}

function answerJson(answer: Answer): BookingJson['confirmationStatus'] {
  const at = isoInstant(answer.at);
  switch (answer.type) {
    case 'confirmation':
      return {
        confirmedAt: at,
        confirmedBy: answer.channel,
        ...(answer.notes === null ? {} : { confirmationNotes: answer.notes }),
      };
    case 'decline':
      return {
        declinedAt: at,
        declinedBy: answer.channel,
        declineReason: answer.reason,
        ...(answer.notes === null ? {} : { declineNotes: answer.notes }),
      };
  }
}
