import type { Deliveries, DeliveryAttempt } from '@miomente/booking-domain';
import type { Database } from '../database/database.ts';
import { fromNow, toSql } from '../database/instants.ts';
import { attemptOf, DELIVERIES, DELIVERY_COLUMNS, type DeliveryRow, QUEUED } from './delivery-row.ts';
import { queueDeliveries } from './queue.ts';

/** SQL for "nobody has begun it, and it has never been in a mail with others". */
const untouched = (of: string): string =>
  `${of}.begun_at IS NULL AND ${of}.unsure_at IS NULL AND ${of}.sent_as IS NULL`;
/** SQL for "nobody else's turn has it, and it is due": its job may be one from before it was put off. */
const free = (of: string): string => `(${of}.taken_until IS NULL OR ${of}.taken_until <= now())
    AND (${of}.bundle IS NULL OR ${of}.due_at IS NULL OR ${of}.due_at <= now())`;
/** SQL for "may travel with `turn`", a row of that CTE. */
const TRAVELS = `CASE WHEN turn.sent_as IS NOT NULL THEN other.sent_as = turn.sent_as
    ELSE turn.untouched AND ${untouched('other')} AND (other.due_at IS NULL OR other.due_at <= now()) END`;

// $1 the delivery whose turn it is, $2 now by the process's clock, $3 how many in all, $4 for how many milliseconds the
// others are taken.
//
// Rows are locked in the sequence of their ids, so that turns of one bundle at once never wait for each other, and are
// judged again once they are locked: of such turns, the first takes all.
const BEGIN = `
WITH turn AS MATERIALIZED (
  SELECT turn.id, turn.bundle, turn.sent_as, ${untouched('turn')} AS untouched
  FROM ${DELIVERIES} AS turn WHERE turn.id = $1 AND ${QUEUED('turn.state')} AND ${free('turn')}
),
wanted AS MATERIALIZED (
  SELECT id FROM turn
  UNION ALL (
    SELECT other.id
    FROM turn CROSS JOIN LATERAL (
      SELECT id, state, due_at, begun_at, unsure_at, sent_as FROM ${DELIVERIES} WHERE bundle = turn.bundle OFFSET 0
    ) AS other
    WHERE other.id <> turn.id AND other.state = 'queued' AND ${TRAVELS}
    ORDER BY other.id LIMIT $3 - 1)
),
locked AS MATERIALIZED (
  SELECT row.id
  FROM (SELECT id FROM wanted ORDER BY id) AS wanted CROSS JOIN turn
  CROSS JOIN LATERAL (
    SELECT other.id FROM ${DELIVERIES} AS other
    WHERE other.id = wanted.id AND ${QUEUED('other.state')}
      AND CASE
        -- Another run of the same job may have sent it with others while this one waited for the lock.
        WHEN other.id = turn.id THEN ${free('other')} AND other.sent_as IS NOT DISTINCT FROM turn.sent_as
        ELSE ${TRAVELS}
      END
    FOR UPDATE
  ) AS row
),
taken AS MATERIALIZED (
  SELECT id FROM locked WHERE EXISTS (SELECT FROM locked WHERE id = $1)
),
named AS MATERIALIZED (
  SELECT CASE WHEN (SELECT count(*) FROM taken) > 1 THEN coalesce(turn.sent_as, gen_random_uuid()) ELSE turn.sent_as END
    AS sent_as
  FROM turn
),
begun AS (
  UPDATE ${DELIVERIES} AS delivery
  SET attempt = attempt + 1, expedited = false, updated_at = now(), begun_at = $2,
    -- One that never ended may have handed it over.
    unsure_at = CASE WHEN begun_at IS NULL THEN unsure_at ELSE $2 END,
    sent_as = named.sent_as,
    taken_until = CASE WHEN delivery.id = $1 THEN NULL ELSE ${fromNow('$4')} END
  FROM named
  WHERE delivery.id IN (SELECT id FROM taken)
  RETURNING delivery.*
),
put_off AS (SELECT id, taken_until AS due_at, request_id FROM begun WHERE id <> $1),
queued AS (${queueDeliveries('put_off')})
SELECT ${DELIVERY_COLUMNS}, (SELECT jobs FROM queued) AS jobs
FROM begun ORDER BY begun.id <> $1, begun.id`;

/** `Deliveries.beginBundle` on PostgreSQL, in one statement. */
export async function beginBundle(
  db: Database,
  ...[id, now, { limit, forMs }]: Parameters<Deliveries['beginBundle']>
): Promise<readonly DeliveryAttempt[]> {
  const rows = await db.rows<DeliveryRow>({ text: BEGIN, values: [id, toSql(now), limit, forMs] });
  return rows.map((row) => (row.id === id ? attemptOf(row) : { ...attemptOf(row), companion: true }));
}
