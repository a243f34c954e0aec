import { createHash, createHmac } from 'node:crypto';
import type { MintedToken, TokenMint, TokenPurpose } from '@miomente/booking-domain';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Tokens that are the same in every run: nonces come from a seed and a counter. */
export class MemoryTokenMint implements TokenMint {
  readonly keyIds: readonly string[];
  readonly #secrets: ReadonlyMap<string, string>;
  readonly #current: string;
  readonly #seed: string;
  #minted = 0;

  /** @param seed two mints over one store need different ones */
  constructor({
    current = 'a secret',
    previous,
    seed = '1',
  }: { current?: string; previous?: string; seed?: string } = {}) {
    const secrets = previous === undefined ? [current] : [current, previous];
    this.#secrets = new Map(secrets.map((secret) => [`key-${sha256(secret).slice(0, 8)}`, secret]));
    this.keyIds = [...this.#secrets.keys()];
    this.#current = `key-${sha256(current).slice(0, 8)}`;
    this.#seed = seed;
  }

  mint(purpose: TokenPurpose): MintedToken {
    this.#minted += 1;
    const nonce = sha256(`nonce ${this.#seed} ${this.#minted}`);
    return { digest: this.digest(this.#token(purpose, nonce, this.#current)), nonce, keyId: this.#current };
  }

  reveal(purpose: TokenPurpose, { digest, nonce, keyId }: MintedToken): string | undefined {
    if (!this.#secrets.has(keyId)) return undefined;
    const token = this.#token(purpose, nonce, keyId);
    return this.digest(token) === digest ? token : undefined;
  }

  code(minted: MintedToken): string | undefined {
    if (this.reveal('login', minted) === undefined) return undefined;
    return String(Number.parseInt(sha256(`code ${minted.digest}`).slice(0, 12), 16) % 1_000_000).padStart(6, '0');
  }

  digest(token: string): string {
    return sha256(token);
  }

  #token(purpose: TokenPurpose, nonce: string, keyId: string): string {
    return createHmac('sha256', this.#secrets.get(keyId) ?? '')
      .update(`${purpose}:${nonce}`)
      .digest('hex');
  }
}
