import { DAY_MS, type DurationMs, type Instant } from '../time/instant.ts';

/**
 * What is kept of a booking's link token. None of it opens the link: the token is the HMAC of the
 * nonce under a secret that is not in the database (links#digest-only).
 */
export interface TokenRecord {
  /** SHA-256 of the token, 64 lower-case hexadecimal characters. */
  readonly digest: string;
  /** 32 random bytes, 64 lower-case hexadecimal characters. */
  readonly nonce: string;
  /** Names the secret the token was made under, without giving it away. */
  readonly keyId: string;
  /** The first instant at which the token no longer counts. */
  readonly expiresAt: Instant;
}

/** A token as minted, before its booking says how long it lives. */
export type MintedToken = Omit<TokenRecord, 'expiresAt'>;

const TOKEN = /^[0-9a-f]{64}$/;

/** Whether a string has a token's shape: 64 lower-case hexadecimal characters. */
export function isTokenShaped(text: string): boolean {
  return TOKEN.test(text);
}

/** How long a token lives, in days, unless configured otherwise. */
export const DEFAULT_TOKEN_LIFETIME_MS: DurationMs = 7 * DAY_MS;

/**
 * When a booking's token ends: a lifetime after its clock started, or at the event's start if that
 * is sooner (links#expiry).
 */
export function tokenExpiry(lifetimeMs: DurationMs, clockStartedAt: Instant, eventStart: Instant | null): Instant {
  const byAge = clockStartedAt + lifetimeMs;
  return eventStart === null ? byAge : Math.min(byAge, eventStart);
}

/** Whether a token is too late at `now`; the expiry instant itself is. */
export function isExpired(token: Pick<TokenRecord, 'expiresAt'>, now: Instant): boolean {
  return now >= token.expiresAt;
}
