import {
  type Instant,
  type KeptVisit,
  type LinkVisits,
  MAX_VISIT_ROWS,
  MAX_WRONG_ANSWERS,
  SAME_VISIT_MS,
  type VisitedLink,
  WRONG_ANSWERS_WITHIN_MS,
} from '@miomente/booking-domain';
import type { Database } from '../database/database.ts';
import { instantOf, toSql } from '../database/instants.ts';

const VISITS = 'miomente_partner_portal_link_visits';
const ANSWERS = 'miomente_partner_portal_link_answers';

const ms = (duration: number): string => `interval '${duration} milliseconds'`;

interface VisitRow {
  readonly link: KeptVisit['link'];
  readonly kind: KeptVisit['kind'];
  readonly verdict: KeptVisit['verdict'];
  readonly signs: KeptVisit['signs'];
  readonly since_mail_ms: number | null;
  readonly first_at: Instant;
  readonly last_at: Instant;
  readonly visits: number;
}

// One like it nearby is counted on; where a link has all its rows, the newest is, one of its kind if there is one.
const KEEP = `
  WITH rows AS (
    SELECT id, last_at, kind = $3 AND verdict = $4 AS alike,
      kind = $3 AND verdict = $4 AND signs = $5::text[]
        AND first_at - ${ms(SAME_VISIT_MS)} <= $7::timestamptz AND last_at + ${ms(SAME_VISIT_MS)} >= $7::timestamptz
        AS same
    FROM ${VISITS} WHERE booking_id = $1 AND link = $2
  ),
  onto AS (
    SELECT id FROM rows WHERE same OR (SELECT count(*) FROM rows) >= ${MAX_VISIT_ROWS}
    ORDER BY same DESC, alike DESC, last_at DESC, id DESC LIMIT 1
  ),
  counted AS (
    UPDATE ${VISITS} AS visit SET visits = visits + 1,
      first_at = least(first_at, $7::timestamptz), last_at = greatest(last_at, $7::timestamptz)
    FROM onto WHERE visit.id = onto.id
  )
  INSERT INTO ${VISITS} (booking_id, link, kind, verdict, signs, since_mail_ms, first_at, last_at)
  SELECT $1, $2, $3, $4, $5::text[], $6::bigint, $7::timestamptz, $7::timestamptz
  WHERE NOT EXISTS (SELECT FROM onto)`;

const OPENED_NEAR = `
  SELECT DISTINCT link FROM ${VISITS}
  WHERE booking_id = $1 AND link IN ('confirm', 'decline')
    AND first_at <= $2::timestamptz + $3 * interval '1 millisecond'
    AND last_at >= $2::timestamptz - $3 * interval '1 millisecond'
  ORDER BY link`;

const OF_BOOKING = `
  SELECT link, kind, verdict, signs, since_mail_ms::float8 AS since_mail_ms, visits,
    ${instantOf('first_at')} AS first_at, ${instantOf('last_at')} AS last_at
  FROM ${VISITS} AS visit WHERE booking_id = $1 ORDER BY visit.first_at, visit.id`;

const STILL_COUNTS = (column: string): string =>
  `ARRAY(SELECT at FROM unnest(${column}) AS at WHERE at > $2::timestamptz - ${ms(WRONG_ANSWERS_WITHIN_MS)})`;

// The row's lock lets one after the other in, each seeing what the one before has taken.
const TAKE_ANSWER = `
  INSERT INTO ${ANSWERS} AS taken (booking_id, answered_at) VALUES ($1, ARRAY[$2::timestamptz])
  ON CONFLICT (booking_id) DO UPDATE SET answered_at = ${STILL_COUNTS('taken.answered_at')} || $2::timestamptz
  WHERE cardinality(${STILL_COUNTS('taken.answered_at')}) < ${MAX_WRONG_ANSWERS}
  RETURNING cardinality(answered_at) - 1 AS before`;
const ANSWERS_TAKEN = `
  SELECT cardinality(${STILL_COUNTS('answered_at')}) AS taken FROM ${ANSWERS} WHERE booking_id = $1`;
const FORGIVE = `DELETE FROM ${ANSWERS} WHERE booking_id = $1`;

/** As many as a turn forgets, so that none of its locks is held for long. */
const MAX_FORGOTTEN = 10_000;
const FORGET = `
  WITH visits AS (
    DELETE FROM ${VISITS} WHERE id IN (
      SELECT id FROM ${VISITS} WHERE last_at < $1::timestamptz ORDER BY last_at LIMIT ${MAX_FORGOTTEN}
      FOR UPDATE SKIP LOCKED)
    RETURNING id
  ),
  answers AS (
    DELETE FROM ${ANSWERS} WHERE booking_id IN (
      SELECT booking_id FROM ${ANSWERS} WHERE NOT $1::timestamptz <= ANY (answered_at) LIMIT ${MAX_FORGOTTEN}
      FOR UPDATE SKIP LOCKED)
    RETURNING booking_id
  )
  SELECT (SELECT count(*) FROM visits)::float8 + (SELECT count(*) FROM answers)::float8 AS gone`;

/** `LinkVisits` on PostgreSQL. */
export function postgresLinkVisits(db: Database): LinkVisits {
  return {
    keep: async ({ bookingId, link, kind, verdict, signs, sinceMailMs, at }) => {
      await db.rows({ text: KEEP, values: [bookingId, link, kind, verdict, signs, sinceMailMs, toSql(at)] });
    },
    openedNear: async (bookingId, at, withinMs) => {
      const rows = await db.read<{ link: VisitedLink }>({
        text: OPENED_NEAR,
        values: [bookingId, toSql(at), withinMs],
      });
      return rows.map(({ link }) => link);
    },
    ofBooking: async (_scope, bookingId) =>
      (await db.read<VisitRow>({ text: OF_BOOKING, values: [bookingId] })).map(visitOf),
    takeAnswer: async (bookingId, now) =>
      (await db.rows<{ before: number }>({ text: TAKE_ANSWER, values: [bookingId, toSql(now)] }))[0]?.before,
    answersTaken: async (bookingId, now) =>
      (await db.read<{ taken: number }>({ text: ANSWERS_TAKEN, values: [bookingId, toSql(now)] }))[0]?.taken ?? 0,
    forgiveAnswers: async (bookingId) => {
      await db.rows({ text: FORGIVE, values: [bookingId] });
    },
    forget: async (before) =>
      (await db.rows<{ gone: number }>({ text: FORGET, values: [toSql(before)] }))[0]?.gone ?? 0,
  };
}

function visitOf({ link, kind, verdict, signs, since_mail_ms, first_at, last_at, visits }: VisitRow): KeptVisit {
  return { link, kind, verdict, signs, sinceMailMs: since_mail_ms, firstAt: first_at, lastAt: last_at, visits };
}
