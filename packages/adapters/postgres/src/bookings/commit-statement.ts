import type { BookingId } from '@miomente/booking-domain';
import { fromNow } from '../database/instants.ts';
import { QUEUED } from '../outbox/delivery-row.ts';
import { FINISH_BESIDE } from '../outbox/finish-statement.ts';
import { queueDeliveries } from '../outbox/queue.ts';
import { MARK_BESIDE } from '../records/mark-statement.ts';
import { REPLIES } from '../records/replies-table.ts';
import { SETTLE_BESIDE } from '../records/settle-statement.ts';
import { CHANGED_COLUMNS, WRITTEN } from './columns.ts';

const TABLE = 'miomente_partner_portal_booking_confirmations';
const AUDIT = 'miomente_partner_portal_booking_audit';
const DELIVERIES = 'miomente_partner_portal_deliveries';
const COMMITS = 'miomente_partner_portal_commits';
const KEPT_ANSWERS = 'miomente_partner_portal_kept_answers';

const columns = WRITTEN.map(({ name }) => name).join(', ');
const typedColumns = WRITTEN.map(({ name, type }) => `${name} ${type}`).join(', ');

/** The error that `refuse_stale` raises. */
export const STALE_STATE = 'MP001';

/** A written change: its position among the changes, and the booking's new id and version. */
export interface Written {
  readonly n: number;
  readonly id: BookingId;
  readonly version: number;
}

/**
 * Writes changes with all their effects: rows, audit, deliveries and jobs. It is one statement, so one round trip and
 * one transaction; each part uses what the part before really wrote.
 *
 * $1 rows, $2 events and $3 messages as JSON arrays, each with the position `n` of its change; $4 the commit's id; $5
 * how many changes must be written for any to be written (0 when each is independent); $6 the id of the request that
 * caused it, or null; $7 the end of a delivery's attempt as JSON, or null: nothing is written without that end, and the
 * attempt ends only when the changes are written; $8 an address that bounced, as JSON, or null: nothing is written
 * unless it is still the partner's; $9 a call of the office, as JSON, or null: nothing is written unless its caller
 * still holds the claim, and the call is kept only with the changes; $10 the id of the keyed request that asked for it,
 * or null: what it wrote is kept with it. Returns one row: `written`, an array of `n`, `id` and `version`.
 */
