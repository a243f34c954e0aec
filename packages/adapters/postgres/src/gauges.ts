import type pg from 'pg';
import { asked } from './database/asked.ts';
import { readOutboxStall } from './scheduling/outbox-stall.ts';

/** The waiting work of the outbox, by kind: a delivery's kind, or `fetch_order` for awaited orders. */
export interface OutboxGauge {
  readonly kind: string;
  /** Due now. */
  readonly ready: number;
  /** Due later: a retry, or something scheduled. */
  readonly waiting: number;
  /** Given up: left to a person, or for an awaited order to the reconciler. */
  readonly dead: number;
  /** How long the oldest that was due has waited, including retries; 0 for none. */
  readonly oldestSeconds: number;
}

/** How far behind the receiver of pushed events is. */
export interface EventsGauge {
  /** Events that it has not taken; no more than 100,000 are counted. */
  readonly waiting: number;
  /** For how long the oldest of them has waited; 0 for none. */
  readonly oldestSeconds: number;
  readonly paused: boolean;
}

/** Metrics of the database. */
export interface Gauges {
  readonly outbox: readonly OutboxGauge[];
  /** For how long nothing was sent by any process although something was due; 0 while all is well. */
  readonly stalledSeconds: number;
  /** The age of the newest order change that the reconciler has read; null before its first run. */
  readonly watermarkAgeSeconds: number | null;
  /** Null where events were never pushed. */
  readonly events: EventsGauge | null;
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

const EVENTS = `
  SELECT waiting.count AS waiting, paused_at IS NOT NULL AS paused,
    coalesce(extract(epoch FROM now() - waiting.oldest), 0)::float8 AS "oldestSeconds"
  FROM miomente_partner_portal_event_push AS push
  CROSS JOIN LATERAL (
    SELECT count(*)::int AS count, (
      SELECT recorded_at FROM miomente_partner_portal_booking_audit WHERE id = (array_agg(audit_id ORDER BY position))[1]
    ) AS oldest
    FROM (
      SELECT position, audit_id FROM miomente_partner_portal_events
      WHERE position > push.position ORDER BY position LIMIT 100000
    ) AS open
  ) AS waiting`;

/** All kinds, so that one without work shows as 0 and not as absent. */
const KINDS = [
  'send_mail',
  'tell_customer',
  'open_ticket',
  'note_ticket',
  'login_mail',
  'order_item_ticket',
  'day_before_list',
  'fetch_order',
];

/**
 * The size of the outbox and the reconciler's position, by the database's clock. Counts open work only, so that it
 * stays fast.
 * @throws TransientFailure when the database can't be asked
 */
export async function readGauges(pool: pg.Pool): Promise<Gauges> {
  const db = asked(pool);
  const { rows: outbox } = await db.query<OutboxGauge>(OUTBOX);
  const { rows: watermark } = await db.query<{ age: number }>(WATERMARK);
  const { rows: events } = await db.query<EventsGauge>(EVENTS);
  const idle = { ready: 0, waiting: 0, dead: 0, oldestSeconds: 0 };
  const stall = await readOutboxStall(db);
  return {
    stalledSeconds: stall?.seconds ?? 0,
    outbox: KINDS.map((kind) => outbox.find((row) => row.kind === kind) ?? { kind, ...idle }),
    watermarkAgeSeconds: watermark[0]?.age ?? null,
    events: events[0] ?? null,
  };
}
