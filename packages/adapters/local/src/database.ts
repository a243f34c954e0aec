import { TransientFailure } from '@miomente/booking-domain';
import type pg from 'pg';

/** A pool, or one connection of it within a transaction. */
export type Queryable = Pick<pg.Pool, 'query'>;

/**
 * Runs one statement.
 * @throws TransientFailure when the database can't be asked now; an `Error` without any row's data when it refuses
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

/** Runs `work` in one transaction, which its failure rolls back. */
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
    // A connection that can't even roll back must not go back into the pool.
    client.release(broken);
  }
}

/** A connection of the pool, to be released by the caller. */
export async function connect(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    throw translated(error);
  }
}

/** Classes of SQLSTATE that say that the statement is at fault: data, constraints, syntax or schema. */
const OUR_FAULT = /^(22|23|42)/;

/** PostgreSQL's own messages quote rows, so only the code goes on. */
function translated(error: unknown): Error {
  if (error instanceof TransientFailure) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'no code';
  if (code === '42P01' || code === '3F000')
    return new Error('The sample tables are missing: run the migrations of the local adapters first.');
  if (OUR_FAULT.test(code))
    return new Error(`PostgreSQL refused a statement of the sample systems (SQLSTATE ${code}).`);
  return new TransientFailure(`The sample systems' database can't be asked now (${code}); it is tried again.`);
}
