import {
  type BatchAnswer,
  type BatchResult,
  type DeclineReasonRefusal,
  MAX_BATCH,
  selectableReasons,
} from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { z } from 'zod';
import type { HttpDeps } from '../../deps.ts';
import { bookingIds, notes, shown } from '../../guard/fields.ts';
import type { Gate } from '../../guard/gate.ts';
import { faulty } from '../../guard/issues.ts';
import { type Route, route } from '../../guard/route.ts';
import { refusalProblem } from '../../problem/problem-of.ts';
import type { PartnerSession } from '../../session/session.ts';
import { declineReason, withReasonToDecline } from './answer-json.ts';

const BODY = withReasonToDecline(
  z
    .strictObject({
      action: z.enum(['confirm', 'decline']).meta({ description: 'The answer that all of them get.' }),
      ids: bookingIds(MAX_BATCH),
      reason: declineReason.optional().meta({ description: 'Needed to decline, and not taken to confirm.' }),
      notes: notes.optional(),
      shown: z.array(shown).optional().meta({
        description: 'What you know of each booking, its `shown`, in the sequence of `ids`. Not looked at without.',
      }),
    })
    .refine(({ ids, shown: each }) => each === undefined || each.length === ids.length, {
      ...faulty('malformed', 'one for each id'),
      path: ['shown'],
    }),
).meta({ examples: [{ action: 'confirm', ids: [17, 18, 21] }] });

/** What becomes of one of several answers: the booking's new status, or why it was not answered. */
export const ANSWER_RESULTS = [
  'confirmed',
  'declined',
  'not_found',
  'already_processed',
  'cancelled',
  'event_started',
  'order_being_changed',
  'changed_meanwhile',
  'try_again',
] as const;

const ANSWER = z.strictObject({
  results: z
    .array(
      z.strictObject({
        id: z.int().meta({ description: 'The booking’s id, as asked for.' }),
        result: z.enum(ANSWER_RESULTS).meta({ description: 'What it is now, or why it was not answered.' }),
      }),
    )
    .meta({ description: 'One for each id, in their sequence.', examples: [[{ id: 17, result: 'confirmed' }]] }),
});

/** The same answer for several of the partner's bookings, each with a separate result (booking#answered-as-one). */
export function batchRoute(deps: HttpDeps, gate: Gate<PartnerSession>): Route {
  return route({
    method: 'post',
    address: paths.api.partnerBatch,
    summary: 'Answers several bookings at once',
    description:
      `Up to ${MAX_BATCH} of them, each answered by a write of its own: the others stand whatever becomes of one. ` +
      '200 also where some were refused: read `results`. Another partner’s booking is `not_found`, one that is not as `shown` any more `changed_meanwhile`. `try_again` is a ' +
      'booking that was not answered, as the database failed on the way or others kept changing it. A repetition ' +
      'answers nothing twice: what is answered gives `already_processed`. Tickets and mails follow.',
    gate,
    body: BODY,
    keyed: true,
    answers: { 200: ANSWER },
    problems: ['unknown_reason', 'notes_required'],
    handle: async ({ who, body: { ids, shown: said, ...answer }, askedBy }) => {
      const shown = said === undefined ? undefined : new Map(ids.map((id, n) => [id, said[n] ?? '']));
      const results = await answerAll(deps, { scope: who.scope, ids, answer: asAnswer(answer), shown, askedBy });
      return {
        status: 200,
        data: { results: results.map((each) => ({ id: each.id, result: resultCode(each, answer) })) },
      };
    },
  });
}

function asAnswer({ action, reason = '', notes: said }: Omit<z.infer<typeof BODY>, 'ids' | 'shown'>): BatchAnswer {
  return action === 'confirm' ? { action, notes: said } : { action, reason, notes: said };
}

/** @throws HttpProblem when the reason is unknown, or requires notes */
async function answerAll(
  deps: HttpDeps,
  asked: Parameters<HttpDeps['answerBookings']>[0],
): Promise<readonly BatchResult[]> {
  const answered = await deps.answerBookings(asked);
  if (!answered.ok) throw refusalProblem(answered.refusal, await reasonsOnOffer(deps, answered.refusal.code));
  return answered.value;
}

async function reasonsOnOffer(deps: HttpDeps, code: DeclineReasonRefusal): Promise<readonly string[]> {
  return code === 'unknown_reason' ? selectableReasons(await deps.declineReasons.all()).map((each) => each.code) : [];
}

function resultCode(each: BatchResult, { action }: Pick<BatchAnswer, 'action'>): (typeof ANSWER_RESULTS)[number] {
  if (each.ok) return action === 'confirm' ? 'confirmed' : 'declined';
  const { code } = each.refusal;
  // In the portal, no answer is refused because of a link's age or a missing confirmation.
  if (code === 'expired' || code === 'not_confirmed') throw new Error(`A booking refused an answer as ${code}.`);
  return code;
}
