import { verify } from 'node:crypto';
import { type Instant, SECOND_MS } from '@miomente/booking-domain';
import { publicKeyOf } from './public-key.ts';

/** The header with the signature. */
export const SIGNATURE_HEADER = 'X-Twilio-Email-Event-Webhook-Signature';
/** The header with the time of signing. */
export const TIMESTAMP_HEADER = 'X-Twilio-Email-Event-Webhook-Timestamp';

/** A request to the Event Webhook, as received. */
export interface SignedEvents {
  /** The header {@link SIGNATURE_HEADER}. */
  readonly signature: string | undefined;
  /** The header {@link TIMESTAMP_HEADER}. */
  readonly timestamp: string | undefined;
  /** The exact bytes of the body, including a line break at its end. */
  readonly rawBody: Uint8Array;
}

/**
 * Whether SendGrid signed this request, at most `toleranceMs` before or after now. A malformed signature or header
 * counts as not signed; nothing throws.
 * @param publicKey as SendGrid shows it
 */
export function verifyEventWebhook(
  request: SignedEvents & { readonly publicKey: string; readonly now: Instant; readonly toleranceMs: number },
): boolean {
  const { publicKey, signature = '', timestamp = '', rawBody, now, toleranceMs } = request;
  const key = publicKeyOf(publicKey);
  if (key === undefined || !/^\d{1,12}$/.test(timestamp) || !/^[\w+/]+={0,2}$/.test(signature)) return false;
  if (Math.abs(now - Number(timestamp) * SECOND_MS) > toleranceMs) return false;
  const signed = Buffer.concat([Buffer.from(timestamp), rawBody]);
  try {
    return verify('sha256', signed, { key, dsaEncoding: 'der' }, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}
