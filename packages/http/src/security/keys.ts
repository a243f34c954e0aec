import { createHmac, timingSafeEqual } from 'node:crypto';
import type { HttpSettings } from '../settings.ts';

/** The portal's secrets, the one to sign with first. */
export function portalSecrets({ portalJwtSecret, portalJwtSecretPrevious }: HttpSettings): readonly string[] {
  return portalJwtSecretPrevious === null ? [portalJwtSecret] : [portalJwtSecret, portalJwtSecretPrevious];
}

/** What a key is for. */
export type Purpose =
  | 'session'
  | 'device'
  | 'confirmed'
  | 'confirmed_here'
  | 'refused_link'
  | 'take_back'
  | 'page_view'
  | 'trap';

/** A key for one purpose, so that a signature for it is invalid for any other. */
export function purposeKey(secret: string, purpose: Purpose): Uint8Array {
  return createHmac('sha256', secret).update(`miomente booking ${purpose} v1`).digest();
}

/** Compares in constant time. Both sides are hashed first, because their lengths may differ. */
export function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHmac('sha256', 'compare').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
