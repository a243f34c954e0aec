import type { FlaggedOrderItem, FlaggedOrderItems, Instant, OrderId, OrderItemId } from '@miomente/booking-domain';
import { eventStartColumns, eventStartOf } from '../bookings/event-start.ts';
import type { Database } from '../database/database.ts';
import { instantOf, toSql } from '../database/instants.ts';
import type { RequestId } from '../database/request-id.ts';
import { DELIVERIES } from '../outbox/delivery-row.ts';
import { queueDeliveries } from '../outbox/queue.ts';

const TABLE = 'miomente_partner_portal_flagged_order_items';
const COLUMNS = `item.magento_order_id::float8 AS order_id, item.magento_order_item_id::float8 AS order_item_id,
  item.magento_order_increment_id AS order_number, item.reason, item.detail, item.course_name,
  ${instantOf('item.event_start')} AS event_start, ${instantOf('item.event_day_end')} AS event_day_end,
  ${instantOf('item.flagged_at')} AS flagged_at`;

interface ItemRow {
  readonly order_id: OrderId;
  readonly order_item_id: OrderItemId;
  readonly order_number: string;
  readonly reason: FlaggedOrderItem['reason'];
  readonly detail: string | null;
  readonly course_name: string;
  readonly event_start: Instant | null;
  readonly event_day_end: Instant | null;
  readonly flagged_at: Instant;
}

type ListRow = { readonly total: number } & (ItemRow | { readonly order_item_id: null });

const FLAG = `
  WITH flagged AS (
    INSERT INTO ${TABLE} (
      magento_order_id, magento_order_item_id, magento_order_increment_id, reason, detail, course_name, event_start,
      event_day_end, flagged_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    ON CONFLICT (magento_order_item_id) DO NOTHING
    RETURNING magento_order_item_id, flagged_at
  ),
  posted AS (
    INSERT INTO ${DELIVERIES} (kind, order_item_id, created_at, request_id)
    SELECT 'order_item_ticket', magento_order_item_id, flagged_at, $11::text FROM flagged WHERE $10
    RETURNING id, due_at, request_id
  )
  SELECT id FROM posted, (${queueDeliveries('posted')}) AS queued`;
const REFRESH = `
  UPDATE ${TABLE} SET reason = $2, course_name = $3, event_start = $4, event_day_end = $5
  WHERE magento_order_item_id = $1`;
const CLEAR = `DELETE FROM ${TABLE} WHERE magento_order_item_id = ANY ($1::bigint[])`;
const FIND = `SELECT ${COLUMNS} FROM ${TABLE} AS item WHERE item.magento_order_item_id = $1`;
const OF_ORDERS = `SELECT ${COLUMNS} FROM ${TABLE} AS item WHERE item.magento_order_id = ANY ($1::bigint[])`;
const ORDER_IDS = `
  SELECT DISTINCT magento_order_id::float8 AS order_id FROM ${TABLE}
  WHERE magento_order_id > $1 ORDER BY order_id LIMIT $2`;
/** SQL for flagged items that are not over. @param at SQL of the instant */
export function flaggedItemsAt(at: string): string {
  return `${TABLE} AS item
    WHERE (item.event_start IS NULL OR coalesce(item.event_day_end, item.event_start) > ${at}::timestamptz)`;
}
const LIST = `
  WITH counted AS MATERIALIZED (SELECT count(*)::float8 AS total FROM ${flaggedItemsAt('$3')})
  SELECT counted.total, page.*
  FROM counted LEFT JOIN LATERAL (
    SELECT ${COLUMNS} FROM ${flaggedItemsAt('$3')}
    ORDER BY item.event_start NULLS LAST, item.magento_order_item_id LIMIT $1 OFFSET $2
  ) AS page ON true
  ORDER BY page.event_start NULLS LAST, page.order_item_id`;

/** `FlaggedOrderItems` on PostgreSQL. */
export function postgresFlaggedOrderItems(db: Database, requestId: RequestId): FlaggedOrderItems {
  return {
    flag: async ({ order, reason, detail, courseName, eventStart, flaggedAt }, { withTicket }) => {
      const { orderId, orderItemId, orderNumber } = order;
      const { event_start: start, event_day_end: dayEnd } = eventStartColumns(eventStart);
      const details = [reason, detail, courseName, start, dayEnd, toSql(flaggedAt), withTicket, requestId()];
      await db.rows({ text: FLAG, values: [orderId, orderItemId, orderNumber, ...details] });
    },
    refresh: async ({ order, reason, courseName, eventStart }) => {
      const { event_start: start, event_day_end: dayEnd } = eventStartColumns(eventStart);
      await db.rows({ text: REFRESH, values: [order.orderItemId, reason, courseName, start, dayEnd] });
    },
    clear: async (orderItemIds) => {
      if (orderItemIds.length > 0) await db.rows({ text: CLEAR, values: [orderItemIds] });
    },
    find: async (orderItemId) => {
      const [row] = await db.read<ItemRow>({ text: FIND, values: [orderItemId] });
      return row === undefined ? undefined : itemOf(row);
    },
    ofOrders: async (_scope, orderIds) => (await db.read<ItemRow>({ text: OF_ORDERS, values: [orderIds] })).map(itemOf),
    orderIds: async (_scope, afterOrderId, limit) => {
      const rows = await db.read<Pick<ItemRow, 'order_id'>>({ text: ORDER_IDS, values: [afterOrderId, limit] });
      return rows.map((row) => row.order_id);
    },
    list: async (_scope, now, { page, limit }) => {
      const rows = await db.read<ListRow>({ text: LIST, values: [limit, (page - 1) * limit, toSql(now)] });
      return {
        rows: rows.flatMap((row) => (row.order_item_id === null ? [] : [itemOf(row)])),
        total: rows[0]?.total ?? 0,
      };
    },
  };
}

function itemOf(row: ItemRow): FlaggedOrderItem {
  const { order_id: orderId, order_item_id: orderItemId, order_number: orderNumber } = row;
  const { reason, detail, course_name: courseName, flagged_at: flaggedAt } = row;
  return {
    order: { orderId, orderItemId, orderNumber },
    reason,
    detail,
    courseName,
    eventStart: eventStartOf(row),
    flaggedAt,
  };
}
