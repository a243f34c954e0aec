import { localMigrations } from '@miomente/booking-local';
import { applyMigrations, migrate } from '@miomente/booking-postgres';
import pg from 'pg';

/**
 * Brings the product's tables, the queue's, and those of the stand-ins up to date.
 * @returns the names of the migrations applied
 */
export async function migrateAll(databaseUrl: string): Promise<readonly string[]> {
  const applied = await migrate(databaseUrl);
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1, application_name: 'booking migrations' });
  pool.on('error', () => {});
  try {
    return [...applied, ...(await applyMigrations(pool, localMigrations))];
  } finally {
    await pool.end();
  }
}
