import type pg from 'pg';
import { asked } from './database/asked.ts';
import { readOutboxStall } from './scheduling/outbox-stall.ts';

/** What waits in the outbox, by kind: a delivery's kind, or `fetch_order` for orders that are awaited. */
export interface OutboxGauge {
  readonly kind: string;
  /** To be done at once. */
  readonly ready: number;
  /** To be done later: a retry, or something with a time of its own. */
  readonly waiting: number;
  /** Given up: left to a person, or of an awaited order to the reconciler. */
  readonly dead: number;
  /** For how long the longest has been waited for that could have been done by now; retries count on. 0 for none. */
  readonly oldestSeconds: number;
}

export interface Gauges {
  readonly outbox: readonly OutboxGauge[];
  /** For how long nothing has been sent by anyone though something was due; 0 while all is well. */
  readonly stalledSeconds: number;
  /** How old the newest change of an order is that the reconciler has read; null before its first run. */
  readonly watermarkAgeSeconds: number | null;
}

const OUTBOX = `
  SELECT kind,
    count(*) FILTER (WHERE state = 'queued' AND coalesce(due_at <= now(), true))::int AS ready,
    count(*) FILTER (WHERE state = 'queued' AND due_at > now())::int AS waiting,
    count(*) FILTER (WHERE state = 'dead')::int AS dead,
    coalesce(extract(epoch FROM now() - min(queued_at)
      FILTER (WHERE state = 'queued' AND (attempt > 0 OR coalesce(due_at <= now(), true)))), 0)::float8 AS "oldestSeconds"
  FROM miomente_partner_portal_deliveries WHERE state IN ('queued', 'dead')
  GROUP BY kind
  UNION ALL
  SELECT 'fetch_order',
    count(*) FILTER (WHERE attempts < max_attempts AND run_at <= now())::int,
    count(*) FILTER (WHERE attempts < max_attempts AND run_at > now())::int,
    count(*) FILTER (WHERE attempts >= max_attempts AND locked_at IS NULL)::int,
    coalesce(extract(epoch FROM now() - min(created_at) FILTER (WHERE attempts < max_attempts)), 0)::float8
  FROM graphile_worker.jobs WHERE task_identifier = 'fetch_order'`;

const WATERMARK = `
  SELECT extract(epoch FROM now() - order_updated_at)::float8 AS age
  FROM miomente_partner_portal_watermarks WHERE name = 'orders'`;

/** Every kind there is, so that one with nothing to do shows as 0 and not as absent. */
const KINDS = ['send_mail', 'open_ticket', 'note_ticket', 'login_mail', 'order_item_ticket', 'fetch_order'];

/**
 * How full the outbox is and how far the reconciler has come, by the database's clock. Counts what
 * is open, not what is done, so that it stays quick.
 * @throws TransientFailure when the database can't be asked
 */
export async function readGauges(pool: pg.Pool): Promise<Gauges> {
  const db = asked(pool);
  const { rows: outbox } = await db.query<OutboxGauge>(OUTBOX);
  const { rows: watermark } = await db.query<{ age: number }>(WATERMARK);
  const idle = { ready: 0, waiting: 0, dead: 0, oldestSeconds: 0 };
  const stall = await readOutboxStall(db);
  return {
    stalledSeconds: stall?.seconds ?? 0,
    outbox: KINDS.map((kind) => outbox.find((row) => row.kind === kind) ?? { kind, ...idle }),
    watermarkAgeSeconds: watermark[0]?.age ?? null,
  };
}
