import {
  type Actor,
  type AnswerChannel,
  type AuditDetails,
  type BookingEventType,
  type BookingId,
  type Customer,
  type CustomerNumber,
  type Events,
  type Instant,
  type OrderReference,
  type PublishedEvent,
  type PushTurn,
  STOOD_DOWN_AFTER_MS,
} from '@miomente/booking-domain';
import { bookingsIn } from '../bookings/scoped.ts';
import { actorOf } from '../bookings/timeline.ts';
import type { Database } from '../database/database.ts';
import { fromNow, instantOf } from '../database/instants.ts';
import { Parameters } from '../database/parameters.ts';

const EVENTS = 'miomente_partner_portal_events';
const AUDIT = 'miomente_partner_portal_booking_audit';
const PUSH = 'miomente_partner_portal_event_push';
const QUEUE = 'miomente_partner_portal_event_queue';
const HISTORY = 'miomente_partner_portal_event_history';

/** As many as are published at once. */
const BATCH = 1_000;
const PUBLISH = `SELECT miomente_partner_portal_publish_events(${BATCH}) AS published`;

/** Whether something that happened has no position yet: of the history, or of what is queued up to an audit id. */
const unpublished = (upTo: string): string => `(
  EXISTS (SELECT FROM ${HISTORY} WHERE published_to < ends_at)
 OR EXISTS (SELECT FROM ${QUEUE} WHERE audit_id <= ${upTo}))`;
const NEWEST = `(SELECT coalesce(max(id), 0) FROM ${AUDIT})`;
const LAST_POSITION = `(SELECT coalesce(max(position), 0) FROM ${EVENTS})`;

// The first turn of all begins after everything that had happened when somebody first asked for one. While some of that
// has no position, what had happened is noted, and the turn begins later.
const TAKE_TURN = `
  INSERT INTO ${PUSH} AS push (position, fence, held_until, begins_after)
  SELECT ${LAST_POSITION}, 1, CASE WHEN NOT waits THEN ${fromNow('$1')} END, CASE WHEN waits THEN ${NEWEST} END
  FROM (SELECT ${unpublished(NEWEST)} AS waits) AS history
  ON CONFLICT (one) DO UPDATE SET fence = push.fence + 1, held_until = ${fromNow('$1')}, begins_after = NULL,
    position = CASE WHEN push.begins_after IS NULL THEN push.position ELSE
      coalesce((SELECT min(position) - 1 FROM ${EVENTS} WHERE audit_id > push.begins_after), ${LAST_POSITION}) END
  WHERE push.paused_at IS NULL AND coalesce(push.held_until <= now(), true) AND coalesce(push.waits_until <= now(), true)
    AND (push.begins_after IS NULL OR NOT ${unpublished('push.begins_after')})
  RETURNING fence::float8 AS fence, position::float8 AS position, failures, begins_after IS NULL AS begins`;
const TAKEN = `
  UPDATE ${PUSH} SET position = $2, held_until = ${fromNow('$3')}, waits_until = NULL, failures = 0, failing_since = NULL
  WHERE fence = $1 RETURNING fence`;
const REFUSED = `
  UPDATE ${PUSH} SET fence = fence + 1, held_until = NULL, waits_until = ${fromNow('$2')}, failures = failures + 1,
    failing_since = coalesce(failing_since, now())
  WHERE fence = $1
  RETURNING (extract(epoch FROM now() - failing_since) * 1000)::float8 AS "forMs", pauses`;
const END_TURN = `UPDATE ${PUSH} SET fence = fence + 1, held_until = NULL WHERE fence = $1`;
const PAUSE = `UPDATE ${PUSH} SET paused_at = now(), pauses = pauses + 1 WHERE paused_at IS NULL RETURNING pauses`;
const STOOD_DOWN = `now() - ${STOOD_DOWN_AFTER_MS} * interval '1 millisecond'`;
const STAND_DOWN = `
  UPDATE ${PUSH} SET paused_at = NULL, waits_until = NULL, failures = 0, failing_since = NULL, fence = fence + 1,
    held_until = NULL
  WHERE (paused_at IS NOT NULL OR failing_since IS NOT NULL) AND coalesce(held_until <= ${STOOD_DOWN}, true)
    AND coalesce(waits_until <= ${STOOD_DOWN}, true)`;
