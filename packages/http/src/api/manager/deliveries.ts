import { paths } from '@miomente/booking-paths';
import { z } from 'zod';
import { csvChunks, FOR_PROGRAMS, slicesOf } from '../../csv/csv.ts';
import { fileName } from '../../csv/send-csv.ts';
import type { HttpDeps } from '../../deps.ts';
import { doneMessage, id } from '../../guard/fields.ts';
import type { Gate } from '../../guard/gate.ts';
import { type Route, route } from '../../guard/route.ts';
import { HttpProblem } from '../../problem/http-problem.ts';
import type { ManagerSession } from '../../session/session.ts';
import { phrase } from '../phrases.ts';
import { DELIVERY_COLUMNS, DELIVERY_JSON, deliveryJson } from './delivery-json.ts';
import { filePagingOf, PAGINATION_JSON, PAGING, paginationJson, pagingOf } from './paging-json.ts';

const DELIVERIES_QUERY = z.strictObject({
  state: z.literal('dead').default('dead').meta({ description: 'Only what was given up is listed.' }),
  ...PAGING,
});

/** Deliveries that were given up, and sending one again. */
export function deliveryRoutes(deps: HttpDeps, gate: Gate<ManagerSession>): readonly Route[] {
  return [
    route({
      method: 'get',
      address: paths.api.deliveries,
      summary: 'Mails and tickets that could not be delivered',
      description:
        'What failed for good, with the reason, newest first. Retries that are still going on are not among ' +
        'them. Changes nothing.',
      gate,
      query: DELIVERIES_QUERY,
      answers: {
        200: z.strictObject({
          deliveries: z.array(DELIVERY_JSON).meta({ description: 'The latest first.' }),
          pagination: PAGINATION_JSON,
        }),
      },
      handle: async ({ who, query }) => {
        const paging = pagingOf(query);
        const { rows, total } = await deps.deliveries.dead(who.scope, paging);
        return {
          status: 200,
          data: { deliveries: rows.map(deliveryJson), pagination: paginationJson(paging, total) },
        };
      },
      csv: {
        header: DELIVERY_COLUMNS.map(({ code }) => code),
        file: async ({ who, query }) => {
          const paging = filePagingOf(query);
          const { rows, total } = await deps.deliveries.dead(who.scope, paging);
          const chunks = csvChunks(DELIVERY_COLUMNS, slicesOf(rows, deliveryJson), FOR_PROGRAMS);
          return { name: fileName(deps, 'deliveries'), chunks, paging, total };
        },
      },
    }),
    route({
      method: 'post',
      address: paths.api.resendDelivery,
      summary: 'Tries a delivery again',
      description:
        'Queues it once more; it leaves the list, and is there again if it fails again. Repeated meanwhile it is 404. A ' +
        'mail whose booking has moved on is dropped when it would leave.',
      gate,
      params: z.object({ id }),
      answers: {
        200: z.strictObject({
          id: z.int().meta({ description: 'Of the delivery.', examples: [31] }),
          message: doneMessage,
        }),
      },
      problems: ['not_found'],
      handle: async ({ ctx, who, params }) => {
        if (!(await deps.deliveries.resend(who.scope, params.id, deps.clock.now()))) {
          throw new HttpProblem('not_found');
        }
        const message = phrase('resent', ctx.state.language);
        return { status: 200, data: { id: params.id, message } };
      },
    }),
  ];
}
