import type { ManagerScope, PageOf, Paging } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { z } from 'zod';
import { type CsvColumn, csvChunks, FOR_PROGRAMS, slicesOf } from '../../csv/csv.ts';
import { fileName } from '../../csv/send-csv.ts';
import type { HttpDeps } from '../../deps.ts';
import type { Gate } from '../../guard/gate.ts';
import { type Route, route } from '../../guard/route.ts';
import type { ManagerSession } from '../../session/session.ts';
import { FLAGGED_ITEM_JSON, flaggedItemJson } from './flagged-item-json.ts';
import { filePagingOf, PAGINATION_JSON, PAGING, paginationJson, pagingOf } from './paging-json.ts';

type OrderItemJson = z.infer<typeof FLAGGED_ITEM_JSON>;

/** The columns of order items in a file: the fields of the JSON. */
export const ORDER_ITEM_COLUMNS = [
  { code: 'magentoOrderId', value: ({ magentoOrderId }) => magentoOrderId },
  { code: 'magentoOrderItemId', value: ({ magentoOrderItemId }) => magentoOrderItemId },
  { code: 'orderNumber', value: ({ orderNumber }) => orderNumber },
  { code: 'courseName', value: ({ courseName }) => courseName },
  { code: 'eventDate', value: ({ eventDate }) => eventDate },
  { code: 'eventTime', value: ({ eventTime }) => eventTime },
  { code: 'reason', value: ({ reason }) => reason },
  { code: 'detail', value: ({ detail }) => detail },
  { code: 'flaggedAt', value: ({ flaggedAt }) => new Date(flaggedAt) },
] as const satisfies readonly CsvColumn<OrderItemJson>[];

/** One page of order items that should be bookings, as JSON. */
export async function orderItemPage(
  { flaggedOrderItems, settings, clock }: Pick<HttpDeps, 'flaggedOrderItems' | 'settings' | 'clock'>,
  scope: ManagerScope,
  paging: Paging,
): Promise<PageOf<OrderItemJson>> {
  const { rows, total } = await flaggedOrderItems.list(scope, clock.now(), paging);
  return { rows: rows.map((item) => flaggedItemJson(item, settings.timeZone)), total };
}

/** Order items that should have a booking and have none. */
export function orderItemRoutes(deps: HttpDeps, gate: Gate<ManagerSession>): readonly Route[] {
  return [
    route({
      method: 'get',
      address: paths.api.orderItems,
      summary: 'Order items that should be bookings and can’t be, and orders whose import fails',
      description:
        'They leave the list when their cause is fixed in the shop and the order is read again, which ' +
        'happens by itself. Changes nothing.',
      gate,
      query: z.strictObject(PAGING),
      answers: {
        200: z.strictObject({
          orderItems: z
            .array(FLAGGED_ITEM_JSON)
            .meta({ description: 'Those that are not over: the soonest event first, those without a date last.' }),
          pagination: PAGINATION_JSON,
        }),
      },
      handle: async ({ who, query }) => {
        const paging = pagingOf(query);
        const { rows, total } = await orderItemPage(deps, who.scope, paging);
        return { status: 200, data: { orderItems: [...rows], pagination: paginationJson(paging, total) } };
      },
      csv: {
        header: ORDER_ITEM_COLUMNS.map(({ code }) => code),
        file: async ({ who, query }) => {
          const paging = filePagingOf(query);
          const { rows, total } = await orderItemPage(deps, who.scope, paging);
          return {
            name: fileName(deps, 'order-items'),
            chunks: csvChunks(
              ORDER_ITEM_COLUMNS,
              slicesOf(rows, (item) => item),
              FOR_PROGRAMS,
            ),
            paging,
            total,
          };
        },
      },
    }),
  ];
}
