import type { BookingId, Stored } from '../booking/booking.ts';
import { sweepBundle } from '../booking/bundle.ts';
import { decide } from '../booking/decide/decide.ts';
import type { BookingEvent } from '../booking/event.ts';
import type { BookingChange } from '../ports/bookings.ts';
import type { Clock } from '../ports/clock.ts';
import type { DuePlace, SweepId } from '../ports/due.ts';
import { systemScope } from '../ports/scope.ts';
import { type DurationMs, type Instant, MINUTE_MS } from '../time/instant.ts';
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
  /** How many bookings are enough for one write. */
  readonly batchSize?: number;
  /** Called for a booking that failed; must not throw. */
  readonly onBookingFailure?: (bookingId: BookingId, error: unknown) => void;
}

/** See {@link makeSweepReminders}. */
export type SweepReminders = () => Promise<SweepResult>;

const SCOPE = systemScope('the reminder sweep');
const DEFAULT_BATCH = 500;
/** Longer than a page takes to be written. */
const CLAIM_MS: DurationMs = 2 * MINUTE_MS;

/**
 * FR-4: sends everything that is due, at most one step per booking. Any number may run at once, and share the work: each
 * claims whole partners, and only at the end what others have claimed and not done, be it that they were killed
 * (reminders#sweep). Each step is written on the condition that nobody else has done it. A failing booking does not stop
 * the others.
 * @throws TransientFailure when the due bookings can't be read
 */
export function makeSweepReminders(deps: SweepDeps): SweepReminders {
  return async () => {
    const now = deps.clock.now();
    const limit = deps.batchSize ?? DEFAULT_BATCH;
    const seen = new Set<BookingId>();
    const failed = new Set<BookingId>();
    const events: BookingEvent[] = [];
    let sweep: SweepId | null = null;
    for (const others of ['left', 'taken'] as const) {
      let after: DuePlace | null = null;
      do {
        const page = await deps.bookings.claimDue(SCOPE, now, { sweep, after, limit, forMs: CLAIM_MS, others });
        // What was tried, and is due still, is left to the next sweep.
        const fresh = page.bookings.filter(({ id }) => !seen.has(id));
        for (const { id } of fresh) seen.add(id);
        if (fresh.length > 0) events.push(...(await sweepPage(deps, fresh, now, failed)));
        sweep = page.sweep;
        after = page.next;
      } while (after !== null);
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

/** Writes all at once: a worker may send a bundle as soon as one of its mails is written. */
async function sweepPage(
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
