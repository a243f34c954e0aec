import { z } from 'zod';
import { doneMessage, notes, shown } from '../../guard/fields.ts';
import { faulty } from '../../guard/issues.ts';
import type { ProblemCode } from '../../problem/http-problem.ts';

/** The code of a decline reason. Whether it exists is checked against the reference table. */
export const declineReason = z
  .string()
  .max(100)
  .meta({
    description: 'The code of a decline reason on offer; a refusal with `unknown_reason` lists them.',
    examples: ['capacity_full'],
  });

/** Which answer is given. */
interface Answer {
  readonly action: 'confirm' | 'decline';
  readonly reason?: string | undefined;
}

/** @returns the schema, which now wants a reason of each decline and takes none with a confirmation */
export function withReasonToDecline<Schema extends z.ZodType<Answer>>(schema: Schema): Schema {
  return schema
    .refine(({ action, reason }) => action === 'confirm' || reason !== undefined, {
      ...faulty('missing'),
      path: ['reason'],
    })
    .refine(({ action, reason }) => action === 'decline' || reason === undefined, {
      ...faulty('unknown_field'),
      path: ['reason'],
    });
}

/** The bodies of answers, the same for portal and office. */
export const CONFIRM_BODY = z
  .strictObject({ notes: notes.optional(), shown: shown.optional() })
  .meta({ examples: [{ notes: 'Wir freuen uns.' }] })
  .optional();
/** The body of a decline. */
export const DECLINE_BODY = z
  .strictObject({
    reason: declineReason,
    notes: notes.optional(),
    shown: shown.optional(),
  })
  .meta({ examples: [{ reason: 'capacity_full', notes: 'Am 7. Januar wären noch Plätze frei.' }] });

/** The errors of a confirmation. */
export const CONFIRM_PROBLEMS: readonly ProblemCode[] = [
  'not_found',
  'already_processed',
  'cancelled',
  'event_started',
  'order_being_changed',
  'changed_meanwhile',
];
/** The errors of a decline. */
export const DECLINE_PROBLEMS: readonly ProblemCode[] = [...CONFIRM_PROBLEMS, 'unknown_reason', 'notes_required'];

/** A booking after an answer, with a message. */
export function answeredJson<BookingSchema extends z.ZodType>(booking: BookingSchema) {
  return z.strictObject({ booking, message: doneMessage });
}

/** The same with the ticket's number; null until the ticket is open. */
export function declinedJson<BookingSchema extends z.ZodType>(booking: BookingSchema) {
  const odooTicketId = z
    .string()
    .nullable()
    .meta({
      description: 'The support ticket’s number; null while the ticket is still to be made.',
      examples: ['1042'],
    });
  return z.strictObject({ booking, odooTicketId, message: doneMessage });
}