export const COMMIT_STATEMENT: string = `
WITH finished AS MATERIALIZED (${FINISH_BESIDE}),
${SETTLE_BESIDE},
given AS MATERIALIZED (
  SELECT * FROM json_to_recordset($1::json) AS given (n integer, id bigint, version integer, standing_yes_id bigint,
    standing_yes_version integer,
    reply_key text, reply_at timestamptz, reply_text text, ${typedColumns})
  -- A superseded attempt changes nothing.
  WHERE ($7::json IS NULL OR EXISTS (SELECT FROM finished))
    -- Nor does a call whose claim has ended.
    AND ($9::json IS NULL OR EXISTS (SELECT FROM settled))
),
-- Rows are locked in the sequence of their ids, so that two of these statements never wait for each other.
locked AS MATERIALIZED (
  SELECT row.id
  FROM (SELECT id, version FROM given WHERE id IS NOT NULL ORDER BY id) AS wanted
  CROSS JOIN LATERAL (
    SELECT b.id FROM ${TABLE} AS b WHERE b.id = wanted.id AND b.version = wanted.version FOR UPDATE
  ) AS row
),
updated AS (
  UPDATE ${TABLE} AS b
  SET version = b.version + 1, ${CHANGED_COLUMNS.map((name) => `${name} = given.${name}`).join(', ')}
  FROM given
  WHERE b.id = given.id AND b.version = given.version AND b.id IN (SELECT id FROM locked)
  RETURNING given.n, b.id, b.version
),
-- What a standing yes confirmed is only written while that has room. Locked after the bookings, in the sequence of ids.
-- Of several with one standing yes, each needs room for those before it, whether or not they are written.
standing_yeses AS MATERIALIZED (
  SELECT wanted.*, miomente_partner_portal_standing_yes_room(standing_yes_id, standing_yes_version) AS room
  FROM (
    SELECT DISTINCT standing_yes_id, standing_yes_version FROM given
    WHERE standing_yes_id IS NOT NULL AND (SELECT count(*) FROM updated) >= 0
    ORDER BY standing_yes_id, standing_yes_version OFFSET 0
  ) AS wanted
),
in_advance AS MATERIALIZED (
  SELECT given.n, sum(given.participants) OVER (PARTITION BY standing_yes_id ORDER BY given.n) <= room AS fits
  FROM given JOIN standing_yeses USING (standing_yes_id, standing_yes_version)
),
new AS MATERIALIZED (
  SELECT DISTINCT ON (magento_order_item_id) * FROM given
  WHERE id IS NULL AND (standing_yes_id IS NULL OR n IN (SELECT n FROM in_advance WHERE fits))
  ORDER BY magento_order_item_id, n
),
created AS (
  INSERT INTO ${TABLE} (${columns})
  -- After the updates, for the same reason; and in one sequence among themselves.
  SELECT ${columns} FROM new WHERE (SELECT count(*) FROM updated) >= 0 ORDER BY magento_order_item_id
  ON CONFLICT (magento_order_item_id) DO NOTHING
  RETURNING id, version, magento_order_item_id
),
written AS MATERIALIZED (
  SELECT n, id, version FROM updated
  UNION ALL
  SELECT new.n, created.id, created.version FROM created JOIN new USING (magento_order_item_id)
),
replied AS (
  INSERT INTO ${REPLIES} (booking_id, mail_key, written_at, body)
  SELECT written.id, given.reply_key, given.reply_at, given.reply_text
  FROM written JOIN given USING (n)
  WHERE given.reply_key IS NOT NULL
  ORDER BY n
),
audited AS (
  INSERT INTO ${AUDIT} (booking_id, type, happened_at, actor_type, actor, channel, details)
  SELECT written.id, type, happened_at, actor_type, actor, channel, details
  FROM json_to_recordset($2::json) AS event (
    n integer, place integer, type text, happened_at timestamptz, actor_type text, actor text, channel text,
    details jsonb)
  JOIN written USING (n)
  ORDER BY n, place
),
asked AS MATERIALIZED (
  SELECT message.*, written.id AS booking_id
  FROM json_to_recordset($3::json) AS message (
    n integer, place integer, kind text, mail text, content jsonb, bundle text, after_ms float8, created_at timestamptz)
  JOIN written USING (n)
),
posted AS (
  INSERT INTO ${DELIVERIES} (kind, booking_id, mail, content, bundle, due_at, created_at, request_id)
  SELECT kind, booking_id, mail, content, bundle, ${fromNow('after_ms')}, coalesce(created_at, now()), $6::text
  FROM asked WHERE kind <> 'expedite_mail'
  ORDER BY n, place
  RETURNING id, due_at, request_id
),
-- Found by the booking's own index: OFFSET 0 hides from the planner that only what is queued is wanted. After an
-- outage its numbers may say that nothing is, and it would walk all that is queued to find these few.
waiting AS MATERIALIZED (
  SELECT delivery.id
  FROM asked
  CROSS JOIN LATERAL (
    SELECT id, mail, state FROM ${DELIVERIES} WHERE booking_id = asked.booking_id OFFSET 0
  ) AS delivery
  WHERE asked.kind = 'expedite_mail' AND delivery.mail = asked.mail AND delivery.state = 'queued'
),
expedited AS (
  UPDATE ${DELIVERIES} AS delivery
  SET expedited = true, due_at = NULL, updated_at = now()
  FROM waiting
  WHERE delivery.id = waiting.id AND ${QUEUED('delivery.state')}
  RETURNING delivery.id, delivery.due_at, delivery.request_id
),
to_queue AS (SELECT * FROM posted UNION ALL SELECT * FROM expedited),
queued AS (${queueDeliveries('to_queue')}),
marked AS (${MARK_BESIDE}),
-- Locked after the bookings: what they are is counted first.
asked_by AS (
  UPDATE ${KEPT_ANSWERS} AS kept SET written = kept.written || done.ids
  FROM (SELECT array_agg(id) AS ids FROM written) AS done
  WHERE kept.id = $10::bigint AND done.ids IS NOT NULL
),
noted AS (
  INSERT INTO ${COMMITS} (id, written)
  SELECT $4::text::uuid, coalesce(jsonb_agg(to_jsonb(written)), '[]') FROM written
  RETURNING written
),
-- One commit in 256 takes old ones away, so that the table stays small by itself. Not every one does, for each
-- must step over those that were taken away and that a long transaction elsewhere keeps from being cleaned up.
forgotten AS (
  DELETE FROM ${COMMITS} WHERE $4 LIKE '00%' AND id = ANY (ARRAY(
    SELECT id FROM ${COMMITS} WHERE committed_at < now() - interval '6 hours'
    ORDER BY committed_at LIMIT 768 FOR UPDATE SKIP LOCKED))
)
SELECT noted.written, (SELECT jobs FROM queued) AS jobs,
  miomente_partner_portal_refuse_stale(
    CASE WHEN ($7::json IS NULL OR EXISTS (SELECT FROM finished))
      AND ($9::json IS NULL OR EXISTS (SELECT FROM settled)) THEN $5::bigint ELSE 0 END
      - jsonb_array_length(noted.written)
      + CASE WHEN $8::json IS NULL OR EXISTS (SELECT FROM marked) THEN 0 ELSE $5::bigint + 1 END) AS missing
FROM noted`;

/**
 * Makes sure that the commit with this id will never happen if it has not happened yet: a statement still on its way
 * then fails because of the id. Waits for one that is running.
 */
export const GIVE_UP_COMMIT: string = `INSERT INTO ${COMMITS} (id) VALUES ($1) ON CONFLICT (id) DO NOTHING`;

/** What a commit wrote; null when it was cancelled. */
export const READ_COMMIT: string = `SELECT written FROM ${COMMITS} WHERE id = $1`;
