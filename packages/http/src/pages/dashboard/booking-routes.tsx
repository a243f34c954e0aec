/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { type BookingId, type DeclineRefusal, isOpen, type Silence, type Stored } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { bookingId } from '../../guard/fields.ts';
import { type Page, page } from '../../guard/page.ts';
import { leadsTo, type PageAnswer, shows } from '../../guard/page-answer.ts';
import { HttpProblem } from '../../problem/http-problem.ts';
import type { HttpContext } from '../../request/context.ts';
import type { ManagerSession, Session } from '../../session/session.ts';
import { timelineShown } from '../../timeline-shown.ts';
import { reasonLabels } from '../booking/reason-labels.ts';
import { shownField } from '../booking/shown-fields.tsx';
import { callKey } from '../booking/timeline-line.ts';
import { officeGate, portalGate, type Visitor } from '../gates.ts';
import { backToQuestions } from '../inbox/after-answer.ts';
import { type Meant, worklistNamed } from '../inbox/done-address.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { BookingPage, type BookingView } from './booking-page.tsx';
import { noticeOf } from './list-routes.tsx';
import {
  type FlashMessage,
  listField,
  listNamed,
  NOTICE_FIELDS,
  type NoticeFields,
  withNotice,
} from './notice-address.ts';

const ANSWERED = { 303: 'The list or booking it was pressed on, saying what happened' } as const;

/** One booking, and answering it with one press. */
export function bookingPages(deps: PagesDeps): readonly Page[] {
  const gate = portalGate(deps);
  const ownPage = ({ params }: { readonly params: { readonly id: BookingId } }): string => paths.booking.at(params);
  return [
    page({
      method: 'get',
      address: paths.booking,
      about: 'One booking: its details, its history, and what can be done',
      gate,
      params: { id: bookingId },
      query: NOTICE_FIELDS,
      answers: { 200: 'The booking' },
      handle: async ({ ctx, who, params, query }) => {
        const view = await bookingView(deps, who, params.id, query);
        const back = listBefore(ctx) ?? (who.session.role === 'manager' ? paths.office : paths.bookings).at();
        return shows(<BookingPage view={{ ...view, back }} />);
      },
    }),
    page({
      method: 'post',
      address: paths.replyRead,
      about: 'Marks what the partner wrote as read',
      gate: officeGate(deps),
      params: { id: bookingId },
      comeBack: ownPage,
      answers: { 303: 'The booking' },
      handle: async ({ who, params }) => {
        const marked = await deps.markReplyRead({ scope: who.session.scope, id: params.id });
        if (!marked.ok) throw new HttpProblem('not_found');
        return leadsTo(ownPage({ params }));
      },
    }),
    page({
      method: 'post',
      address: paths.confirmBooking,
      about: 'Confirms a booking',
      gate,
      params: { id: bookingId },
      form: { back: listField, shown: shownField },
      comeBack: ownPage,
      answers: ANSWERED,
      handle: async ({ ctx, who, params, form: { back, shown } }) => {
        const confirmed = await deps.confirmBooking({ scope: who.session.scope, id: params.id, shown });
        rememberDevice(deps, ctx, who.session);
        const flash = confirmed.ok ? 'confirmed' : refusedAs('confirmed', confirmed.refusal);
        return afterPress(deps, who, { back, id: params.id, flash, meant: 'confirmed' });
      },
    }),
    page({
      method: 'post',
      address: paths.reopenBooking,
      about: 'Takes an answer back',
      gate,
      params: { id: bookingId },
      form: { back: listField, shown: shownField },
      comeBack: ownPage,
      answers: ANSWERED,
      handle: async ({ who, params, form: { back, shown } }) => {
        const { session } = who;
        const reopened =
          session.role === 'partner'
            ? await deps.reopenBooking({ scope: session.scope, id: params.id, shown })
            : await deps.reopenBookingByOffice({ scope: session.scope, id: params.id, shown });
        const flash = reopened.ok ? 'reopened' : refusedAs('reopened', reopened.refusal);
        return afterPress(deps, who, { back, id: params.id, flash, meant: 'reopened' });
      },
    }),
  ];
}

