import {
  ANSWERS_KEPT_MS,
  type BegunRequest,
  type BookingId,
  type KeptAnswer,
  type KeptAnswers,
  type SystemScope,
} from '@miomente/booking-domain';
import { bookingsIn } from '../bookings/scoped.ts';
import type { Database, Query } from '../database/database.ts';
import { fromNow } from '../database/instants.ts';
import { Parameters } from '../database/parameters.ts';

const TABLE = 'miomente_partner_portal_kept_answers';
const OVER = (asked: string): string => `${asked} <= now() - ${ANSWERS_KEPT_MS} * interval '1 millisecond'`;

// Of several at once the first one's row makes the others wait, who then see that it is held.
const BEGIN = `
  INSERT INTO ${TABLE} AS kept (request_key, fingerprint, held_until) VALUES ($1, $2, ${fromNow('$3')})
  ON CONFLICT (request_key) DO UPDATE SET
    asked_at = CASE WHEN ${OVER('kept.asked_at')} THEN now() ELSE kept.asked_at END,
    written = CASE WHEN ${OVER('kept.asked_at')} THEN '{}' ELSE kept.written END,
    fingerprint = excluded.fingerprint, held_until = excluded.held_until, status = NULL, body = NULL
  WHERE ${OVER('kept.asked_at')}
    OR (kept.status IS NULL AND kept.fingerprint = excluded.fingerprint AND kept.held_until <= now())
  RETURNING id::float8 AS id`;
const LOOK = `SELECT fingerprint, status, body FROM ${TABLE} WHERE request_key = $1 AND NOT ${OVER('asked_at')}`;
const WRITTEN = `SELECT written::float8[] AS written FROM ${TABLE} WHERE id = $1`;
const KEEP = `
  WITH kept AS (
    UPDATE ${TABLE} SET status = $2, body = $3, held_until = NULL WHERE id = $1 AND status IS NULL RETURNING status, body
  )
  SELECT status, body FROM kept
  UNION ALL
  SELECT status, body FROM ${TABLE} WHERE id = $1 AND status IS NOT NULL`;
// Cut, since rounding up to the column's milliseconds would hold it against whoever asks within the next half of one.
const AT_ONCE = `date_trunc('milliseconds', now())`;
const RELEASE = `UPDATE ${TABLE} SET held_until = ${AT_ONCE} WHERE id = $1 AND status IS NULL`;
/** As many as a turn forgets, so that none of its locks is held for long. */
const MAX_FORGOTTEN = 10_000;
const FORGET = `
  WITH gone AS (
    DELETE FROM ${TABLE} WHERE id = ANY (ARRAY(
      SELECT id FROM ${TABLE} WHERE ${OVER('asked_at')} ORDER BY asked_at LIMIT ${MAX_FORGOTTEN} FOR UPDATE SKIP LOCKED))
    RETURNING id
  )
  SELECT count(*)::float8 AS gone FROM gone`;

/** How often to look at a row that was there when this one asked, and no more when it looked. */
const MAX_TRIES = 5;

interface LookedAt extends KeptAnswer {
  readonly fingerprint: string;
}

/** `KeptAnswers` on PostgreSQL. */
export function postgresKeptAnswers(db: Database): KeptAnswers {
  return {
    begin: async (key, fingerprint, forMs) => {
      for (let tries = 1; ; tries += 1) {
        const [begun] = await db.rows<{ id: number }>({ text: BEGIN, values: [key, fingerprint, forMs] });
        if (begun !== undefined) return { type: 'begun', request: { id: begun.id } };
        const [found] = await db.rows<LookedAt | (LookedAt & { status: null })>({ text: LOOK, values: [key] });
        if (found !== undefined) return lookedAt(found, fingerprint);
        if (tries >= MAX_TRIES) throw new Error('A keyed request is neither new nor kept.');
      }
    },
    written: async ({ id }) =>
      (await db.read<{ written: readonly BookingId[] }>({ text: WRITTEN, values: [id] }))[0]?.written ?? [],
    keep: async ({ id }, answer) => {
      for (let tries = 1; ; tries += 1) {
        const [kept] = await db.rows<KeptAnswer>({ text: KEEP, values: [id, answer.status, answer.body] });
        if (kept !== undefined) return { status: kept.status, body: kept.body };
        // Nothing is kept when it was forgotten; or somebody else kept theirs since this statement began.
        if (tries >= 2) return answer;
      }
    },
    release: async ({ id }) => {
      await db.rows({ text: RELEASE, values: [id] });
    },
    forget: async () => (await db.rows<{ gone: number }>({ text: FORGET, values: [] }))[0]?.gone ?? 0,
    forgetErased: async (scope) => {
      await db.rows(forgetErasedStatement(scope));
    },
  };
}

/**
 * Reads every answer of a day: they are few beside the bookings, and each asks for its own by their key. Without OFFSET the
 * planner compares each answer with all erased bookings.
 */
export function forgetErasedStatement(scope: SystemScope): Query {
  const parameters = new Parameters();
  return parameters.query(`
    UPDATE ${TABLE} SET status = NULL, body = NULL, held_until = ${AT_ONCE}
    WHERE status IS NOT NULL AND EXISTS (
      SELECT FROM unnest(written) AS wrote (id)
      CROSS JOIN LATERAL (
        SELECT FROM ${bookingsIn(scope, parameters)} AND b.id = wrote.id AND b.customer_erased_at IS NOT NULL OFFSET 0
      ) AS erased)`);
}

function lookedAt(
  {
    fingerprint: kept,
    status,
    body,
  }: { readonly fingerprint: string; readonly status: number | null; readonly body: string },
  fingerprint: string,
): BegunRequest {
  if (kept !== fingerprint) return { type: 'other_request' };
  return status === null ? { type: 'at_work' } : { type: 'answered', answer: { status, body } };
}
