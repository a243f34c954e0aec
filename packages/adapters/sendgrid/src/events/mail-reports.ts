import { isHardBounce, type MailOutcome, type MailReport, SECOND_MS } from '@miomente/booking-domain';
import { z } from 'zod';

/** The result of reading a body of events. */
export interface MailReports {
  /** In the order of the body, which is not the order of time. */
  readonly reports: readonly MailReport[];
  /** Ignored events: opened, processed, mails of other senders, and repeats within the body. */
  readonly ignored: number;
  /** Events that should be a report but can't be read. */
  readonly malformed: number;
}

const named = z.looseObject({ event: z.string() });
const reported = z.object({
  message_id: z.string().min(1).max(200).optional(),
  sg_message_id: z.string().min(1).max(400).optional().catch(undefined),
  email: z.string().min(3).max(320),
  // Seconds since 1970, with fractions from some senders; at most the last second of the year 9999.
  timestamp: z.number().positive().max(253_402_300_799),
  sg_event_id: z.string().min(1).optional(),
  type: z.string().optional(),
});
type Reported = z.output<typeof reported>;

const OUTCOMES: Readonly<Record<string, (event: Reported) => MailOutcome>> = {
  delivered: () => 'delivered',
  deferred: () => 'deferred',
  // An unknown type of bounce must not mark an address as undeliverable.
  bounce: ({ type = 'bounce' }) => (type === 'bounce' ? 'bounced' : 'blocked'),
  blocked: () => 'blocked',
  dropped: () => 'dropped',
  spamreport: () => 'spam_reported',
};

/**
 * Reads the reports about our mails from the JSON body of the Event Webhook. An invalid event does not affect the
 * others.
 */
export function mailReportsOf(body: unknown): MailReports {
  if (!Array.isArray(body)) return { reports: [], ignored: 0, malformed: 1 };
  const seen = new Set<string>();
  const read = body.map((entry) => reportOf(entry, seen));
  return {
    reports: read.flatMap((each) => (typeof each === 'string' ? [] : [each])),
    ignored: read.filter((each) => each === 'ignored').length,
    malformed: read.filter((each) => each === 'malformed').length,
  };
}

/** @param seen the ids of events read before */
function reportOf(entry: unknown, seen: Set<string>): MailReport | 'ignored' | 'malformed' {
  const event = named.safeParse(entry);
  if (!event.success) return 'malformed';
  const outcomeOf = Object.hasOwn(OUTCOMES, event.data.event) ? OUTCOMES[event.data.event] : undefined;
  if (outcomeOf === undefined) return 'ignored';
  const known = reported.safeParse(entry);
  const ours = event.data['message_id'] !== undefined;
  // A mail that another program sends through the same account has no message id of ours. Neither has a bounce that
  // SendGrid received as a mail.
  if (!known.success) return ours ? 'malformed' : 'ignored';
  const { message_id: messageId = null, email: address, timestamp, sg_event_id: id } = known.data;
  const outcome = outcomeOf(known.data);
  if (!ours && !isHardBounce(outcome)) return 'ignored';
  if (id !== undefined && seen.has(id)) return 'ignored';
  if (id !== undefined) seen.add(id);
  return { messageId, providerId: providerIdIn(known.data), outcome, at: Math.round(timestamp * SECOND_MS), address };
}

/** The value of the header `X-Message-Id` in the answer to the mail: the part before the first dot. */
function providerIdIn({ sg_message_id: id }: Reported): string | null {
  return id?.split('.', 1)[0] || null;
}
