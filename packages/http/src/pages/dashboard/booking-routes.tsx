/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { BookingId, DeclineRefusal, Stored } from '@miomente/booking-domain';
import { readForm } from '../../body/read-form.ts';
import { seeOther, sendPage } from '../../guard/page-answer.ts';
import { HttpProblem } from '../../problem/http-problem.ts';
import type { HttpContext, HttpRouter } from '../../request/context.ts';
import { bookingPath } from '../booking/answer-actions.tsx';
import { reasonLabels } from '../booking/reason-labels.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { BookingPage } from './booking-page.tsx';
import { bookingIdOf, forVisitors, type Visit } from './gate.ts';
import { LIST_PATH } from './list-request.ts';
import { noticeOf } from './list-routes.tsx';
import { type FlashMessage, listNamed, withNotice } from './notice-address.ts';

export const ownPage = (ctx: HttpContext): string => bookingPath(bookingIdOf(ctx));

/** One booking, and answering it with one press. */
export function registerBooking(router: HttpRouter, deps: PagesDeps): void {
  router.get(
    '/dashboard/bookings/:id',
    forVisitors(deps, (visit) => showBooking(deps, visit)),
  );
  router.post(
    '/dashboard/bookings/:id/confirm',
    forVisitors(deps, (visit) => confirm(deps, visit), ownPage),
  );
  router.post(
    '/dashboard/bookings/:id/reopen',
    forVisitors(deps, (visit) => reopen(deps, visit), ownPage),
  );
}

/**
 * The booking in the address, as far as this visitor may see it.
 * @throws HttpProblem 404, for another partner's booking as for none
 */
export async function bookingOf(deps: PagesDeps, { ctx, session }: Pick<Visit, 'ctx' | 'session'>): Promise<Stored> {
  const booking = await deps.bookings.find(session.scope, bookingIdOf(ctx));
  if (booking === undefined) throw new HttpProblem('not_found');
  return booking;
}

async function showBooking(deps: PagesDeps, visit: Visit): Promise<void> {
  const { ctx, session, reader } = visit;
  const booking = await bookingOf(deps, visit);
  const [timeline, reasons, partner, notice] = await Promise.all([
    deps.bookings.timeline(session.scope, booking.id),
    deps.declineReasons.all(),
    session.role === 'manager' ? deps.partners.find(booking.customerNumber) : undefined,
    noticeOf(deps, visit),
  ]);
  const flash = notice?.booking.id === booking.id ? notice.flash : null;
  const reason = reasonLabels(reasons, reader.language);
  const back = listBefore(ctx) ?? (session.role === 'manager' ? '/manager' : LIST_PATH);
  const view = { reader, policy: deps.policy, reason, booking, timeline, partner, flash, back };
  sendPage(ctx, <BookingPage view={view} />);
}

/** The list of ours that the browser says it came from: a filter is not lost by a look at a booking. */
function listBefore(ctx: HttpContext): string | undefined {
  const from = URL.canParse(ctx.get('Referer')) ? new URL(ctx.get('Referer')) : undefined;
  return from === undefined ? undefined : listNamed(`${from.pathname}${from.search}`);
}

async function confirm(deps: PagesDeps, { ctx, session }: Visit): Promise<void> {
  const id = bookingIdOf(ctx);
  const back = await wayBack(deps, ctx, id);
  const confirmed = await deps.confirmBooking({ scope: session.scope, id });
  rememberDevice(deps, ctx, session);
  finish(ctx, back, id, confirmed.ok ? 'confirmed' : refusedAs('confirmed', confirmed.refusal));
}

async function reopen(deps: PagesDeps, { ctx, session }: Visit): Promise<void> {
  const id = bookingIdOf(ctx);
  const back = await wayBack(deps, ctx, id);
  const reopened =
    session.role === 'partner'
      ? await deps.reopenBooking({ scope: session.scope, id })
      : await deps.reopenBookingByOffice({ scope: session.scope, id });
  finish(ctx, back, id, reopened.ok ? 'reopened' : refusedAs('reopened', reopened.refusal));
}

async function wayBack({ settings }: PagesDeps, ctx: HttpContext, id: BookingId): Promise<string> {
  const form = await readForm(ctx, settings.limits);
  return listNamed(form.get('back')) ?? bookingPath(id);
}

/** A press in the portal proves the partner's hand as much as one on a link's page. */
export function rememberDevice(deps: PagesDeps, ctx: HttpContext, session: Visit['session']): void {
  if (session.role === 'partner') deps.devices.remember(ctx, session.partner.customerNumber);
}

/** After an answer: to a page that says what happened. */
export function finish(ctx: HttpContext, back: string, id: BookingId, flash: FlashMessage): void {
  seeOther(ctx, withNotice(back, flash, id));
}

/**
 * What to tell of an answer that was refused: that somebody was quicker with another one, or that
 * what was wanted is so already, as after a second press of the same button.
 * @throws HttpProblem 404 for a booking that is not there for this visitor
 */
export function refusedAs(wanted: 'confirmed' | 'declined' | 'reopened', refusal: DeclineRefusal): FlashMessage {
  if (refusal.code === 'not_found') throw new HttpProblem('not_found');
  if (refusal.code === 'already_processed') return refusal.status === wanted ? 'already' : 'refused';
  return refusal.code === 'not_confirmed' && wanted === 'reopened' ? 'reopened' : 'refused';
}
