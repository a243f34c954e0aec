import { createHash } from 'node:crypto';
import type pg from 'pg';

/** A statement as the product sends it; `PARTNER` and `NOW` in values stand for what differs from request to request. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Stands for the customer number of the request's partner. */
export const PARTNER = '{partner}';
/** Stands for the instant of the request. */
export const NOW = '{now}';

/** Before a number of milliseconds: the instant that is so long after the request, as a number. */
export const LATER = '{later}';

/** Runs the statements of a request one after the other, prepared by name, and gives the rows of the last. */
export async function runAll(pool: pg.Pool, statements: readonly Statement[], partner: string): Promise<unknown[]> {
  let rows: unknown[] = [];
  const now = new Date().toISOString();
  for (const { text, values } of statements) {
    const own = values.map((value) => {
      if (typeof value !== 'string') return value;
      if (value.startsWith(LATER)) return Date.now() + Number(value.slice(LATER.length));
      return value.replace(PARTNER, partner).replace(NOW, now);
    });
    rows = (await pool.query({ name: nameOf(text), text, values: own })).rows;
  }
  return rows;
}

function nameOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
