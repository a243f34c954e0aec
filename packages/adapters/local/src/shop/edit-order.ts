import { asOrderId, type Instant, type OrderId, type WallClock } from '@miomente/booking-domain';
import { type Queryable, query } from '../database.ts';
import { eventOption } from './event-option.ts';

/** The changes of an edit; they apply to every line of the order. */
export interface OrderEdit {
  readonly quantity?: number;
  readonly start?: WallClock;
}

/** Replaces an order by an edited copy, within the caller's transaction. @returns the copy's id */
export async function editOrder(db: Queryable, orderId: OrderId, edit: OrderEdit, at: Instant): Promise<OrderId> {
  const newId = await copyOrder(db, orderId, at);
  await copyItems(db, orderId, newId, edit);
  await query(
    db,
    `update sample.orders set grand_total =
       (select coalesce(sum(row_total_gross - discount), 0) from sample.order_items where order_id = $1)
     where order_id = $1`,
    [newId],
  );
  await query(
    db,
    `update sample.orders set state = 'canceled', replaced_by_order_id = $2,
       updated_at = date_trunc('second', $3::timestamptz) where order_id = $1`,
    [orderId, newId, new Date(at)],
  );
  await query(
    db,
    'update sample.order_items set quantity_cancelled = quantity_ordered - quantity_refunded where order_id = $1',
    [orderId],
  );
  return newId;
}

/** The copy has the number with a counter: 100000012, 100000012-1, 100000012-2. */
async function copyOrder(db: Queryable, orderId: OrderId, at: Instant): Promise<OrderId> {
  const old = await query<{ order_number: string }>(
    db,
    `select order_number from sample.orders
     where order_id = $1 and replaced_by_order_id is null and state not in ('canceled', 'closed') for update`,
    [orderId],
  );
  if (old[0] === undefined)
    throw new Error(`The sample shop has no order ${orderId} that can be edited: it must be there and be open.`);
  const [base, count = '0'] = old[0].order_number.split('-');
  const made = await query<{ order_id: string }>(
    db,
    `insert into sample.orders (order_number, state, ordered_at, updated_at, replaces_order_id, first_name, last_name,
       email, phone, currency, grand_total, total_paid)
     select $2, state, date_trunc('second', $3::timestamptz), date_trunc('second', $3::timestamptz), order_id,
       first_name, last_name, email, phone, currency, grand_total, total_paid
     from sample.orders where order_id = $1 returning order_id`,
    [orderId, `${base}-${Number(count) + 1}`, new Date(at)],
  );
  return asOrderId(Number(made[0]?.order_id));
}

async function copyItems(db: Queryable, orderId: OrderId, newId: OrderId, edit: OrderEdit): Promise<void> {
  const items = await query<{ item_id: string; parent_item_id: string | null }>(
    db,
    'select item_id, parent_item_id from sample.order_items where order_id = $1 order by item_id',
    [orderId],
  );
  const copies = new Map<string, string>();
  for (const { item_id, parent_item_id } of items) {
    const bought = parent_item_id === null;
    const made = await query<{ item_id: string }>(
      db,
      `insert into sample.order_items (order_id, parent_item_id, product_id, sku, name, quantity_ordered,
         row_total_gross, discount, options)
       select $2, $3, product_id, sku, name, coalesce($4, quantity_ordered),
         row_total_gross / quantity_ordered * coalesce($4, quantity_ordered), discount, coalesce($5, options)
       from sample.order_items where item_id = $1 returning item_id`,
      [
        item_id,
        newId,
        bought ? null : (copies.get(parent_item_id) ?? null),
        bought ? (edit.quantity ?? null) : null,
        bought && edit.start !== undefined ? JSON.stringify([eventOption(edit.start, 'german')]) : null,
      ],
    );
    if (made[0] !== undefined) copies.set(item_id, made[0].item_id);
  }
}
