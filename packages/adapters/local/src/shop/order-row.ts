import {
  asCustomerNumber,
  asOrderId,
  type ItemOption,
  type Order,
  type OrderId,
  type OrderItem,
  type OrderItemId,
  type OrderState,
} from '@miomente/booking-domain';

interface ItemRow {
  readonly itemId: OrderItemId;
  readonly parentItemId: OrderItemId | null;
  readonly productId: number | null;
  readonly sku: string;
  readonly name: string;
  readonly ordered: string;
  readonly cancelled: string;
  readonly refunded: string;
  readonly rowTotalGross: string;
  readonly discount: string;
  readonly options: string;
  /** Null when the product was deleted. */
  readonly attributes: Readonly<Record<string, string | null>> | null;
}

/** A row of {@link ORDER_COLUMNS}: an order with its items. */
export interface OrderRow {
  readonly order_id: string;
  readonly order_number: string;
  readonly state: OrderState | null;
  readonly ordered_at: Date;
  readonly updated_at: Date;
  readonly replaces_order_id: string | null;
  readonly replaced_by_order_id: string | null;
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string;
  readonly phone: string;
  readonly currency: string;
  readonly grand_total: string | null;
  readonly total_paid: string | null;
  readonly total_refunded: string | null;
  readonly items: readonly ItemRow[];
}

/** The select list for `sample.orders o`: the order with its items in one statement, so from one snapshot. */
export const ORDERS = `select o.*, coalesce((
  select json_agg(json_build_object(
    'itemId', i.item_id, 'parentItemId', i.parent_item_id, 'productId', i.product_id, 'sku', i.sku, 'name', i.name,
    'ordered', i.quantity_ordered::text, 'cancelled', i.quantity_cancelled::text,
    'refunded', i.quantity_refunded::text, 'rowTotalGross', i.row_total_gross::text, 'discount', i.discount::text,
    'options', i.options, 'attributes', p.attributes) order by i.item_id)
  from sample.order_items i left join sample.products p using (product_id)
  where i.order_id = o.order_id), '[]') as items
  from sample.orders o`;

const orderIdOrNull = (id: string | null): OrderId | null => (id === null ? null : asOrderId(Number(id)));

/** Builds an order of the domain from its row. */
export function orderOf(row: OrderRow): Order {
  return {
    orderId: asOrderId(Number(row.order_id)),
    orderNumber: row.order_number,
    state: row.state,
    orderedAt: row.ordered_at.getTime(),
    updatedAt: row.updated_at.getTime(),
    replacesOrderId: orderIdOrNull(row.replaces_order_id),
    replacedByOrderId: orderIdOrNull(row.replaced_by_order_id),
    customer: { firstName: row.first_name, lastName: row.last_name, email: row.email, phone: row.phone },
    currency: row.currency,
    grandTotal: row.grand_total,
    totalPaid: row.total_paid,
    totalRefunded: row.total_refunded,
    items: row.items.map(itemOf),
  };
}

function itemOf(row: ItemRow): OrderItem {
  const { itemId, parentItemId, productId, sku, name, rowTotalGross, discount } = row;
  const { customer_number: customerNumber = null, ...attributes } = row.attributes ?? {};
  const options = optionsOf(row.options);
  return {
    itemId,
    parentItemId,
    productId,
    sku,
    name,
    quantity: { ordered: row.ordered, cancelled: row.cancelled, refunded: row.refunded },
    rowTotalGross,
    discount,
    options: options ?? [],
    attributes,
    customerNumber: customerNumber === null || customerNumber === '' ? null : asCustomerNumber(customerNumber),
    unreadable: [
      ...(options === undefined ? (['options'] as const) : []),
      ...(productId !== null && row.attributes === null ? (['product'] as const) : []),
    ],
  };
}

/** Undefined when the content can't be read. */
function optionsOf(text: string): readonly ItemOption[] | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}
