import { paths } from '@miomente/booking-paths';
import { z } from 'zod';
import type { HttpDeps } from '../../deps.ts';
import { bookingId, instant, isoInstant } from '../../guard/fields.ts';
import type { Gate } from '../../guard/gate.ts';
import { type Route, route } from '../../guard/route.ts';
import { HttpProblem } from '../../problem/http-problem.ts';
import { refusalProblem } from '../../problem/problem-of.ts';
import type { ManagerSession } from '../../session/session.ts';

type ReplyDeps = Pick<HttpDeps, 'bookings' | 'readReplies' | 'markReplyRead'>;

const BOOKING_ID = z.object({ id: bookingId });
const REPLY_JSON = z
  .strictObject({
    at: instant.meta({ description: 'When it was taken.' }),
    text: z
      .string()
      .nullable()
      .meta({
        description: 'Without quotation and signature; empty when there was nothing else, null once it is erased.',
        examples: ['Geht auch 19 Uhr?'],
      }),
  })
  .meta({ id: 'Reply' });

/** What partners wrote in answer to mails (replies#note), for the office. */
export function replyRoutes(deps: ReplyDeps, gate: Gate<ManagerSession>): readonly Route[] {
  return [
    route({
      method: 'get',
      address: paths.api.replies,
      summary: 'What the partner wrote about a booking',
      description:
        'Answers to the mails about the booking, and about the one it replaced when its order was edited. They may ' +
        'name customers, and end with the customer’s data. Changes nothing.',
      gate,
      params: BOOKING_ID,
      answers: {
        200: z.strictObject({ replies: z.array(REPLY_JSON).meta({ description: 'Oldest first.' }) }),
      },
      problems: ['not_found'],
      handle: async ({ who, params }) => {
        const booking = await deps.bookings.find(who.scope, params.id);
        if (booking === undefined) throw new HttpProblem('not_found');
        const replies = await deps.readReplies(who.scope, booking);
        return { status: 200, data: { replies: replies.map(({ at, text }) => ({ at: isoInstant(at), text })) } };
      },
    }),
    route({
      method: 'post',
      address: paths.api.replyRead,
      summary: 'Marks what the partner wrote as read',
      description:
        'Takes the flag `partner_wrote` away, kept with your name. It answers nothing. A repetition changes nothing.',
      gate,
      params: BOOKING_ID,
      answers: {
        200: z.strictObject({
          flags: z
            .array(z.string())
            .meta({ description: 'What is odd about the booking still, as codes.', examples: [['no_event_date']] }),
        }),
      },
      problems: ['not_found'],
      handle: async ({ who, params }) => {
        const marked = await deps.markReplyRead({ scope: who.scope, id: params.id });
        if (!marked.ok) throw refusalProblem(marked.refusal);
        return { status: 200, data: { flags: [...marked.value.booking.flags] } };
      },
    }),
  ];
}
