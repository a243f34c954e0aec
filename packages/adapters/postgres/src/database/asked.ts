import type pg from 'pg';
import { translated } from './failures.ts';

/**
 * The part of a pool that single statements need, with failures as the ports promise: an unreachable database is no bug
 * of ours.
 */
export interface Asked {
  /** @throws TransientFailure when the database can't answer now */
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<pg.QueryResult<Row>>;
}

/** Wraps a pool for single statements. */
export function asked(pool: pg.Pool): Asked {
  return {
    query: <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) =>
      pool.query<Row>(text, values).catch((error: unknown): never => {
        throw translated(error);
      }),
  };
}
