import { type Clock, HOUR_MS } from '@miomente/booking-domain';
import { type MailReports, mailReportsOf } from './mail-reports.ts';
import { type SignedEvents, verifyEventWebhook } from './verify-event-webhook.ts';

/**
 * What a request to the Event Webhook is.
 * - `refused`: SendGrid did not sign it, or too long ago
 * - `unreadable`: signed, and yet no JSON
 */
export type ReadEvents =
  | { readonly type: 'refused' }
  | { readonly type: 'unreadable' }
  | ({ readonly type: 'read' } & MailReports);

export type ReadEventWebhook = (request: SignedEvents) => ReadEvents;

/** SendGrid repeats what was not answered for 24 hours and does not say whether it signs a repeat anew. */
const TOLERANCE_MS: number = 25 * HOUR_MS;

/**
 * Reads requests to the Event Webhook.
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
