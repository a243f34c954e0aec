import type { BookingId, Stored } from '../booking/booking.ts';
import { erasureMessages, overSince, withoutCustomer } from '../booking/erase-customer.ts';
import type { BookingPolicy } from '../booking/policy.ts';
import type { BookingChange, Bookings } from '../ports/bookings.ts';
import type { Calls } from '../ports/calls.ts';
import type { Clock } from '../ports/clock.ts';
import type { KeptAnswers } from '../ports/kept-answers.ts';
import type { Mailer } from '../ports/mailer.ts';
import type { Replies } from '../ports/replies.ts';
import { systemScope } from '../ports/scope.ts';
import type { ErasureCursor } from '../ports/sweep-reads.ts';
import { nextSweepAt } from '../reminder/schedule.ts';
import type { DurationMs, Instant } from '../time/instant.ts';

/** Dependencies of {@link makeEraseCustomerData}. */
export interface EraseDeps {
  readonly bookings: Bookings;
  readonly calls: Pick<Calls, 'countNotes' | 'eraseNotes'>;
  readonly replies: Pick<Replies, 'forget'>;
  readonly keptAnswers: Pick<KeptAnswers, 'forget' | 'forgetErased'>;
  readonly mailer: Mailer;
  readonly policy: BookingPolicy;
  readonly clock: Clock;
  /** `ERASE_CUSTOMER_DATA_AFTER_DAYS`; null or absent: nothing is ever erased. */
  readonly eraseCustomerAfterMs?: DurationMs | null;
  /** The number of bookings erased at once. */
  readonly batchSize?: number;
}

/** How to erase. */
export interface EraseOptions {
  /** Only counts. */
  readonly dryRun?: boolean;
  /** Called after each batch with the number of bookings so far. */
  readonly onProgress?: (done: number) => void;
}

/** How much was erased, or would be. */
export interface Erased {
  readonly bookings: number;
  /** Notes of calls. */
  readonly callNotes: number;
}

/** See {@link makeEraseCustomerData}. */
export type EraseCustomerData = (options?: EraseOptions) => Promise<Erased>;

/** All pages, read once: how many bookings were erased so far, and how many of the pages somebody else changed first. */
interface Pass {
  readonly done: number;
  readonly missed: number;
}

const SCOPE = systemScope('customer data that ends');
const BATCH = 200;
/** How often the bookings that others changed meanwhile are read once more, before the next run is waited for. */
const MAX_PASSES = 5;

/**
 * Erases the data of customers whose bookings have been over for long enough (orders#customer-data-ends), and the notes of
 * calls that were as long ago (orders#call-notes-end), and takes back kept answers that show them. It works in batches, each of them durable, so that it goes on
 * where it was interrupted; any number of processes may do so at once, and each booking is erased by one of them. A
 * booking that somebody changes again and again meanwhile is left to the next run.
 * @returns how many bookings and notes this call erased, or would erase
 */
export function makeEraseCustomerData(deps: EraseDeps): EraseCustomerData {
  const { bookings, calls, clock, eraseCustomerAfterMs: afterMs = null, batchSize = BATCH } = deps;
  return async ({ dryRun = false, onProgress } = {}) => {
    if (afterMs === null) return { bookings: 0, callNotes: 0 };
    const now = clock.now();
    const until = now - afterMs;
    const callNotes = await (dryRun ? calls.countNotes(SCOPE, until) : calls.eraseNotes(SCOPE, until));
    const pass = async (doneBefore: number): Promise<Pass> => {
      let done = doneBefore;
      let missed = 0;
      let after: ErasureCursor | null = null;
      for (;;) {
        const page: readonly Stored[] = await bookings.erasable(SCOPE, until, after, batchSize);
        if (page.length === 0) return { done, missed };
        const erased = dryRun ? page.length : await erase(deps, page, now);
        done += erased;
        missed += page.length - erased;
        if (erased > 0) onProgress?.(done);
        after = cursorOf(page);
      }
    };
    let { done, missed } = await pass(0);
    // A sweep, an import or another process was faster: what is still to erase is read again, as it is now.
    for (let passes = 1; missed > 0 && passes < MAX_PASSES; passes += 1) ({ done, missed } = await pass(done));
    if (!dryRun) await forgetAnswers(deps);
    return { bookings: done, callNotes };
  };
}

function cursorOf(page: readonly Stored[]): ErasureCursor | null {
  const last = page.at(-1);
  const since = last === undefined ? null : overSince(last);
  return last === undefined || since === null ? null : { overSince: since, id: last.id };
}

/**
 * Kept mails and answers to them go first: were it interrupted in between, the bookings would be found again. An answer
 * kept in between changes its booking, which is then read again.
 */
async function erase(deps: EraseDeps, page: readonly Stored[], at: Instant): Promise<number> {
  const { bookings, mailer, replies, policy } = deps;
  const ids = page.map(({ id }): BookingId => id);
  await mailer.forget?.(ids);
  await replies.forget(SCOPE, ids);
  const outcomes = await bookings.commitEach(page.map((before) => erasureOf(policy, before, at)));
  return outcomes.filter(({ type }) => type === 'committed').length;
}

/**
 * Answers to keyed requests show bookings. By what was erased ever, not by what this run erased: one that was interrupted,
 * or an answer that was on its way meanwhile, is made up for by the next. Those whose time is over show bookings too.
 */
async function forgetAnswers({ keptAnswers }: EraseDeps): Promise<void> {
  while ((await keptAnswers.forget()) > 0);
  await keptAnswers.forgetErased(SCOPE);
}

/** No event: what happened to the booking stays as it was. */
function erasureOf(policy: BookingPolicy, before: Stored, at: Instant): BookingChange {
  const booking = withoutCustomer(before, at);
  const messages = erasureMessages(before, at);
  return { type: 'update', before, booking, nextSweepAt: nextSweepAt(policy, booking), events: [], messages };
}
