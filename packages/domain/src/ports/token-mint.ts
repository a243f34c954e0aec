import type { MintedToken } from '../token/token.ts';

/** The purpose of a token; a token for one purpose is invalid for another. */
export type TokenPurpose = 'booking' | 'login' | 'calendar';

/**
 * Creates link tokens: HMAC-SHA256 of a purpose and 32 random bytes, with a secret that is not in the database.
 * Synchronous, fast, and never fails for lack of randomness.
 */
export interface TokenMint {
  /** A new nonce, with the digest of its token under the current secret. */
  mint(purpose: TokenPurpose): MintedToken;
  /** The token; undefined when it was made with none of the configured secrets (current and previous). */
  reveal(purpose: TokenPurpose, minted: MintedToken): string | undefined;
  /**
   * The six-digit code of a login, for people who read the mail on another device. Like the token, it is stored
   * nowhere; undefined when {@link reveal} returns undefined.
   */
  code(minted: MintedToken): string | undefined;
  /** SHA-256 of a token, as stored: 64 lower-case hexadecimal characters. */
  digest(token: string): string;
  /** The ids of the keys that {@link reveal} knows. */
  readonly keyIds: readonly string[];
}
