import type { Partner } from '../partner/partner.ts';
import type { Instant } from '../time/instant.ts';
import type { Call } from './call.ts';

/** What is known of earlier calls to a partner. */
export interface CallHistory {
  /** The last call since the oldest open question; null for none. */
  readonly last: Call | null;
  /** How often nobody picked up since the oldest open question, or since somebody last did. */
  readonly notReached: number;
  readonly notReachedAt: Instant | null;
  /** When the partner is to be called again, also when that has passed; null when nothing is agreed. */
  readonly callBackAt: Instant | null;
  /** Since when the present number is known to be wrong. */
  readonly wrongNumberAt: Instant | null;
  /** When somebody last got an answer. */
  readonly reachedAt: Instant | null;
  /** The last note, of the open questions. */
  readonly note: (Pick<Call, 'at' | 'by'> & { readonly text: string }) | null;
}

/**
 * What earlier calls say (calls#call-history). A corrected number is no longer wrong; what was agreed or tried before the
 * open questions came up counts no more.
 * @param calls the partner's, oldest first
 * @param since when the oldest open question came to the office
 */
export function callHistory(
  calls: readonly Call[],
  { since, partner }: { readonly since: Instant; readonly partner: Partner | undefined },
): CallHistory {
  const reachedAt = calls.findLast(({ outcome }) => outcome === 'answered')?.at ?? null;
  const open = calls.filter(({ at }) => at >= since);
  const tries = open.filter(({ outcome, at }) => outcome === 'not_reached' && (reachedAt === null || at > reachedAt));
  const ending = open.findLast(({ outcome }) => outcome !== 'note');
  const wrong = calls.findLast(({ outcome }) => outcome === 'wrong_number');
  const noted = open.findLast(({ note }) => note !== null);
  return {
    last: open.at(-1) ?? null,
    notReached: tries.length,
    notReachedAt: tries.at(-1)?.at ?? null,
    callBackAt: ending?.callBackAt ?? null,
    wrongNumberAt: wrong !== undefined && wrong.phone === (partner?.phone ?? null) ? wrong.at : null,
    reachedAt,
    note: noted?.note == null ? null : { at: noted.at, by: noted.by, text: noted.note },
  };
}
