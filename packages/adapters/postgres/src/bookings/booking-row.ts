import type {
  AnswerChannel,
  Booking,
  BookingFlag,
  BookingStatus,
  CancellationCause,
  EscalationReason,
  Instant,
  OrderHold,
  PaymentStatus,
} from '@miomente/booking-domain';

/** A booking as it is read, by column. */
export interface BookingRow {
  readonly id: number;
  readonly version: number;
  readonly magento_order_id: number;
  readonly magento_order_item_id: number;
  readonly magento_order_increment_id: string;
  readonly historic: boolean;
  readonly created_at: Instant;
  readonly customer_number: string;
  readonly status: BookingStatus;
  readonly confirmation_token: string;
  readonly token_nonce: string;
  readonly token_key: string;
  readonly token_expires_at: Instant;
  readonly confirmed_at: Instant | null;
  readonly confirmed_by: AnswerChannel | null;
  readonly confirmation_notes: string | null;
  readonly declined_at: Instant | null;
  readonly declined_by: AnswerChannel | null;
  readonly decline_reason: string | null;
  readonly decline_notes: string | null;
  readonly cancelled_at: Instant | null;
  readonly cancellation_cause: CancellationCause | null;
  readonly replaced_by_order_id: number | null;
  readonly replaced_by_order_item_id: number | null;
  readonly replaced_by_order_increment_id: string | null;
  readonly clock_started_at: Instant;
  readonly announced_at: Instant | null;
  readonly reminder_count: Booking['reminders']['count'];
  readonly last_reminder_at: Instant | null;
  readonly asking_step: Booking['asking']['step'];
  readonly asking_mail: Booking['asking']['mail'];
  readonly asked_at: Instant | null;
  /** The clock that the columns before are about. */
  readonly asking_clock: Instant | null;
  readonly escalated_at: Instant | null;
  readonly escalation_reason: EscalationReason | null;
  readonly ticket_requested_at: Instant | null;
  readonly ticket_key: number | null;
  readonly odoo_ticket_id: string | null;
  readonly hold: OrderHold | null;
  readonly flags: readonly BookingFlag[];
  readonly customer_first_name: string;
  readonly customer_last_name: string;
  readonly customer_email: string;
  readonly customer_phone: string;
  readonly course_id: number | null;
  readonly course_name: string;
  readonly course_sku: string;
  readonly event_start: Instant | null;
  readonly event_day_end: Instant | null;
  /** The date that the shop names now of an event that took place at the other; null without such a one. */
  readonly moved_event_start: Instant | null;
  readonly moved_event_day_end: Instant | null;
  readonly participants: number;
  readonly price: string;
  readonly order_total: string;
  readonly currency: string;
  readonly order_date: Instant;
  readonly payment_status: PaymentStatus;
}
