import type { Instant } from '../time/instant.ts';

/**
 * How far the partner has been asked since the clock last started. Only what the mail provider took over
 * counts as sent, so that reminders keep their distance from what really left.
 */
export interface Asking {
  /** The newest mail that asks: 0 the request, or one that asks anew; 1 and 2 the reminders. */
  readonly step: 0 | 1 | 2;
  /** What became of it: on its way, taken over by the provider, or given up before it left. */
  readonly mail: 'queued' | 'sent' | 'unsent';
  /** When the provider last took over a mail that asks; null when none has left since the clock started. */
  readonly sentAt: Instant | null;
}
