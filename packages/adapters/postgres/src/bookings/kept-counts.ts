import { type Scope, systemScope, unreachable } from '@miomente/booking-domain';
import type pg from 'pg';
import { asked } from '../database/asked.ts';
import { Parameters } from '../database/parameters.ts';
import { bookingsIn } from './scoped.ts';

const COUNTS = 'miomente_partner_portal_booking_counts';
const CHANGES = 'miomente_partner_portal_booking_count_changes';
const NUMBERS = 'confirmed, declined, cancelled';

/**
 * SQL of the counts of a scope's confirmed, declined and cancelled bookings as JSON, kept and not counted: what was
 * folded, and what has changed since.
 */
export function keptCounts(scope: Scope, parameters: Parameters): string {
  const own = ownIn(scope, parameters);
  return `
    SELECT jsonb_build_object('confirmed', coalesce(sum(confirmed), 0), 'declined', coalesce(sum(declined), 0),
      'cancelled', coalesce(sum(cancelled), 0)) AS counts
    FROM (
      SELECT ${NUMBERS} FROM ${COUNTS} ${own} UNION ALL SELECT ${NUMBERS} FROM ${CHANGES} ${own}
    ) AS kept`;
}

function ownIn(scope: Scope, parameters: Parameters): string {
  switch (scope.type) {
    case 'partner':
      return `WHERE customer_number = ${parameters.add(scope.customerNumber)}`;
    case 'manager':
    case 'system':
      return '';
    default:
      return unreachable(scope);
  }
}

/** More are folded the next time. */
const AT_ONCE = 5_000;

// One at a time: whoever comes meanwhile leaves it to the other. Those who change bookings wait for none of this, for
// they only add rows.
const FOLD = `
  WITH alone AS MATERIALIZED (
    SELECT pg_try_advisory_xact_lock(hashtextextended('miomente booking counts', 0)) AS granted
  ),
  taken AS (
    DELETE FROM ${CHANGES} WHERE id = ANY (ARRAY(
      SELECT id FROM ${CHANGES} WHERE (SELECT granted FROM alone) ORDER BY id LIMIT ${AT_ONCE}))
    RETURNING customer_number, ${NUMBERS}
  )
  INSERT INTO ${COUNTS} AS kept (customer_number, ${NUMBERS})
  SELECT customer_number, sum(confirmed), sum(declined), sum(cancelled) FROM taken
  GROUP BY customer_number ORDER BY customer_number
  ON CONFLICT (customer_number) DO UPDATE SET confirmed = kept.confirmed + excluded.confirmed,
    declined = kept.declined + excluded.declined, cancelled = kept.cancelled + excluded.cancelled`;

// Both sides in one statement, and so of one moment.
const CHECK = `
  WITH kept AS (
    SELECT customer_number, sum(confirmed)::float8 AS confirmed, sum(declined)::float8 AS declined,
      sum(cancelled)::float8 AS cancelled
    FROM (
      SELECT customer_number, ${NUMBERS} FROM ${COUNTS} UNION ALL SELECT customer_number, ${NUMBERS} FROM ${CHANGES}
    ) AS noted GROUP BY customer_number
  ),
  counted AS (
    SELECT b.customer_number, count(*) FILTER (WHERE b.status = 'confirmed')::float8 AS confirmed,
      count(*) FILTER (WHERE b.status = 'declined')::float8 AS declined,
      count(*) FILTER (WHERE b.status = 'cancelled')::float8 AS cancelled
    FROM ${bookingsIn(systemScope('recounting what is kept'), new Parameters())} GROUP BY b.customer_number
  ),
  compared AS (
    SELECT customer_number AS "customerNumber",
      ARRAY[coalesce(kept.confirmed, 0), coalesce(kept.declined, 0), coalesce(kept.cancelled, 0)] AS kept,
      ARRAY[coalesce(counted.confirmed, 0), coalesce(counted.declined, 0), coalesce(counted.cancelled, 0)] AS counted
    FROM kept FULL JOIN counted USING (customer_number)
  )
  SELECT * FROM compared WHERE kept <> counted ORDER BY "customerNumber"`;

/** A partner whose kept counts differ from what is counted. */
export interface WrongCount {
  readonly customerNumber: string;
  /** Confirmed, declined and cancelled bookings, as kept and as counted. */
  readonly kept: readonly [number, number, number];
  readonly counted: readonly [number, number, number];
}

/** The counts that lists show, kept beside the bookings. */
export interface KeptCounts {
  /** Folds what has changed into one row for each partner. Any number of processes may call it. */
  fold(): Promise<void>;
  /** Counts all bookings and compares. */
  check(): Promise<readonly WrongCount[]>;
  /** Counts all bookings again; they can't be changed meanwhile. */
  rebuild(): Promise<void>;
}

/** Over a pool of connections, which stays its maker's to end. Each throws TransientFailure where the database is away. */
export function postgresKeptCounts(pool: pg.Pool): KeptCounts {
  const db = asked(pool);
  return {
    fold: async () => {
      await db.query(FOLD);
    },
    check: async () => (await db.query<WrongCount>(CHECK)).rows,
    rebuild: async () => {
      await db.query('SELECT miomente_partner_portal_count_anew()');
    },
  };
}
