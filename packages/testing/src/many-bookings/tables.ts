import { createHash } from 'node:crypto';
import type { MadeUp } from './plan.ts';

type Cell = string | number | boolean | null;

/** What of a made-up booking stands in one table. */
export interface FilledTable {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: (booking: MadeUp) => readonly (readonly Cell[])[];
}

const HOUR = 3_600_000;
const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** A partner's customer number. */
export function numberOf(partner: number): string {
  return `P-${String(partner).padStart(5, '0')}`;
}

const bookings: FilledTable = {
  table: 'miomente_partner_portal_booking_confirmations',
  columns: [
    'id, magento_order_id, magento_order_item_id, magento_order_increment_id, customer_number, status',
    'confirmation_token, token_nonce, token_key, token_expires_at, confirmed_at, confirmed_by, declined_at, declined_by',
    'decline_reason, cancelled_at, cancellation_cause, clock_started_at, announced_at, historic, reminder_count',
    'last_reminder_at, escalated_at, escalation_reason, next_sweep_at, customer_first_name, customer_last_name',
    'customer_email, customer_phone, course_id, course_name, course_sku, event_start, event_day_end, participants',
    'price, order_total, currency, order_date, payment_status, search_text, created_at, updated_at, asking_step',
    'asking_mail, asked_at, asking_clock',
  ],
  rows: (b) => {
    const { id, status, orderedAt, answeredAt, reminders } = b;
    const orderNumber = String(100_000_000 + id);
    const number = numberOf(b.partner);
    const ordered = iso(orderedAt);
    const answered = iso(answeredAt);
    const escalatedAt = b.escalated ? iso(orderedAt + 49 * HOUR) : null;
    const price = 79 * b.participants;
    const expires = Math.min(b.eventStart ?? Number.POSITIVE_INFINITY, orderedAt + 168 * HOUR);
    return [
      [
        ...[id, 500_000 + id, 800_000 + id, orderNumber, number, status, b.token, b.nonce, 'a-key', iso(expires)],
        ...(status === 'confirmed' ? [answered, b.channel] : [null, null]),
        ...(status === 'declined' ? [answered, b.channel, 'capacity_full'] : [null, null, null]),
        ...(status === 'cancelled' ? [answered, 'order_cancelled'] : [null, null]),
        ...[ordered, ordered, b.historic, reminders, reminders === 0 ? null : iso(orderedAt + reminders * 24 * HOUR)],
        ...[escalatedAt, escalatedAt === null ? null : 'no_answer'],
        // What is open was swept so far: nothing is due yet.
        status === 'pending' ? iso(orderedAt + 5_000 * HOUR) : null,
        ...[b.first[0], b.last[0], `kunde${id}@example.org`, `+49 89 ${id}`],
        ...[b.course, `Kurs ${b.course} für Anfänger`, `KURS-${b.course}`],
        ...[iso(b.eventStart), iso(b.eventDayEnd), b.participants, price, price, 'EUR', ordered, 'paid'],
        ...[
          `${b.first[1]} ${b.last[1]} ${orderNumber}`,
          ordered,
          answered ?? ordered,
          reminders,
          'sent',
          ordered,
          ordered,
        ],
      ],
    ];
  },
};

const audit: FilledTable = {
  table: 'miomente_partner_portal_booking_audit',
  columns: ['booking_id, type, happened_at, actor_type, actor, channel, details'],
  rows: (b) => {
    const registered: readonly Cell[] = [b.id, 'booking_registered', iso(b.orderedAt), 'system', null, null, '{}'];
    if (b.answeredAt === null) return [registered];
    const at = iso(b.answeredAt);
    return [
      registered,
      b.status === 'cancelled'
        ? [b.id, 'cancelled', at, 'system', null, null, '{"cause":"order_cancelled"}']
        : [b.id, b.status, at, 'partner', numberOf(b.partner), b.channel, '{}'],
    ];
  },
};

const mail = (kind: string): string =>
  JSON.stringify({ type: 'send_mail', mail: kind, about: 0, afterMs: null, changes: null });
const REQUEST = mail('confirmation_request');
const RECEIPT = mail('receipt');

const deliveries: FilledTable = {
  table: 'miomente_partner_portal_deliveries',
  columns: [
    'kind, booking_id, mail, content, state, attempt, provider_id, address_digest, result_at, result_failed',
    'created_at, queued_at, finished_at',
  ],
  rows: (b) => {
    const sent = (kind: string, content: string, at: number): readonly Cell[] => [
      ...['send_mail', b.id, kind, content, 'done', 1, `${kind}-${b.id}`, digestOf(b.partner)],
      ...[iso(at), false, iso(at), iso(at), iso(at)],
    ];
    const request = sent('confirmation_request', REQUEST, b.orderedAt);
    const answered = b.answeredAt !== null && b.status !== 'cancelled';
    return answered ? [request, sent('receipt', RECEIPT, b.answeredAt)] : [request];
  },
};

const digests = new Map<number, string>();

/** As the product keeps of an address it has mailed to. */
function digestOf(partner: number): string {
  const known = digests.get(partner);
  if (known !== undefined) return known;
  const digest = createHash('sha256').update(addressOf(partner)).digest('hex');
  digests.set(partner, digest);
  return digest;
}

/** A partner's invented address. */
export function addressOf(partner: number): string {
  return `kochschule${partner}@example.org`;
}

const settledOrders: FilledTable = {
  table: 'miomente_partner_portal_settled_orders',
  columns: ['magento_order_id, fingerprint, booking_versions'],
  rows: (b) => [[500_000 + b.id, b.token, 1]],
};

/** The tables of bookings, what others refer to first. */
export const FILLED: readonly FilledTable[] = [bookings, audit, deliveries, settledOrders];
