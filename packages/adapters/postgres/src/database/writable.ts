import type pg from 'pg';

const WRITE = `
  insert into miomente_partner_portal_settings (name, value) values ('readiness', '')
  on conflict (name) do update set updated_at = now()`;

/**
 * Writes to the database, because a server that is read-only, or whose disk is full, answers every query.
 * @throws the driver's error when it can't be written to
 */
export async function probeWrite(pool: pg.Pool): Promise<void> {
  await pool.query(WRITE);
}
