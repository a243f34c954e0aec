import { randomUUID } from 'node:crypto';
import {
  type BookingChange,
  type Bookings,
  type BouncedAddress,
  type CommitOutcome,
  type Stored,
  TransientFailure,
} from '@miomente/booking-domain';
import type { Database, Query } from '../database/database.ts';
import { isCollision, isTimeOut, mayHaveHappened, sqlState, translated } from '../database/failures.ts';
import type { RequestId } from '../database/request-id.ts';
import type { AttemptEnd } from '../outbox/finish-statement.ts';
import { bouncedParameter } from '../records/mark-statement.ts';
import { commitParameters } from './commit-parameters.ts';
import { COMMIT_STATEMENT, STALE_STATE, type Written } from './commit-statement.ts';
import { whatBecameOf } from './lost-commit.ts';

const MAX_TRIES = 4;

/** The writing half of `Bookings`: every change is one conditional write with all its effects. */
export function postgresCommits(db: Database, requestId: RequestId): Pick<Bookings, 'commitAll' | 'commitEach'> {
  return {
    commitAll: async (changes, bounced) => {
      if (changes.length === 0 && bounced === undefined) return { type: 'committed', bookings: [] };
      // A single change needs no undo: it is written or not.
      const needed = changes.length === 1 && bounced === undefined ? 0 : changes.length;
      const written = await commit(db, changes, { needed, requestId: requestId(), ...(bounced && { bounced }) });
      if (written === 'stale' || written.length < changes.length) return { type: 'stale' };
      return { type: 'committed', bookings: bookingsOf(changes, written) };
    },
    commitEach: async (changes) => {
      if (changes.length === 0) return [];
      const written = await commit(db, changes, { needed: 0, requestId: requestId() });
      if (written === 'stale') return changes.map(() => ({ type: 'stale' }));
      const outcomes: CommitOutcome[] = changes.map(() => ({ type: 'stale' }));
      for (const change of written) {
        const [booking] = bookingsOf(changes, [change]);
        if (booking !== undefined) outcomes[change.n] = { type: 'committed', booking };
      }
      return outcomes;
    },
  };
}

interface Commit {
  readonly needed: number;
  readonly requestId: string | null;
  readonly end?: AttemptEnd;
  readonly bounced?: BouncedAddress;
  readonly call?: string;
}

/**
 * Makes one commit, and repeats it when others undid it or it provably never arrived.
 * @param needed how many changes must be written for any to be written
 * @param beside the end of a delivery's attempt, the mark of an address, or a call, without which nothing is written
 */
async function commit(
  db: Database,
  changes: readonly BookingChange[],
  { needed, requestId, ...beside }: Commit,
): Promise<readonly Written[] | 'stale'> {
  const parameters = commitParameters(changes);
  const end = beside.end === undefined ? null : JSON.stringify(beside.end);
  const bounced = beside.bounced === undefined ? null : bouncedParameter(beside.bounced);
  const call = beside.call ?? null;
  const askedBy = changes.find((change) => change.askedBy !== undefined)?.askedBy?.id ?? null;
  for (let tries = 1; ; tries += 1) {
    const commitId = randomUUID();
    const query: Query = {
      text: COMMIT_STATEMENT,
      values: [...parameters, commitId, needed, requestId, end, bounced, call, askedBy],
    };
    try {
      const [row] = await db.raw<{ written: readonly Written[] }>(query);
      return row?.written ?? [];
    } catch (error) {
      if (sqlState(error) === STALE_STATE) return 'stale';
      if (mayHaveHappened(error)) {
        const written = await whatBecameOf(db, commitId);
        if (written !== 'not_made') return written;
      } else if (!isCollision(error)) throw translated(error);
      if (tries >= MAX_TRIES || isTimeOut(error)) throw notMade(error);
    }
  }
}

/**
 * Makes a change together with the end of a delivery's attempt; each needs the other.
 * @returns `superseded` when a newer attempt has begun
 */
export async function commitWithEnd(
  db: Database,
  change: BookingChange,
  { end, requestId }: { readonly end: AttemptEnd; readonly requestId: string | null },
): Promise<'recorded' | 'superseded' | 'stale'> {
  const written = await commit(db, [change], { needed: 1, requestId, end });
  if (written === 'stale') return 'stale';
  return written.length === 0 ? 'superseded' : 'recorded';
}

/**
 * Makes changes together with a call of the office; each needs the others.
 * @param changes at least one
 * @param call the parameter of the statement
 */
export async function commitWithCall(
  db: Database,
  changes: readonly BookingChange[],
  { call, requestId }: { readonly call: string; readonly requestId: string | null },
): Promise<'settled' | 'claim_lost' | 'stale'> {
  const written = await commit(db, changes, { needed: changes.length, requestId, call });
  if (written === 'stale') return 'stale';
  return written.length === 0 ? 'claim_lost' : 'settled';
}

function notMade(error: unknown): unknown {
  return new TransientFailure('The change was not made; try it again.', { cause: translated(error) });
}

/** The stored bookings, in the order of their changes. */
function bookingsOf(changes: readonly BookingChange[], written: readonly Written[]): readonly Stored[] {
  return written
    .toSorted((a, b) => a.n - b.n)
    .flatMap(({ n, id, version }) => {
      const change = changes[n];
      return change === undefined ? [] : [{ ...change.booking, id, version }];
    });
}
