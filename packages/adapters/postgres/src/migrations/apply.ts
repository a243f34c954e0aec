import pg from 'pg';
import { MigrationError } from './errors.ts';
import { type Migration, readMigrations } from './files.ts';
import { pendingOf, prepareHistory, readHistory } from './history.ts';

/** Migrations of one part of the product: plain numbered .sql, and the table that remembers them. */
export interface MigrationSet {
  readonly folder: string;
  readonly table: string;
}

/**
 * Brings a database up to date: every migration it has not been through yet, in sequence, each in
 * a transaction of its own together with the note that it is done. Any number of processes may
 * start at once: one works, the others wait and find nothing to do.
 * @returns the names of the migrations applied by this call
 * @throws MigrationError when the database's history is not the beginning of the folder's, or a migration fails
 */
export async function applyMigrations(pool: pg.Pool, set: MigrationSet): Promise<readonly string[]> {
  const migrations = await readMigrations(set.folder);
  return locked(pool, set.table, async (client) => {
    await prepareHistory(client, set.table);
    const pending = pendingOf(migrations, await readHistory(client, set.table));
    for (const migration of pending) await apply(client, set.table, migration);
    return pending.map(({ name }) => name);
  });
}

/** Runs `work` on one connection while no other process does anything under the same name. */
export async function locked<Value>(
  pool: pg.Pool,
  name: string,
  work: (client: pg.PoolClient) => Promise<Value>,
): Promise<Value> {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    // Waiting for another process that migrates must not count as a statement that hangs.
    await client.query('SET statement_timeout = 0');
    await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [name]);
    return await work(client);
  } catch (error) {
    failure = error instanceof Error ? error : new Error('Migrating failed.');
    throw error;
  } finally {
    // The connection is closed rather than given back: that ends lock and settings whatever happened.
    client.release(failure ?? true);
  }
}

async function apply(client: pg.PoolClient, table: string, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query('BEGIN');
    await client.query(sql);
    await client.query(`INSERT INTO ${pg.escapeIdentifier(table)} (name, checksum) VALUES ($1, $2)`, [name, checksum]);
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => {});
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new MigrationError(
      `The migration ${name} failed and was undone: ${said}. Mend what it says and run the migrations again.`,
      { cause },
    );
  }
}
