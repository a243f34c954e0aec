import {
  asOrderId,
  type Clock,
  type ItemOption,
  type OrderId,
  type OrderItemId,
  type OrderState,
  type WallClock,
} from '@miomente/booking-domain';
import type pg from 'pg';
import { inTransaction, type Queryable, query } from '../database.ts';
import { editOrder, type OrderEdit } from './edit-order.ts';
import { eventOption, type Notation } from './event-option.ts';

/**
 * The admin of the sample shop: what staff do to orders after they were placed. Each action is one transaction. Of two
 * actions on one order at once, the second waits. They throw an `Error` for an order or item that does not exist.
 */
export class OrderDesk {
  readonly #pool: pg.Pool;
  readonly #clock: Clock;

  constructor({ pool, clock }: { readonly pool: pg.Pool; readonly clock: Clock }) {
    this.#pool = pool;
    this.#clock = clock;
  }

  /** Cancels an order with all its remaining items. */
  async cancel(orderId: OrderId): Promise<void> {
    await inTransaction(this.#pool, async (db) => {
      await this.#touch(db, orderId, "state = 'canceled'");
      await query(
        db,
        'update sample.order_items set quantity_cancelled = quantity_ordered - quantity_refunded where order_id = $1',
        [orderId],
      );
    });
  }

  /** Changes the state of an order: on hold, in review, or back in processing. */
  async setState(orderId: OrderId, state: OrderState): Promise<void> {
    await this.#touch(this.#pool, orderId, 'state = $3', state);
  }

  /** Refunds one item in full, and updates the order's amounts. */
  async refund(itemId: OrderItemId): Promise<void> {
    await inTransaction(this.#pool, async (db) => {
      const rows = await query<{ order_id: string; amount: string }>(
        db,
        `update sample.order_items set quantity_refunded = quantity_ordered - quantity_cancelled where item_id = $1
         returning order_id, row_total_gross - discount as amount`,
        [itemId],
      );
      const { order_id, amount } = only(rows, `item ${itemId}`);
      await this.#touch(db, asOrderId(Number(order_id)), 'total_refunded = coalesce(total_refunded, 0) + $3', amount);
    });
  }

  /** Moves an item to another date. Like any edit of items, it does not change the order's `updated_at`. */
  async moveDate(itemId: OrderItemId, start: WallClock, notation: Notation = 'german'): Promise<void> {
    const options: readonly ItemOption[] = [eventOption(start, notation)];
    await this.#item(itemId, 'options = $2', JSON.stringify(options));
  }

  /** Changes the quantity of an item, at the same unit price. */
  async setQuantity(itemId: OrderItemId, quantity: number): Promise<void> {
    await this.#item(
      itemId,
      'quantity_ordered = $2::numeric, row_total_gross = row_total_gross / quantity_ordered * $2::numeric',
      quantity,
    );
  }

  /** Sets an attribute of a product, such as a forgotten `customer_number`. Existing orders use it at once. */
  async setAttribute(productId: number, code: string, value: string | null): Promise<void> {
    const rows = await query(
      this.#pool,
      `update sample.products set attributes = attributes || jsonb_build_object($2::text, $3::text)
       where product_id = $1 returning product_id`,
      [productId, code, value],
    );
    only(rows, `product ${productId}`);
  }

  /**
   * Edits an order as Magento's admin does: cancels the old one and creates a new one.
   * @returns the id of the new order
   */
  async edit(orderId: OrderId, edit: OrderEdit = {}): Promise<OrderId> {
    return inTransaction(this.#pool, (db) => editOrder(db, orderId, edit, this.#clock.now()));
  }

  async #touch(db: Queryable, orderId: OrderId, set: string, ...value: readonly unknown[]): Promise<void> {
    const rows = await query(
      db,
      `update sample.orders set updated_at = date_trunc('second', $2::timestamptz), ${set}
       where order_id = $1 returning order_id`,
      [orderId, new Date(this.#clock.now()), ...value],
    );
    only(rows, `order ${orderId}`);
  }

  async #item(itemId: OrderItemId, set: string, value: unknown): Promise<void> {
    const rows = await query(this.#pool, `update sample.order_items set ${set} where item_id = $1 returning item_id`, [
      itemId,
      value,
    ]);
    only(rows, `item ${itemId}`);
  }
}

function only<Row>(rows: readonly Row[], what: string): Row {
  const [row] = rows;
  if (row === undefined) throw new Error(`The sample shop has no ${what}.`);
  return row;
}
