import { hash } from 'node:crypto';
import type { Products } from '../catalogue/products.ts';
import { digestOf } from '../database/columns.ts';
import type { CreditColumn } from './credit.ts';
import { ADDRESS_COLUMNS, ITEM_COLUMNS, type ItemRow } from './line-rows.ts';
import type { OrderParts, Selection } from './order-parts.ts';
import { type OrderRow, orderColumns } from './order-rows.ts';
import { EDITED, type EditedRow } from './successors.ts';

interface Digested {
  /** Null when the row is too large for the server to put together. */
  readonly digest: string | null;
}

/** An order's row, seen from afar. */
export interface OrderDigest extends EditedRow, Pick<OrderRow, 'store_id'>, Digested {}
export interface ItemDigest extends Pick<ItemRow, 'order_id' | 'product_id' | 'store_id'>, Digested {}
export interface AddressDigest extends Digested {
  readonly parent_id: number;
}

/**
 * What of each row is read for a fingerprint. The digests cover exactly what is read of an order in full.
 * @param credit which of these columns the shop has
 */
export function digested(credit: readonly CreditColumn[]): Selection {
  return {
    order: `${EDITED}, store_id, ${digestOf(orderColumns(credit))} AS digest`,
    item: `order_id, product_id, store_id, ${digestOf(ITEM_COLUMNS)} AS digest`,
    address: `parent_id, ${digestOf(ADDRESS_COLUMNS)} AS digest`,
  };
}

export type DigestedOrder = OrderParts<OrderDigest, ItemDigest, AddressDigest>;

/** A product as a store sees it, in words that are the same as long as it is. */
export type Goods = (productId: number, storeId: number) => string;

/** Each product's words once: a page has many orders of few products. */
export function goodsOf(products: Products, attributes: readonly string[]): Goods {
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

/** Stands for everything that is read of an order. Null when part of it could not be digested. */
export function fingerprint(parts: DigestedOrder, goods: Goods): string | null {
  const { order, items, addresses, replacedByOrderId } = parts;
  // Digests are of one length, and words of products end themselves: nothing can be read in two ways.
  let content = `${order.digest} ${items.length} ${addresses.length} ${replacedByOrderId}`;
  let isWhole = order.digest !== null;
  for (const { digest, product_id: id, store_id: storeId } of items) {
    isWhole &&= digest !== null;
    content += ` ${digest}${id === null ? '' : goods(id, storeId ?? order.store_id ?? 0)}`;
  }
  for (const { digest } of addresses) {
    isWhole &&= digest !== null;
    content += ` ${digest}`;
  }
  return isWhole ? hash('sha256', content).slice(0, FINGERPRINT_LENGTH) : null;
}

/** 128 bits: of more orders than any shop will have, no two agree by chance. */
const FINGERPRINT_LENGTH = 32;
