import type { BookingId } from '../booking/booking.ts';
import type { Call, Claim } from '../calls/call.ts';
import type { ContactFacts } from '../calls/silence.ts';
import type { CustomerNumber } from '../partner/partner.ts';
import type { DurationMs, Instant } from '../time/instant.ts';
import type { BookingChange } from './bookings.ts';
import type { ManagerScope, SystemScope } from './scope.ts';

/** A call that its holder reports on. */
export interface EndingCall {
  readonly call: Call;
  /** The claim's own number, when its holder names it: then no other claim is meant. */
  readonly fence: number | null;
  /** The claim goes on for so long from now; null ends it. */
  readonly goesOnMs: DurationMs | null;
}

/** Who of the office calls whom, and what came of it. A claim ends by the store's own clock. */
export interface Calls {
  /**
   * Claims a partner for the caller. Who holds the claim already keeps it, with its number, for so long from now.
   * @returns the claim that holds now: the caller's, or somebody else's that has not ended
   */
  claim(scope: ManagerScope, customerNumber: CustomerNumber, lastsMs: DurationMs): Promise<Claim>;
  /**
   * Prolongs the caller's claim, on the condition that it has not ended.
   * @returns undefined when the caller holds no claim, or not this one
   */
  prolong(
    scope: ManagerScope,
    customerNumber: CustomerNumber,
    fence: number | null,
    lastsMs: DurationMs,
  ): Promise<Claim | undefined>;
  /** Ends the caller's claim. @returns false when the caller holds none, or not this one */
  release(scope: ManagerScope, customerNumber: CustomerNumber, fence: number | null): Promise<boolean>;
  /**
   * Keeps a call, with changes of bookings: all are durable, or none.
   * @returns `claim_lost` when the caller's claim has ended, or is not this one; `stale` when a booking is not as a
   *   change expects it
   */
  settle(
    scope: ManagerScope,
    ending: EndingCall,
    changes: readonly BookingChange[],
  ): Promise<'settled' | 'claim_lost' | 'stale'>;
  /** The claims that have not ended, by partner. */
  claims(scope: ManagerScope): Promise<ReadonlyMap<CustomerNumber, Claim>>;
  /** The calls to these partners since an instant, oldest first. */
  callsTo(scope: ManagerScope, customerNumbers: readonly CustomerNumber[], since: Instant): Promise<readonly Call[]>;
  /** What was noted in the call to a partner at an instant; null for nothing. */
  noteOf(scope: ManagerScope | SystemScope, customerNumber: CustomerNumber, at: Instant): Promise<string | null>;
  /** How many calls up to an instant have a note. */
  countNotes(scope: SystemScope, until: Instant): Promise<number>;
  /** Erases the notes of calls up to an instant; the calls stay. @returns how many notes there were */
  eraseNotes(scope: SystemScope, until: Instant): Promise<number>;
  /**
   * What is known of how the mails of these bookings fared, with what an edit replaced. Every booking has an entry.
   */
  contacts(scope: ManagerScope, ids: readonly BookingId[]): Promise<ReadonlyMap<BookingId, ContactFacts>>;
}
