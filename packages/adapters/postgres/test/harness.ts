import type { DeclineReason } from '@miomente/booking-domain';
import type { DeliveryRow, PersistenceHarness, QueuedJob } from '@miomente/booking-domain/testing';
import type pg from 'pg';
import { createPostgresPorts } from '../src/index.ts';
import { contentOf, DELIVERY_COLUMNS, type DeliveryRow as KeptRow } from '../src/outbox/delivery-row.ts';

const TIME_ZONE = 'Europe/Berlin';

/** The PostgreSQL adapters on a database of the calling file. */
export function postgresHarness(pool: pg.Pool): PersistenceHarness {
  const ports = createPostgresPorts(pool, { timeZone: TIME_ZONE });
  let seed: readonly DeclineReason[] | undefined;
  return {
    ports,
    timeZone: TIME_ZONE,
    now: async () => (await pool.query<{ now: Date }>('SELECT clock_timestamp() AS now')).rows[0]?.now.getTime() ?? 0,
    letPass: async (ms) => {
      await pool.query(LET_PASS.replaceAll('$1', String(ms)));
    },
    jobs: () => queuedJobs(pool),
    deliveryRows: () => deliveryRows(pool),
    setDeclineReasons: async (reasons) => {
      seed ??= await ports.declineReasons.all();
      await setDeclineReasons(pool, reasons);
    },
    reset: async () => {
      await pool.query(RESET);
      if (seed !== undefined) await setDeclineReasons(pool, seed);
      seed = undefined;
    },
  };
}

// The audit trail refuses truncate, and these tables are small: one round trip that deletes is the fastest.
const RESET = `
  BEGIN;
  ALTER TABLE miomente_partner_portal_booking_audit DISABLE TRIGGER USER;
  DELETE FROM graphile_worker._private_jobs;
  DELETE FROM miomente_partner_portal_deliveries;
  DELETE FROM miomente_partner_portal_booking_audit;
  DELETE FROM miomente_partner_portal_event_queue;
  DELETE FROM miomente_partner_portal_events;
  DELETE FROM miomente_partner_portal_event_push;
  DELETE FROM miomente_partner_portal_call_claims;
  DELETE FROM miomente_partner_portal_sweep_claims;
  DELETE FROM miomente_partner_portal_calls;
  DELETE FROM miomente_partner_portal_link_visits;
  DELETE FROM miomente_partner_portal_link_answers;
  DELETE FROM miomente_partner_portal_replies;
  DELETE FROM miomente_partner_portal_booking_confirmations;
  DELETE FROM miomente_partner_portal_commits;
  DELETE FROM miomente_partner_portal_kept_answers;
  DELETE FROM miomente_partner_portal_partners;
  DELETE FROM miomente_partner_portal_logins;
  DELETE FROM miomente_partner_portal_revoked_sessions;
  DELETE FROM miomente_partner_portal_flagged_order_items;
  DELETE FROM miomente_partner_portal_watermarks;
  DELETE FROM miomente_partner_portal_settled_orders;
  DELETE FROM miomente_partner_portal_calendar_feeds;
  DELETE FROM miomente_partner_portal_standing_yeses;
  ALTER TABLE miomente_partner_portal_booking_audit ENABLE TRIGGER USER;
  COMMIT`;

// The database's clock can't be moved, but everything that is compared with it can.
const LET_PASS = `
  BEGIN;
  UPDATE miomente_partner_portal_deliveries SET queued_at = queued_at - $1 * interval '1 millisecond',
    due_at = due_at - $1 * interval '1 millisecond', taken_until = taken_until - $1 * interval '1 millisecond', result_at = result_at - $1 * interval '1 millisecond',
    failing_since = failing_since - $1 * interval '1 millisecond';
  UPDATE miomente_partner_portal_call_claims SET claimed_at = claimed_at - $1 * interval '1 millisecond',
    claimed_until = claimed_until - $1 * interval '1 millisecond';
  UPDATE miomente_partner_portal_sweep_claims SET claimed_until = claimed_until - $1 * interval '1 millisecond';
  UPDATE miomente_partner_portal_kept_answers SET asked_at = asked_at - $1 * interval '1 millisecond',
    held_until = held_until - $1 * interval '1 millisecond';
  UPDATE miomente_partner_portal_event_push SET held_until = held_until - $1 * interval '1 millisecond',
    waits_until = waits_until - $1 * interval '1 millisecond', failing_since = failing_since - $1 * interval '1 millisecond';
  UPDATE graphile_worker._private_jobs SET run_at = run_at - $1 * interval '1 millisecond',
    payload = CASE WHEN payload::jsonb ? 'until'
      THEN (payload::jsonb || jsonb_build_object('until', (payload->>'until')::bigint - $1))::json ELSE payload END;
  COMMIT`;

async function queuedJobs(pool: pg.Pool): Promise<readonly QueuedJob[]> {
  const { rows } = await pool.query<{ task: QueuedJob['task']; payload: QueuedJob['payload']; run_at: Date }>(`
    SELECT task.identifier AS task, job.payload, job.run_at
    FROM graphile_worker._private_jobs AS job JOIN graphile_worker._private_tasks AS task ON task.id = job.task_id
    WHERE job.is_available`);
  return rows.map(({ task, payload, run_at }) => ({ task, payload, runAt: run_at.getTime() }) as QueuedJob);
}

async function deliveryRows(pool: pg.Pool): Promise<readonly DeliveryRow[]> {
  const { rows } = await pool.query<KeptRow & Pick<DeliveryRow, 'state'>>(
    `SELECT ${DELIVERY_COLUMNS}, state FROM miomente_partner_portal_deliveries AS delivery ORDER BY delivery.id`,
  );
  return rows.map((row) => ({
    id: row.id,
    bookingId: row.booking_id,
    content: contentOf(row),
    state: row.state,
    attempt: row.attempt,
  }));
}

async function setDeclineReasons(pool: pg.Pool, reasons: readonly DeclineReason[]): Promise<void> {
  await pool.query('DELETE FROM miomente_partner_portal_decline_reasons');
  for (const { code, label, requiresNotes, sortOrder, active } of reasons) {
    await pool.query(
      `INSERT INTO miomente_partner_portal_decline_reasons
         (code, label_de, label_en, requires_notes, sort_order, is_active)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [code, label.de, label.en, requiresNotes, sortOrder, active],
    );
  }
}
