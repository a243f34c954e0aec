import type { ItemOption, Order, OrderItem } from '@miomente/booking-domain';
import type { OrderDraft, Row } from './drafts.ts';

/** A time in Magento's format. */
export function magentoTime(instant: number): string {
  return new Date(instant).toISOString().slice(0, 19).replace('T', ' ');
}

/** Converts an order of the domain into rows. Values of its products are not included. */
export function draftOfOrder(order: Order, storeId = 1): OrderDraft {
  const { customer } = order;
  return {
    order: {
      entity_id: order.orderId,
      increment_id: order.orderNumber,
      state: order.state,
      status: order.state,
      store_id: storeId,
      customer_is_guest: 1,
      customer_firstname: customer.firstName,
      customer_lastname: customer.lastName,
      customer_email: customer.email,
      base_currency_code: order.currency,
      order_currency_code: order.currency,
      grand_total: order.grandTotal,
      base_grand_total: order.grandTotal,
      total_paid: order.totalPaid,
      total_refunded: order.totalRefunded,
      relation_parent_id: idText(order.replacesOrderId),
      relation_child_id: idText(order.replacedByOrderId),
      created_at: magentoTime(order.orderedAt),
      updated_at: magentoTime(order.updatedAt),
      total_item_count: order.items.length,
    },
    items: order.items.map((item) => itemRow(item, storeId)),
    addresses: [
      {
        address_type: 'billing',
        firstname: customer.firstName,
        lastname: customer.lastName,
        email: customer.email,
        telephone: customer.phone,
        country_id: 'DE',
      },
    ],
  };
}

function itemRow(item: OrderItem, storeId: number): Row & { readonly item_id: number } {
  return {
    item_id: item.itemId,
    parent_item_id: item.parentItemId,
    store_id: storeId,
    product_id: item.productId,
    product_type: 'virtual',
    product_options: optionsJson(item.options),
    sku: item.sku,
    name: item.name,
    qty_ordered: item.quantity.ordered,
    qty_canceled: item.quantity.cancelled,
    qty_refunded: item.quantity.refunded,
    row_total: item.rowTotalGross ?? '0',
    row_total_incl_tax: item.rowTotalGross,
    discount_amount: item.discount,
  };
}

/** Custom options, in Magento's format beside the cart request. */
export function optionsJson(options: readonly ItemOption[]): string {
  return JSON.stringify({
    info_buyRequest: { qty: 1 },
    options: options.map(({ label, text, wallClock }, i) => ({
      label,
      value: text,
      print_value: text,
      option_id: String(300 + i),
      option_type: wallClock === null ? 'field' : 'date_time',
      option_value: wallClock ?? text,
      custom_view: false,
    })),
  });
}

const idText = (id: number | null): string | null => (id === null ? null : String(id));
