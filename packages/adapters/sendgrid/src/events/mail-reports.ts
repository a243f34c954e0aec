import { isHardBounce, type MailOutcome, type MailReport, SECOND_MS } from '@miomente/booking-domain';
import { z } from 'zod';

/** What a body of events says. */
export interface MailReports {
  /** In the body's sequence, which is none of time. */
  readonly reports: readonly MailReport[];
  /** Of no interest: opened, processed, mails that are not ours, and repeats within the body. */
  readonly ignored: number;
  /** Events that should be a report and can't be read. */
  readonly malformed: number;
}

const named = z.looseObject({ event: z.string() });
const reported = z.object({
  message_id: z.string().min(1).max(200).optional(),
  sg_message_id: z.string().min(1).max(400).optional().catch(undefined),
  email: z.string().min(3).max(320),
  // Seconds, some senders give fractions; the last second of the year 9999.
  timestamp: z.number().positive().max(253_402_300_799),
  sg_event_id: z.string().min(1).optional(),
  type: z.string().optional(),
});
type Reported = z.output<typeof reported>;

const OUTCOMES: Readonly<Record<string, (event: Reported) => MailOutcome>> = {
  delivered: () => 'delivered',
  deferred: () => 'deferred',
  // A type that is not known yet must not mark an address as dead.
  bounce: ({ type = 'bounce' }) => (type === 'bounce' ? 'bounced' : 'blocked'),
  blocked: () => 'blocked',
  dropped: () => 'dropped',
  spamreport: () => 'spam_reported',
};

/** Reads what became of our mails from a body of the Event Webhook, which was JSON. One bad event spoils no other. */
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

/** @param seen ids of the events before it */
function reportOf(entry: unknown, seen: Set<string>): MailReport | 'ignored' | 'malformed' {
  const event = named.safeParse(entry);
  if (!event.success) return 'malformed';
  const outcomeOf = Object.hasOwn(OUTCOMES, event.data.event) ? OUTCOMES[event.data.event] : undefined;
  if (outcomeOf === undefined) return 'ignored';
  const known = reported.safeParse(entry);
  const ours = event.data['message_id'] !== undefined;
  // Another program's mail through the same account has no message id of ours. Nor has a bounce that came by mail.
  if (!known.success) return ours ? 'malformed' : 'ignored';
  const { message_id: messageId = null, email: address, timestamp, sg_event_id: id } = known.data;
  const outcome = outcomeOf(known.data);
  if (!ours && !isHardBounce(outcome)) return 'ignored';
  if (id !== undefined && seen.has(id)) return 'ignored';
  if (id !== undefined) seen.add(id);
  return { messageId, providerId: providerIdIn(known.data), outcome, at: Math.round(timestamp * SECOND_MS), address };
}

/** What stood in the header `X-Message-Id` when the mail was handed over: the part before the first dot. */
function providerIdIn({ sg_message_id: id }: Reported): string | null {
  return id?.split('.', 1)[0] || null;
}
