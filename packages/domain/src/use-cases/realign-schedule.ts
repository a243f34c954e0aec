import { asBookingId } from '../booking/booking.ts';
import { systemScope } from '../ports/scope.ts';
import { type ChangeDeps, updateOf } from './change-booking.ts';

/** See {@link makeRealignSchedule}. */
export type RealignSchedule = () => Promise<{ readonly bookings: number }>;

const SCOPE = systemScope('realigning due times');
const PAGE = 500;

/**
 * Computes again when each pending booking is next due. Needed once after the configured hours have changed, because
 * due times are stored with the bookings.
 */
export function makeRealignSchedule(deps: ChangeDeps): RealignSchedule {
  return async () => {
    let after = asBookingId(0);
    let seen = 0;
    for (;;) {
      const page = await deps.bookings.pending(SCOPE, after, PAGE);
      const last = page.at(-1);
      if (last === undefined) return { bookings: seen };
      // A stale one was changed meanwhile, and got its new due time with that change.
      await deps.bookings.commitEach(page.map((booking) => updateOf(deps.policy, booking, [])));
      seen += page.length;
      after = last.id;
    }
  };
}
