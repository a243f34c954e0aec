import type { BookingId, Stored } from '../booking/booking.ts';
import type { CallOutcome } from '../booking/call-outcome.ts';
import { decide } from '../booking/decide/decide.ts';
import { type Call, type CallAnswer, CLAIM_LASTS_MS, type Claim } from '../calls/call.ts';
import { type CallBackRefusal, refuseCallBack } from '../calls/call-back.ts';
import { type DeclineReasonRefusal, keptNotes } from '../decline-reason/decline-reason.ts';
import type { CustomerNumber } from '../partner/partner.ts';
import type { Calls } from '../ports/calls.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeclineReasons } from '../ports/decline-reasons.ts';
import type { KeyedRequest } from '../ports/kept-answers.ts';
import type { Partners } from '../ports/partners.ts';
import type { ManagerScope } from '../ports/scope.ts';
import { granted, type Result, refused } from '../result.ts';
import type { Instant } from '../time/instant.ts';
import type { AnswerBookings, BatchResult } from './answer-bookings.ts';
import { answersTogether, refuseDecline, shownToCaller } from './call-answers.ts';
import { type ChangeDeps, type NotFound, updateOf } from './change-booking.ts';
import type { ReadCalls } from './read-calls.ts';
import { STALE, untilWritten } from './until-written.ts';
import { goingOn, writtenBefore } from './written-before.ts';

/** Somebody else is calling the partner. */
export type ClaimedByOther = { readonly code: 'claimed_by_other'; readonly claim: Claim };
/** The caller has no claim, or it has ended. */
export type NotClaimed = { readonly code: 'not_claimed' };
/** No booking of the partner needs a call any more. */
export type NothingToCall = { readonly code: 'nothing_to_call' };

/** Somebody else has called since the caller looked. */
export type CalledMeanwhile = { readonly code: 'called_meanwhile'; readonly call: Call };

/** What calling a partner needs. */
export interface CallDeps extends ChangeDeps {
  readonly calls: Calls;
  readonly partners: Partners;
  readonly clock: Clock;
  readonly declineReasons: DeclineReasons;
  readonly readCalls: ReadCalls;
  readonly answerBookings: AnswerBookings;
}

/** Who calls, and which partner. */
export interface ToPartner {
  readonly scope: ManagerScope;
  readonly customerNumber: CustomerNumber;
}

/** See {@link makeClaimCall}. */
export type ClaimCall = (
  input: ToPartner & {
    /** The last call the caller knows of, null for none: a later one refuses the claim. Absent, none is looked at. */
    readonly seen?: Instant | null;
  },
) => Promise<Result<Claim, NotFound | NothingToCall | ClaimedByOther | CalledMeanwhile>>;

/**
 * Claims a partner for a call (calls#claim): of any number who claim at once, one gets the claim, and the others are told
 * who. Claiming again prolongs one's own. Whom somebody has called since the caller looked is not called twice.
 */
export function makeClaimCall(deps: CallDeps): ClaimCall {
  return async ({ scope, customerNumber, seen }) => {
    if ((await deps.readCalls.entry(scope, customerNumber)) === undefined) return unknownOrDone(deps, customerNumber);
    const held = (await deps.calls.claims(scope)).get(customerNumber);
    const claim = await deps.calls.claim(scope, customerNumber, CLAIM_LASTS_MS);
    if (claim.by !== scope.address) return refused({ code: 'claimed_by_other', claim });
    // Somebody may have called and hung up since the caller looked: read while nobody else can call.
    const entry = await deps.readCalls.entry(scope, customerNumber);
    const last = entry?.history.last ?? null;
    const meanwhile = seen !== undefined && last !== null && last.at > (seen ?? Number.NEGATIVE_INFINITY);
    if (entry !== undefined && !meanwhile) return granted(claim);
    // In another window the caller may just be reporting on that call: it needs the claim, and ends it.
    if (held?.fence !== claim.fence) await deps.calls.release(scope, customerNumber, claim.fence);
    return last === null ? refused({ code: 'nothing_to_call' }) : refused({ code: 'called_meanwhile', call: last });
  };
}

