import type { BookingId, OrderId, Stored } from '../booking/booking.ts';
import type { CustomerNumber } from '../partner/partner.ts';
import type { HolidayRegion } from '../time/holiday-region.ts';
import type { Instant } from '../time/instant.ts';
import type { SystemScope } from './scope.ts';

/** A place in the sequence of bookings whose customer's data is to be erased. */
export interface ErasureCursor {
  readonly overSince: Instant;
  readonly id: BookingId;
}

/**
 * The bookings that the product reads for its own work, over all partners and a part at a time; people never ask for
 * them. They fail as all of `Bookings` does.
 */
export interface SweepReads {
  /** Pending, not historic, never asked, event not started; of this partner. */
  unannounced(
    scope: SystemScope,
    customerNumber: CustomerNumber,
    now: Instant,
    limit: number,
  ): Promise<readonly Stored[]>;
  /** Pending bookings of this partner whose clock counts other holidays than these. */
  countingOtherHolidays(
    scope: SystemScope,
    customerNumber: CustomerNumber,
    holidays: HolidayRegion | null,
    limit: number,
  ): Promise<readonly Stored[]>;
  /** Pending bookings with ids above `afterId`, by id; for paging through all of them. */
  pending(scope: SystemScope, afterId: BookingId, limit: number): Promise<readonly Stored[]>;
  /** Bookings in any status that came in at an instant or later, with ids above `afterId`, by id. */
  createdSince(scope: SystemScope, since: Instant, afterId: BookingId, limit: number): Promise<readonly Stored[]>;
  /**
   * Distinct order ids above `afterOrderId`, ascending, of bookings that are not cancelled and whose event is in the
   * future or has no date.
   */
  upcomingOrderIds(scope: SystemScope, now: Instant, afterOrderId: OrderId, limit: number): Promise<readonly OrderId[]>;
  /**
   * Bookings whose customer's data is not erased and that have been over (`overSince`) since this instant or longer,
   * longest first; for paging through all of them.
   * @param after the last one of the page before
   */
  erasable(
    scope: SystemScope,
    overUntil: Instant,
    after: ErasureCursor | null,
    limit: number,
  ): Promise<readonly Stored[]>;
  /** Every booking with this address of its customer, ignoring case, by id. */
  ofCustomer(scope: SystemScope, email: string): Promise<readonly Stored[]>;
  /** The number of pending or confirmed bookings with unexpired tokens, by the key their token was made with. */
  liveTokenKeys(scope: SystemScope, now: Instant): Promise<ReadonlyMap<string, number>>;
}
