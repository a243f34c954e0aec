import type { Asked } from '../database/asked.ts';
import { DELIVERIES } from '../outbox/delivery-row.ts';

const NAME = 'outbox_last_sent';

const NOTE = `
  INSERT INTO miomente_partner_portal_settings (name, value) VALUES ($1, '')
  ON CONFLICT (name) DO UPDATE SET updated_at = now()`;

// Due is what may leave now, and what has failed and is tried again later. What waits for a time of its own, or
// for something else to come first, is not. What has failed counts from when it was queued, which is never later than
// what the second look finds of it. Each look takes the first entry of its own index: what is queued is what has not
// finished, and said so only these two indexes serve. Through the one of the gauges all that is queued would be read.
const STALL = `
  WITH due AS MATERIALIZED (
    SELECT least(
      (SELECT queued_at FROM ${DELIVERIES} WHERE finished_at IS NULL AND result_failed ORDER BY queued_at LIMIT 1),
      (SELECT greatest(queued_at, due_at) FROM ${DELIVERIES}
       WHERE finished_at IS NULL AND greatest(queued_at, due_at) <= now() ORDER BY greatest(queued_at, due_at) LIMIT 1)
    ) AS since
  ), stall AS (
    SELECT greatest(due.since, sent.updated_at) AS since
    FROM due LEFT JOIN miomente_partner_portal_settings AS sent ON sent.name = $1
    WHERE due.since IS NOT NULL
  )
  SELECT to_char(since AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS since,
    greatest(0, extract(epoch FROM now() - since))::float8 AS seconds
  FROM stall`;

/** Nothing was sent although something was due. */
export interface OutboxStall {
  /** Since when: an instant in ISO 8601, by the database's clock. */
  readonly since: string;
  readonly seconds: number;
}

/** Records that something was sent now, by the database's clock. @throws TransientFailure */
export async function noteSent(db: Asked): Promise<void> {
  await db.query(NOTE, [NAME]);
}

/**
 * Since when nothing was sent by any process although something is due; undefined when nothing is due.
 * @throws TransientFailure when the database can't be asked
 */
export async function readOutboxStall(db: Asked): Promise<OutboxStall | undefined> {
  const { rows } = await db.query<OutboxStall>(STALL, [NAME]);
  return rows[0];
}
