import { setTimeout as delay } from 'node:timers/promises';
import type { Stage } from './stage.ts';

const BOOKINGS = 'miomente_partner_portal_booking_confirmations';
const DELIVERIES = 'miomente_partner_portal_deliveries';
const JOBS = 'graphile_worker._private_jobs';

/** Whether nothing is at work, and nothing can be done now. */
const AT_REST = `
  SELECT NOT EXISTS (SELECT FROM ${DELIVERIES} WHERE state = 'queued' AND (begun_at IS NOT NULL OR coalesce(due_at, now()) <= now()))
    AND NOT EXISTS (SELECT FROM ${JOBS} WHERE locked_at IS NOT NULL OR run_at <= now())
    AND NOT EXISTS (SELECT FROM ${BOOKINGS} WHERE next_sweep_at <= now() AND status = 'pending' AND event_start > now())
    AS rests`;

/** Waits until the product has done all that can be done now. @throws Error after a minute */
export async function untilAtRest({ pool }: Stage): Promise<void> {
  const giveUpAt = performance.now() + 60_000;
  while (!(await pool.query<{ rests: boolean }>(AT_REST)).rows[0]?.rests) {
    if (performance.now() > giveUpAt) throw new Error('The product does not come to rest.');
    await delay(50);
  }
}

// Everything that was, and everything that is to come, lies that much further back. A change that was decided before
// is stale then.
const MOVE = `
  DO $$
  DECLARE
    moved RECORD;
  BEGIN
    SET LOCAL session_replication_role = replica;
    LOCK TABLE ${BOOKINGS}, ${DELIVERIES}, ${JOBS} IN ACCESS EXCLUSIVE MODE;
    IF NOT (${AT_REST}) THEN RAISE EXCEPTION 'Something is at work.' USING ERRCODE = 'serialization_failure'; END IF;
    FOR moved IN
      SELECT format('%I.%I', table_schema, table_name) AS name,
        string_agg(format('%1$I = %1$I - $ms * interval ''1 millisecond''', column_name), ', ') AS columns
      FROM information_schema.columns
      WHERE table_schema IN ('public', 'graphile_worker') AND data_type = 'timestamp with time zone'
        AND is_generated = 'NEVER' AND table_name IN (
          SELECT relname FROM pg_class WHERE relkind = 'r')
      GROUP BY table_schema, table_name
    LOOP
      EXECUTE format('UPDATE %s SET %s', moved.name, moved.columns);
    END LOOP;
    UPDATE ${BOOKINGS} SET version = version + 1;
    UPDATE ${DELIVERIES}
    SET content = jsonb_set(content, '{about}', to_jsonb((content ->> 'about')::float8 - $ms)) WHERE content ? 'about';
  END
  $$`;

/**
 * Lets time pass for the product without waiting: it does what it can, then everything that it remembers moves into the
 * past, and it does what it can again. What the shop says of events moves only where it has been read.
 */
export async function timePasses(stage: Stage, ms: number): Promise<void> {
  for (;;) {
    await untilAtRest(stage);
    try {
      await stage.pool.query(MOVE.replaceAll('$ms', String(ms)));
      break;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === '40001')) throw error;
    }
  }
  await untilAtRest(stage);
}