/** See {@link makeReleaseCall}. */
export type ReleaseCall = (
  input: ToPartner & { readonly fence?: number | null },
) => Promise<Result<null, NotFound | NotClaimed | ClaimedByOther>>;

/** Gives the caller's claim back, so that others can call at once. */
export function makeReleaseCall(deps: CallDeps): ReleaseCall {
  return async ({ scope, customerNumber, fence = null }) =>
    (await deps.calls.release(scope, customerNumber, fence)) ? granted(null) : notTheirs(deps, scope, customerNumber);
}

/** What a caller reports. */
export interface CallReport extends ToPartner {
  readonly outcome: CallOutcome;
  /** The claim's number, as it was given; without it the caller's present claim is meant. */
  readonly fence?: number | null;
  /** With `answered`: what the partner says, each booking once. */
  readonly answers?: readonly CallAnswer[];
  /** With `call_back`: when. */
  readonly at?: Instant | null;
  readonly note?: string | null | undefined;
  /** What this request has written already is not written again (api#idempotency-key). */
  readonly askedBy?: KeyedRequest | undefined;
}

/** What became of a report. */
export interface CallReported {
  /** With `answered`: one result per answer, in their order. */
  readonly results: readonly BatchResult[];
  /** The claim, when the call goes on; null when it is over. */
  readonly claim: Claim | null;
}

/** Why a report is refused: nothing of it is kept. */
export type CallReportRefusal =
  | NotFound
  | NotClaimed
  | ClaimedByOther
  | { readonly code: CallBackRefusal | DeclineReasonRefusal | 'note_missing' | 'answers_missing' };

/** See {@link makeRecordCall}. */
export type RecordCallOutcome = (report: CallReport) => Promise<Result<CallReported, CallReportRefusal>>;

/**
 * Keeps what came of a call (calls#outcomes), from the holder of the claim alone. A claim that has ended, or was made
 * anew, refuses it, so that a late report overwrites nobody's. Answers are given like all of the office's, one
 * conditional write each.
 */
export function makeRecordCall(deps: CallDeps): RecordCallOutcome {
  return async (report) => {
    const { scope, customerNumber, fence = null, outcome } = report;
    const done = await writtenBefore(deps, report);
    if (done !== undefined) return granted(done);
    const held = (await deps.calls.claims(scope)).get(customerNumber);
    if (held?.by !== scope.address || (fence !== null && held.fence !== fence))
      return notTheirs(deps, scope, customerNumber);
    if (outcome === 'answered') return answered(deps, report, held);
    const note = keptNotes(report.note);
    if (outcome === 'note' && note === null) return refused({ code: 'note_missing' });
    const { phone = null } = (await deps.partners.find(customerNumber)) ?? {};
    return untilWritten(async () => {
      const now = deps.clock.now();
      const open = (await deps.readCalls.entry(scope, customerNumber))?.bookings ?? [];
      const callBackAt = outcome === 'call_back' ? (report.at ?? null) : null;
      const unfit = outcome === 'call_back' ? refuseCallBack(callBackAt, open, now) : null;
      if (unfit !== null) return refused({ code: unfit });
      const call: Call = { customerNumber, at: now, by: scope.address, outcome, callBackAt, note, phone };
      const goesOnMs = outcome === 'note' ? CLAIM_LASTS_MS : null;
      const changes = open
        .flatMap((booking) => changeBy(deps, booking, { ...call, outcome }))
        .map((change) => ({ ...change, askedBy: report.askedBy }));
      const settled = await deps.calls.settle(scope, { call, fence: held.fence, goesOnMs }, changes);
      if (settled === 'claim_lost') return notTheirs(deps, scope, customerNumber);
      if (settled === 'stale') return STALE;
      return granted({ results: [], claim: await goingOn(deps, scope, customerNumber) });
    }, 'The bookings are being changed by many at once; the call is kept in a moment.');
  };
}

