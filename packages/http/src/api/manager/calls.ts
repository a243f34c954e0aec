import {
  asBookingId,
  type BatchResult,
  type CallAnswer,
  MAX_BATCH,
  MAX_CALLED,
  selectableReasons,
} from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { z } from 'zod';
import { csvChunks, FOR_PROGRAMS, slicesOf } from '../../csv/csv.ts';
import { fileName } from '../../csv/send-csv.ts';
import type { HttpDeps } from '../../deps.ts';
import { customerNumber, doneMessage, notes, shown } from '../../guard/fields.ts';
import type { Gate } from '../../guard/gate.ts';
import { faulty } from '../../guard/issues.ts';
import { type Route, route } from '../../guard/route.ts';
import { callProblem } from '../../problem/call-problem.ts';
import type { ManagerSession } from '../../session/session.ts';
import { declineReason, withReasonToDecline } from '../bookings/answer-json.ts';
import { ANSWER_RESULTS } from '../bookings/batch.ts';
import { phrase } from '../phrases.ts';
import { CALL_COLUMNS, CALL_JSON, CALL_OUTCOME, CLAIM_JSON, callJson, claimJson } from './call-json.ts';
import { filePagingOf, PAGINATION_JSON, PAGING, paginationJson, pagingOf } from './paging-json.ts';

const ONE_PARTNER = z.object({ customerNumber });
const CLAIM_NUMBER = z.int().min(1).max(Number.MAX_SAFE_INTEGER);
/** An instant with any offset; the years that a database keeps. */
const callInstant = z.iso
  .datetime({ offset: true })
  .transform((text) => Date.parse(text))
  .meta({ examples: ['2026-12-01T11:00:00+01:00'] });

const CLAIM_BODY = z
  .strictObject({
    seen: callInstant.nullable().optional().meta({
      description:
        'The entry’s `lastCallAt` as you know it: a later call is 409 `called_meanwhile`. Not looked at without.',
    }),
  })
  .optional();
const RELEASE_BODY = z
  .strictObject({ claim: CLAIM_NUMBER.optional().meta({ description: 'The claim’s `number`.', examples: [1] }) })
  .optional();

const CALL_ANSWER = withReasonToDecline(
  z.strictObject({
    id: z
      .int()
      .min(1)
      .transform(asBookingId)
      .meta({ description: 'The booking’s id.', examples: [17] }),
    action: z.enum(['confirm', 'decline']).meta({ description: 'What the partner says to it.' }),
    reason: declineReason.optional(),
    shown: shown.optional(),
  }),
);

const OUTCOME_BODY = z
  .strictObject({
    outcome: CALL_OUTCOME.meta({ description: 'What came of the call. A `note` lets it go on.' }),
    answers: z
      .array(CALL_ANSWER)
      .min(1)
      .max(MAX_BATCH)
      .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, faulty('repeated'))
      .optional()
      .meta({ description: 'With `answered`: what the partner says, each booking once.' }),
    at: callInstant.optional().meta({ description: 'With `call_back`: when. Ahead, and before the first event.' }),
    note: notes.optional().meta({ description: 'To remember; with answers it is their note.' }),
    claim: CLAIM_NUMBER.optional().meta({
      description: 'The claim’s `number`: then no later claim is meant.',
      examples: [1],
    }),
  })
  .refine(({ outcome, answers }) => outcome === 'answered' || answers === undefined, {
    ...faulty('unknown_field'),
    path: ['answers'],
  })
  .refine(({ outcome, at }) => outcome === 'call_back' || at === undefined, {
    ...faulty('unknown_field'),
    path: ['at'],
  })
  .meta({ examples: [{ outcome: 'answered', answers: [{ id: 17, action: 'confirm' }] }] });

