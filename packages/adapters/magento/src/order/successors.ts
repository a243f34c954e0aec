import { asOrderId, type OrderId } from '@miomente/booking-domain';
import type { Read } from '../database/snapshot.ts';
import type { TableName } from '../database/tables.ts';
import type { OrderRow } from './order-rows.ts';

/** The columns that tell which order replaced an order. */
export type EditedRow = Pick<
  OrderRow,
  'entity_id' | 'increment_id' | 'original_increment_id' | 'edit_increment' | 'state' | 'relation_child_id'
>;

/**
 * The same as a select list. Four of them only matter for cancelled orders, which are few, so they are sent for those
 * only.
 */
export const EDITED: string = [
  'entity_id',
  'relation_child_id',
  ...['state', 'increment_id', 'original_increment_id', 'edit_increment'].map(
    (column) => `IF(state = 'canceled', ${column}, NULL) AS ${column}`,
  ),
].join(', ');

interface SuccessorRow {
  readonly entity_id: OrderId;
  readonly relation_parent_id: string | null;
}

/**
 * Finds the order that replaced an edited one, by the edited one's id. Magento records it on both rows, but not always
 * on the old one, and the new row's column has no index. The number of the new order has one, and editing determines
 * it: `000000123` becomes `000000123-1`, and that becomes `000000123-2`.
 */
export async function successorsOf(
  read: Read,
  table: TableName,
  orders: readonly EditedRow[],
): Promise<ReadonlyMap<OrderId, OrderId>> {
  const found = new Map<OrderId, OrderId>();
  const numbers: string[] = [];
  for (const order of orders) {
    const child = relatedId(order.relation_child_id);
    if (child !== null) found.set(order.entity_id, child);
    else if (order.state === 'canceled' && order.increment_id !== null) numbers.push(numberAfter(order));
  }
  if (numbers.length === 0) return found;
  const rows = await read<SuccessorRow>(
    `SELECT entity_id, relation_parent_id FROM ${table('sales_order')} WHERE increment_id IN (?)`,
    [numbers],
  );
  for (const row of rows) {
    const parent = relatedId(row.relation_parent_id);
    if (parent !== null) found.set(parent, row.entity_id);
  }
  return found;
}

/** The number that an edit of this order would create. */
function numberAfter(order: EditedRow): string {
  const number = order.increment_id ?? '';
  const original = order.original_increment_id ?? number;
  const edits = number.startsWith(`${original}-`) ? Number(number.slice(original.length + 1)) : Number.NaN;
  return `${original}-${(Number.isInteger(edits) ? edits : (order.edit_increment ?? 0)) + 1}`;
}

/** Ids of related orders are in text columns. */
export function relatedId(text: string | null): OrderId | null {
  const id = text === null || !/^\d{1,15}$/.test(text) ? 0 : Number(text);
  return id > 0 ? asOrderId(id) : null;
}
