import { asBookingId } from '../booking/booking.ts';
import { NO_REPLAY, type Replay, replayed } from '../booking/replayed.ts';
import type { Bookings } from '../ports/bookings.ts';
import type { Clock } from '../ports/clock.ts';
import { systemScope } from '../ports/scope.ts';
import type { ReminderPolicy } from '../reminder/policy.ts';
import type { DurationMs } from '../time/instant.ts';

/** What {@link makeReplayHours} needs. */
export interface ReplayHoursDeps {
  readonly bookings: Pick<Bookings, 'createdSince'>;
  readonly clock: Clock;
}

/** See {@link makeReplayHours}. */
export type ReplayHours = (
  policies: readonly ReminderPolicy[],
  period: {
    /** How far back the bookings came in. */
    readonly sinceMs: DurationMs;
    /** Called after each page; must not throw. */
    readonly onProgress?: (bookings: number) => void;
  },
) => Promise<readonly Replay[]>;

const SCOPE = systemScope('replaying reminders under other hours');
const PAGE = 500;

/**
 * Says for each policy what its hours would have caused for the bookings that came in lately
 * (reminders#before-and-after). Only reads, a page at a time.
 */
export function makeReplayHours({ bookings, clock }: ReplayHoursDeps): ReplayHours {
  return async (policies, { sinceMs, onProgress }) => {
    const now = clock.now();
    let replays = policies.map(() => NO_REPLAY);
    let after = asBookingId(0);
    let seen = 0;
    for (;;) {
      const page = await bookings.createdSince(SCOPE, now - sinceMs, after, PAGE);
      const last = page.at(-1);
      if (last === undefined) return replays;
      replays = policies.map((policy, i) =>
        page.reduce((sum, booking) => replayed(policy, booking, now, sum), replays[i] ?? NO_REPLAY),
      );
      seen += page.length;
      onProgress?.(seen);
      after = last.id;
    }
  };
}
