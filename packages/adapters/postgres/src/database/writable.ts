import type pg from 'pg';

const WRITE = `
  insert into miomente_partner_portal_settings (name, value) values ('readiness', '')
  on conflict (name) do update set updated_at = now()`;

/**
 * Writes to the database, for a server that only reads, or whose disk is full, answers every question.
 * @throws what the driver throws when it can't be written to
 */
export async function probeWrite(pool: pg.Pool): Promise<void> {
  await pool.query(WRITE);
}
