import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { MintedToken, TokenMint, TokenPurpose } from '@miomente/booking-domain';

/** The secrets that tokens are made under. */
export interface TokenSecrets {
  /** Tokens are minted under this one. */
  readonly current: string;
  /** Served until every token made under it has expired; undefined when there was no rotation. */
  readonly previous?: string | undefined;
}

interface Key {
  readonly id: string;
  readonly secret: string;
}

/**
 * Tokens by HMAC-SHA256 (links#digest-only). What is kept (nonce, digest, key id) opens nothing without
 * a secret, and the secrets are nowhere but here.
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
    // Minted for another purpose: the token would be found nowhere, so there is none.
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

/** The purpose comes first and ends at the colon, so that no two purposes can meet in one input. */
function tokenOf({ secret }: Key, purpose: TokenPurpose, nonce: string): string {
  return createHmac('sha256', secret).update(`${purpose}:${nonce}`).digest('hex');
}

const CODES = 1_000_000;

/** 48 bits of a purpose of its own, so that no figure is seen noticeably more often than another. */
function codeOf({ secret }: Key, nonce: string): string {
  const bits = createHmac('sha256', secret).update(`login_code:${nonce}`).digest().readUIntBE(0, 6);
  return String(bits % CODES).padStart(6, '0');
}

/** A name for the secret that can stand in the database: one can't get from it to the secret. */
function keyOf(secret: string): Key {
  return { secret, id: createHmac('sha256', secret).update('key id').digest('hex').slice(0, 16) };
}
