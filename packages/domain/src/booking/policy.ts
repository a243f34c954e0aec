import type { ReminderPolicy } from '../reminder/policy.ts';
import { type DurationMs, HOUR_MS, type Instant, MINUTE_MS } from '../time/instant.ts';
import { DEFAULT_TOKEN_LIFETIME_MS } from '../token/token.ts';
import type { CustomerMailPolicy } from './customer-informed.ts';

/** The configurable numbers behind every rule about a booking. Durations in milliseconds. */
export interface BookingPolicy extends ReminderPolicy {
  /** `BOOKING_TOKEN_EXPIRY_DAYS`. */
  readonly tokenLifetimeMs: DurationMs;
  /** `DECLINE_UNDO_MINUTES`: how long partners can take a decline back themselves. */
  readonly declineUndoMs: DurationMs;
  /** `CUSTOMER_MAILS`: null when customers are told nothing. */
  readonly customerMails: CustomerMailPolicy | null;
  /** `GO_LIVE_AT`: older orders are imported silently; null treats every order as new. */
  readonly goLiveAt: Instant | null;
}

/** The defaults from the requirements (running#configuration). */
export const DEFAULT_POLICY: BookingPolicy = {
  firstReminderAfterMs: 24 * HOUR_MS,
  secondReminderAfterMs: 48 * HOUR_MS,
  escalationDelayMs: 0,
  escalateBeforeEventMs: 2 * HOUR_MS,
  workingTime: null,
  quietTime: null,
  tokenLifetimeMs: DEFAULT_TOKEN_LIFETIME_MS,
  declineUndoMs: 10 * MINUTE_MS,
  customerMails: null,
  goLiveAt: null,
};
