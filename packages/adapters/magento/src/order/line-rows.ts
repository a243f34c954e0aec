import type { Read } from '../database/snapshot.ts';
import type { TableName } from '../database/tables.ts';

/** An order line's columns. Decimals are text. */
export interface ItemRow {
  readonly item_id: number;
  readonly order_id: number;
  readonly parent_item_id: number | null;
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
}

export interface AddressRow {
  readonly parent_id: number;
  readonly address_type: string;
  readonly firstname: string | null;
  readonly lastname: string | null;
  readonly email: string | null;
  readonly telephone: string | null;
}

/** The lines of these orders, by order, in the sequence they were added. */
export async function itemsOf(read: Read, table: TableName, orderIds: readonly number[]): Promise<readonly ItemRow[]> {
  return read<ItemRow>(
    `SELECT item_id, order_id, parent_item_id, store_id, product_id, product_options, sku, name,
       qty_ordered, qty_canceled, qty_refunded, row_total, row_total_incl_tax, tax_amount, discount_amount,
       discount_tax_compensation_amount
     FROM ${table('sales_order_item')} WHERE order_id IN (?) ORDER BY order_id, item_id`,
    [orderIds],
  );
}

/** Billing and shipping addresses of these orders. */
export async function addressesOf(
  read: Read,
  table: TableName,
  orderIds: readonly number[],
): Promise<readonly AddressRow[]> {
  return read<AddressRow>(
    `SELECT parent_id, address_type, firstname, lastname, email, telephone
     FROM ${table('sales_order_address')} WHERE parent_id IN (?) AND address_type IN ('billing', 'shipping')
     ORDER BY parent_id, entity_id`,
    [orderIds],
  );
}

/** Rows by what one of their columns says. */
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
