import type { Stored } from '../booking/booking.ts';
import type { Call, Claim } from '../calls/call.ts';
import { callHistory } from '../calls/history.ts';
import { type CallEntry, callQueueOf } from '../calls/queue.ts';
import { NO_FACTS, type Silence, silenceOf, silenceOfAll } from '../calls/silence.ts';
import { type PageOf, type Paging, pageFrom } from '../listing/paging.ts';
import type { CustomerNumber, Partner } from '../partner/partner.ts';
import type { Bookings } from '../ports/bookings.ts';
import type { Calls } from '../ports/calls.ts';
import type { Clock } from '../ports/clock.ts';
import type { Partners } from '../ports/partners.ts';
import type { ManagerScope } from '../ports/scope.ts';
import { DAY_MS, type DurationMs, type Instant } from '../time/instant.ts';
import type { PressPolicy } from '../token/press.ts';

/** The maximum number of bookings that the queue is made of, soonest events first. */
export const MAX_CALLED = 5_000;
/** How long earlier calls are looked at. */
export const CALLS_LOOKED_AT_MS: DurationMs = 90 * DAY_MS;

/** What reading the queue needs. */
export interface ReadCallsDeps {
  readonly bookings: Pick<Bookings, 'attention' | 'find'>;
  readonly calls: Calls;
  readonly partners: Partners;
  readonly clock: Clock;
  readonly press: PressPolicy;
}

/** A booking of an entry, with why its partner hasn't answered. */
export interface CallQuestion {
  readonly booking: Stored;
  readonly silence: Silence;
}

/** An entry of the queue with why nobody answers. */
export interface SilentEntry extends CallEntry {
  readonly questions: readonly CallQuestion[];
  readonly silence: Silence;
}

/** See {@link makeReadCalls}. */
export interface ReadCalls {
  /** One page of the partners to call, with all that is known before one dials. */
  page(scope: ManagerScope, paging: Paging): Promise<PageOf<SilentEntry> & { readonly questions: number }>;
  /** All partners to call, without why they don't answer. */
  queue(scope: ManagerScope): Promise<readonly CallEntry[]>;
  /** One partner to call; undefined when nothing of theirs needs a call. */
  entry(scope: ManagerScope, customerNumber: CustomerNumber): Promise<CallEntry | undefined>;
  /** The same, with all that is known before one dials. */
  silent(scope: ManagerScope, customerNumber: CustomerNumber): Promise<SilentEntry | undefined>;
  /** Who is calling whom now. */
  claims(scope: ManagerScope): Promise<ReadonlyMap<CustomerNumber, Claim>>;
  /** Every call to a partner, with its note, oldest first. */
  callsTo(scope: ManagerScope, customerNumber: CustomerNumber): Promise<readonly Call[]>;
  /** Since when a partner's present number is known to be wrong (calls#wrong-number); null when it isn't. */
  wrongNumberAt(scope: ManagerScope, partner: Partner): Promise<Instant | null>;
}

/** Reads whom the office is to call (calls#queue). */
export function makeReadCalls(deps: ReadCallsDeps): ReadCalls {
  const queue = async (scope: ManagerScope, of?: CustomerNumber): Promise<readonly CallEntry[]> => {
    const now = deps.clock.now();
    const { rows: bookings } = await deps.bookings.attention(
      scope,
      'escalated',
      now,
      { page: 1, limit: MAX_CALLED },
      of,
    );
    const numbers = [...new Set(bookings.map(({ customerNumber }) => customerNumber))];
    if (numbers.length === 0) return [];
    const [partners, claims, calls] = await Promise.all([
      deps.partners.findMany(numbers),
      deps.calls.claims(scope),
      deps.calls.callsTo(scope, numbers, now - CALLS_LOOKED_AT_MS),
    ]);
    return callQueueOf({ bookings, partners, claims, calls }, now);
  };
  const silent = async (scope: ManagerScope, rows: readonly CallEntry[]): Promise<readonly SilentEntry[]> => {
    const ids = rows.flatMap(({ bookings }) => bookings.map(({ id }) => id));
    const facts = ids.length === 0 ? new Map() : await deps.calls.contacts(scope, ids);
    return rows.map((entry) => withSilence(deps, entry, facts));
  };
  return {
    queue: (scope) => queue(scope),
    entry: async (scope, customerNumber) => (await queue(scope, customerNumber))[0],
    silent: async (scope, customerNumber) => (await silent(scope, await queue(scope, customerNumber)))[0],
    claims: (scope) => deps.calls.claims(scope),
    callsTo: (scope, customerNumber) => deps.calls.callsTo(scope, [customerNumber], 0),
    wrongNumberAt: async (scope, partner) => {
      const calls = await deps.calls.callsTo(scope, [partner.customerNumber], 0);
      return callHistory(calls, { since: deps.clock.now(), partner }).wrongNumberAt;
    },
    page: async (scope, paging) => {
      const all = await queue(scope);
      const { rows, total } = pageFrom(all, paging);
      const questions = all.reduce((sum, { bookings }) => sum + bookings.length, 0);
      return { rows: await silent(scope, rows), total, questions };
    },
  };
}

const NOBODY_ASKED: Silence = { state: 'not_delivered', reason: 'not_asked', at: null };

function withSilence(
  { press }: ReadCallsDeps,
  entry: CallEntry,
  facts: Awaited<ReturnType<Calls['contacts']>>,
): SilentEntry {
  const known = { partner: entry.partner, quietMs: press.quietMs };
  const questions = entry.bookings.map((booking) => ({
    booking,
    silence: silenceOf(booking, facts.get(booking.id) ?? NO_FACTS, known),
  }));
  return { ...entry, questions, silence: silenceOfAll(questions.map(({ silence }) => silence)) ?? NOBODY_ASKED };
}

/** See {@link makeReadSilence}. */
export type ReadSilence = (
  scope: ManagerScope,
  bookings: readonly Stored[],
  partner: Partner | undefined,
) => Promise<{ readonly of: ReadonlyMap<number, Silence>; readonly calls: readonly Call[] }>;

/** Why a partner doesn't answer these bookings of theirs, by id, and the calls to them, oldest first. */
export function makeReadSilence(deps: ReadCallsDeps): ReadSilence {
  return async (scope, bookings, partner) => {
    const since = deps.clock.now() - CALLS_LOOKED_AT_MS;
    const numbers = [...new Set(bookings.map(({ customerNumber }) => customerNumber))];
    const [facts, calls] = await Promise.all([
      deps.calls.contacts(
        scope,
        bookings.map(({ id }) => id),
      ),
      deps.calls.callsTo(scope, numbers, since),
    ]);
    const known = { partner, quietMs: deps.press.quietMs };
    const silences = bookings.map(
      (booking) => [booking.id, silenceOf(booking, facts.get(booking.id) ?? NO_FACTS, known)] as const,
    );
    return { of: new Map(silences), calls };
  };
}
