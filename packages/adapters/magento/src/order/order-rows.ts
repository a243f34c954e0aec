import type { OrderCursor } from '@miomente/booking-domain';
import type { Read } from '../database/snapshot.ts';
import type { TableName } from '../database/tables.ts';

/** An order's own columns. Decimals and times are text. */
export interface OrderRow {
  readonly entity_id: number;
  readonly increment_id: string | null;
  readonly original_increment_id: string | null;
  readonly edit_increment: number | null;
  readonly state: string | null;
  readonly store_id: number | null;
  readonly customer_firstname: string | null;
  readonly customer_lastname: string | null;
  readonly customer_email: string | null;
  readonly order_currency_code: string | null;
  readonly store_currency_code: string | null;
  readonly base_currency_code: string | null;
  readonly grand_total: string | null;
  readonly total_paid: string | null;
  readonly total_refunded: string | null;
  readonly relation_parent_id: string | null;
  readonly relation_child_id: string | null;
  readonly created_at: string;
  readonly updated_at: string;
}

const ORDER_COLUMNS = `entity_id, increment_id, original_increment_id, edit_increment, state, store_id,
  customer_firstname, customer_lastname, customer_email, order_currency_code, store_currency_code,
  base_currency_code, grand_total, total_paid, total_refunded, relation_parent_id, relation_child_id,
  created_at, updated_at`;

export async function ordersByIds(
  read: Read,
  table: TableName,
  orderIds: readonly number[],
): Promise<readonly OrderRow[]> {
  return read<OrderRow>(`SELECT ${ORDER_COLUMNS} FROM ${table('sales_order')} WHERE entity_id IN (?)`, [orderIds]);
}

/** Orders after the cursor, by time of change, then id. */
export async function ordersAfter(
  read: Read,
  table: TableName,
  cursor: OrderCursor,
  limit: number,
): Promise<readonly OrderRow[]> {
  const after = databaseCursor(cursor);
  return read<OrderRow>(changedAfterSql(table), [after.updatedAt, after.updatedAt, after.orderId, limit]);
}

/**
 * The page after (updated_at, entity_id). Written as a bound that the index on updated_at can start
 * from and a condition within: compared as a pair, MariaDB scanned 160,000 entries for 500 orders.
 */
export function changedAfterSql(table: TableName): string {
  return `SELECT ${ORDER_COLUMNS} FROM ${table('sales_order')}
    WHERE updated_at >= ? AND (updated_at > ? OR entity_id > ?)
    ORDER BY updated_at, entity_id LIMIT ?`;
}

const SECOND_MS = 1_000;
/** Rows from before dates were kept stand here; they count as the beginning of time. */
const NO_DATE = '0000-00-00 00:00:00';

/** The cursor as the database compares it, in whole seconds: between two of them all of the later one is ahead. */
function databaseCursor({ updatedAt, orderId }: OrderCursor): { readonly updatedAt: string; readonly orderId: number } {
  if (updatedAt < 0) return { updatedAt: NO_DATE, orderId: 0 };
  if (updatedAt === 0) return { updatedAt: NO_DATE, orderId };
  const second = Math.ceil(updatedAt / SECOND_MS) * SECOND_MS;
  return { updatedAt: databaseTime(second), orderId: second === updatedAt ? orderId : 0 };
}

function databaseTime(instant: number): string {
  return new Date(instant).toISOString().slice(0, 19).replace('T', ' ');
}

/** The instant of a time read in UTC; the beginning of time where none can be read. */
export function instantOfTime(time: string): number {
  const instant = Date.parse(`${time.slice(0, 10)}T${time.slice(11, 19)}Z`);
  return Number.isNaN(instant) ? 0 : instant;
}
