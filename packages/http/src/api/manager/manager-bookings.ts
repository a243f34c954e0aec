import type { Stored } from '@miomente/booking-domain';
import { z } from 'zod';
import type { HttpDeps } from '../../deps.ts';
import type { Gate } from '../../guard/gate.ts';
import { type Route, route } from '../../guard/route.ts';
import type { ManagerSession } from '../../session/session.ts';
import { confirm, decline } from '../bookings/answer.ts';
import {
  answeredJson,
  CONFIRM_BODY,
  CONFIRM_PROBLEMS,
  DECLINE_BODY,
  DECLINE_PROBLEMS,
  declinedJson,
} from '../bookings/answer-json.ts';
import type { BookingView } from '../bookings/booking-json.ts';
import { id, wholeNumber } from '../fields.ts';
import { phrase } from '../phrases.ts';
import { FLAGGED_ITEM_JSON, flaggedItemJson } from './flagged-item-json.ts';
import { MANAGER_BOOKING_JSON, managerBookingJson } from './manager-booking-json.ts';

const PATH = '/api/manager/bookings';
const BOOKING_ID = z.object({ id });
export const MOST_LISTED = 500;

const ATTENTION_QUERY = z.strictObject({
  attention: z.enum(['escalated', 'missed', 'flagged', 'rebooking']).meta({
    description:
      '`escalated`: nobody answered, phone; `missed`: the event started without an answer; `flagged`: something about ' +
      'it is odd; `rebooking`: declined, and the customer still has the order.',
  }),
  limit: wholeNumber(1, MOST_LISTED).default(MOST_LISTED).meta({ description: 'How many at most.' }),
});

const ATTENTION_JSON = z.strictObject({
  bookings: z.array(MANAGER_BOOKING_JSON).meta({ description: 'The most urgent first.' }),
  orderItems: z
    .array(FLAGGED_ITEM_JSON)
    .optional()
    .meta({ description: 'Only with `attention=flagged`: order items for which there is no booking.' }),
});

/** What needs the office, and the answers it takes by phone. */
export function managerBookingRoutes(deps: HttpDeps, gate: Gate<ManagerSession>): readonly Route[] {
  const { timeZone } = deps.settings;
  const view = (): BookingView => ({ policy: deps.policy, timeZone, now: deps.clock.now() });
  const json = async (bookings: readonly Stored[]) => {
    const partners = await deps.partners.findMany([...new Set(bookings.map((booking) => booking.customerNumber))]);
    return bookings.map((booking) => managerBookingJson(booking, partners, view()));
  };
  const one = async (booking: Stored) => {
    const partners = await deps.partners.findMany([booking.customerNumber]);
    return managerBookingJson(booking, partners, view());
  };

  return [
    route({
      method: 'get',
      path: PATH,
      summary: 'Bookings that need the office',
      gate,
      query: ATTENTION_QUERY,
      answers: { 200: ATTENTION_JSON },
      handle: async ({ who, query: { attention, limit } }) => {
        const bookings = await json(await deps.bookings.attention(who.scope, attention, deps.clock.now(), limit));
        if (attention !== 'flagged') return { status: 200, data: { bookings } };
        const items = await deps.flaggedOrderItems.list(who.scope, limit);
        const orderItems = items.map((item) => flaggedItemJson(item, timeZone));
        return { status: 200, data: { bookings, orderItems } };
      },
    }),
    route({
      method: 'post',
      path: `${PATH}/:id/confirm`,
      summary: 'Confirms a booking for a partner who said so by phone',
      gate,
      params: BOOKING_ID,
      body: CONFIRM_BODY,
      answers: { 200: answeredJson(MANAGER_BOOKING_JSON) },
      problems: CONFIRM_PROBLEMS,
      handle: async ({ ctx, who, params, body }) => {
        const booking = await confirm(deps, { scope: who.scope, id: params.id, notes: body?.notes });
        const message = phrase('confirmed', ctx.state.language);
        return { status: 200, data: { booking: await one(booking), message } };
      },
    }),
    route({
      method: 'post',
      path: `${PATH}/:id/decline`,
      summary: 'Declines a booking for a partner who said so by phone',
      gate,
      params: BOOKING_ID,
      body: DECLINE_BODY,
      answers: { 200: declinedJson(MANAGER_BOOKING_JSON) },
      problems: DECLINE_PROBLEMS,
      handle: async ({ ctx, who, params, body: { reason, notes } }) => {
        const { booking, ticketId } = await decline(deps, { scope: who.scope, id: params.id, reason, notes });
        const message = phrase(ticketId === null ? 'declined_ticket_follows' : 'declined', ctx.state.language);
        return {
          status: 200,
          data: { booking: await one(booking), odooTicketId: ticketId, message },
        };
      },
    }),
  ];
}
