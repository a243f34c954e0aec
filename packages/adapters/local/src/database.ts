import { TransientFailure } from '@miomente/booking-domain';
import type pg from 'pg';

/** A pool, or one of its connections in a transaction. */
export type Queryable = Pick<pg.Pool, 'query'>;

/**
 * Runs one statement.
 * @throws TransientFailure when the database is unavailable
 * @throws Error without data of any row when the database refuses the statement
 */
export async function query<Row extends pg.QueryResultRow>(
  db: Queryable,
  sql: string,
  values: readonly unknown[] = [],
): Promise<readonly Row[]> {
  try {
    return (await db.query<Row>(sql, [...values])).rows;
  } catch (error) {
    throw translated(error);
  }
}

/** Runs `work` in a transaction, and rolls back when it fails. */
export async function inTransaction<Value>(pool: pg.Pool, work: (db: Queryable) => Promise<Value>): Promise<Value> {
  const client = await connect(pool);
  let broken: Error | undefined;
  try {
    await query(client, 'begin');
    const value = await work(client);
    await query(client, 'commit');
    return value;
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    // A connection that can't roll back must not return to the pool.
    client.release(broken);
  }
}

/** A connection of the pool. The caller releases it. */
export async function connect(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    throw translated(error);
  }
}

/** The classes of SQLSTATE for errors in the statement: data, constraints, syntax or schema. */
const OUR_FAULT = /^(22|23|42)/;

/** PostgreSQL's messages quote rows, so only the code is passed on. */
function translated(error: unknown): Error {
  if (error instanceof TransientFailure) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'no code';
  if (code === '42P01' || code === '3F000')
    return new Error('The sample tables are missing: run the migrations of the local adapters first.');
  if (OUR_FAULT.test(code))
    return new Error(`PostgreSQL refused a statement of the sample systems (SQLSTATE ${code}).`);
  return new TransientFailure(`The sample systems' database can't be asked now (${code}); it is tried again.`);
}
