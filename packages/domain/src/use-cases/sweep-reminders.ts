import type { BookingId, Stored } from '../booking/booking.ts';
import { MAX_BUNDLE, sweepBundle } from '../booking/bundle.ts';
import { decide } from '../booking/decide/decide.ts';
import type { BookingEvent } from '../booking/event.ts';
import type { CustomerNumber } from '../partner/partner.ts';
import type { BookingChange } from '../ports/bookings.ts';
import type { Clock } from '../ports/clock.ts';
import { systemScope } from '../ports/scope.ts';
import type { Instant } from '../time/instant.ts';
import { type ChangeDeps, updateOf } from './change-booking.ts';

/** What one sweep did. */
export interface SweepResult {
  readonly firstReminders: number;
  readonly secondReminders: number;
  readonly escalations: number;
  /** Bookings that could not be processed; the next sweep tries them again. */
  readonly failed: number;
}

/** What {@link makeSweepReminders} needs. */
export interface SweepDeps extends ChangeDeps {
  readonly clock: Clock;
  /** The number of bookings per write. */
  readonly batchSize?: number;
  /** Called for a booking that failed; must not throw. */
  readonly onBookingFailure?: (bookingId: BookingId, error: unknown) => void;
}

/** See {@link makeSweepReminders}. */
export type SweepReminders = () => Promise<SweepResult>;

const SCOPE = systemScope('the reminder sweep');
const DEFAULT_BATCH = 500;

/**
 * FR-4: sends everything that is due, at most one step per booking. Any number may run at once: each step is written on
 * the condition that nobody else has done it. A failing booking does not stop the others.
 * @throws TransientFailure when the due bookings can't be read at all
 */
export function makeSweepReminders(deps: SweepDeps): SweepReminders {
  return async () => {
    const now = deps.clock.now();
    const batch = deps.batchSize ?? DEFAULT_BATCH;
    const seen = new Set<BookingId>();
    // Failed ones stay due; the next page must reach beyond them.
    const stuck = new Set<BookingId>();
    const failed = new Set<BookingId>();
    const events: BookingEvent[] = [];
    for (;;) {
      const due = await deps.bookings.due(SCOPE, now, batch + stuck.size);
      const fresh = due.filter((booking) => !seen.has(booking.id));
      if (fresh.length === 0 && due.every((booking) => stuck.has(booking.id))) break;
      for (const booking of due) if (seen.has(booking.id)) stuck.add(booking.id);
      for (const booking of fresh) seen.add(booking.id);
      for (const together of batchesOf(fresh, batch)) events.push(...(await sweepBatch(deps, together, now, failed)));
      for (const id of failed) stuck.add(id);
    }
    const count = (wanted: (event: BookingEvent) => boolean): number => events.filter(wanted).length;
    return {
      firstReminders: count((event) => event.type === 'reminded' && event.step === 1),
      secondReminders: count((event) => event.type === 'reminded' && event.step === 2),
      escalations: count((event) => event.type === 'escalated'),
      failed: failed.size,
    };
  };
}

/**
 * What is written at once. A worker may send a bundle as soon as one of its mails is written, so all of a partner are
 * written together, or at least whole mails.
 * @param size of a batch; one is larger only for a partner whose bookings fill no more than one mail
 */
function batchesOf(bookings: readonly Stored[], size: number): readonly (readonly Stored[])[] {
  const wholeMails = Math.max(MAX_BUNDLE, size - (size % MAX_BUNDLE));
  const partners = new Map<CustomerNumber, Stored[]>();
  for (const booking of bookings) {
    const own = partners.get(booking.customerNumber);
    if (own === undefined) partners.set(booking.customerNumber, [booking]);
    else own.push(booking);
  }
  const batches: Stored[][] = [];
  for (const own of partners.values()) {
    for (let from = 0; from < own.length; from += wholeMails) {
      const part = own.slice(from, from + wholeMails);
      const last = batches.at(-1);
      if (last !== undefined && last.length + part.length <= size) last.push(...part);
      else batches.push(part);
    }
  }
  return batches;
}

async function sweepBatch(
  deps: SweepDeps,
  bookings: readonly Stored[],
  at: Instant,
  failed: Set<BookingId>,
): Promise<readonly BookingEvent[]> {
  const changes = bookings.flatMap((booking) => {
    const decision = decide(deps.policy, booking, { type: 'sweep', at });
    const change = updateOf(deps.policy, booking, decision.ok ? decision.value : []);
    return [{ ...change, bundle: sweepBundle(booking.customerNumber, at) }];
  });
  try {
    return await commit(deps, changes);
  } catch (error) {
    return changes.length === 1 ? fail(deps, changes, error, failed) : oneByOne(deps, changes, failed);
  }
}

/** Finds the one that can't be written, and writes the others. */
async function oneByOne(
  deps: SweepDeps,
  changes: readonly BookingChange[],
  failed: Set<BookingId>,
): Promise<readonly BookingEvent[]> {
  const done: BookingEvent[] = [];
  for (const change of changes) {
    try {
      done.push(...(await commit(deps, [change])));
    } catch (error) {
      fail(deps, [change], error, failed);
    }
  }
  return done;
}

function fail(
  deps: SweepDeps,
  changes: readonly BookingChange[],
  error: unknown,
  failed: Set<BookingId>,
): readonly BookingEvent[] {
  for (const change of changes) {
    if (change.type === 'create') continue;
    failed.add(change.before.id);
    deps.onBookingFailure?.(change.before.id, error);
  }
  return [];
}

/** The events that were written; stale bookings were advanced by somebody else. */
async function commit(deps: SweepDeps, changes: readonly BookingChange[]): Promise<readonly BookingEvent[]> {
  const outcomes = await deps.bookings.commitEach(changes);
  return changes.flatMap((change, i) => (outcomes[i]?.type === 'committed' ? change.events : []));
}
