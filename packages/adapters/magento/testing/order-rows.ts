import type { OrderDraft, Row } from './drafts.ts';
import { courseLine } from './line-drafts.ts';
import { magentoTime } from './order-draft.ts';

/** What distinguishes one generated order from another. */
export interface OrderSpot {
  readonly orderId: number;
  /** When it was placed and last changed. */
  readonly at: number;
  readonly incrementId?: string;
}

interface Parts {
  readonly order?: Row;
  readonly items?: OrderDraft['items'];
  readonly addresses?: readonly Row[];
}

/** The id of the n-th line of an order. */
export const itemIdOf = (orderId: number, n = 1): number => orderId * 10 + n;

/** The billing address of a guest. */
export function billing(over: Row = {}): Row {
  return {
    address_type: 'billing',
    firstname: 'Erika',
    lastname: 'Beispiel',
    email: 'erika.beispiel@example.org',
    telephone: '+49 89 0000001',
    postcode: '80331',
    city: 'München',
    street: 'Beispielweg 7',
    country_id: 'DE',
    ...over,
  };
}

/** A paid order of a guest with one course, unless given otherwise. */
export function orderRows({ orderId, at, incrementId }: OrderSpot, parts: Parts = {}): OrderDraft {
  return {
    order: {
      state: 'processing',
      status: 'processing',
      store_id: 1,
      is_virtual: 1,
      customer_is_guest: 1,
      customer_email: 'erika.beispiel@example.org',
      customer_firstname: 'Erika',
      customer_lastname: 'Beispiel',
      increment_id: incrementId ?? String(orderId).padStart(9, '0'),
      base_currency_code: 'EUR',
      store_currency_code: 'EUR',
      order_currency_code: 'EUR',
      grand_total: '178.0000',
      base_grand_total: '178.0000',
      total_paid: '178.0000',
      total_due: '0.0000',
      total_item_count: 1,
      created_at: magentoTime(at),
      updated_at: magentoTime(at),
      ...parts.order,
      entity_id: orderId,
    },
    items: parts.items ?? [courseLine(itemIdOf(orderId))],
    addresses: parts.addresses ?? [billing()],
  };
}
