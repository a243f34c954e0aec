import { createHash, randomInt } from 'node:crypto';
import {
  asOrderId,
  type Clock,
  type CustomerNumber,
  type Order,
  type OrderCursor,
  type OrderId,
  type OrderSource,
} from '@miomente/booking-domain';
import type pg from 'pg';
import { inTransaction, query } from '../database.ts';
import { CATALOGUE, COOKING_SCHOOL, type Product } from './courses.ts';
import { insertOrder } from './insert-order.ts';
import type { OrderDraft } from './order-draft.ts';
import { ORDERS, type OrderRow, orderOf } from './order-row.ts';
import { seededRandom } from './random.ts';
import { randomOrder } from './random-order.ts';

/** Dependencies of {@link SampleShop}. */
export interface SampleShopDeps {
  readonly pool: pg.Pool;
  readonly clock: Clock;
  /** `TIME_ZONE`: the time zone of the courses. */
  readonly timeZone: string;
}

/** The order to place. Missing values are chosen at random. */
export interface OrderRequest {
  /** Default: the main sample partner. */
  readonly customerNumber?: CustomerNumber | undefined;
  /** The same seed at the same time gives the same order. */
  readonly seed?: number | undefined;
}

/** A small shop that stands in for Magento, with the same unusual shapes of orders. */
export class SampleShop implements OrderSource {
  readonly #deps: SampleShopDeps;

  constructor(deps: SampleShopDeps) {
    this.#deps = deps;
  }

  async byId(orderId: OrderId): Promise<Order | undefined> {
    return (await this.byIds([orderId])).get(orderId);
  }

  async byIds(orderIds: readonly OrderId[]): Promise<ReadonlyMap<OrderId, Order>> {
    const rows = await query<OrderRow>(this.#deps.pool, `${ORDERS} where o.order_id = any($1::bigint[])`, [orderIds]);
    return new Map(rows.map((row) => [asOrderId(Number(row.order_id)), orderOf(row)]));
  }

  /** The order placed under a name; undefined when there is none. */
  async byName(placedAs: string): Promise<Order | undefined> {
    const rows = await query<OrderRow>(this.#deps.pool, `${ORDERS} where o.placed_as = $1`, [placedAs]);
    return rows.map(orderOf)[0];
  }

  async changedAfter({ updatedAt, orderId }: OrderCursor, limit: number): Promise<readonly OrderCursor[]> {
    const rows = await query<{ order_id: string; updated_at: Date }>(
      this.#deps.pool,
      `select order_id, updated_at from sample.orders
       where (updated_at, order_id) > ($1::timestamptz, $2::bigint) order by updated_at, order_id limit $3`,
      [new Date(updatedAt), orderId, limit],
    );
    return rows.map((row) => ({ updatedAt: row.updated_at.getTime(), orderId: asOrderId(Number(row.order_id)) }));
  }

  /** A small shop needs no fingerprints: its orders are always read in full. */
  async fingerprints(orderIds: readonly OrderId[]): Promise<ReadonlyMap<OrderId, string | null>> {
    const fingerprintOf = (order: Order): string => createHash('sha256').update(JSON.stringify(order)).digest('hex');
    return new Map([...(await this.byIds(orderIds))].map(([orderId, order]) => [orderId, fingerprintOf(order)]));
  }

  /** Adds products. Existing ones stay as they are. */
  async stock(products: readonly Product[]): Promise<void> {
    const rows = products.map(({ productId, sku, name, customerNumber, eventDate }) => ({
      product_id: productId,
      sku,
      name,
      attributes: { customer_number: customerNumber, event_date: eventDate ?? null },
    }));
    await query(
      this.#deps.pool,
      `insert into sample.products (product_id, sku, name, attributes)
       select product_id, sku, name, attributes
       from json_to_recordset($1) as p (product_id bigint, sku text, name text, attributes jsonb)
       on conflict do nothing`,
      [JSON.stringify(rows)],
    );
  }

  /** Places an order. When its name was used before, that order is returned. */
  async place(draft: OrderDraft): Promise<Order> {
    const at = this.#deps.clock.now();
    const orderId = await inTransaction(this.#deps.pool, (db) => insertOrder(db, draft, at));
    const order = await this.byId(orderId);
    if (order === undefined) throw new Error(`The sample order ${orderId} vanished right after it was placed.`);
    return order;
  }

  /**
   * Places a realistic order of an invented customer: one or two courses of the partner, some days ahead at a full
   * hour. It does not announce the order; the caller does.
   * @throws Error for a partner without courses; the message names the partners with courses
   */
  async placeOrder({ customerNumber = COOKING_SCHOOL, seed }: OrderRequest = {}): Promise<Order> {
    const random = seededRandom(seed ?? randomInt(2 ** 32));
    const { clock, timeZone } = this.#deps;
    const draft = randomOrder(random, { customerNumber, now: clock.now(), timeZone });
    await this.stock(CATALOGUE);
    return this.place(draft);
  }
}
