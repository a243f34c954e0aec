import { asOrderId, formatTenThousandths, type Instant, type OrderId } from '@miomente/booking-domain';
import { type Queryable, query } from '../database.ts';
import { grandTotal, type ItemDraft, type OrderDraft } from './order-draft.ts';

/**
 * Writes an order with its items, within the caller's transaction.
 * @returns its id; that of the earlier order when one was placed under the same name
 */
export async function insertOrder(db: Queryable, draft: OrderDraft, at: Instant): Promise<OrderId> {
  const { placedAs, customer, state, paid, currency, items } = draft;
  // Looked up first, so that a repetition normally leaves no gap in the order numbers.
  const before = placedAs === null ? undefined : await placedBefore(db, placedAs);
  if (before !== undefined) return before;
  const total = formatTenThousandths(grandTotal(items));
  const made = await query<{ order_id: string }>(
    db,
    `insert into sample.orders (order_id, placed_as, order_number, state, ordered_at, updated_at, first_name,
       last_name, email, phone, currency, grand_total, total_paid)
     overriding system value
     select id, $1, '1' || lpad(id::text, 8, '0'), $2, date_trunc('second', $3::timestamptz),
       date_trunc('second', $3::timestamptz), $4, $5, $6, $7, $8, $9, $10
     from nextval(pg_get_serial_sequence('sample.orders', 'order_id')) id
     on conflict (placed_as) do nothing returning order_id`,
    [
      placedAs,
      state,
      new Date(at),
      customer.firstName,
      customer.lastName,
      customer.email,
      customer.phone,
      currency,
      total,
      paid ? total : null,
    ],
  );
  const orderId = made[0]?.order_id;
  if (orderId === undefined) return lostRace(db, placedAs ?? '');
  for (const item of items) await insertItem(db, orderId, null, item);
  return asOrderId(Number(orderId));
}

async function placedBefore(db: Queryable, placedAs: string): Promise<OrderId | undefined> {
  const rows = await query<{ order_id: string }>(db, 'select order_id from sample.orders where placed_as = $1', [
    placedAs,
  ]);
  return rows[0] === undefined ? undefined : asOrderId(Number(rows[0].order_id));
}

async function lostRace(db: Queryable, placedAs: string): Promise<OrderId> {
  const orderId = await placedBefore(db, placedAs);
  if (orderId === undefined) throw new Error('The sample shop placed an order that it can not find.');
  return orderId;
}

async function insertItem(db: Queryable, orderId: string, parentId: string | null, item: ItemDraft): Promise<void> {
  const { options } = item;
  const made = await query<{ item_id: string }>(
    db,
    `insert into sample.order_items (order_id, parent_item_id, product_id, sku, name, quantity_ordered,
       row_total_gross, discount, options)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning item_id`,
    [
      orderId,
      parentId,
      item.productId,
      item.sku,
      item.name,
      item.quantity,
      formatTenThousandths(item.rowTotalGross),
      formatTenThousandths(item.discount ?? 0),
      typeof options === 'string' ? options : JSON.stringify(options),
    ],
  );
  for (const child of item.children ?? []) await insertItem(db, orderId, made[0]?.item_id ?? null, child);
}
