import type { OrderId } from '@miomente/booking-domain';
import type { Read } from '../database/snapshot.ts';
import type { TableName } from '../database/tables.ts';
import { type AddressRow, addressesOf, grouped, type ItemRow, itemsOf } from './line-rows.ts';
import { type OrderRow, ordersByIds } from './order-rows.ts';
import { type EditedRow, successorsOf } from './successors.ts';

/** The rows of an order, with all their columns or with those that were selected. */
export interface OrderParts<Order = OrderRow, Item = ItemRow, Address = AddressRow> {
  readonly order: Order;
  /** Lines and addresses, in the order of their ids. */
  readonly items: readonly Item[];
  readonly addresses: readonly Address[];
  readonly replacedByOrderId: OrderId | null;
}

/** The select list for each kind of row, as SQL. */
export interface Selection {
  readonly order: string;
  readonly item: string;
  readonly address: string;
}

/**
 * Reads the rows of these orders in four statements. Orders that do not exist are left out.
 * @param select must contain the columns of the row types
 */
export async function readOrderParts<
  Order extends EditedRow,
  Item extends Pick<ItemRow, 'order_id'>,
  Address extends Pick<AddressRow, 'parent_id'>,
>(
  read: Read,
  table: TableName,
  orderIds: readonly OrderId[],
  select: Selection,
): Promise<readonly OrderParts<Order, Item, Address>[]> {
  if (orderIds.length === 0) return [];
  const orders = await ordersByIds<Order>(read, table, orderIds, select.order);
  if (orders.length === 0) return [];
  const ids = orders.map((order) => order.entity_id);
  const items = grouped(await itemsOf<Item>(read, table, ids, select.item), (item) => item.order_id);
  const addresses = grouped(await addressesOf<Address>(read, table, ids, select.address), (row) => row.parent_id);
  const successors = await successorsOf(read, table, orders);
  return orders.map((order) => ({
    order,
    items: items.get(order.entity_id) ?? [],
    addresses: addresses.get(order.entity_id) ?? [],
    replacedByOrderId: successors.get(order.entity_id) ?? null,
  }));
}