/** Whom the office is to call, who does, and what comes of it. */
export function callRoutes(deps: HttpDeps, gate: Gate<ManagerSession>): readonly Route[] {
  const { timeZone } = deps.settings;
  return [
    route({
      method: 'get',
      address: paths.api.calls,
      summary: 'The partners to call',
      description:
        'One entry for each partner with all bookings that need a call, the most urgent first; who is to be called ' +
        `back later comes last. Of at most ${MAX_CALLED} bookings. Changes nothing. Also as CSV, a row for each partner.`,
      gate,
      query: z.strictObject(PAGING),
      answers: {
        200: z.strictObject({
          calls: z.array(CALL_JSON).meta({ description: 'The most urgent first.' }),
          pagination: PAGINATION_JSON,
        }),
      },
      handle: async ({ who, query }) => {
        const paging = pagingOf(query);
        const { rows, total } = await deps.readCalls.page(who.scope, paging);
        const calls = rows.map((entry) => callJson(entry, timeZone));
        return { status: 200, data: { calls, pagination: paginationJson(paging, total) } };
      },
      csv: {
        header: CALL_COLUMNS.map(({ code }) => code),
        file: async ({ who, query }) => {
          const paging = filePagingOf(query);
          const { rows, total } = await deps.readCalls.page(who.scope, paging);
          const calls = slicesOf(rows, (entry) => callJson(entry, timeZone));
          const chunks = csvChunks(CALL_COLUMNS, calls, FOR_PROGRAMS);
          return { name: fileName(deps, 'calls'), chunks, paging, total };
        },
      },
    }),
    route({
      method: 'post',
      address: paths.api.claimCall,
      summary: 'Claims a partner for a call',
      description:
        'For ten minutes, visible to everybody. Repeated by its holder it is prolonged. While somebody else calls, 409 ' +
        '`claimed_by_other`; when nothing needs a call any more, 409 `nothing_to_call`.',
      gate,
      params: ONE_PARTNER,
      body: CLAIM_BODY,
      answers: {
        200: z.strictObject({
          claim: CLAIM_JSON.meta({ description: 'The claim as it now stands.' }),
          message: doneMessage,
        }),
      },
      problems: ['not_found', 'nothing_to_call', 'claimed_by_other', 'called_meanwhile'],
      handle: async ({ ctx, who, params, body }) => {
        const seen = body?.seen;
        const claimed = await deps.claimCall({ scope: who.scope, ...params, ...(seen === undefined ? {} : { seen }) });
        if (!claimed.ok) throw callProblem(claimed.refusal);
        const message = phrase('call_claimed', ctx.state.language);
        return { status: 200, data: { claim: claimJson(claimed.value), message } };
      },
    }),
    route({
      method: 'post',
      address: paths.api.releaseCall,
      summary: 'Gives a claim back',
      description: 'Only the holder’s own. Of a claim that has ended, or repeated, 409 `not_claimed`.',
      gate,
      params: ONE_PARTNER,
      body: RELEASE_BODY,
      answers: { 200: z.strictObject({ message: doneMessage }) },
      problems: ['not_found', 'not_claimed', 'claimed_by_other'],
      handle: async ({ ctx, who, params, body }) => {
        const released = await deps.releaseCall({ scope: who.scope, ...params, fence: body?.claim ?? null });
        if (!released.ok) throw callProblem(released.refusal);
        return { status: 200, data: { message: phrase('call_released', ctx.state.language) } };
      },
    }),
    route({
      method: 'post',
      address: paths.api.callOutcome,
      summary: 'Says what came of a call',
      description:
        'From the holder of the claim alone; from somebody else 409 `claimed_by_other`, after the claim has ended 409 ' +
        '`not_claimed`, and nothing is kept. Each answer is a write of its own with its own result; the others are kept ' +
        'in the timeline of each booking and as a note on each ticket. The call ends with its outcome, except that it ' +
        'goes on after a note and while questions are open. A repetition is 409 or gives `already_processed`.',
      gate,
      params: ONE_PARTNER,
      body: OUTCOME_BODY,
      keyed: true,
      answers: {
        200: z.strictObject({
          results: z
            .array(
              z.strictObject({
                id: z.int().meta({ description: 'The booking’s id, as asked for.', examples: [17] }),
                result: z.enum(ANSWER_RESULTS).meta({ description: 'What it is now, or why it was not answered.' }),
              }),
            )
            .meta({ description: 'With `answered`: one for each answer, in their sequence.' }),
          claim: CLAIM_JSON.nullable().meta({ description: 'While the call goes on; null when it is over.' }),
          message: doneMessage,
        }),
      },
      problems: [
        'not_found',
        'not_claimed',
        'claimed_by_other',
        'unknown_reason',
        'notes_required',
        'call_back_past',
        'call_back_after_event',
      ],
      handle: async ({ ctx, who, params, body: { outcome, answers = [], at = null, note, claim = null }, askedBy }) => {
        const asked = answers.map(asAnswer);
        const report = { scope: who.scope, ...params, outcome, answers: asked, at, note, fence: claim, askedBy };
        const told = await deps.recordCall(report);
        if (!told.ok) throw callProblem(told.refusal, await reasonsFor(deps, told.refusal.code));
        const { results, claim: goesOn } = told.value;
        return {
          status: 200,
          data: {
            results: results.map((each, n) => ({ id: each.id, result: resultCode(each, asked[n]) })),
            claim: goesOn === null ? null : claimJson(goesOn),
            message: phrase('call_kept', ctx.state.language),
          },
        };
      },
    }),
  ];
}

function asAnswer({ id, action, reason = '', shown: known }: z.output<typeof CALL_ANSWER>): CallAnswer {
  return action === 'confirm' ? { id, action, shown: known } : { id, action, reason, shown: known };
}

async function reasonsFor(deps: HttpDeps, code: string): Promise<readonly string[]> {
  return code === 'unknown_reason' ? selectableReasons(await deps.declineReasons.all()).map((each) => each.code) : [];
}

function resultCode(each: BatchResult, answer: CallAnswer | undefined): (typeof ANSWER_RESULTS)[number] {
  if (each.ok) return answer?.action === 'decline' ? 'declined' : 'confirmed';
  const { code } = each.refusal;
  if (code === 'expired' || code === 'not_confirmed') throw new Error(`A booking refused an answer as ${code}.`);
  return code;
}
