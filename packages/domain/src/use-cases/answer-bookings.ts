import type { Booking, BookingId, Stored } from '../booking/booking.ts';
import { answerBundle, type BundleKey } from '../booking/bundle.ts';
import type { BookingCommand } from '../booking/command.ts';
import { decide } from '../booking/decide/decide.ts';
import { receiptOf } from '../booking/react.ts';
import type { BookingRefusal } from '../booking/refusal.ts';
import { checkDecline, type DeclineReasonRefusal, keptNotes } from '../decline-reason/decline-reason.ts';
import type { BookingChange } from '../ports/bookings.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeclineReasons } from '../ports/decline-reasons.ts';
import { TransientFailure } from '../ports/failure.ts';
import type { KeyedRequest } from '../ports/kept-answers.ts';
import type { ManagerScope, PartnerScope } from '../ports/scope.ts';
import { granted, type Result, refused } from '../result.ts';
import { answererOf } from './answerer.ts';
import { type ChangeDeps, type NotFound, updateOf } from './change-booking.ts';

/** The maximum number of bookings answered at once. */
export const MAX_BATCH = 100;
/** How often to decide again about bookings that somebody else changed meanwhile. */
const MAX_TRIES = 25;

/** One answer for several bookings. */
export type BatchAnswer =
  | { readonly action: 'confirm'; readonly notes?: string | undefined }
  | {
      readonly action: 'decline';
      /** A code of the reference table. */
      readonly reason: string;
      readonly notes?: string | undefined;
    };

/** Who answers which bookings, and how. */
export interface AnswerBookingsInput {
  readonly scope: PartnerScope | ManagerScope;
  /** Each once, at most {@link MAX_BATCH}. */
  readonly ids: readonly BookingId[];
  readonly answer: BatchAnswer;
  /** What they were shown of each, as `shownOf` has it: what is something else now is not answered (booking#as-shown). */
  readonly shown?: ReadonlyMap<BookingId, string> | undefined;
  /** What this request has answered already is not answered again, and counts as done (api#idempotency-key). */
  readonly askedBy?: KeyedRequest | undefined;
}

/** The result of this booking's answer is unknown, or too many changed it at once: ask again. */
export type TryAgain = { readonly code: 'try_again' };

/** The result for one of the bookings. */
export type BatchResult = { readonly id: BookingId } & Result<Stored, BookingRefusal | NotFound | TryAgain>;

/** See {@link makeAnswerBookings}. */
export type AnswerBookings = (
  input: AnswerBookingsInput,
) => Promise<Result<readonly BatchResult[], { readonly code: DeclineReasonRefusal }>>;

/**
 * Gives several bookings the same answer (booking#answered-as-one). Each is a separate conditional write with its own
 * audit and ticket, and one receipt for all that are confirmed: one that can't be answered, or was changed meanwhile, does not stop the others.
 * @returns a result for each id, in their order, or why none is answered: the reason of a decline
 * @throws TransientFailure when nothing was answered; if some were, the results are returned
 */
export function makeAnswerBookings(
  deps: ChangeDeps & { readonly clock: Clock; readonly declineReasons: DeclineReasons },
): AnswerBookings {
  return async ({ scope, ids, answer, shown, askedBy }) => {
    const command = await commandOf(deps, answer, scope);
    if (!command.ok) return command;
    const at = deps.clock.now();
    const [first] = ids;
    const receipts: Receipts =
      answer.action === 'confirm' && first !== undefined && ids.length > 1
        ? (booking) => answerBundle(booking.customerNumber, at, first)
        : null;
    const results = new Map<BookingId, BatchResult>();
    const open = () => ids.filter((id) => !results.has(id));
    for (let tries = 0; tries < MAX_TRIES && open().length > 0; tries += 1) {
      try {
        const asked = { scope, ids: open(), command: command.value, shown, receipts, askedBy };
        for (const result of await answerOnce(deps, asked)) results.set(result.id, result);
      } catch (error) {
        // With the results so far, nobody takes answered bookings for unanswered.
        if (!(error instanceof TransientFailure) || results.size === 0) throw error;
        break;
      }
    }
    return granted(ids.map((id) => results.get(id) ?? { id, ...refused({ code: 'try_again' as const }) }));
  };
}

type AnswerCommand = Extract<BookingCommand, { type: 'confirm' | 'decline' }>;

async function commandOf(
  { clock, declineReasons }: { readonly clock: Clock; readonly declineReasons: DeclineReasons },
  answer: BatchAnswer,
  scope: PartnerScope | ManagerScope,
): Promise<Result<() => AnswerCommand, { readonly code: DeclineReasonRefusal }>> {
  const answerer = answererOf(scope);
  if (answer.action === 'confirm')
    return granted(() => ({ type: 'confirm', at: clock.now(), ...answerer, notes: keptNotes(answer.notes) }));
  const checked = checkDecline(await declineReasons.all(), answer.reason, answer.notes);
  if (!checked.ok) return refused({ code: checked.refusal });
  return granted(() => ({ type: 'decline', at: clock.now(), ...answerer, ...checked.value }));
}

/** The bundle of a booking's receipt; null when none is sent for the whole. */
type Receipts = ((booking: Booking) => BundleKey) | null;

interface Round {
  readonly scope: PartnerScope | ManagerScope;
  readonly ids: readonly BookingId[];
  readonly command: () => AnswerCommand;
  readonly shown: AnswerBookingsInput['shown'];
  readonly receipts: Receipts;
  readonly askedBy: KeyedRequest | undefined;
}

/** Whoever confirms many gets one receipt for them all, also in the portal. */
function withReceipt<Change extends BookingChange>(change: Change, receipts: Receipts): Change {
  const { booking, messages } = change;
  if (receipts === null || booking.status !== 'confirmed') return change;
  const hasOne = messages.some((message) => message.type === 'send_mail' && message.mail === 'receipt');
  const receipt = receiptOf(booking.answer.at);
  return { ...change, messages: hasOne ? messages : [receipt, ...messages], bundle: receipts(booking) };
}

/** @returns the finished ones; the others were changed between reading and writing */
async function answerOnce(
  { bookings, policy, keptAnswers }: ChangeDeps,
  { scope, ids, command, shown, receipts, askedBy }: Round,
): Promise<readonly BatchResult[]> {
  const found = new Map((await bookings.findMany(scope, ids)).map((booking) => [booking.id, booking]));
  const written = askedBy === undefined ? [] : await keptAnswers.written(askedBy);
  const settled: BatchResult[] = [];
  const decided: { readonly before: Stored; readonly change: ReturnType<typeof updateOf> }[] = [];
  for (const id of ids) {
    const before = found.get(id);
    if (before !== undefined && written.includes(id)) {
      settled.push({ id, ...granted(before) });
      continue;
    }
    const decision =
      before === undefined
        ? refused({ code: 'not_found' as const })
        : decide(policy, before, { ...command(), shown: shown?.get(id) });
    if (!decision.ok) settled.push({ id, ...decision });
    else if (before !== undefined)
      decided.push({ before, change: { ...withReceipt(updateOf(policy, before, decision.value), receipts), askedBy } });
  }
  if (decided.length === 0) return settled;
  const outcomes = await bookings.commitEach(decided.map(({ change }) => change));
  for (const [place, { before }] of decided.entries()) {
    const outcome = outcomes[place];
    if (outcome?.type === 'committed') settled.push({ id: before.id, ...granted(outcome.booking) });
  }
  return settled;
}
