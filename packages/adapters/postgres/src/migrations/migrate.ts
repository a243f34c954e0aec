import { fileURLToPath } from 'node:url';
import { Logger, runMigrations } from 'graphile-worker';
import pg from 'pg';
import { guarded } from '../database/pool.ts';
import { applyMigrations, locked, type MigrationSet } from './apply.ts';
import { readMigrations } from './files.ts';
import { pendingOf, readHistory } from './history.ts';

/** The product's own migrations. */
export const bookingMigrations: MigrationSet = {
  folder: fileURLToPath(new URL('../../../../../migrations', import.meta.url)),
  table: 'miomente_partner_portal_migrations',
};

const QUEUE = 'graphile_worker';
/** The last thing in the queue's schema that this product makes. */
const QUEUE_READY = `SELECT to_regclass('graphile_worker.booking_jobs_spent') AS found`;
/** What each heartbeat looks for among the jobs: a few, of however many there are. */
const QUEUE_INDEXES = `
  CREATE INDEX booking_jobs_locked ON graphile_worker._private_jobs (locked_by) WHERE locked_by IS NOT NULL;
  CREATE INDEX booking_jobs_spent ON graphile_worker._private_jobs (id) WHERE attempts >= max_attempts`;

/**
 * Brings the product's database up to date, including the queue's schema. Safe to run from several processes at once.
 * @returns the names of the migrations applied by this call
 * @throws MigrationError when that is not possible; its message says what to do
 */
export async function migrate(databaseUrl: string): Promise<readonly string[]> {
  const pool = guarded(new pg.Pool({ connectionString: databaseUrl, max: 2, application_name: 'booking migrations' }));
  try {
    const applied = await applyMigrations(pool, bookingMigrations);
    await locked(pool, QUEUE, async () => {
      await runMigrations({ pgPool: pool, logger: silent, noHandleSignals: true });
      // Asked first: CREATE INDEX IF NOT EXISTS would keep a running process from writing while it looks.
      if (!(await isQueueReady(pool))) await pool.query(QUEUE_INDEXES);
    });
    return applied;
  } finally {
    await pool.end();
  }
}

/**
 * The names of the migrations that `migrate` would apply; empty when the database is current.
 * @throws MigrationError when the database's history is not the beginning of this program's
 */
export async function pendingMigrations(pool: Pick<pg.Pool, 'query'>): Promise<readonly string[]> {
  const migrations = await readMigrations(bookingMigrations.folder);
  const pending = pendingOf(migrations, await readHistory(pool, bookingMigrations.table)).map(({ name }) => name);
  return (await isQueueReady(pool)) ? pending : [...pending, QUEUE];
}

async function isQueueReady(pool: Pick<pg.Pool, 'query'>): Promise<boolean> {
  return (await pool.query<{ found: string | null }>(QUEUE_READY)).rows[0]?.found != null;
}

const silent = new Logger(() => () => {});
