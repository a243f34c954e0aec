import {
  type DeadDelivery,
  type Deliveries,
  type DeliveryResult,
  type EndingAttempt,
  type Instant,
  MINUTE_MS,
} from '@miomente/booking-domain';
import { commitWithEnd } from '../bookings/commits.ts';
import type { Database } from '../database/database.ts';
import { fromNow, toSql } from '../database/instants.ts';
import type { RequestId } from '../database/request-id.ts';
import { beginBundle } from './begin-bundle.ts';
import { queueDayBeforeLists } from './day-before-lists.ts';
import { attemptOf, contentOf, DELIVERIES, DELIVERY_COLUMNS, type DeliveryRow, QUEUED } from './delivery-row.ts';
import { attemptEnd, FINISH } from './finish-statement.ts';
import { partnerMails } from './partner-mails.ts';
import { queueDeliveries } from './queue.ts';
import { MESSAGE_ID, reportedMails } from './reported-mails.ts';

/** How long a failed attempt counts as a sign that the ticket desk is down; longer than the distance of retries. */
const TROUBLE_LASTS_MS: number = 30 * MINUTE_MS;

const BEGIN = `
  UPDATE ${DELIVERIES}
  SET attempt = attempt + 1, expedited = false, updated_at = now(), begun_at = $2,
    -- One that never ended may have handed it over.
    unsure_at = CASE WHEN begun_at IS NULL THEN unsure_at ELSE $2 END
  WHERE id = $1 AND ${QUEUED('state')}
  RETURNING ${DELIVERY_COLUMNS}`;

// What it waits for may have happened during the attempt: then it runs again at once.
const POSTPONE = `
  WITH postponed AS (
    UPDATE ${DELIVERIES}
    SET reason = $3, due_at = CASE WHEN expedited THEN NULL ELSE ${fromNow('$4')} END, updated_at = now(),
      result_at = CASE WHEN $5 THEN now() ELSE result_at END,
      result_failed = CASE WHEN $5 THEN true ELSE result_failed END,
      failing_since = CASE WHEN $5 THEN coalesce(failing_since, now()) END,
      begun_at = NULL, taken_until = NULL,
      bundle = CASE WHEN $8 THEN NULL ELSE bundle END,
      -- What has not left and may not have left is free to travel with others.
      sent_as = CASE WHEN NOT $8 AND ($5 OR $7 OR unsure_at IS NOT NULL) THEN sent_as END,
      unsure_at = CASE WHEN $7 THEN $6::timestamptz ELSE unsure_at END
    WHERE id = $1 AND attempt = $2 AND ${QUEUED('state')}
    RETURNING id, due_at, request_id
  )
  SELECT id FROM postponed, (${queueDeliveries('postponed')}) AS queued`;

const TICKETS = "kind IN ('open_ticket', 'note_ticket', 'order_item_ticket') AND result_at IS NOT NULL";
const NEWEST_TICKET_RESULT = `
  SELECT coalesce(bool_and(result_failed), false) AS failed FROM ${DELIVERIES}
  WHERE ${TICKETS} AND result_at > ${fromNow('$1')}
    AND result_at = (SELECT result_at FROM ${DELIVERIES} WHERE ${TICKETS} ORDER BY result_at DESC NULLS LAST LIMIT 1)`;

// One statement, so that page and total come from one snapshot; a page without rows gives one row without an id.
const DEAD = `
  WITH counted AS MATERIALIZED (SELECT count(*)::float8 AS total FROM ${DELIVERIES} WHERE state = 'dead')
  SELECT counted.total, page.*
  FROM counted LEFT JOIN LATERAL (
    SELECT ${DELIVERY_COLUMNS} FROM ${DELIVERIES} AS delivery WHERE delivery.state = 'dead'
    ORDER BY delivery.finished_at DESC, delivery.id DESC LIMIT $1 OFFSET $2
  ) AS page ON true
  ORDER BY page.finished_at DESC, page.id DESC`;

