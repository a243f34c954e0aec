import type { Stored } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { z } from 'zod';
import { csvChunks, FOR_PROGRAMS } from '../../csv/csv.ts';
import { fileName } from '../../csv/send-csv.ts';
import type { HttpDeps } from '../../deps.ts';
import { bookingId } from '../../guard/fields.ts';
import type { Gate } from '../../guard/gate.ts';
import { type Route, route } from '../../guard/route.ts';
import { refusalProblem } from '../../problem/problem-of.ts';
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
import { phrase } from '../phrases.ts';
import { BOOKING_COLUMNS } from './booking-columns.ts';
import { flaggedItemJson } from './flagged-item-json.ts';
import { MANAGER_BOOKING_JSON } from './manager-booking-json.ts';
import {
  ATTENTION_JSON,
  ATTENTION_QUERY,
  attentionPage,
  attentionSlices,
  type ManagerBookingJson,
  managerBookingsJson,
} from './manager-bookings-list.ts';
import { filePagingOf, paginationJson, pagingOf } from './paging-json.ts';

const BOOKING_ID = z.object({ id: bookingId });

/** The lists that need the office, and its answers after a phone call. */
export function managerBookingRoutes(deps: HttpDeps, gate: Gate<ManagerSession>): readonly Route[] {
  const { timeZone } = deps.settings;
  const one = async (booking: Stored): Promise<ManagerBookingJson> => {
    const [json] = await managerBookingsJson(deps, [booking]);
    if (json === undefined) throw new Error('A booking was left out of its own answer.');
    return json;
  };

  return [
    route({
      method: 'get',
      address: paths.api.officeBookings,
      summary: 'Bookings that need the office',
      description:
        'One list for each `attention`; what lies ahead first, soonest first. Changes nothing. Also as CSV, ' +
        'at most one page a request: follow the `Link` header.',
      gate,
      query: ATTENTION_QUERY,
      answers: { 200: ATTENTION_JSON },
      handle: async ({ who, query }) => {
        const paging = pagingOf(query);
        const { rows: bookings, total } = await attentionPage(deps, who.scope, query.attention, paging);
        const data = { bookings: [...bookings], pagination: paginationJson(paging, total) };
        if (query.attention !== 'flagged') return { status: 200, data };
        const items = await deps.flaggedOrderItems.list(who.scope, deps.clock.now(), paging);
        const orderItems = items.rows.map((item) => flaggedItemJson(item, timeZone));
        return { status: 200, data: { ...data, orderItems } };
      },
      csv: {
        header: BOOKING_COLUMNS.map(({ code }) => code),
        file: async ({ who, query }) => {
          const paging = filePagingOf(query);
          const { slices, total } = await attentionSlices(deps, who.scope, query.attention, paging);
          return {
            name: fileName(deps, query.attention),
            chunks: csvChunks(BOOKING_COLUMNS, slices, FOR_PROGRAMS),
            paging,
            total,
          };
        },
      },
    }),
    route({
      method: 'post',
      address: paths.api.officeConfirm,
      summary: 'Confirms a booking for a partner who said so by phone',
      description:
        'Counts as the partner’s answer, kept with your name. The partner gets a receipt by mail. A second ' +
        'answer is 409 `already_processed`.',
      gate,
      params: BOOKING_ID,
      body: CONFIRM_BODY,
      keyed: true,
      answers: { 200: answeredJson(MANAGER_BOOKING_JSON) },
      problems: CONFIRM_PROBLEMS,
      handle: async ({ ctx, who, params, body, askedBy }) => {
        const booking = await confirm(deps, {
          scope: who.scope,
          id: params.id,
          notes: body?.notes,
          shown: body?.shown,
          askedBy,
        });
        const message = phrase('confirmed', ctx.state.language);
        return { status: 200, data: { booking: await one(booking), message } };
      },
    }),
    route({
      method: 'post',
      address: paths.api.officeDecline,
      summary: 'Declines a booking for a partner who said so by phone',
      description:
        'Counts as the partner’s answer, kept with your name. Notes the open ticket or opens one, and waits ' +
        'for its number up to 3 s. A second answer is 409 `already_processed`.',
      gate,
      params: BOOKING_ID,
      body: DECLINE_BODY,
      keyed: true,
      answers: { 200: declinedJson(MANAGER_BOOKING_JSON) },
      problems: DECLINE_PROBLEMS,
      handle: async ({ ctx, who, params, body: { reason, notes, shown }, askedBy }) => {
        const answering = { scope: who.scope, id: params.id, reason, notes, shown, askedBy };
        const { booking, ticketId } = await decline(deps, answering);
        const message = phrase(ticketId === null ? 'declined_ticket_follows' : 'declined', ctx.state.language);
        return {
          status: 200,
          data: { booking: await one(booking), odooTicketId: ticketId, message },
        };
      },
    }),
    route({
      method: 'post',
      address: paths.api.officeReopen,
      summary: 'Takes an answer back, a decline too, and asks the partner again',
      description:
        'Until the event begins. The partner gets a new request by mail, and the reminder clock restarts; the ticket ' +
        'gets a note. Of a booking that is pending already, 409 `not_confirmed`, so that a repetition changes ' +
        'nothing.',
      gate,
      params: BOOKING_ID,
      keyed: true,
      answers: { 200: answeredJson(MANAGER_BOOKING_JSON) },
      problems: ['not_found', 'not_confirmed', 'cancelled', 'event_started', 'order_being_changed'],
      handle: async ({ ctx, who, params, askedBy }) => {
        const reopened = await deps.reopenBookingByOffice({ scope: who.scope, id: params.id, askedBy });
        if (!reopened.ok) throw refusalProblem(reopened.refusal);
        const { booking } = reopened.value;
        const asked = booking.escalation === null ? 'reopened_asked' : 'reopened_call';
        return { status: 200, data: { booking: await one(booking), message: phrase(asked, ctx.state.language) } };
      },
    }),
  ];
}