const RESUME = `
  INSERT INTO ${PUSH} AS push (position, begins_after)
  VALUES (coalesce($1::bigint, ${LAST_POSITION}), CASE WHEN $1::bigint IS NULL THEN ${NEWEST} END)
  ON CONFLICT (one) DO UPDATE SET position = coalesce($1::bigint, push.position),
    begins_after = CASE WHEN $1::bigint IS NULL THEN push.begins_after END, paused_at = NULL, waits_until = NULL,
    failures = 0, failing_since = NULL, fence = push.fence + 1, held_until = NULL`;

interface EventRow {
  readonly position: number;
  readonly id: number;
  readonly booking_id: BookingId;
  readonly order: OrderReference;
  readonly customer_number: CustomerNumber;
  readonly type: BookingEventType;
  readonly at: Instant;
  readonly actor_type: Actor['type'];
  readonly actor: string | null;
  readonly channel: AnswerChannel | null;
  readonly details: AuditDetails;
  readonly customer: Customer | null;
}

/** `Events` on PostgreSQL. */
export function postgresEvents(db: Database): Events {
  return {
    publish: async () => (await db.rows<{ published: number }>({ text: PUBLISH, values: [] }))[0]?.published ?? 0,
    after: async (scope, position, limit) => {
      const parameters = new Parameters();
      const booking = bookingsIn(scope, parameters);
      // Page by page by the position's index, and each event by the index of its own: nothing else is read, however many
      // there are. OFFSET keeps the planner from rewriting it.
      const rows = await db.read<EventRow>(
        parameters.query(`
          SELECT page.position::float8 AS position, event.*
          FROM (
            SELECT position, audit_id FROM ${EVENTS} WHERE position > ${parameters.add(position)}::bigint
            ORDER BY position LIMIT ${parameters.add(limit)}
          ) AS page
          CROSS JOIN LATERAL (
            SELECT audit.id::float8 AS id, audit.booking_id::float8 AS booking_id, audit.type,
              ${instantOf('audit.happened_at')} AS at, audit.actor_type, audit.actor, audit.channel, audit.details,
              about.*
            FROM ${AUDIT} AS audit
            CROSS JOIN LATERAL (
              SELECT b.customer_number, json_build_object('orderId', b.magento_order_id,
                  'orderItemId', b.magento_order_item_id, 'orderNumber', b.magento_order_increment_id) AS order,
                CASE WHEN b.customer_erased_at IS NULL THEN json_build_object('firstName', b.customer_first_name,
                  'lastName', b.customer_last_name, 'email', b.customer_email, 'phone', b.customer_phone) END AS customer
              FROM ${booking} AND b.id = audit.booking_id OFFSET 0
            ) AS about
            WHERE audit.id = page.audit_id OFFSET 0
          ) AS event
          ORDER BY page.position`),
      );
      return rows.map(eventOf);
    },
    takeTurn: async (forMs) => {
      const [turn] = await db.rows<PushTurn & { readonly begins: boolean }>({ text: TAKE_TURN, values: [forMs] });
      return turn?.begins === true
        ? { fence: turn.fence, position: turn.position, failures: turn.failures }
        : undefined;
    },
    taken: async ({ fence }, position, forMs) =>
      (await db.rows({ text: TAKEN, values: [fence, position, forMs] })).length > 0,
    refused: async ({ fence }, afterMs) =>
      (await db.rows<{ forMs: number; pauses: number }>({ text: REFUSED, values: [fence, afterMs] }))[0],
    endTurn: async ({ fence }) => {
      await db.rows({ text: END_TURN, values: [fence] });
    },
    pause: async () => (await db.rows({ text: PAUSE, values: [] })).length > 0,
    standDown: async () => {
      await db.rows({ text: STAND_DOWN, values: [] });
    },
    resume: async (after) => {
      await db.rows({ text: RESUME, values: [after ?? null] });
    },
  };
}

function eventOf(row: EventRow): PublishedEvent {
  const { position, id, booking_id, order, customer_number, customer, type, at, channel, details } = row;
  const entry = { type, at, actor: actorOf(row), channel, details };
  return { position, id, bookingId: booking_id, order, customerNumber: customer_number, entry, customer };
}
