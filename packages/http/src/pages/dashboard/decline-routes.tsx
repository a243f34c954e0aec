/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { type BookingId, canAnswer, type Stored, selectableReasons } from '@miomente/booking-domain';
import { paths, withQuery } from '@miomente/booking-paths';
import { bookingId, notesAsTyped, typed } from '../../guard/fields.ts';
import { type Page, page } from '../../guard/page.ts';
import { leadsTo, type PageAnswer, shows } from '../../guard/page-answer.ts';
import { HttpProblem } from '../../problem/http-problem.ts';
import type { HttpContext } from '../../request/context.ts';
import { shownField } from '../booking/shown-fields.tsx';
import { TroublePage } from '../error-page.tsx';
import { portalGate, portalOrLinkGate, type Visitor } from '../gates.ts';
import { DECLINE_TOKEN } from '../link/decline-link.ts';
import { keptToken } from '../link/kept-token.ts';
import { invitedBy, showDeclineLogin } from '../login/decline-login.tsx';
import { loginPath, safePath } from '../login/safe-path.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { afterPress, refusedAs, rememberDevice } from './booking-routes.tsx';
import { type DeclineDraft, type DeclineProblems, EMPTY_DRAFT, problemsOf } from './decline-form.ts';
import { DeclinePage } from './decline-page.tsx';
import { dropDraft, keepDraft, readDraftKept } from './kept-draft.ts';
import { listField } from './notice-address.ts';

/** FR-3: the decline form. */
export function declinePages(deps: PagesDeps): readonly Page[] {
  return [
    page({
      method: 'get',
      address: paths.declineBooking,
      about: 'The form to decline a booking; from a decline link first the login that it offers',
      gate: portalOrLinkGate(deps),
      params: { id: bookingId },
      query: { back: listField },
      answers: {
        200: 'The form, or the login for whom the link was mailed to',
        303: 'The booking, if it can’t be answered; the login, without a link',
        403: 'To the holder of the link: that another account is needed',
      },
      problems: ['not_found'],
      handle: async ({ ctx, who, params, query }) => {
        // Whoever came by a mailed link may be a program that opens all of them (links#login).
        if (keptToken(DECLINE_TOKEN, deps.settings).read(ctx) !== undefined) ctx.state.byLink = true;
        if (who.session === null) {
          const invited = await invitedBy(deps, ctx, params.id);
          if (invited === undefined) return leadsTo(loginPath(safePath(ctx.url)));
          return showDeclineLogin(who.reader, invited, params.id);
        }
        const draft = { ...EMPTY_DRAFT, ...readDraftKept(ctx, deps.settings), back: query.back };
        return showForm(deps, ctx, who, params.id, { draft, problems: {}, status: 200 });
      },
    }),
    page({
      method: 'post',
      address: paths.declineBooking,
      about: 'Declines a booking',
      gate: portalGate(deps),
      params: { id: bookingId },
      form: { reason: typed, notes: notesAsTyped, back: listField, shown: shownField },
      comeBack: ({ params, form }) => withQuery(paths.declineBooking.at(params), { back: form?.back }),
      keepForm: ({ ctx, params, form: { reason, notes } }) =>
        keepDraft(ctx, deps.settings, paths.declineBooking.at(params), { reason, notes }),
      answers: {
        303: 'The list or booking it was pressed on, saying what happened',
        403: 'To the holder of the link: that another account is needed',
        409: 'The form again: date or people are not what it showed',
        422: 'The form again, with what is missing',
      },
      handle: async ({ ctx, who, params, form: { shown, ...draft } }) =>
        decline(deps, ctx, who, params.id, draft, shown),
    }),
  ];
}

/** The form with its errors. */
async function showForm<Status extends number>(
  deps: PagesDeps,
  ctx: HttpContext,
  { session, reader }: Visitor,
  id: BookingId,
  form: {
    readonly draft: DeclineDraft;
    readonly problems: DeclineProblems;
    readonly status: Status;
    readonly changed?: boolean;
  },
): Promise<PageAnswer<Status | 303 | 403>> {
  const booking = await deps.bookings.find(session.scope, id);
  if (booking === undefined) return explainAbsence(deps, ctx, reader, id);
  if (!canAnswer(booking, reader.now)) return leadsTo(paths.booking.at({ id }));
  const reasons = selectableReasons(await deps.declineReasons.all());
  const { status, changed = false, ...typedSoFar } = form;
  return shows(<DeclinePage view={{ reader, booking, reasons, changed, ...typedSoFar }} />, status);
}

/**
 * A visitor who came with the booking's own link may know that it exists, and is told that another account is needed.
 */
async function explainAbsence(deps: PagesDeps, ctx: HttpContext, reader: Visitor['reader'], id: BookingId) {
  const token = keptToken(DECLINE_TOKEN, deps.settings).read(ctx);
  const linked: Stored | undefined = token === undefined ? undefined : await deps.readLink({ token });
  if (linked?.id !== id) throw new HttpProblem('not_found');
  return shows(<TroublePage reader={reader} trouble="notAllowed" />, 403);
}

async function decline(
  deps: PagesDeps,
  ctx: HttpContext,
  who: Visitor,
  id: BookingId,
  draft: DeclineDraft,
  shown: string | undefined,
) {
  const { session } = who;
  const again = (problems: DeclineProblems) => showForm(deps, ctx, who, id, { draft, problems, status: 422 });
  const problems = problemsOf(draft, selectableReasons(await deps.declineReasons.all()));
  if (Object.keys(problems).length > 0) return again(problems);
  const { reason, notes, back } = draft;
  const declined = await deps.declineBooking({ scope: session.scope, id, reason, notes, shown });
  // The table of reasons has changed since the form was validated.
  if (!declined.ok && declined.refusal.code === 'unknown_reason') return again({ reason: 'missing' });
  if (!declined.ok && declined.refusal.code === 'notes_required') return again({ notes: 'missing' });
  if (!declined.ok && declined.refusal.code === 'changed_meanwhile')
    return showForm(deps, ctx, who, id, { draft, problems: {}, status: 409, changed: true });
  const path = paths.declineBooking.at({ id });
  keptToken(DECLINE_TOKEN, deps.settings).drop(ctx, path);
  dropDraft(ctx, deps.settings, path);
  rememberDevice(deps, ctx, session);
  const flash = declined.ok ? 'declined' : refusedAs('declined', declined.refusal);
  return afterPress(deps, who, { back, id, flash, meant: 'declined' });
}
