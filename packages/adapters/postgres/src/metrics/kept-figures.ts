import { systemScope } from '@miomente/booking-domain';
import type pg from 'pg';
import { bookingsIn } from '../bookings/scoped.ts';
import { asked } from '../database/asked.ts';
import { Parameters } from '../database/parameters.ts';

/** The view of what is kept of each partner: what was folded, and what has changed since. */
export const KEPT_FIGURES = 'miomente_partner_portal_kept_figures';
const FIGURES = 'miomente_partner_portal_figures';
const CHANGES = 'miomente_partner_portal_figure_changes';
const NUMBERS = ['bookings', 'confirmed', 'declined', 'cancelled', 'reminders', 'escalations', 'taken_back'] as const;
const NAMES = NUMBERS.join(', ');
const SUMS = NUMBERS.map((name) => `sum(${name}) AS ${name}`).join(', ');

/** More are folded in the next round. */
const AT_ONCE = 5_000;
/** A sweep over 100,000 bookings changes as many. What remains is folded with the next heartbeat. */
const MAX_ROUNDS = 20;

// One at a time, as the counts of lists are folded.
const FOLD = `
  WITH alone AS MATERIALIZED (
    SELECT pg_try_advisory_xact_lock(hashtextextended('miomente figures', 0)) AS granted
  ),
  taken AS (
    DELETE FROM ${CHANGES} WHERE id = ANY (ARRAY(
      SELECT id FROM ${CHANGES} WHERE (SELECT granted FROM alone) ORDER BY id LIMIT ${AT_ONCE}))
    RETURNING customer_number, ${NAMES}, bucket, former_bucket
  ),
  folded AS (
    INSERT INTO ${FIGURES} AS kept (customer_number, ${NAMES}, answers, answer_times)
    SELECT customer_number, ${SUMS}, count(bucket) - count(former_bucket),
      miomente_partner_portal_histogram(array_agg(bucket), array_agg(former_bucket))
    FROM taken GROUP BY customer_number ORDER BY customer_number
    ON CONFLICT (customer_number) DO UPDATE SET
      ${[...NUMBERS, 'answers'].map((name) => `${name} = kept.${name} + excluded.${name}`).join(', ')},
      answer_times = miomente_partner_portal_add_each(kept.answer_times, excluded.answer_times)
  )
  SELECT count(*)::int AS taken FROM taken`;

// Both sides in one statement, and so of one moment. A partner whose bookings are all gone is kept with zeros.
const CHECK = `
  WITH counted AS (
    SELECT customer_number, ${NUMBERS.map((name) => `sum((f).${name}) AS ${name}`).join(', ')},
      count((f).bucket) AS answers, miomente_partner_portal_histogram(array_agg((f).bucket), NULL) AS answer_times
    FROM (
      SELECT b.customer_number, miomente_partner_portal_figures_of(b) AS f
      FROM ${bookingsIn(systemScope('recounting what is kept'), new Parameters())}
    ) AS measured GROUP BY customer_number
  )
  SELECT customer_number AS "customerNumber"
  FROM ${KEPT_FIGURES} AS kept FULL JOIN counted USING (customer_number)
  WHERE (${valuesOf('kept')}) IS DISTINCT FROM (${valuesOf('counted')})
  ORDER BY customer_number`;

function valuesOf(side: string): string {
  const numbers = [...NUMBERS, 'answers'].map((name) => `coalesce(${side}.${name}, 0)`);
  const times = `coalesce(${side}.answer_times, miomente_partner_portal_histogram(NULL, NULL))`;
  return [...numbers, times].join(', ');
}

/** How partners answer, kept beside the bookings. */
export interface KeptFigures {
  /** Folds what has changed into one row for each partner. Any number of processes may call it. */
  fold(): Promise<void>;
  /** Measures all bookings and compares. @returns the customer numbers of partners for whom something else is kept */
  check(): Promise<readonly string[]>;
  /** Measures all bookings again; they can't be changed meanwhile. */
  rebuild(): Promise<void>;
}

/** Over a pool of connections, which stays its maker's to end. Each throws TransientFailure where the database is away. */
export function postgresKeptFigures(pool: pg.Pool): KeptFigures {
  const db = asked(pool);
  return {
    fold: async () => {
      for (let round = 0; round < MAX_ROUNDS; round += 1) {
        const [folded] = (await db.query<{ taken: number }>(FOLD)).rows;
        if (folded === undefined || folded.taken < AT_ONCE) return;
      }
    },
    check: async () => (await db.query<{ customerNumber: string }>(CHECK)).rows.map((row) => row.customerNumber),
    rebuild: async () => {
      await db.query('SELECT miomente_partner_portal_measure_anew()');
    },
  };
}
