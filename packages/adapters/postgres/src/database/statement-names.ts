import { createHash } from 'node:crypto';

/** A session keeps what it has prepared until it ends: the texts are few, and this sees to it that they stay so. */
const MOST = 200;

/**
 * Names under which a session keeps a statement's plan. A name is the digest of the text: the same text has the same
 * name in every process, so that behind a pooler a name never means another statement.
 */
export class StatementNames {
  readonly #names = new Map<string, string>();
  readonly #most: number;

  constructor(most: number = MOST) {
    this.#most = most;
  }

  /** The name of a text; undefined for a new one once there are as many as there may be. */
  of(text: string): string | undefined {
    const known = this.#names.get(text);
    if (known !== undefined || this.#names.size >= this.#most) return known;
    const name = `booking_${createHash('sha256').update(text).digest('base64url').slice(0, 22)}`;
    this.#names.set(text, name);
    return name;
  }
}
