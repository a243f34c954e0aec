import { SECOND_MS, TransientFailure } from '@miomente/booking-domain';
import { createRemoteJWKSet, customFetch, errors, type FetchImplementation, type JWTVerifyGetKey } from 'jose';
import { usableKeys } from './usable-keys.ts';

const PATIENCE_MS = 5 * SECOND_MS;

/**
 * The portal's keys at `PORTAL_JWKS_URL`, cached for a while. An unknown key id causes a new fetch, at most every 30
 * seconds. Keys and addresses inside a JWT are ignored. The returned function throws a TransientFailure when the keys
 * can't be fetched.
 */
export function portalKeys(jwksUrl: string): JWTVerifyGetKey {
  const keySet = createRemoteJWKSet(new URL(jwksUrl), { timeoutDuration: PATIENCE_MS, [customFetch]: fetchUsable });
  return async (header, token) => {
    try {
      return await keySet(header, token);
    } catch (error) {
      if (isAboutTheToken(error)) throw error;
      if (error instanceof TransientFailure) throw error;
      throw new TransientFailure(
        "The portal's keys can't be fetched: see that PORTAL_JWKS_URL answers with a key set.",
      );
    }
  };
}

/** Fetches the set without its unusable keys; jose refuses an invalid set. */
const fetchUsable: FetchImplementation = async (url, options) => {
  const answer = await fetch(url, options);
  if (!answer.ok) return answer;
  const set = (await answer.json()) as { readonly keys?: unknown } | null;
  if (!Array.isArray(set?.keys)) return Response.json(set);
  const keys = await usableKeys(set.keys);
  if (keys.length === 0) {
    throw new TransientFailure(
      'None of the keys at PORTAL_JWKS_URL can be used: it takes RSA of 2048 bits and more, P-256 or Ed25519.',
    );
  }
  return Response.json({ keys });
};

function isAboutTheToken(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSENotSupported
  );
}