// It does not wait again for what it waited for.
const RESEND = `
  WITH revived AS (
    UPDATE ${DELIVERIES}
    SET state = 'queued', resent_at = $2, queued_at = now(), request_id = $3, reason = NULL, finished_at = NULL,
      failing_since = NULL, due_at = NULL, bundle = NULL, content = CASE WHEN kind = 'send_mail' THEN content || '{"afterMs": null}' ELSE content END,
      updated_at = now()
    WHERE id = $1 AND state || '' = 'dead'
    RETURNING id, due_at, request_id
  )
  SELECT id FROM revived, (${queueDeliveries('revived')}) AS queued`;

const CUSTOMER_MAIL_CAME_BACK = `
  UPDATE ${DELIVERIES}
  SET state = 'dead', reason = $3, finished_at = $4, content = content || '{"again": true}', updated_at = now()
  WHERE message_id = $1::uuid AND kind = 'tell_customer' AND state || '' = 'done' AND coalesce(provider_id = $2, true)
  RETURNING id`;

/** `Deliveries` on PostgreSQL: each call is one statement, so that of any number at once, one counts. */
export function postgresDeliveries(db: Database, requestId: RequestId): Deliveries {
  return {
    begin: async (id, now) => {
      const [row] = await db.rows<DeliveryRow>({ text: BEGIN, values: [id, toSql(now)] });
      return row === undefined ? undefined : attemptOf(row);
    },
    beginBundle: (id, now, bounds) => beginBundle(db, id, now, bounds),
    finish: async (attempt, result, now) => (await db.rows(finishing(attempt, result, now))).length > 0,
    finishWith: (attempt, result, now, change) =>
      commitWithEnd(db, change, { end: attemptEnd(attempt, result, now), requestId: requestId() }),
    queueDayBeforeLists: (scope, list, now) => queueDayBeforeLists(db, scope, list, now),
    ticketDeskIsFailing: async () => {
      const values = [-TROUBLE_LASTS_MS];
      return (await db.read<{ failed: boolean }>({ text: NEWEST_TICKET_RESULT, values }))[0]?.failed ?? false;
    },
    dead: async (_scope, { page, limit }) => {
      const rows = await db.read<DeadRow>({ text: DEAD, values: [limit, (page - 1) * limit] });
      return {
        rows: rows.flatMap((row) => (row.id === null ? [] : [deadOf(row)])),
        total: rows[0]?.total ?? 0,
      };
    },
    resend: async (_scope, id, now) =>
      (await db.rows({ text: RESEND, values: [id, toSql(now), requestId()] })).length > 0,
    customerMailCameBack: async (_scope, { messageId, providerId }, reason, now) => {
      if (!MESSAGE_ID.test(messageId)) return false;
      const values = [messageId, providerId, reason, toSql(now)];
      return (await db.rows({ text: CUSTOMER_MAIL_CAME_BACK, values })).length > 0;
    },
    ...partnerMails(db),
    ...reportedMails(db),
  };
}

type DeadRow = { readonly total: number } & (DeliveryRow | { readonly id: null });

function deadOf(row: DeliveryRow): DeadDelivery {
  return {
    id: row.id,
    bookingId: row.booking_id,
    content: contentOf(row),
    attempts: row.attempt,
    reason: row.reason ?? '',
    diedAt: row.finished_at ?? row.created_at,
  };
}

function finishing(
  ending: EndingAttempt,
  result: DeliveryResult,
  now: Instant,
): { readonly text: string; readonly values: readonly unknown[] } {
  if (result.type !== 'later') return { text: FINISH, values: [JSON.stringify(attemptEnd(ending, result, now))] };
  const { reason, afterMs, failed, unsure = false, apart = false } = result;
  return { text: POSTPONE, values: [ending.id, ending.attempt, reason, afterMs, failed, toSql(now), unsure, apart] };
}
