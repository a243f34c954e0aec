import { localMigrations } from '@miomente/booking-local';
import { applyMigrations, migrate } from '@miomente/booking-postgres';
import { failureOf } from '@miomente/booking-scheduler';
import pg from 'pg';
import { CommandError } from '../process/command.ts';

/** Codes of Node and PostgreSQL for a server that is not there, or does not let us in. */
const NOT_REACHED = /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ETIMEDOUT|28\w{3}|3D000|57P03|53300)$/;

/**
 * Brings the product's tables, the queue's, and those of the stand-ins up to date.
 * @returns the names of the migrations applied
 * @throws CommandError when the database can't be reached
 * @throws MigrationError when it can't be brought up to date
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
