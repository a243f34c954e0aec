import { verify } from 'node:crypto';
import { type Instant, SECOND_MS } from '@miomente/booking-domain';
import { publicKeyOf } from './public-key.ts';

export const SIGNATURE_HEADER = 'X-Twilio-Email-Event-Webhook-Signature';
export const TIMESTAMP_HEADER = 'X-Twilio-Email-Event-Webhook-Timestamp';

/** A request to the Event Webhook, as it arrived. */
export interface SignedEvents {
  /** The header {@link SIGNATURE_HEADER}. */
  readonly signature: string | undefined;
  /** The header {@link TIMESTAMP_HEADER}. */
  readonly timestamp: string | undefined;
  /** Every byte of the body, the line break at its end too. */
  readonly rawBody: Uint8Array;
}

/**
 * Whether SendGrid signed this request, not longer ago than `toleranceMs` and not from further ahead. Whatever is
 * malformed was not signed; nothing throws.
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
