import type { DeadDelivery, DeliveryContent } from '@miomente/booking-domain';
import { z } from 'zod';
import type { HttpDeps } from '../../deps.ts';
import type { Gate } from '../../guard/gate.ts';
import { type Route, route } from '../../guard/route.ts';
import { HttpProblem } from '../../problem/http-problem.ts';
import type { ManagerSession } from '../../session/session.ts';
import { doneMessage, id, instant, isoInstant, wholeNumber } from '../fields.ts';
import { phrase } from '../phrases.ts';
import { MOST_LISTED } from './manager-bookings.ts';

const PATH = '/api/manager/deliveries';

const DELIVERY_JSON = z
  .strictObject({
    id: z.int().meta({ examples: [31], description: 'What to send it again by.' }),
    bookingId: z
      .int()
      .nullable()
      .meta({ description: 'Null when it is about no booking.', examples: [17] }),
    kind: z
      .enum(['mail', 'ticket', 'ticket_note', 'login_mail', 'order_item_ticket'])
      .meta({ description: 'What was to be delivered.' }),
    mail: z
      .string()
      .nullable()
      .meta({
        description: 'Which mail it is; null for everything else.',
        examples: ['confirmation_request'],
      }),
    attempts: z.int().meta({ description: 'How often it was tried.', examples: [1] }),
    reason: z
      .string()
      .meta({ description: 'Why it failed, without customer data.', examples: ['SendGrid refused it: 400'] }),
    diedAt: instant.meta({ description: 'When it was given up.' }),
  })
  .meta({ id: 'Delivery' });

const DELIVERIES_QUERY = z.strictObject({
  state: z.literal('dead').default('dead').meta({ description: 'Only what was given up is listed.' }),
  limit: wholeNumber(1, MOST_LISTED).default(MOST_LISTED).meta({ description: 'How many at most, the latest first.' }),
});

/** What could not be delivered for good, and sending it again. */
export function deliveryRoutes(deps: HttpDeps, gate: Gate<ManagerSession>): readonly Route[] {
  return [
    route({
      method: 'get',
      path: PATH,
      summary: 'Mails and tickets that could not be delivered',
      gate,
      query: DELIVERIES_QUERY,
      answers: {
        200: z.strictObject({ deliveries: z.array(DELIVERY_JSON).meta({ description: 'The latest first.' }) }),
      },
      handle: async ({ who, query }) => {
        const deliveries = (await deps.deliveries.dead(who.scope, query.limit)).map(deliveryJson);
        return { status: 200, data: { deliveries } };
      },
    }),
    route({
      method: 'post',
      path: `${PATH}/:id/resend`,
      summary: 'Tries a delivery again',
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
          throw new HttpProblem(404, 'not_found');
        }
        const message = phrase('resent', ctx.state.language);
        return { status: 200, data: { id: params.id, message } };
      },
    }),
  ];
}

function deliveryJson(delivery: DeadDelivery): z.infer<typeof DELIVERY_JSON> {
  const { id: deliveryId, bookingId, content, attempts, reason, diedAt } = delivery;
  return { id: deliveryId, bookingId, ...kindOf(content), attempts, reason, diedAt: isoInstant(diedAt) };
}

function kindOf(content: DeliveryContent): Pick<z.infer<typeof DELIVERY_JSON>, 'kind' | 'mail'> {
  if (content.type !== 'booking_message') return { kind: content.type, mail: null };
  switch (content.message.type) {
    case 'send_mail':
      return { kind: 'mail', mail: content.message.mail };
    case 'open_ticket':
      return { kind: 'ticket', mail: null };
    case 'note_ticket':
      return { kind: 'ticket_note', mail: null };
  }
}
