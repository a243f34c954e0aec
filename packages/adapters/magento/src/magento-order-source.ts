import type { EventStartSource, Order, OrderCursor, OrderSource } from '@miomente/booking-domain';
import type { Pool } from 'mysql2/promise';
import { productAttributes, requirePartnerAttribute } from './catalogue/attributes.ts';
import { detectEdition } from './catalogue/edition.ts';
import { type Products, readProducts } from './catalogue/products.ts';
import { type InSnapshot, type Read, snapshots } from './database/snapshot.ts';
import { type TableName, tableNames } from './database/tables.ts';
import {
  type AddressDigest,
  DIGESTED,
  fingerprint,
  goodsOf,
  type ItemDigest,
  type OrderDigest,
} from './order/fingerprint.ts';
import { addressesOf, grouped, type ItemRow, itemsOf } from './order/line-rows.ts';
import { orderOfRows } from './order/order-of-rows.ts';
import { type OrderRow, ordersByIds, placesAfter } from './order/order-rows.ts';
import { successorsOf } from './order/successors.ts';
import type { MagentoSettings } from './settings.ts';

export interface MagentoOrderSourceDeps {
  readonly pool: Pool;
  readonly settings: MagentoSettings;
  /** `MAGENTO_EVENT_START`: the product attributes among them are read with the orders. */
  readonly eventStartSources: readonly EventStartSource[];
}

/** Ids in one statement; a list much longer makes the server give the index up. */
const MOST_IDS = 500;

/**
 * Orders out of Magento's database, a page in a handful of statements on one snapshot, whatever the
 * number of orders. Nothing is kept between reads: attributes can be mended, and shops be upgraded, at any time.
 */
export class MagentoOrderSource implements OrderSource {
  readonly #inSnapshot: InSnapshot;
  readonly #table: TableName;
  readonly #partnerAttribute: string;
  readonly #eventAttributes: readonly string[];

  constructor({ pool, settings, eventStartSources }: MagentoOrderSourceDeps) {
    this.#inSnapshot = snapshots(pool, settings);
    this.#table = tableNames(settings.tablePrefix);
    this.#partnerAttribute = settings.partnerAttribute;
    this.#eventAttributes = eventStartSources.filter(({ type }) => type === 'attribute').map(({ name }) => name);
  }

  async byId(orderId: number): Promise<Order | undefined> {
    return (await this.byIds([orderId])).get(orderId);
  }

  async byIds(orderIds: readonly number[]): Promise<ReadonlyMap<number, Order>> {
    const wanted = [...new Set(orderIds)];
    const found = new Map<number, Order>();
    for (let at = 0; at < wanted.length; at += MOST_IDS) {
      const ids = wanted.slice(at, at + MOST_IDS);
      const orders = await this.#inSnapshot(async (read) =>
        this.#complete(read, await ordersByIds(read, this.#table, ids)),
      );
      for (const order of orders) found.set(order.orderId, order);
    }
    return found;
  }

  async changedAfter(cursor: OrderCursor, limit: number): Promise<readonly OrderCursor[]> {
    return this.#inSnapshot((read) => placesAfter(read, this.#table, cursor, limit));
  }

  async fingerprints(orderIds: readonly number[]): Promise<ReadonlyMap<number, string | null>> {
    if (orderIds.length === 0) return new Map();
    return this.#inSnapshot(async (read) => {
      const orders = await ordersByIds<OrderDigest>(read, this.#table, orderIds, DIGESTED.order);
      const items = await itemsOf<ItemDigest>(read, this.#table, orderIds, DIGESTED.item);
      const addresses = await addressesOf<AddressDigest>(read, this.#table, orderIds, DIGESTED.address);
      const successors = await successorsOf(read, this.#table, orders);
      const products = await this.#products(read, orders, items);
      const itemsByOrder = grouped(items, (item) => item.order_id);
      const addressesByOrder = grouped(addresses, (row) => row.parent_id);
      const goods = goodsOf(products, [this.#partnerAttribute, ...this.#eventAttributes]);
      return new Map(
        orders.map((order) => [
          order.entity_id,
          fingerprint({
            order,
            items: itemsByOrder.get(order.entity_id) ?? [],
            addresses: addressesByOrder.get(order.entity_id) ?? [],
            replacedByOrderId: successors.get(order.entity_id) ?? null,
            goods,
          }),
        ]),
      );
    });
  }

  /** Whole orders of their rows, in the same sequence. */
  async #complete(read: Read, rows: readonly OrderRow[]): Promise<readonly Order[]> {
    if (rows.length === 0) return [];
    const ids = rows.map((row) => row.entity_id);
    const items = await itemsOf(read, this.#table, ids);
    const addresses = grouped(await addressesOf(read, this.#table, ids), (row) => row.parent_id);
    const successors = await successorsOf(read, this.#table, rows);
    const products = await this.#products(read, rows, items);
    const itemsByOrder = grouped(items, (item) => item.order_id);
    return rows.map((order) =>
      orderOfRows({
        order,
        items: itemsByOrder.get(order.entity_id) ?? [],
        addresses: addresses.get(order.entity_id) ?? [],
        replacedByOrderId: successors.get(order.entity_id) ?? null,
        products,
        partnerAttribute: this.#partnerAttribute,
        eventAttributes: this.#eventAttributes,
      }),
    );
  }

  async #products(
    read: Read,
    orders: readonly Pick<OrderRow, 'store_id'>[],
    items: readonly Pick<ItemRow, 'product_id' | 'store_id'>[],
  ): Promise<Products> {
    const codes = [...new Set([this.#partnerAttribute, ...this.#eventAttributes])];
    const attributes = await productAttributes(read, this.#table, codes);
    requirePartnerAttribute(attributes, this.#partnerAttribute);
    return readProducts(read, this.#table, {
      edition: await detectEdition(read, this.#table),
      attributes,
      productIds: [...new Set(items.flatMap((item) => item.product_id ?? []))],
      storeIds: [...new Set([...orders, ...items].flatMap((row) => row.store_id ?? []))],
    });
  }
}
