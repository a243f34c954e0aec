import type { BookingId } from '../booking/booking.ts';
import type { CallOutcome } from '../booking/call-outcome.ts';
import type { CustomerNumber } from '../partner/partner.ts';
import { type DurationMs, type Instant, MINUTE_MS } from '../time/instant.ts';

/** How long a claim lasts (calls#claim). */
export const CLAIM_LASTS_MS: DurationMs = 10 * MINUTE_MS;

/** Somebody of the office is calling a partner. It ends by itself. */
export interface Claim {
  readonly customerNumber: CustomerNumber;
  /** The address of the one who calls. */
  readonly by: string;
  readonly since: Instant;
  readonly until: Instant;
  /** Rises with every new claim of this partner: who held an earlier one can't end this one. */
  readonly fence: number;
}

/** A call to a partner, and what came of it. */
export interface Call {
  readonly customerNumber: CustomerNumber;
  readonly at: Instant;
  /** The address of the one who called. */
  readonly by: string;
  readonly outcome: CallOutcome;
  /** When to call again; null unless that was agreed. */
  readonly callBackAt: Instant | null;
  /**
   * What the caller wrote down; null for nothing, once it is erased (orders#call-notes-end), and with `answered`, whose note
   * is the answers'. It may name customers.
   */
  readonly note: string | null;
  /** The number the partner had then; null when none was known. */
  readonly phone: string | null;
}

/** What a partner says to one booking on the phone. */
export type CallAnswer = {
  readonly id: BookingId;
  /** What the caller was shown of it, as `shownOf` has it: what is something else now is not answered (booking#as-shown). */
  readonly shown?: string | undefined;
} & (
  | { readonly action: 'confirm' }
  | {
      readonly action: 'decline';
      /** A code of the reference table. */
      readonly reason: string;
    }
);
