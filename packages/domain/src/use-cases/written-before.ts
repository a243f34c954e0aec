import type { CallOutcome } from '../booking/call-outcome.ts';
import type { CallAnswer, Claim } from '../calls/call.ts';
import type { CustomerNumber } from '../partner/partner.ts';
import type { Bookings } from '../ports/bookings.ts';
import type { Calls } from '../ports/calls.ts';
import type { KeptAnswers, KeyedRequest } from '../ports/kept-answers.ts';
import type { ManagerScope } from '../ports/scope.ts';
import { granted } from '../result.ts';
import type { BatchResult } from './answer-bookings.ts';

interface WrittenBeforeDeps {
  readonly calls: Pick<Calls, 'claims'>;
  readonly bookings: Pick<Bookings, 'findMany'>;
  readonly keptAnswers: Pick<KeptAnswers, 'written'>;
}

interface ReportedBefore {
  readonly scope: ManagerScope;
  readonly customerNumber: CustomerNumber;
  readonly outcome: CallOutcome;
  readonly answers?: readonly CallAnswer[];
  readonly askedBy?: KeyedRequest | undefined;
}

/** The caller's claim, when the call goes on; null when it is over. */
export async function goingOn(
  deps: { readonly calls: Pick<Calls, 'claims'> },
  scope: ManagerScope,
  customerNumber: CustomerNumber,
): Promise<Claim | null> {
  const claim = (await deps.calls.claims(scope)).get(customerNumber);
  return claim?.by === scope.address ? claim : null;
}

/**
 * What an earlier try of the same request wrote and could not report, when that was all of it: its claim may have ended
 * with it.
 */
export async function writtenBefore(
  deps: WrittenBeforeDeps,
  { scope, customerNumber, outcome, answers = [], askedBy }: ReportedBefore,
): Promise<{ readonly results: readonly BatchResult[]; readonly claim: Claim | null } | undefined> {
  const written = askedBy === undefined ? [] : await deps.keptAnswers.written(askedBy);
  if (written.length === 0) return undefined;
  const claim = await goingOn(deps, scope, customerNumber);
  if (outcome !== 'answered') return { results: [], claim };
  const found = new Map((await deps.bookings.findMany(scope, written)).map((booking) => [booking.id, booking]));
  const results = answers.flatMap(({ id }): BatchResult[] => {
    const booking = found.get(id);
    return booking === undefined ? [] : [{ id, ...granted(booking) }];
  });
  return results.length === answers.length ? { results, claim } : undefined;
}
