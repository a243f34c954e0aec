import { asBookingId, type Stored } from '../booking/booking.ts';
import type { Partners } from '../ports/partners.ts';
import { systemScope } from '../ports/scope.ts';
import type { HolidayRegion } from '../time/holiday-region.ts';
import { type ChangeDeps, countingHolidays } from './change-booking.ts';

/** See {@link makeRealignSchedule}. */
export type RealignSchedule = () => Promise<{ readonly bookings: number }>;

const SCOPE = systemScope('realigning due times');
const PAGE = 500;

/**
 * Computes again when each pending booking is next due, with its partner's holidays. Needed once after the configured hours have changed, because
 * due times are stored with the bookings.
 */
export function makeRealignSchedule(deps: ChangeDeps & { readonly partners: Partners }): RealignSchedule {
  return async () => {
    let after = asBookingId(0);
    let seen = 0;
    for (;;) {
      const page = await deps.bookings.pending(SCOPE, after, PAGE);
      const last = page.at(-1);
      if (last === undefined) return { bookings: seen };
      // A stale one was changed meanwhile, and got its new due time with that change.
      const partners = await deps.partners.findMany([...new Set(page.map(({ customerNumber }) => customerNumber))]);
      const holidaysOf = ({ customerNumber, holidays }: Stored): HolidayRegion | null =>
        partners.has(customerNumber) ? (partners.get(customerNumber)?.holidays ?? null) : holidays;
      await deps.bookings.commitEach(
        page.map((booking) => countingHolidays(deps.policy, booking, holidaysOf(booking))),
      );
      seen += page.length;
      after = last.id;
    }
  };
}