async function bookingView(
  deps: PagesDeps,
  { session, reader }: Visitor,
  id: BookingId,
  told: NoticeFields,
): Promise<Omit<BookingView, 'back'>> {
  const booking: Stored | undefined = await deps.bookings.find(session.scope, id);
  // Another partner's booking is treated as missing.
  if (booking === undefined) throw new HttpProblem('not_found');
  const [timeline, reasons, known, notice] = await Promise.all([
    deps.bookings.timeline(session.scope, booking.id),
    deps.declineReasons.all(),
    session.role === 'manager' ? knownToOffice(deps, session, booking) : NOTHING_MORE,
    noticeOf(deps, session, told),
  ]);
  const flash = notice?.booking.id === booking.id ? notice.flash : null;
  const reason = reasonLabels(reasons, reader.language);
  return {
    reader,
    policy: deps.policy,
    reason,
    booking,
    timeline: timelineShown(session.scope, timeline),
    ...known,
    flash,
  };
}

type OfficeView = Pick<BookingView, 'partner' | 'visits' | 'replies' | 'silence' | 'notes'>;

/** Of what the office sees, a partner sees nothing. */
const NOTHING_MORE: OfficeView = { partner: undefined, visits: [], replies: [], silence: null, notes: new Map() };

/** What the office sees of a booking beside its partner: whom to phone, why nobody answers, and what calls came to. */
async function knownToOffice(deps: PagesDeps, { scope }: ManagerSession, booking: Stored): Promise<OfficeView> {
  const [partner, visits, replies, calls] = await Promise.all([
    deps.partners.find(booking.customerNumber),
    deps.linkVisits.ofBooking(scope, booking.id),
    deps.readReplies(scope, booking),
    deps.readCalls.callsTo(scope, booking.customerNumber),
  ]);
  const { of } = isOpen(booking, deps.clock.now())
    ? await deps.readSilence(scope, [booking], partner)
    : { of: new Map<number, Silence>() };
  const notes = new Map(calls.flatMap((call) => (call.note === null ? [] : [[callKey(call), call.note] as const])));
  return { partner, visits, replies, silence: of.get(booking.id) ?? null, notes };
}

/** The list that the browser came from, so that a look at a booking does not lose its filter. */
function listBefore(ctx: HttpContext): string | undefined {
  const from = URL.canParse(ctx.get('Referer')) ? new URL(ctx.get('Referer')) : undefined;
  return from === undefined ? undefined : listNamed(`${from.pathname}${from.search}`);
}

/** A press in the portal proves a partner as much as one on a link's page. */
export function rememberDevice(deps: PagesDeps, ctx: HttpContext, session: Session): void {
  if (session.role === 'partner') deps.devices.remember(ctx, session.partner.customerNumber);
}

/** An answer that was pressed on a page. */
interface Press {
  /** The list with the button; null for the booking's own page. */
  readonly back: string | null;
  readonly id: BookingId;
  readonly flash: FlashMessage;
  readonly meant: Meant;
}

/** After an answer: back to the questions, at the next one; elsewhere to a page that says what happened. */
export async function afterPress(
  deps: PagesDeps,
  { session, reader }: Visitor,
  { back, id, flash, meant }: Press,
): Promise<PageAnswer<303>> {
  const worklist = back === null || session.role !== 'partner' ? undefined : worklistNamed(back);
  if (worklist !== undefined && session.role === 'partner')
    return backToQuestions(deps, { session, reader }, worklist, [id], meant);
  return leadsTo(withNotice(back ?? paths.booking.at({ id }), flash, id));
}

/**
 * What to show for a refused answer: that somebody was faster with another one, that date or people have changed, or that
 * the booking is in the wanted state already, as after a second press of the same button.
 * @throws HttpProblem 404 for a booking that this visitor can't see
 */
export function refusedAs(wanted: 'confirmed' | 'declined' | 'reopened', refusal: DeclineRefusal): FlashMessage {
  if (refusal.code === 'not_found') throw new HttpProblem('not_found');
  if (refusal.code === 'already_processed') return refusal.status === wanted ? 'already' : 'refused';
  if (refusal.code === 'changed_meanwhile') return 'changed';
  return refusal.code === 'not_confirmed' && wanted === 'reopened' ? 'reopened' : 'refused';
}
