import { asCustomerNumber, type BookingId, partnerScope } from '@miomente/booking-domain';
import type pg from 'pg';
import type { Bench } from '../bench.ts';
import { compared, each, requireSame } from '../measure/finding.ts';
import { timed } from '../measure/interleave.ts';
import { manyBookings } from '../stage/bookings.ts';
import { makeDue } from '../stage/due.ts';
import { confirmOf, sweepOf } from '../stage/use-cases.ts';

const TABLE = 'miomente_partner_portal_booking_confirmations';
const DELIVERIES = 'miomente_partner_portal_deliveries';
const JOBS = 'graphile_worker._private_jobs';
const TASK = `(SELECT id FROM graphile_worker._private_tasks WHERE identifier = 'deliver')`;

const QUEUED = 100_000;
const CONFIRMS = 20;

/** P19: what a confirm costs while much is queued, before PostgreSQL has looked at its numbers. */
export const depth: Bench = {
  row: 'P19',
  what: 'confirming, with deliveries queued',
  run: async (stage) => {
    const [quiet, deep] = [
      await manyBookings(stage, stage.bookings, 'quiet'),
      await manyBookings(stage, stage.bookings, 'deep'),
    ];
    const ours = await confirming(deep.pool);
    const other = await confirming(quiet.pool);
    // Plans are kept from when nothing was queued, as they are when a backlog comes.
    await ours(CONFIRMS);
    await other(CONFIRMS);
    for (const table of [DELIVERIES, JOBS, TABLE]) {
      await deep.pool.query(`ALTER TABLE ${table} SET (autovacuum_enabled = false)`);
    }
    await deep.pool.query(KNOW_TASK);
    await deep.pool.query(QUEUE, [QUEUED]);
    await deep.pool.query(QUEUE_JOBS);
    const measure = {
      row: 'P19',
      what: `${depth.what}: ${QUEUED.toLocaleString('en')}`,
      unit: 'ms',
      against: 'with none queued',
      goal: { atMost: 1.2 },
    };
    const sides = { ours: () => ours(CONFIRMS), other: () => other(CONFIRMS) };
    return [await compared(measure, sides)];
  },
};

const QUEUE = `
  INSERT INTO ${DELIVERIES} (kind, booking_id, mail, content, created_at)
  SELECT 'send_mail', b.id, 'receipt', '{}', now()
  FROM (SELECT id FROM ${TABLE} ORDER BY id LIMIT 5000) AS b, generate_series(1, $1::int / 5000)`;
const KNOW_TASK = `
  INSERT INTO graphile_worker._private_tasks (identifier) VALUES ('deliver') ON CONFLICT DO NOTHING`;
const QUEUE_JOBS = `
  INSERT INTO ${JOBS} (task_id, key, payload)
  SELECT ${TASK}, 'delivery:' || id, json_build_object('deliveryId', id) FROM ${DELIVERIES} WHERE state = 'queued'
  ON CONFLICT DO NOTHING`;

/** Confirms pending bookings one after the other. @returns how long each took, in milliseconds */
async function confirming(pool: pg.Pool): Promise<(count: number) => Promise<number>> {
  const confirm = confirmOf(pool);
  const { rows } = await pool.query<{ id: number; number: string }>(
    `SELECT id::float8 AS id, customer_number AS number FROM ${TABLE}
     WHERE status = 'pending' AND event_start > now() + interval '1 day' ORDER BY id DESC`,
  );
  let next = 0;
  return (count) =>
    each(count, async () => {
      const booking = rows[next];
      next += 1;
      if (booking === undefined) throw new Error('There are not enough pending bookings; ask for more.');
      const scope = partnerScope(asCustomerNumber(booking.number));
      const { ok } = await confirm({ scope, id: booking.id as BookingId });
      if (!ok) throw new Error(`Booking ${booking.id} was not confirmed.`);
    })();
}

/** P7: a sweep beside one statement that makes the same writes. */
export const sweep: Bench = {
  row: 'P7',
  what: 'sweep over what is due',
  run: async (stage) => {
    const { pool } = await manyBookings(stage, stage.bookings, 'sweep');
    const run = sweepOf(pool);
    let due = 0;
    await pool.query(KNOW_TASK);
    const prepare = async (): Promise<void> => {
      due = await makeDue(pool);
    };
    const ours = async (): Promise<number> => {
      await prepare();
      let reminded = 0;
      const ms = await timed(async () => {
        reminded = (await run()).firstReminders;
      });
      requireSame('reminders', reminded, due);
      return ms;
    };
    const other = async (): Promise<number> => {
      await prepare();
      let written: number | null = 0;
      const ms = await timed(async () => {
        written = (await pool.query(BARE_SWEEP)).rowCount;
      });
      requireSame('jobs of the bare statement', written, due);
      return ms;
    };
    await prepare();
    const what = `${sweep.what}: ${due.toLocaleString('en')} bookings`;
    const measure = { row: 'P7', what, unit: 'ms', against: 'one statement', goal: { atMost: 1.5 } };
    return [await compared(measure, { ours, other })];
  },
};

const BARE_SWEEP = `
  WITH due AS (
    UPDATE ${TABLE} SET version = version + 1, reminder_count = 1, last_reminder_at = now(), asking_step = 1,
      asking_mail = 'queued', next_sweep_at = now() + interval '1 day'
    WHERE status = 'pending' AND next_sweep_at <= now() RETURNING id
  ), noted AS (
    INSERT INTO miomente_partner_portal_booking_audit (booking_id, type, happened_at, actor_type, details)
    SELECT id, 'reminded', now(), 'system', '{"step": 1}' FROM due
  ), queued AS (
    INSERT INTO ${DELIVERIES} (kind, booking_id, mail, content, created_at)
    SELECT 'send_mail', id, 'first_reminder', '{"type": "send_mail", "mail": "first_reminder"}', now() FROM due
    RETURNING id
  )
  INSERT INTO ${JOBS} (task_id, key, payload)
  SELECT ${TASK}, 'delivery:' || id, json_build_object('deliveryId', id) FROM queued`;