function changeBy(
  { policy }: CallDeps,
  booking: Stored,
  { at, by, outcome, callBackAt, note }: Call & { readonly outcome: Exclude<CallOutcome, 'answered'> },
) {
  const actor = { type: 'manager', address: by } as const;
  const decision = decide(policy, booking, {
    type: 'record_call',
    at,
    actor,
    outcome,
    callBackAt,
    note: note !== null,
  });
  return decision.ok && decision.value.length > 0 ? [updateOf(policy, booking, decision.value)] : [];
}

async function answered(
  deps: CallDeps,
  { scope, customerNumber, answers = [], note, askedBy }: CallReport,
  { fence }: Claim,
): Promise<Result<CallReported, CallReportRefusal>> {
  if (answers.length === 0) return refused({ code: 'answers_missing' });
  const unfit = await refuseDecline(deps.declineReasons, answers, note);
  if (unfit !== null) return refused({ code: unfit });
  // From here on nobody else can claim the partner before the answers are written.
  if ((await deps.calls.prolong(scope, customerNumber, fence, CLAIM_LASTS_MS)) === undefined)
    return notTheirs(deps, scope, customerNumber);
  const theirs = new Set(
    (
      await deps.bookings.findMany(
        scope,
        answers.map(({ id }) => id),
      )
    )
      .filter((booking) => booking.customerNumber === customerNumber)
      .map(({ id }) => id),
  );
  const shown = shownToCaller(answers);
  const results = new Map<BookingId, BatchResult>();
  for (const [answer, ids] of answersTogether(answers, note)) {
    const own = ids.filter((id) => theirs.has(id));
    if (own.length === 0) continue;
    const given = await deps.answerBookings({ scope, ids: own, answer, shown, askedBy });
    if (given.ok) for (const result of given.value) results.set(result.id, result);
  }
  const all = answers.map(({ id }) => results.get(id) ?? { id, ...refused({ code: 'not_found' as const }) });
  if (all.some(({ ok }) => ok)) await keepAnswered(deps, { scope, customerNumber, fence });
  return granted({ results: all, claim: await goingOn(deps, scope, customerNumber) });
}

/**
 * The answers stand in each booking's timeline, with the note. The call itself is kept beside them without it, so that the
 * note is only where it ends with its booking; the call ends with the last question.
 */
async function keepAnswered(
  deps: CallDeps,
  { scope, customerNumber, fence }: ToPartner & { readonly fence: number },
): Promise<void> {
  const open = await deps.readCalls.entry(scope, customerNumber);
  const { phone = null } = (await deps.partners.find(customerNumber)) ?? {};
  const call: Call = {
    customerNumber,
    at: deps.clock.now(),
    by: scope.address,
    outcome: 'answered',
    callBackAt: null,
    note: null,
    phone,
  };
  await deps.calls.settle(scope, { call, fence, goesOnMs: open === undefined ? null : CLAIM_LASTS_MS }, []);
}

async function unknownOrDone(
  deps: CallDeps,
  customerNumber: CustomerNumber,
): Promise<Result<never, NotFound | NothingToCall>> {
  const partner = await deps.partners.find(customerNumber);
  return refused({ code: partner === undefined ? 'not_found' : 'nothing_to_call' });
}

async function notTheirs(
  deps: CallDeps,
  scope: ManagerScope,
  customerNumber: CustomerNumber,
): Promise<Result<never, NotFound | NotClaimed | ClaimedByOther>> {
  const claim = (await deps.calls.claims(scope)).get(customerNumber);
  if (claim !== undefined && claim.by !== scope.address) return refused({ code: 'claimed_by_other', claim });
  const known =
    claim !== undefined ||
    (await deps.partners.find(customerNumber)) !== undefined ||
    (await deps.readCalls.entry(scope, customerNumber)) !== undefined;
  return refused({ code: known ? 'not_claimed' : 'not_found' });
}
