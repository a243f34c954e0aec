import { SECOND_MS, TransientFailure } from '@miomente/booking-domain';
import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';

/** The ways to sign that a key set may use; all with a key pair, so that nobody signs with a public key. */
export const KEY_SET_ALGORITHMS: readonly string[] = ['RS256', 'ES256', 'EdDSA'];
const PATIENCE_MS = 5 * SECOND_MS;

/**
 * The portal's keys at `PORTAL_JWKS_URL`, kept for a while; one that is not known yet has them fetched
 * again, at most every 30 seconds. Whatever keys or addresses a JWT itself names are not looked at.
 * The function it returns throws a TransientFailure when the keys can't be fetched.
 */
export function portalKeys(jwksUrl: string): JWTVerifyGetKey {
  const keySet = createRemoteJWKSet(new URL(jwksUrl), { timeoutDuration: PATIENCE_MS });
  return async (header, token) => {
    try {
      return await keySet(header, token);
    } catch (error) {
      if (isAboutTheToken(error)) throw error;
      throw new TransientFailure(
        "The portal's keys can't be fetched: see that PORTAL_JWKS_URL answers with a key set.",
      );
    }
  };
}

function isAboutTheToken(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSENotSupported
  );
}
