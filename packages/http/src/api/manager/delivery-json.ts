import type { DeadDelivery, DeliveryContent } from '@miomente/booking-domain';
import { z } from 'zod';
import type { CsvColumn } from '../../csv/csv.ts';
import { instant, isoInstant } from '../../guard/fields.ts';

/** A mail or ticket that was given up. */
export const DELIVERY_JSON = z
  .strictObject({
    id: z.int().meta({ examples: [31], description: 'What to send it again by.' }),
    bookingId: z
      .int()
      .nullable()
      .meta({ description: 'Null when it is about no booking.', examples: [17] }),
    kind: z
      .enum(['mail', 'customer_mail', 'ticket', 'ticket_note', 'login_mail', 'order_item_ticket', 'day_before_list'])
      .meta({ description: 'What was to be delivered.' }),
    mail: z
      .string()
      .nullable()
      .meta({
        description: 'Which mail it is; null for everything else.',
        examples: ['confirmation_request'],
      }),
    attempts: z.int().meta({ description: 'How often it was tried.', examples: [1] }),
    reason: z.string().meta({
      description: 'Why it failed, without customer data.',
      examples: ['The mail provider refuses this mail (400)'],
    }),
    diedAt: instant.meta({ description: 'When it was given up.' }),
  })
  .meta({ id: 'Delivery' });

/** The type of {@link DELIVERY_JSON}. */
export type DeliveryJson = z.infer<typeof DELIVERY_JSON>;

/** The columns of given-up deliveries in a file: the fields of the JSON. */
export const DELIVERY_COLUMNS = [
  { code: 'id', value: ({ id }) => id },
  { code: 'bookingId', value: ({ bookingId }) => bookingId },
  { code: 'kind', value: ({ kind }) => kind },
  { code: 'mail', value: ({ mail }) => mail },
  { code: 'attempts', value: ({ attempts }) => attempts },
  { code: 'reason', value: ({ reason }) => reason },
  { code: 'diedAt', value: ({ diedAt }) => new Date(diedAt) },
] as const satisfies readonly CsvColumn<DeliveryJson>[];

/** Converts a given-up delivery to JSON. */
export function deliveryJson(delivery: DeadDelivery): DeliveryJson {
  const { id: deliveryId, bookingId, content, attempts, reason, diedAt } = delivery;
  return { id: deliveryId, bookingId, ...kindOf(content), attempts, reason, diedAt: isoInstant(diedAt) };
}

function kindOf(content: DeliveryContent): Pick<DeliveryJson, 'kind' | 'mail'> {
  if (content.type !== 'booking_message') return { kind: content.type, mail: null };
  switch (content.message.type) {
    case 'send_mail':
      return { kind: 'mail', mail: content.message.mail };
    case 'tell_customer':
      return { kind: 'customer_mail', mail: null };
    case 'open_ticket':
      return { kind: 'ticket', mail: null };
    case 'note_ticket':
      return { kind: 'ticket_note', mail: null };
  }
}
