import type { MintedToken } from '../token/token.ts';

/** What a token may be used for; a token for one purpose opens nothing of another. */
export type TokenPurpose = 'booking' | 'login';

/**
 * Makes link tokens: HMAC-SHA256 of a purpose and 32 random bytes under a secret that is not in
 * the database. Never fails for lack of randomness; synchronous and quick.
 */
export interface TokenMint {
  /** A fresh nonce with the digest of its token under the current secret. */
  mint(purpose: TokenPurpose): MintedToken;
  /** The token itself; undefined when no configured secret (current or previous) is the one it was made under. */
  reveal(purpose: TokenPurpose, minted: MintedToken): string | undefined;
  /**
   * The six digits that go with a login's token, for those who read the mail on another device. As little
   * kept as the token itself; undefined when {@link reveal} has none.
   */
  code(minted: MintedToken): string | undefined;
  /** SHA-256 of a token, as it is kept: 64 lower-case hexadecimal characters. */
  digest(token: string): string;
  /** Key ids that {@link reveal} can serve. */
  readonly keyIds: readonly string[];
}
