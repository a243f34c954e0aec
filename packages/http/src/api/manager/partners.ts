import { paths } from '@miomente/booking-paths';
import { z } from 'zod';
import { csvChunks, FOR_PROGRAMS, slicesOf } from '../../csv/csv.ts';
import { fileName } from '../../csv/send-csv.ts';
import type { HttpDeps } from '../../deps.ts';
import { customerNumber, doneMessage, mailAddress } from '../../guard/fields.ts';
import type { Gate } from '../../guard/gate.ts';
import { type Route, route } from '../../guard/route.ts';
import { HttpProblem } from '../../problem/http-problem.ts';
import type { ManagerSession } from '../../session/session.ts';
import { phrase } from '../phrases.ts';
import { measuredPartner } from './measured-partner.ts';
import { filePagingOf, PAGINATION_JSON, paginationJson, pagingOf } from './paging-json.ts';
import { PARTNER_COLUMNS } from './partner-columns.ts';
import { METRICS_JSON, metricsJson, PARTNER_JSON, partnerJson, WEEK_JSON, weekJson } from './partner-json.ts';
import { PARTNERS_QUERY, PERIOD_QUERY } from './partners-query.ts';

const ONE_PARTNER = z.object({ customerNumber });

/** Partners' response metrics (US-8), and the office's actions on partners. */
export function managerPartnerRoutes(deps: HttpDeps, gate: Gate<ManagerSession>): readonly Route[] {
  return [
    route({
      method: 'get',
      address: paths.api.partners,
      summary: 'Partners, and how they answer',
      description:
        'Figures of the bookings that came in within the days asked for. Rates are null under five bookings. ' +
        'Changes nothing.',
      gate,
      query: PARTNERS_QUERY,
      answers: {
        200: z.strictObject({
          partners: z.array(PARTNER_JSON).meta({ description: 'In the sequence asked for.' }),
          overall: METRICS_JSON.meta({ description: 'Over the bookings of all partners found, on every page.' }),
          pagination: PAGINATION_JSON,
        }),
      },
      handle: async ({ who, query: { of, asked } }) => {
        const paging = pagingOf(asked);
        const { rows, total, overall } = await deps.partnerMetrics.list(
          who.scope,
          { ...of, ...paging },
          deps.clock.now(),
        );
        const partners = rows.map(partnerJson);
        const data = { partners, overall: metricsJson(overall), pagination: paginationJson(paging, total) };
        return { status: 200, data };
      },
      csv: {
        header: PARTNER_COLUMNS.map(({ code }) => code),
        file: async ({ who, query: { of, asked } }) => {
          const paging = filePagingOf(asked);
          const { rows, total } = await deps.partnerMetrics.list(who.scope, { ...of, ...paging }, deps.clock.now());
          return {
            name: fileName(deps, 'partners', of),
            chunks: csvChunks(PARTNER_COLUMNS, slicesOf(rows, partnerJson), FOR_PROGRAMS),
            paging,
            total,
          };
        },
      },
    }),
    route({
      method: 'get',
      address: paths.api.partner,
      summary: 'One partner, and how they answer week by week',
      description:
        'Of a partner whom nobody has imported there are figures too, as long as there are bookings. Changes ' +
        'nothing.',
      gate,
      params: ONE_PARTNER,
      query: PERIOD_QUERY,
      answers: {
        200: z.strictObject({
          partner: PARTNER_JSON.meta({ description: 'With the metrics of the period asked for.' }),
          weeks: z.array(WEEK_JSON).meta({ description: 'Weeks in which bookings came in, earliest first.' }),
        }),
      },
      problems: ['not_found'],
      handle: async ({ who, params: { customerNumber }, query }) => {
        const measured = await measuredPartner(deps, who.scope, customerNumber, query);
        if (measured === undefined) throw new HttpProblem('not_found');
        const weeks = await deps.partnerMetrics.weeks(who.scope, customerNumber, query, deps.clock.now());
        return { status: 200, data: { partner: partnerJson(measured), weeks: weeks.map(weekJson) } };
      },
    }),
    route({
      method: 'post',
      address: paths.api.clearMark,
      summary: 'Takes the mark off an address that mail bounced from',
      description:
        'Mail goes to the address again, and pending bookings are asked about again. A repetition changes nothing: ' +
        '`asked` is 0.',
      gate,
      params: ONE_PARTNER,
      answers: {
        200: z.strictObject({
          customerNumber: z.string().meta({ description: 'The partner’s number.', examples: ['P-100'] }),
          asked: z.int().meta({ description: 'Pending bookings about which the partner is now asked.', examples: [2] }),
          message: doneMessage,
        }),
      },
      problems: ['not_found'],
      handle: async ({ ctx, params: { customerNumber } }) => {
        const cleared = await deps.clearAddressMark(customerNumber);
        if (cleared === undefined) throw new HttpProblem('not_found');
        const message = phrase('address_cleared', ctx.state.language);
        return { status: 200, data: { customerNumber, asked: cleared.asked, message } };
      },
    }),
    route({
      method: 'post',
      address: paths.api.correctAddress,
      summary: 'Corrects a partner’s e-mail address',
      description:
        'Mail goes to the new address from now on, a mark of the old one is gone, and pending bookings whose request has ' +
        'reached nobody are asked about again. It stays until an import brings another address than the replaced one. ' +
        'When the partner no longer has the address in `wrong`, nothing changes: 409 `address_changed`.',
      gate,
      params: ONE_PARTNER,
      body: z.strictObject({
        email: mailAddress.meta({ description: 'The right address.', examples: ['kurse@example.org'] }),
        wrong: z
          .string()
          .nullable()
          .meta({ description: 'The address as it was read here; null for none.', examples: ['kurs@example.org'] }),
      }),
      answers: {
        200: z.strictObject({
          customerNumber: z.string().meta({ description: 'The partner’s number.', examples: ['P-100'] }),
          email: z.string().meta({ description: 'The address now.', examples: ['kurse@example.org'] }),
          asked: z.int().meta({ description: 'Pending bookings about which the partner is now asked.', examples: [2] }),
          message: doneMessage,
        }),
      },
      problems: ['not_found', 'address_changed'],
      handle: async ({ ctx, who, params: { customerNumber }, body }) => {
        const corrected = await deps.correctAddress(who.scope, { customerNumber, ...body });
        if (corrected === undefined) throw new HttpProblem('not_found');
        if (corrected.type === 'changed_meanwhile') throw new HttpProblem('address_changed');
        const message = phrase('address_corrected', ctx.state.language);
        return { status: 200, data: { customerNumber, email: body.email, asked: corrected.asked, message } };
      },
    }),
  ];
}
