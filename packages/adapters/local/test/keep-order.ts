import type { Order, OrderItem } from '@miomente/booking-domain';
import type { Queryable } from '../src/database.ts';

/** Writes an order under its own ids, in place of an earlier version of it. */
export async function keepOrder(db: Queryable, order: Order): Promise<void> {
  const { orderId, customer } = order;
  await db.query('delete from sample.order_items where order_id = $1', [orderId]);
  await db.query('delete from sample.orders where order_id = $1', [orderId]);
  await db.query(
    `insert into sample.orders (order_id, order_number, state, ordered_at, updated_at, first_name, last_name, email,
       phone, currency, grand_total, total_paid, total_refunded, replaces_order_id, replaced_by_order_id)
     overriding system value values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      orderId,
      order.orderNumber,
      order.state,
      new Date(order.orderedAt),
      new Date(order.updatedAt),
      customer.firstName,
      customer.lastName,
      customer.email,
      customer.phone,
      order.currency,
      order.grandTotal,
      order.totalPaid,
      order.totalRefunded,
      order.replacesOrderId,
      order.replacedByOrderId,
    ],
  );
  for (const item of order.items) await keepItem(db, orderId, item);
}

async function keepItem(db: Queryable, orderId: number, item: OrderItem): Promise<void> {
  const { productId, sku, name, quantity } = item;
  await db.query(
    `insert into sample.products (product_id, sku, name, attributes) values ($1, $2, $3, $4) on conflict do nothing`,
    [productId, sku, name, { ...item.attributes, customer_number: item.customerNumber }],
  );
  await db.query(
    `insert into sample.order_items (item_id, order_id, parent_item_id, product_id, sku, name, quantity_ordered,
       quantity_cancelled, quantity_refunded, row_total_gross, discount, options)
     overriding system value values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      item.itemId,
      orderId,
      item.parentItemId,
      productId,
      sku,
      name,
      quantity.ordered,
      quantity.cancelled,
      quantity.refunded,
      item.rowTotalGross,
      item.discount,
      JSON.stringify(item.options),
    ],
  );
}
