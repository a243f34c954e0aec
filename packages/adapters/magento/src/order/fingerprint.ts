import { hash } from 'node:crypto';
import type { Products } from '../catalogue/products.ts';
import { digestOf } from '../database/columns.ts';
import type { CreditColumn } from './credit.ts';
import { ADDRESS_COLUMNS, ITEM_COLUMNS, type ItemRow } from './line-rows.ts';
import type { OrderParts, Selection } from './order-parts.ts';
import { type OrderRow, orderColumns } from './order-rows.ts';
import { EDITED, type EditedRow } from './successors.ts';

interface Digested {
  /** Null when the row is too large for the server to concatenate. */
  readonly digest: string | null;
}

/** The row of an order, reduced to its digest. */
export interface OrderDigest extends EditedRow, Pick<OrderRow, 'store_id'>, Digested {}
/** The row of an item, reduced to its digest. */
export interface ItemDigest extends Pick<ItemRow, 'order_id' | 'product_id' | 'store_id'>, Digested {}
/** The row of an address, reduced to its digest. */
export interface AddressDigest extends Digested {
  readonly parent_id: number;
}

/**
 * The select lists for a fingerprint. The digests cover exactly the columns that are read of a complete order.
 * @param credit the credit columns of this shop
 */
export function digested(credit: readonly CreditColumn[]): Selection {
  return {
    order: `${EDITED}, store_id, ${digestOf(orderColumns(credit))} AS digest`,
    item: `order_id, product_id, store_id, ${digestOf(ITEM_COLUMNS)} AS digest`,
    address: `parent_id, ${digestOf(ADDRESS_COLUMNS)} AS digest`,
  };
}

/** The rows of an order, reduced to their digests. */
export type DigestedOrder = OrderParts<OrderDigest, ItemDigest, AddressDigest>;

/** A text that describes a product as a store sees it. It changes only when the product does. */
export type DescribeProduct = (productId: number, storeId: number) => string;

/** Caches the description of each product, because a page has many orders of few products. */
export function productDescriptions(products: Products, attributes: readonly string[]): DescribeProduct {
  const known = new Map<string, string>();
  return (productId, storeId) => {
    const key = `${productId} ${storeId}`;
    const words =
      known.get(key) ??
      JSON.stringify([products.has(productId), ...attributes.map((code) => products.value(productId, storeId, code))]);
    known.set(key, words);
    return words;
  };
}

/** A fingerprint of everything that is read of an order. Null when a part could not be digested. */
export function fingerprint(parts: DigestedOrder, describe: DescribeProduct): string | null {
  const { order, items, addresses, replacedByOrderId } = parts;
  // Digests have a fixed length, and descriptions of products are JSON, so two different contents never produce the
  // same input.
  let content = `${order.digest} ${items.length} ${addresses.length} ${replacedByOrderId}`;
  let isWhole = order.digest !== null;
  for (const { digest, product_id: id, store_id: storeId } of items) {
    isWhole &&= digest !== null;
    content += ` ${digest}${id === null ? '' : describe(id, storeId ?? order.store_id ?? 0)}`;
  }
  for (const { digest } of addresses) {
    isWhole &&= digest !== null;
    content += ` ${digest}`;
  }
  return isWhole ? hash('sha256', content).slice(0, FINGERPRINT_LENGTH) : null;
}

/** 128 bits: even in the largest shop, no two orders have the same fingerprint by chance. */
const FINGERPRINT_LENGTH = 32;
