import type { MailOutcome } from '../booking/mail-outcome.ts';
import type { Instant } from '../time/instant.ts';

/** A mail provider's report on one mail. */
export interface MailReport {
  /** Our own id of the mail; null when the report does not contain it, such as one of a bounce that came by mail. */
  readonly messageId: string | null;
  /** The provider's own id of the mail; null where the report has none. */
  readonly providerId: string | null;
  readonly outcome: MailOutcome;
  readonly at: Instant;
  /** The address it went to, to be marked when it bounced. */
  readonly address: string;
}
