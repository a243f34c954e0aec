import { asCustomerNumber, ORDER_STATES, type Order, type OrderItem } from '@miomente/booking-domain';
import type { Products } from '../catalogue/products.ts';
import { listOf } from '../database/columns.ts';
import { priceOn } from './bundle.ts';
import { type CreditColumn, creditOf } from './credit.ts';
import { ADDRESS_COLUMNS, type AddressRow, ITEM_COLUMNS, type ItemRow } from './line-rows.ts';
import type { OrderParts, Selection } from './order-parts.ts';
import { instantOfTime, type OrderRow, orderColumns } from './order-rows.ts';
import { linePrice } from './price.ts';
import { readProductOptions } from './product-options.ts';
import { relatedId } from './successors.ts';

/** The select lists for complete rows. @param credit the credit columns of this shop */
export function whole(credit: readonly CreditColumn[]): Selection {
  return { order: listOf(orderColumns(credit)), item: listOf(ITEM_COLUMNS), address: listOf(ADDRESS_COLUMNS) };
}

/** What belongs to an order besides its rows: its products. */
export interface Catalogue {
  readonly products: Products;
  readonly partnerAttribute: string;
  /** The attributes that may have the event's start. */
  readonly eventAttributes: readonly string[];
}

/**
 * Builds an order of the domain from its rows. It accepts any row: missing or invalid values stay visible, and nothing
 * throws.
 */
export function orderOfRows(parts: OrderParts, catalogue: Catalogue): Order {
  const { order } = parts;
  const orderedAt = instantOfTime(order.created_at);
  const updatedAt = instantOfTime(order.updated_at);
  return {
    orderId: order.entity_id,
    orderNumber: given(order.increment_id) ?? String(order.entity_id),
    state: ORDER_STATES.find((state) => state === order.state) ?? null,
    orderedAt: orderedAt === 0 ? updatedAt : orderedAt,
    updatedAt,
    replacesOrderId: relatedId(order.relation_parent_id),
    replacedByOrderId: parts.replacedByOrderId,
    customer: customerOf(order, parts.addresses),
    currency: currencyOf(order),
    grandTotal: order.grand_total,
    totalPaid: order.total_paid,
    totalRefunded: order.total_refunded,
    ...creditOf(order),
    items: parts.items.map((item) => itemOf(order, item, catalogue)),
  };
}

/** A guest's name may be on the address only; a virtual order has no shipping address. */
function customerOf(order: OrderRow, addresses: readonly AddressRow[]): Order['customer'] {
  const billing = addresses.find((address) => address.address_type === 'billing');
  const shipping = addresses.find((address) => address.address_type === 'shipping');
  const first = (...texts: readonly (string | null | undefined)[]): string => texts.map(given).find(Boolean) ?? '';
  return {
    firstName: first(order.customer_firstname, billing?.firstname, shipping?.firstname),
    lastName: first(order.customer_lastname, billing?.lastname, shipping?.lastname),
    email: first(order.customer_email, billing?.email, shipping?.email),
    phone: first(billing?.telephone, shipping?.telephone),
  };
}

/** The text; null when it is blank. */
function given(text: string | null | undefined): string | undefined {
  const trimmed = text?.trim();
  return trimmed === '' ? undefined : trimmed;
}

/** The code of ISO 4217 for "no currency". */
const NO_CURRENCY = 'XXX';

/** Amounts are in the order's currency. Rows without a currency come from a time when the shop had only one. */
function currencyOf(order: OrderRow): string {
  const codes = [order.order_currency_code, order.store_currency_code, order.base_currency_code];
  return codes.find((code) => code !== null && /^[A-Z]{3}$/.test(code)) ?? NO_CURRENCY;
}

function itemOf(order: OrderRow, row: ItemRow, catalogue: Catalogue): OrderItem {
  const { products, partnerAttribute, eventAttributes } = catalogue;
  const productId = row.product_id;
  const storeId = row.store_id ?? order.store_id ?? 0;
  const attribute = (code: string): string | null =>
    productId === null ? null : products.value(productId, storeId, code);
  const customerNumber = attribute(partnerAttribute);
  const { options, isUnreadable } = readProductOptions(row.product_options);
  const pricedOn = priceOn(row.product_options);
  const isGone = productId !== null && !products.has(productId);
  return {
    itemId: row.item_id,
    parentItemId: row.parent_item_id,
    productId,
    sku: row.sku ?? '',
    name: row.name ?? '',
    quantity: { ordered: row.qty_ordered, cancelled: row.qty_canceled, refunded: row.qty_refunded },
    ...linePrice(row),
    ...(pricedOn === undefined ? {} : { priceOn: pricedOn }),
    options,
    attributes: Object.fromEntries(eventAttributes.map((code) => [code, attribute(code)])),
    customerNumber: customerNumber === null ? null : asCustomerNumber(customerNumber),
    unreadable: [...(isUnreadable ? (['options'] as const) : []), ...(isGone ? (['product'] as const) : [])],
  };
}
