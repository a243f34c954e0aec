import type { Language } from '../partner/partner.ts';
import type { EventStart } from '../time/event-start.ts';
import type { DurationMs, Instant } from '../time/instant.ts';

/** What the customer was last told by mail: that the booking is confirmed, and for when (booking#customer-informed). */
export interface CustomerInformed {
  readonly at: Instant;
  readonly eventStart: EventStart | null;
}

/** The customer was told by mail that the booking is confirmed, and for when. */
export interface CustomerWasInformed extends CustomerInformed {
  readonly type: 'customer_informed';
}

/** How customers are told of confirmations (`CUSTOMER_MAILS`). */
export interface CustomerMailPolicy {
  /** `CUSTOMER_MAIL_HOLD_MINUTES`: how long a confirmation must stand before its customer is told. */
  readonly holdMs: DurationMs;
  /** The mail's language; the shop does not say which one the customer reads. */
  readonly language: Language;
}
