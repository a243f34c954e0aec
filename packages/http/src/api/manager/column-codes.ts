import type { BOOKING_COLUMNS } from './booking-columns.ts';
import type { CALL_COLUMNS } from './call-json.ts';
import type { DELIVERY_COLUMNS } from './delivery-json.ts';
import type { ORDER_ITEM_COLUMNS } from './order-items.ts';
import type { PARTNER_COLUMNS } from './partner-columns.ts';

/** The names of all columns of the office's files. */
export type ColumnCode =
  | (typeof BOOKING_COLUMNS)[number]['code']
  | (typeof CALL_COLUMNS)[number]['code']
  | (typeof DELIVERY_COLUMNS)[number]['code']
  | (typeof ORDER_ITEM_COLUMNS)[number]['code']
  | (typeof PARTNER_COLUMNS)[number]['code'];
