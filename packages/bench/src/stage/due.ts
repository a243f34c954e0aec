import type pg from 'pg';

const TABLE = 'miomente_partner_portal_booking_confirmations';
const JOBS = 'graphile_worker._private_jobs';
const DUE = 10_000;

/**
 * Makes pending bookings due for their first reminder, and no other; nothing is queued afterwards.
 * @param most as many of them as there are
 * @returns how many there are
 */
export async function makeDue(pool: pg.Pool, most: number = DUE): Promise<number> {
  await pool.query(`DELETE FROM ${JOBS}`);
  await pool.query(`UPDATE ${TABLE} SET next_sweep_at = NULL WHERE next_sweep_at IS NOT NULL`);
  const due = (await pool.query(MAKE_DUE, [most])).rowCount ?? 0;
  // What was written before is taken away in the background; here it would be part of the next round.
  await pool.query(`VACUUM (INDEX_CLEANUP off, TRUNCATE off) ${TABLE}, ${JOBS}`);
  return due;
}

const MAKE_DUE = `
  UPDATE ${TABLE} SET next_sweep_at = now() - interval '1 minute', clock_started_at = now() - interval '30 hours',
    announced_at = now() - interval '30 hours', asking_clock = now() - interval '30 hours',
    asked_at = now() - interval '30 hours', asking_step = 0, asking_mail = 'sent', reminder_count = 0,
    last_reminder_at = NULL, escalated_at = NULL, escalation_reason = NULL
  WHERE id IN (
    SELECT id FROM ${TABLE} WHERE status = 'pending' AND NOT historic AND event_start > now() + interval '5 days'
    ORDER BY id LIMIT $1)`;
