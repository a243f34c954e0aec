import { type Clock, HOUR_MS } from '@miomente/booking-domain';
import { type MailReports, mailReportsOf } from './mail-reports.ts';
import { type SignedEvents, verifyEventWebhook } from './verify-event-webhook.ts';

/**
 * The result of reading a request to the Event Webhook.
 * - `refused`: not signed by SendGrid, or signed too long ago
 * - `unreadable`: signed, but not JSON
 */
export type ReadEvents =
  | { readonly type: 'refused' }
  | { readonly type: 'unreadable' }
  | ({ readonly type: 'read' } & MailReports);

/** Checks the signature of a request and reads its events. */
export type ReadEventWebhook = (request: SignedEvents) => ReadEvents;

/**
 * SendGrid repeats an unanswered request for 24 hours. Its documentation does not say whether it signs the repeat
 * again.
 */
const TOLERANCE_MS: number = 25 * HOUR_MS;

/**
 * Creates a reader for requests to the Event Webhook.
 * @param publicKey as SendGrid shows it
 */
export function makeReadEventWebhook(publicKey: string, clock: Clock): ReadEventWebhook {
  return (request) => {
    const now = clock.now();
    if (!verifyEventWebhook({ ...request, publicKey, now, toleranceMs: TOLERANCE_MS })) return { type: 'refused' };
    try {
      return { type: 'read', ...mailReportsOf(JSON.parse(Buffer.from(request.rawBody).toString('utf8'))) };
    } catch {
      return { type: 'unreadable' };
    }
  };
}
