import { z } from 'zod';
import { notes } from '../fields.ts';

/** Bodies of the answers that portal and office give alike. */
export const CONFIRM_BODY = z
  .strictObject({ notes: notes.optional() })
  .meta({ examples: [{ notes: 'Wir freuen uns.' }] })
  .optional();
export const DECLINE_BODY = z
  .strictObject({ reason: z.string().max(100), notes: notes.optional() })
  .meta({ examples: [{ reason: 'capacity_full' }] });

/** A booking after an answer, and what was done in words. */
export function answeredJson<BookingSchema extends z.ZodType>(booking: BookingSchema) {
  return z.strictObject({ booking, message: z.string() });
}

/** The same with the ticket's number; null while the ticket is still to be made. */
export function declinedJson<BookingSchema extends z.ZodType>(booking: BookingSchema) {
  return z.strictObject({ booking, odooTicketId: z.string().nullable(), message: z.string() });
}
