import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { MintedToken, TokenMint, TokenPurpose } from '@miomente/booking-domain';

/** The secrets that tokens are derived from. */
export interface TokenSecrets {
  /** New tokens are derived from this one. */
  readonly current: string;
  /** Still accepted until every token derived from it has expired; undefined when the secret was never rotated. */
  readonly previous?: string | undefined;
}

interface Key {
  readonly id: string;
  readonly secret: string;
}

/**
 * Derives tokens by HMAC-SHA256 (links#digest-only). The database has nonce, digest and key id; without a secret they
 * open nothing. Only this process knows the secrets.
 */
export class HmacTokenMint implements TokenMint {
  readonly keyIds: readonly string[];
  readonly #current: Key;
  readonly #keys: ReadonlyMap<string, Key>;

  constructor({ current, previous }: TokenSecrets) {
    this.#current = keyOf(current);
    const keys = previous === undefined ? [this.#current] : [this.#current, keyOf(previous)];
    this.#keys = new Map(keys.map((key) => [key.id, key]));
    this.keyIds = [...this.#keys.keys()];
  }

  mint(purpose: TokenPurpose): MintedToken {
    const nonce = randomBytes(32).toString('hex');
    return { digest: this.digest(tokenOf(this.#current, purpose, nonce)), nonce, keyId: this.#current.id };
  }

  reveal(purpose: TokenPurpose, { digest, nonce, keyId }: MintedToken): string | undefined {
    const key = this.#keys.get(keyId);
    if (key === undefined) return undefined;
    const token = tokenOf(key, purpose, nonce);
    // Minted for another purpose. Looking it up would find nothing, so there is no token.
    return this.digest(token) === digest ? token : undefined;
  }

  code(minted: MintedToken): string | undefined {
    const key = this.#keys.get(minted.keyId);
    return key === undefined || this.reveal('login', minted) === undefined ? undefined : codeOf(key, minted.nonce);
  }

  digest(token: string): string {
    return createHash('sha256').update(token).digest('hex');
  }
}

/** The purpose comes first and ends with a colon, so two purposes can never produce the same input. */
function tokenOf({ secret }: Key, purpose: TokenPurpose, nonce: string): string {
  return createHmac('sha256', secret).update(`${purpose}:${nonce}`).digest('hex');
}

const CODES = 1_000_000;

/** 48 bits, derived for a separate purpose: enough that every code is about equally likely. */
function codeOf({ secret }: Key, nonce: string): string {
  const bits = createHmac('sha256', secret).update(`login_code:${nonce}`).digest().readUIntBE(0, 6);
  return String(bits % CODES).padStart(6, '0');
}

/** An id of the secret for the database. The secret can't be computed from it. */
function keyOf(secret: string): Key {
  return { secret, id: createHmac('sha256', secret).update('key id').digest('hex').slice(0, 16) };
}
