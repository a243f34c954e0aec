import type { OrderId } from '@miomente/booking-domain';
import type { Read } from '../database/snapshot.ts';
import type { TableName } from '../database/tables.ts';
import { type AddressRow, addressesOf, grouped, type ItemRow, itemsOf } from './line-rows.ts';
import { type OrderRow, ordersByIds } from './order-rows.ts';
import { type EditedRow, successorsOf } from './successors.ts';

/** The rows that an order is put together from: whole, or as much of each as was selected. */
export interface OrderParts<Order = OrderRow, Item = ItemRow, Address = AddressRow> {
  readonly order: Order;
  /** In the sequence they were added, as the addresses. */
  readonly items: readonly Item[];
  readonly addresses: readonly Address[];
  readonly replacedByOrderId: OrderId | null;
}

/** What of each row is read, as SQL. */
export interface Selection {
  readonly order: string;
  readonly item: string;
  readonly address: string;
}

/**
 * The parts of those of these orders that are there, in four statements.
 * @param select must give the columns of the row types asked for
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
