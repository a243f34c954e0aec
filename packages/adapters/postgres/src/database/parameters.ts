import type { Query } from './database.ts';

/** Collects the parameters of a statement while its text is built. */
export class Parameters {
  readonly values: unknown[] = [];

  /** Adds a value. @returns its placeholder: `$1`, `$2`, … */
  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  /** The statement with this text. */
  query(text: string): Query {
    return { text, values: this.values };
  }
}
