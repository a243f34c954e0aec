import { createHmac, timingSafeEqual } from 'node:crypto';
import type { HttpSettings } from '../settings.ts';

/** The secrets of the portal, the one to sign with first. */
export function portalSecrets({ portalJwtSecret, portalJwtSecretPrevious }: HttpSettings): readonly string[] {
  return portalJwtSecretPrevious === null ? [portalJwtSecret] : [portalJwtSecret, portalJwtSecretPrevious];
}

export type Purpose = 'session' | 'device' | 'confirmed' | 'refused_link' | 'take_back';

/** A key for one purpose, so that what is signed for it counts for no other. */
export function purposeKey(secret: string, purpose: Purpose): Uint8Array {
  return createHmac('sha256', secret).update(`miomente booking ${purpose} v1`).digest();
}

/** Compares without telling by its duration how much was right. Both sides are hashed first: lengths may differ. */
export function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHmac('sha256', 'compare').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
