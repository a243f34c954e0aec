import { z } from 'zod';
import type { HttpDeps } from '../../deps.ts';
import type { Gate } from '../../guard/gate.ts';
import { type Route, route } from '../../guard/route.ts';
import { HttpProblem } from '../../problem/http-problem.ts';
import type { ManagerSession } from '../../session/session.ts';
import { doneMessage, text } from '../fields.ts';
import { phrase } from '../phrases.ts';

/** As wide as the column that keeps it. */
const LONGEST_CUSTOMER_NUMBER = 50;

const CUSTOMER_NUMBER = { description: 'The partner’s number.', examples: ['P-100'] };

/** What the office does about partners. */
export function managerPartnerRoutes(deps: HttpDeps, gate: Gate<ManagerSession>): readonly Route[] {
  return [
    route({
      method: 'post',
      path: '/api/manager/partners/:customerNumber/clear-bounce',
      summary: 'Takes the mark off an address that mail bounced from',
      gate,
      params: z.object({ customerNumber: text(LONGEST_CUSTOMER_NUMBER).meta(CUSTOMER_NUMBER) }),
      answers: {
        200: z.strictObject({
          customerNumber: z.string().meta(CUSTOMER_NUMBER),
          asked: z.int().meta({ description: 'Pending bookings about which the partner is now asked.', examples: [2] }),
          message: doneMessage,
        }),
      },
      problems: ['not_found'],
      handle: async ({ ctx, params: { customerNumber } }) => {
        const cleared = await deps.clearAddressMark(customerNumber);
        if (cleared === undefined) throw new HttpProblem(404, 'not_found');
        const message = phrase('address_cleared', ctx.state.language);
        return { status: 200, data: { customerNumber, asked: cleared.asked, message } };
      },
    }),
  ];
}
