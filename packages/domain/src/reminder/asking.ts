import type { Instant } from '../time/instant.ts';

/**
 * How far the partner has been asked since the clock last started. Only mails that the provider has accepted count, so
 * that reminders keep their distance from mails that really left.
 */
export interface Asking {
  /** The newest mail that asks for an answer: 0 is the request, or one that asks again; 1 and 2 are the reminders. */
  readonly step: 0 | 1 | 2;
  /** Its state: on its way, accepted by the provider, or given up before it left. */
  readonly mail: 'queued' | 'sent' | 'unsent';
  /**
   * When the provider last accepted a mail that asks for an answer; null when none has left since the clock started.
   */
  readonly sentAt: Instant | null;
}
