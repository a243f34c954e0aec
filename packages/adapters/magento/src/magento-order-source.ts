import type { EventStartSource, Order, OrderCursor, OrderId, OrderSource } from '@miomente/booking-domain';
import type { Pool } from 'mysql2/promise';
import { productAttributes, requirePartnerAttribute } from './catalogue/attributes.ts';
import { detectEdition } from './catalogue/edition.ts';
import { NO_PRODUCTS, type Products, readProducts } from './catalogue/products.ts';
import { type InSnapshot, type Read, snapshots } from './database/snapshot.ts';
import { type TableName, tableNames } from './database/tables.ts';
import { creditColumns } from './order/credit.ts';
import {
  type AddressDigest,
  digested,
  fingerprint,
  type ItemDigest,
  type OrderDigest,
  productDescriptions,
} from './order/fingerprint.ts';
import type { AddressRow, ItemRow } from './order/line-rows.ts';
import { orderOfRows, whole } from './order/order-of-rows.ts';
import { type OrderParts, readOrderParts } from './order/order-parts.ts';
import { type OrderRow, placesAfter } from './order/order-rows.ts';
import type { MagentoSettings } from './settings.ts';

/** Dependencies of {@link MagentoOrderSource}. */
export interface MagentoOrderSourceDeps {
  readonly pool: Pool;
  readonly settings: MagentoSettings;
  /** `MAGENTO_EVENT_START`: product attributes that it lists are read with the orders. */
  readonly eventStartSources: readonly EventStartSource[];
}

/** The number of complete orders in one snapshot. The options of their products alone may take megabytes. */
const MAX_IN_FULL = 500;

/**
 * Reads orders from Magento's database: a page takes a handful of statements on one snapshot, whatever its number of
 * orders. Nothing is cached between reads, because attributes may be corrected and shops upgraded at any time.
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

  async byId(orderId: OrderId): Promise<Order | undefined> {
    return (await this.byIds([orderId])).get(orderId);
  }

  async byIds(orderIds: readonly OrderId[]): Promise<ReadonlyMap<OrderId, Order>> {
    const wanted = [...new Set(orderIds)];
    const found = new Map<OrderId, Order>();
    for (let at = 0; at < wanted.length; at += MAX_IN_FULL) {
      const ids = wanted.slice(at, at + MAX_IN_FULL);
      const orders = await this.#inSnapshot((read) => this.#inFull(read, ids));
      for (const order of orders) found.set(order.orderId, order);
    }
    return found;
  }

  async changedAfter(cursor: OrderCursor, limit: number): Promise<readonly OrderCursor[]> {
    return this.#inSnapshot((read) => placesAfter(read, this.#table, cursor, limit));
  }

  async fingerprints(orderIds: readonly OrderId[]): Promise<ReadonlyMap<OrderId, string | null>> {
    return this.#inSnapshot(async (read) => {
      const credit = await creditColumns(read, this.#table);
      const parts = await readOrderParts<OrderDigest, ItemDigest, AddressDigest>(
        read,
        this.#table,
        orderIds,
        digested(credit),
      );
      const codes = [this.#partnerAttribute, ...this.#eventAttributes];
      const describe = productDescriptions(await this.#products(read, parts), codes);
      return new Map(parts.map((each) => [each.order.entity_id, fingerprint(each, describe)]));
    });
  }

  async #inFull(read: Read, orderIds: readonly OrderId[]): Promise<readonly Order[]> {
    const credit = await creditColumns(read, this.#table);
    const parts = await readOrderParts<OrderRow, ItemRow, AddressRow>(read, this.#table, orderIds, whole(credit));
    const products = await this.#products(read, parts);
    const [partnerAttribute, eventAttributes] = [this.#partnerAttribute, this.#eventAttributes];
    return parts.map((each) => orderOfRows(each, { products, partnerAttribute, eventAttributes }));
  }

  /** The products of these orders. */
  async #products(
    read: Read,
    parts: readonly OrderParts<Pick<OrderRow, 'store_id'>, Pick<ItemRow, 'product_id' | 'store_id'>, unknown>[],
  ): Promise<Products> {
    if (parts.length === 0) return NO_PRODUCTS;
    const items = parts.flatMap((each) => each.items);
    const orders = parts.map(({ order }) => order);
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
