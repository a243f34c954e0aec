import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Instant, MINUTE_MS } from '@miomente/booking-domain';

/** The maximum difference between the sender's timestamp and our clock. */
export const WEBHOOK_TOLERANCE_MS: number = 5 * MINUTE_MS;
const BASE64_SECRET = 'whsec_';

/** A message signed by the Standard Webhooks specification. */
export interface SignedMessage {
  readonly id: string;
  /** Seconds since 1970. */
  readonly timestamp: string;
  /** `v1,<base64>`, several separated by spaces. */
  readonly signature: string;
  readonly body: Buffer;
}

/**
 * Whether one of the secrets made one of the signatures, over `id.timestamp.body`, recently.
 * @param secrets `whsec_` with base64, or plain text
 */
export function isSignedBy(secrets: readonly string[], message: SignedMessage, now: Instant): boolean {
  const { id, timestamp, signature, body } = message;
  if (id === '' || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(now - Number(timestamp) * 1000) > WEBHOOK_TOLERANCE_MS) return false;
  const given = signature.split(' ').flatMap((part) => (part.startsWith('v1,') ? [decode(part.slice(3))] : []));
  const expected = secrets.map((secret) =>
    createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.`).update(body).digest(),
  );
  return expected.some((mac) => given.some((bytes) => bytes.length === mac.length && timingSafeEqual(bytes, mac)));
}

function keyOf(secret: string): Buffer {
  return secret.startsWith(BASE64_SECRET) ? decode(secret.slice(BASE64_SECRET.length)) : Buffer.from(secret);
}

function decode(base64: string): Buffer {
  return Buffer.from(base64, 'base64');
}
