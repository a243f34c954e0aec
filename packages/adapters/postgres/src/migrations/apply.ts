import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { sqlState } from '../database/failures.ts';
import { MigrationError } from './errors.ts';
import { type Migration, readMigrations } from './files.ts';
import { pendingOf, prepareHistory, readHistory } from './history.ts';

/** The migrations of one part of the product: numbered .sql files, and the table that records them. */
export interface MigrationSet {
  readonly folder: string;
  readonly table: string;
}

/** How a migration waits for tables in use. Everybody else waits behind it, so the wait is short. */
export interface LockPatience {
  /** How long it waits for a lock each time, in milliseconds. */
  readonly lockMs: number;
  /** How long it lets others continue before it tries again, in milliseconds. */
  readonly pauseMs: number;
  readonly tries: number;
}

/** A minute and a half: longer than any statement of the product. */
export const DEFAULT_LOCK_PATIENCE: LockPatience = { lockMs: 1_000, pauseMs: 500, tries: 60 };

/**
 * Brings a database up to date: applies every new migration in sequence, each in its own transaction together with its
 * record. Any number of processes may start at once: one works, the others wait and find nothing to do. A migration
 * waits for a table only briefly and then starts again, so that those who use the table are never blocked for long.
 * @returns the names of the migrations applied by this call
 * @throws MigrationError when the database's history is not the beginning of the folder's, or a migration fails
 */
export async function applyMigrations(
  pool: pg.Pool,
  set: MigrationSet,
  patience: LockPatience = DEFAULT_LOCK_PATIENCE,
): Promise<readonly string[]> {
  const migrations = await readMigrations(set.folder);
  return locked(pool, set.table, async (client) => {
    await prepareHistory(client, set.table);
    const pending = pendingOf(migrations, await readHistory(client, set.table));
    for (const migration of pending) await applyPatiently(client, set.table, migration, patience);
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
    // Waiting for another process's migration must not count as a statement that hangs.
    await client.query('SET statement_timeout = 0');
    await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [name]);
    return await work(client);
  } catch (error) {
    failure = error instanceof Error ? error : new Error('Migrating failed.');
    throw error;
  } finally {
    // The connection is closed, not returned to the pool: that releases the lock and resets the settings in every case.
    client.release(failure ?? true);
  }
}

/** A lock that was not available in time, or a deadlock. */
const LOCKED_OUT = /^(55P03|40P01)$/;

async function applyPatiently(
  client: pg.PoolClient,
  table: string,
  migration: Migration,
  { lockMs, pauseMs, tries }: LockPatience,
): Promise<void> {
  for (let n = 1; ; n += 1) {
    try {
      return await apply(client, table, migration, lockMs);
    } catch (cause) {
      if (n < tries && LOCKED_OUT.test(sqlState(cause) ?? '')) {
        await delay(pauseMs);
        continue;
      }
      const said = cause instanceof Error ? cause.message : String(cause);
      throw new MigrationError(
        `The migration ${migration.name} failed and was undone: ${said}. Fix what it says and run the migrations again.`,
        { cause },
      );
    }
  }
}

async function apply(client: pg.PoolClient, table: string, migration: Migration, lockMs: number): Promise<void> {
  const { name, sql, checksum, servesFrom } = migration;
  try {
    await client.query('BEGIN');
    await client.query(`SET LOCAL lock_timeout = ${Math.ceil(lockMs)}`);
    await client.query(sql);
    await client.query(`INSERT INTO ${pg.escapeIdentifier(table)} (name, checksum, serves_from) VALUES ($1, $2, $3)`, [
      name,
      checksum,
      servesFrom,
    ]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
}
