import { type Address, paths } from '@miomente/booking-paths';
import { z } from 'zod';
import type { HttpDeps } from '../../deps.ts';
import { bookingId } from '../../guard/fields.ts';
import type { Gate } from '../../guard/gate.ts';
import { type Route, route } from '../../guard/route.ts';
import { HttpProblem } from '../../problem/http-problem.ts';
import { refusalProblem } from '../../problem/problem-of.ts';
import type { PartnerSession } from '../../session/session.ts';
import { timelineShown } from '../../timeline-shown.ts';
import { phrase } from '../phrases.ts';
import { confirm, decline } from './answer.ts';
import {
  answeredJson,
  CONFIRM_BODY,
  CONFIRM_PROBLEMS,
  DECLINE_BODY,
  DECLINE_PROBLEMS,
  declinedJson,
} from './answer-json.ts';
import { batchRoute } from './batch.ts';
import { BOOKING_JSON, type BookingView, bookingJson } from './booking-json.ts';
import { courseDatesRoute } from './course-dates.ts';
import { BOOKING_LIST_JSON, bookingListJson } from './list-json.ts';
import { LIST_QUERY, PENDING_QUERY } from './list-query.ts';
import { standingYesRoutes } from './standing-yes.ts';
import { TIMELINE_ENTRY_JSON, timelineJson } from './timeline-json.ts';

const BOOKING_ID = z.object({ id: bookingId });
const ANSWERED = { 200: answeredJson(BOOKING_JSON) };

/** The partner's bookings, and how to answer them; never another partner's. */
export function partnerBookingRoutes(deps: HttpDeps, gate: Gate<PartnerSession>): readonly Route[] {
  const view = (): BookingView => ({ ...deps, timeZone: deps.settings.timeZone, now: deps.clock.now() });

  const list = (
    address: Address,
    summary: string,
    description: string,
    query: typeof LIST_QUERY | typeof PENDING_QUERY,
  ): Route =>
    route({
      method: 'get',
      address,
      summary,
      description,
      gate,
      query,
      answers: { 200: BOOKING_LIST_JSON },
      handle: async ({ who, query: asked }) => {
        const page = await deps.bookings.list(who.scope, asked, deps.clock.now());
        return { status: 200, data: bookingListJson(page, asked, view()) };
      },
    });

  return [
    list(
      paths.api.partnerBookings,
      'Bookings of the partner',
      'What can still be answered first, the nearest event first; then the rest, the newest event first. Changes ' +
        'nothing. Pages shift while bookings come in: read on until a page is short, and know bookings by `id`.',
      LIST_QUERY,
    ),
    list(
      paths.api.partnerPending,
      'Bookings that wait for an answer',
      'The same list, of what can still be answered: nearest event first, those without a date last. Changes nothing.',
      PENDING_QUERY,
    ),
    route({
      method: 'get',
      address: paths.api.partnerBooking,
      summary: 'One booking of the partner, with its timeline',
      description: 'Another partner’s booking answers like one that does not exist: 404. Changes nothing.',
      gate,
      params: BOOKING_ID,
      answers: { 200: z.strictObject({ booking: BOOKING_JSON, timeline: z.array(TIMELINE_ENTRY_JSON) }) },
      problems: ['not_found'],
      handle: async ({ who, params }) => {
        const booking = await deps.bookings.find(who.scope, params.id);
        if (booking === undefined) throw new HttpProblem('not_found');
        const entries = await deps.bookings.timeline(who.scope, params.id);
        const timeline = timelineShown(who.scope, entries).map((entry) => timelineJson(entry, view().timeZone));
        return { status: 200, data: { booking: bookingJson(booking, view()), timeline } };
      },
    }),
    courseDatesRoute(deps, gate, view),
    ...standingYesRoutes(deps, gate),
    batchRoute(deps, gate),
    route({
      method: 'post',
      address: paths.api.partnerConfirm,
      summary: 'Confirms a booking',
      description:
        'Answers for the partner: mails a receipt, and ends reminders. One write decides every race; who ' +
        'comes second, oneself included, gets 409 `already_processed` and changes nothing. After a lost ' +
        'answer repeat it with the same `Idempotency-Key`; without one, read the booking before you repeat.',
      gate,
      params: BOOKING_ID,
      body: CONFIRM_BODY,
      keyed: true,
      answers: ANSWERED,
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
        return { status: 200, data: { booking: bookingJson(booking, view()), message } };
      },
    }),
    route({
      method: 'post',
      address: paths.api.partnerDecline,
      summary: 'Declines a booking, and waits a moment for the support ticket',
      description:
        'Answers for the partner and opens a support ticket. Waits for its number up to 3 s; the decline ' +
        'stands without it, `odooTicketId` is null then. A second answer is 409 `already_processed`. `notes` ' +
        'are needed with some reasons.',
      gate,
      params: BOOKING_ID,
      body: DECLINE_BODY,
      keyed: true,
      answers: { 200: declinedJson(BOOKING_JSON) },
      problems: DECLINE_PROBLEMS,
      handle: async ({ ctx, who, params, body: { reason, notes, shown }, askedBy }) => {
        const answering = { scope: who.scope, id: params.id, reason, notes, shown, askedBy };
        const { booking, ticketId } = await decline(deps, answering);
        const message = phrase(ticketId === null ? 'declined_ticket_follows' : 'declined', ctx.state.language);
        const data = { booking: bookingJson(booking, view()), odooTicketId: ticketId, message };
        return { status: 200, data };
      },
    }),
    route({
      method: 'post',
      address: paths.api.partnerReopen,
      summary: 'Takes an answer back',
      description:
        'The booking waits for an answer again. A confirmation until the event begins: its link lives again and ' +
        'the reminder clock restarts. A decline for `DECLINE_UNDO_MINUTES` after it was given, then 409 ' +
        '`already_processed`: reminders go on, the ticket is noted and closed. Of a booking that is pending ' +
        'already, 409 `not_confirmed`, so that a repetition changes nothing.',
      gate,
      params: BOOKING_ID,
      keyed: true,
      answers: ANSWERED,
      problems: [
        'not_found',
        'not_confirmed',
        'already_processed',
        'cancelled',
        'event_started',
        'order_being_changed',
      ],
      handle: async ({ ctx, who, params, askedBy }) => {
        const reopened = await deps.reopenBooking({ scope: who.scope, id: params.id, askedBy });
        if (!reopened.ok) throw refusalProblem(reopened.refusal);
        const booking = bookingJson(reopened.value.booking, view());
        return {
          status: 200,
          data: { booking, message: phrase('reopened', ctx.state.language) },
        };
      },
    }),
  ];
}
