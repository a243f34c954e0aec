import type { OrderId, OrderItemId } from '@miomente/booking-domain';
import type { Columns } from '../database/columns.ts';
import { isOneOf } from '../database/ids.ts';
import type { Read } from '../database/snapshot.ts';
import type { TableName } from '../database/tables.ts';

/** The columns of an order line. Decimals are text. */
export interface ItemRow {
  readonly item_id: OrderItemId;
  readonly order_id: OrderId;
  readonly parent_item_id: OrderItemId | null;
  readonly store_id: number | null;
  readonly product_id: number | null;
  readonly product_options: string | null;
  readonly sku: string | null;
  readonly name: string | null;
  readonly qty_ordered: string | null;
  readonly qty_canceled: string | null;
  readonly qty_refunded: string | null;
  readonly row_total: string;
  readonly row_total_incl_tax: string | null;
  readonly tax_amount: string | null;
  readonly discount_amount: string | null;
  readonly discount_tax_compensation_amount: string | null;
  readonly weee_tax_applied: string | null;
  readonly weee_tax_applied_row_amount: string | null;
}

/** The columns of an address. */
export interface AddressRow {
  readonly parent_id: number;
  readonly address_type: string;
  readonly firstname: string | null;
  readonly lastname: string | null;
  readonly email: string | null;
  readonly telephone: string | null;
}

/** The columns that are read of an order line. */
export const ITEM_COLUMNS: Columns<ItemRow> = {
  item_id: 'figure',
  order_id: 'figure',
  parent_item_id: 'figure',
  store_id: 'figure',
  product_id: 'figure',
  product_options: 'text',
  sku: 'text',
  name: 'text',
  qty_ordered: 'figure',
  qty_canceled: 'figure',
  qty_refunded: 'figure',
  row_total: 'figure',
  row_total_incl_tax: 'figure',
  tax_amount: 'figure',
  discount_amount: 'figure',
  discount_tax_compensation_amount: 'figure',
  weee_tax_applied: 'text',
  weee_tax_applied_row_amount: 'figure',
};

/** The columns that are read of an address. */
export const ADDRESS_COLUMNS: Columns<AddressRow> = {
  parent_id: 'figure',
  address_type: 'text',
  firstname: 'text',
  lastname: 'text',
  email: 'text',
  telephone: 'text',
};

/**
 * Reads the lines of these orders, grouped by order, in the order of their ids. @param select the select list, as SQL
 */
export async function itemsOf<Row>(
  read: Read,
  table: TableName,
  orderIds: readonly OrderId[],
  select: string,
): Promise<readonly Row[]> {
  const wanted = isOneOf('order_id', orderIds);
  return read<Row>(
    `SELECT ${select} FROM ${table('sales_order_item')} WHERE ${wanted.sql} ORDER BY order_id, item_id`,
    wanted.values,
  );
}

/** Reads billing and shipping addresses of these orders. @param select the select list, as SQL */
export async function addressesOf<Row>(
  read: Read,
  table: TableName,
  orderIds: readonly OrderId[],
  select: string,
): Promise<readonly Row[]> {
  const wanted = isOneOf('parent_id', orderIds);
  return read<Row>(
    `SELECT ${select} FROM ${table('sales_order_address')}
     WHERE ${wanted.sql} AND address_type IN ('billing', 'shipping') ORDER BY parent_id, entity_id`,
    wanted.values,
  );
}

/** Groups rows by the value of a column. */
export function grouped<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): ReadonlyMap<Key, readonly Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}
