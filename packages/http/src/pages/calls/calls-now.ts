import type { ManagerSession } from '../../session/session.ts';
import type { Visitor } from '../gates.ts';
import { waitingOf } from '../manager/attention-page.tsx';
import type { PagesDeps } from '../pages-deps.ts';
import { whoCalls } from './call-entry.tsx';

/** What the script of the calls shows (calls#alive). */
export interface CallsNow {
  /** How many bookings need a call: the list has changed when it is another number. */
  readonly open: number;
  readonly claims: readonly { readonly of: string; readonly mine: boolean; readonly who: string }[];
}

/** Who is calling whom now, in the reader's words. */
export async function callsNow(deps: PagesDeps, { session, reader }: Visitor<ManagerSession>): Promise<CallsNow> {
  const claims = await deps.readCalls.claims(session.scope);
  return {
    open: waitingOf(reader)?.escalated ?? 0,
    claims: [...claims].map(([of, claim]) => ({
      of,
      mine: claim.by === session.address,
      who: whoCalls(reader, claim),
    })),
  };
}
