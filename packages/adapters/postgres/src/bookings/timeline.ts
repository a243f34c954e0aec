import {
  type Actor,
  type AnswerChannel,
  type AuditDetails,
  asCustomerNumber,
  type BookingEventType,
  type BookingId,
  type Instant,
  type Scope,
  type TimelineEntry,
} from '@miomente/booking-domain';
import type { Query } from '../database/database.ts';
import { instantOf } from '../database/instants.ts';
import { Parameters } from '../database/parameters.ts';
import { bookingsIn } from './scoped.ts';

/** A row of a timeline. */
export interface TimelineRow {
  readonly kind: TimelineEntry['kind'];
  readonly at: Instant;
  /** The event's type, or the mail's kind. */
  readonly subject: string;
  readonly state: 'queued' | 'done' | 'skipped' | 'dead' | null;
  readonly actor_type: Actor['type'] | null;
  readonly actor: string | null;
  readonly channel: AnswerChannel | null;
  readonly details: AuditDetails | null;
}

/** Audit rows and mails of a booking in the scope; at the same instant, events before their mails. */
export function timelineStatement(scope: Scope, id: BookingId): Query {
  const parameters = new Parameters();
  const booking = `(SELECT b.id FROM ${bookingsIn(scope, parameters)} AND b.id = ${parameters.add(id)})`;
  return parameters.query(`
    SELECT kind, ${instantOf('happened_at')} AS at, subject, state, actor_type, actor, channel, details
    FROM (
      SELECT 'event' AS kind, happened_at, type AS subject, NULL AS state, actor_type, actor, channel, details, id
      FROM miomente_partner_portal_booking_audit WHERE booking_id = ${booking}
      UNION ALL
      SELECT 'mail', created_at, mail, state, NULL, NULL, NULL, NULL, id
      FROM miomente_partner_portal_deliveries WHERE booking_id = ${booking} AND kind = 'send_mail'
    ) AS entry
    ORDER BY happened_at, kind, id`);
}

/** Builds a timeline entry from its row. */
export function timelineEntryOf(row: TimelineRow): TimelineEntry {
  const { at, subject, channel } = row;
  if (row.kind === 'mail') {
    return { kind: 'mail', at, mail: subject, state: row.state === 'done' ? 'sent' : (row.state ?? 'queued') };
  }
  // Only events are written as types, so only events are read as such.
  const type = subject as BookingEventType;
  return { kind: 'event', type, at, actor: actorOf(row), channel, details: row.details ?? {} };
}

/** Who did what a row of the audit trail says. */
export function actorOf({ actor_type: type, actor }: Pick<TimelineRow, 'actor_type' | 'actor'>): Actor {
  if (type === 'partner') return { type, customerNumber: asCustomerNumber(actor ?? '') };
  if (type === 'manager') return { type, address: actor ?? '' };
  return { type: 'system' };
}
