import { localMigrations } from '@miomente/booking-local';
import { applyMigrations, migrate } from '@miomente/booking-postgres';
import { failureOf } from '@miomente/booking-scheduler';
import pg from 'pg';
import { CommandError } from '../process/command.ts';

/** Codes of Node and PostgreSQL for a server that can't be reached or refuses the login. */
const NOT_REACHED = /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ETIMEDOUT|28\w{3}|3D000|57P03|53300)$/;

/**
 * Migrates the tables of the product, of the queue and of the stand-ins.
 * @returns the names of the applied migrations
 * @throws CommandError when the database can't be reached
 * @throws MigrationError when a migration fails
 */
export async function migrateAll(databaseUrl: string): Promise<readonly string[]> {
  try {
    return await migrateEach(databaseUrl);
  } catch (error) {
    const { code } = failureOf(error);
    if (!NOT_REACHED.test(code)) throw error;
    throw new CommandError(
      `The database can't be reached (${code}). See that PostgreSQL runs, and that DATABASE_URL has its address, ` +
        'user, password and database.',
    );
  }
}

async function migrateEach(databaseUrl: string): Promise<readonly string[]> {
  const applied = await migrate(databaseUrl);
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1, application_name: 'booking migrations' });
  pool.on('error', () => {});
  try {
    return [...applied, ...(await applyMigrations(pool, localMigrations))];
  } finally {
    await pool.end();
  }
}
