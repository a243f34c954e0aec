import {
  ANSWER_CHANNELS,
  type Answer,
  answerBy,
  BOOKING_STATUSES,
  type BookingPolicy,
  canAnswer,
  canReopen,
  canUndoDecline,
  type Instant,
  PAYMENT_STATUSES,
  type Stored,
  shownOf,
  toJsonNumber,
} from '@miomente/booking-domain';
import { z } from 'zod';
import { instant, isoInstant } from '../../guard/fields.ts';
import { BOOKING_EXAMPLE } from './booking-example.ts';
import { eventJson } from './event-json.ts';

/** A booking in the API (api#list). */
export const BOOKING_JSON = z
  .strictObject({
    id: z.int().meta({ description: 'The booking’s id in this API.' }),
    magentoOrderId: z.int().meta({ description: 'Magento’s `entity_id` of the order.' }),
    magentoOrderItemId: z.int().meta({ description: 'Magento’s `item_id`: one booking per order item.' }),
    orderNumber: z
      .string()
      .meta({ description: 'Magento’s `increment_id`, as customers see it; leading zeros count.' }),
    customer: z
      .strictObject({
        firstName: z.string(),
        lastName: z.string(),
        email: z.string(),
        phone: z.string().meta({ description: 'As the customer wrote it; empty when there is none.' }),
      })
      .meta({ description: 'All empty once the customer’s data was erased, some time after the event.' }),
    course: z.strictObject({
      id: z.int().nullable().meta({ description: 'Magento’s product id; what `course_id` filters by.' }),
      name: z.string(),
      sku: z.string(),
    }),
    eventDate: z.iso
      .date()
      .nullable()
      .meta({ description: 'In `TIME_ZONE`; null when the order names no readable date.' }),
    eventTime: z
      .string()
      .nullable()
      .meta({ description: '`HH:mm` in `TIME_ZONE`; null when the order names no time, and without a date.' }),
    participants: z.int().meta({ description: 'How many people still take part.' }),
    price: z.number().meta({ description: 'What the customer pays for this item: gross, after discount.' }),
    orderTotal: z.number().meta({ description: 'What the customer pays for the whole order.' }),
    currency: z.string().meta({ description: 'ISO 4217, the order’s.' }),
    status: z.enum(BOOKING_STATUSES),
    confirmationStatus: z
      .strictObject({
        confirmedAt: instant.optional(),
        confirmedBy: z.enum(ANSWER_CHANNELS).optional(),
        confirmationNotes: z.string().optional(),
        declinedAt: instant.optional(),
        declinedBy: z.enum(ANSWER_CHANNELS).optional(),
        declineReason: z.string().optional().meta({ description: 'The reason’s code.' }),
        declineNotes: z.string().optional(),
        cancelledAt: instant.optional(),
      })
      .meta({ description: 'What is known of the answer and of the cancellation; empty while pending.' }),
    orderDate: instant.meta({ description: 'When the customer ordered.' }),
    paymentStatus: z.enum(PAYMENT_STATUSES),
    answerBy: instant
      .nullable()
      .meta({ description: 'When the office takes over unless there is an answer; null without an event date.' }),
    canAnswer: z.boolean().meta({ description: 'Whether it can be confirmed or declined now.' }),
    canReopen: z.boolean().meta({ description: 'Whether the partner can take the answer back now.' }),
    reminderCount: z.int().meta({ description: 'Reminders since the clock last started: 0, 1 or 2.' }),
    odooTicketId: z.string().nullable().meta({ description: 'The ticket’s number, once there is one.' }),
    shown: z.string().meta({
      description:
        'Date and people in one word that only we read. Sent with an answer, it is refused with `changed_meanwhile` if they ' +
        'have changed since.',
    }),
  })
  .meta({ id: 'Booking', examples: [BOOKING_EXAMPLE] });

/** The type of {@link BOOKING_JSON}. */
export type BookingJson = z.infer<typeof BOOKING_JSON>;

/** What the JSON of a booking depends on besides the booking. */
export interface BookingView {
  readonly policy: BookingPolicy;
  readonly timeZone: string;
  readonly now: Instant;
}

/** Converts a booking to its JSON in the API. */
export function bookingJson(booking: Stored, { policy, timeZone, now }: BookingView): BookingJson {
  const { details, order } = booking;
  const deadline = answerBy(policy, booking);
  return {
    id: booking.id,
    magentoOrderId: order.orderId,
    magentoOrderItemId: order.orderItemId,
    orderNumber: order.orderNumber,
    customer: details.customer,
    course: details.course,
    ...eventJson(details.eventStart, timeZone),
    participants: details.participants,
    price: toJsonNumber(details.price),
    orderTotal: toJsonNumber(details.orderTotal),
    currency: details.price.currency,
    status: booking.status,
    confirmationStatus: confirmationStatus(booking),
    orderDate: isoInstant(details.orderedAt),
    paymentStatus: details.paymentStatus,
    answerBy: deadline === null ? null : isoInstant(deadline),
    canAnswer: canAnswer(booking, now),
    canReopen: canReopen(booking, 'portal', now) || canUndoDecline(policy, booking, now),
    reminderCount: booking.reminders.count,
    odooTicketId: booking.ticket?.id ?? null,
    shown: shownOf(booking),
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
