import { instantOf } from '../database/instants.ts';

type ColumnType = 'bigint' | 'integer' | 'text' | 'text[]' | 'boolean' | 'numeric' | 'timestamptz';

/** What a booking is at its first instant and stays. */
const LASTING = {
  magento_order_id: 'bigint',
  magento_order_item_id: 'bigint',
  magento_order_increment_id: 'text',
  created_at: 'timestamptz',
} as const;

const CHANGING = {
  historic: 'boolean',
  customer_number: 'text',
  status: 'text',
  confirmation_token: 'text',
  token_nonce: 'text',
  token_key: 'text',
  token_expires_at: 'timestamptz',
  confirmed_at: 'timestamptz',
  confirmed_by: 'text',
  confirmation_notes: 'text',
  declined_at: 'timestamptz',
  declined_by: 'text',
  decline_reason: 'text',
  decline_notes: 'text',
  cancelled_at: 'timestamptz',
  cancellation_cause: 'text',
  replaced_by_order_id: 'bigint',
  replaced_by_order_item_id: 'bigint',
  replaced_by_order_increment_id: 'text',
  clock_started_at: 'timestamptz',
  announced_at: 'timestamptz',
  reminder_count: 'integer',
  last_reminder_at: 'timestamptz',
  asking_step: 'integer',
  asking_mail: 'text',
  asked_at: 'timestamptz',
  asking_clock: 'timestamptz',
  escalated_at: 'timestamptz',
  escalation_reason: 'text',
  ticket_requested_at: 'timestamptz',
  ticket_key: 'bigint',
  odoo_ticket_id: 'text',
  hold: 'text',
  flags: 'text[]',
  customer_first_name: 'text',
  customer_last_name: 'text',
  customer_email: 'text',
  customer_phone: 'text',
  course_id: 'bigint',
  course_name: 'text',
  course_sku: 'text',
  event_start: 'timestamptz',
  event_day_end: 'timestamptz',
  moved_event_start: 'timestamptz',
  moved_event_day_end: 'timestamptz',
  participants: 'integer',
  price: 'numeric',
  order_total: 'numeric',
  currency: 'text',
  order_date: 'timestamptz',
  payment_status: 'text',
} as const;

/** What lists and sweeps find a booking by; worked out from it, never read back. */
const DERIVED = { search_text: 'text', next_sweep_at: 'timestamptz' } as const;

export type LastingColumn = keyof typeof LASTING;
export type ChangingColumn = keyof typeof CHANGING;
export type WrittenColumn = LastingColumn | ChangingColumn | keyof typeof DERIVED;

/** Columns that every change writes. */
export const CHANGED_COLUMNS: readonly WrittenColumn[] = Object.keys({ ...CHANGING, ...DERIVED }) as WrittenColumn[];
/** Columns that a new booking is written with. */
export const WRITTEN: Readonly<Record<WrittenColumn, ColumnType>> = { ...LASTING, ...CHANGING, ...DERIVED };

const READ: Readonly<Record<string, ColumnType>> = { id: 'bigint', version: 'integer', ...LASTING, ...CHANGING };

/** The select list of a whole booking, of rows called `b`. */
export const BOOKING_COLUMNS: string = Object.entries(READ)
  .map(([name, type]) => `${read(`b.${name}`, type)} AS ${name}`)
  .join(', ');

/** The driver gives bigint as text; every id and instant is a whole number that float8 holds exactly. */
function read(column: string, type: ColumnType): string {
  if (type === 'timestamptz') return instantOf(column);
  return type === 'bigint' ? `${column}::float8` : column;
}
