import type {
  BookingId,
  CustomerNumber,
  DeliveryAttempt,
  DeliveryContent,
  Instant,
  LocalDate,
  NoteTicket,
  OpenTicket,
  OrderItemId,
  SendMail,
  TellCustomer,
} from '@miomente/booking-domain';
import { unreachable } from '@miomente/booking-domain';
import { instantOf, millisecondsSince } from '../database/instants.ts';

/** The table of deliveries. */
export const DELIVERIES = 'miomente_partner_portal_deliveries';

/** A delivery as read, by column. */
export interface DeliveryRow {
  readonly id: number;
  readonly kind:
    | 'send_mail'
    | 'tell_customer'
    | 'open_ticket'
    | 'note_ticket'
    | 'login_mail'
    | 'order_item_ticket'
    | 'day_before_list';
  readonly booking_id: BookingId | null;
  readonly login_id: number | null;
  readonly order_item_id: OrderItemId | null;
  readonly list_partner: CustomerNumber | null;
  /** `YYYY-MM-DD`. */
  readonly list_day: LocalDate | null;
  readonly content: SendMail | TellCustomer | OpenTicket | NoteTicket | null;
  readonly message_id: string;
  readonly attempt: number;
  readonly reason: string | null;
  readonly created_at: Instant;
  readonly waited_ms: number;
  readonly failing_ms: number;
  readonly finished_at: Instant | null;
  readonly unsure_at: Instant | null;
}

/** The select list of a delivery. */
export const DELIVERY_COLUMNS: string = `id::float8 AS id, kind, booking_id::float8 AS booking_id,
  login_id::float8 AS login_id, order_item_id::float8 AS order_item_id, list_partner, to_char(list_day, 'YYYY-MM-DD') AS list_day, content,
  coalesce(sent_as, message_id) AS message_id, attempt, reason,
  ${instantOf('created_at')} AS created_at, ${millisecondsSince('queued_at')} AS waited_ms,
  ${millisecondsSince('failing_since')} AS failing_ms,
  ${instantOf('finished_at')} AS finished_at, ${instantOf('unsure_at')} AS unsure_at`;

/**
 * SQL for "is queued" that no partial index matches, for finding a delivery by its id or booking. After an outage the
 * planner's statistics may say that nothing is queued; it would then read the index of everything queued.
 */
export const QUEUED = (state: string): string => `${state} || '' = 'queued'`;

/** What a row says is to be delivered. The table's checks guarantee that it is complete. */
export function contentOf(row: DeliveryRow): DeliveryContent {
  switch (row.kind) {
    case 'login_mail':
      return { type: 'login_mail', loginId: whole(row.login_id, row) };
    case 'order_item_ticket':
      return { type: 'order_item_ticket', orderItemId: whole(row.order_item_id, row) };
    case 'day_before_list':
      return { type: 'day_before_list', customerNumber: whole(row.list_partner, row), day: whole(row.list_day, row) };
    case 'send_mail':
    case 'tell_customer':
    case 'open_ticket':
    case 'note_ticket':
      return { type: 'booking_message', bookingId: whole(row.booking_id, row), message: whole(row.content, row) };
    default:
      return unreachable(row.kind);
  }
}

/** The attempt that has just begun. */
export function attemptOf(row: DeliveryRow): DeliveryAttempt {
  const { id, attempt, message_id: messageId, waited_ms: waitedMs, failing_ms: failingMs, unsure_at: unsureAt } = row;
  return { id, attempt, messageId, waitedMs, failingMs, unsureAt, content: contentOf(row) };
}

function whole<Value>(value: Value | null, { id }: DeliveryRow): Value {
  if (value === null) throw new Error(`Delivery ${id} breaks a check of its table: restore the checks and the row.`);
  return value;
}
