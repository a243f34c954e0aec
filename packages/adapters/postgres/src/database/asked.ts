import type pg from 'pg';
import { translated } from './failures.ts';

/**
 * As much of a pool as single statements need.
 * Its failures are what the ports promise: a database that is away is no defect of ours.
 */
export interface Asked {
  /** @throws TransientFailure when the database can't answer now */
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<pg.QueryResult<Row>>;
}

export function asked(pool: pg.Pool): Asked {
  return {
    query: <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) =>
      pool.query<Row>(text, values).catch((error: unknown): never => {
        throw translated(error);
      }),
  };
}
