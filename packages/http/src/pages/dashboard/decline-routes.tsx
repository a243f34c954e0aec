/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { canAnswer, type Stored, selectableReasons } from '@miomente/booking-domain';
import { readForm } from '../../body/read-form.ts';
import { seeOther, sendAnswer, sendPage } from '../../guard/page-answer.ts';
import { HttpProblem } from '../../problem/http-problem.ts';
import type { HttpContext, HttpRouter } from '../../request/context.ts';
import { bookingPath, withBack } from '../booking/answer-actions.tsx';
import { TroublePage } from '../error-page.tsx';
import { plainReader } from '../frame/readers.ts';
import { DECLINE_TOKEN } from '../link/decline-link.ts';
import { keptToken } from '../link/kept-token.ts';
import { invitedBy, showDeclineLogin } from '../login/decline-login.tsx';
import { loginAgainPath } from '../login/safe-path.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { finish, refusedAs, rememberDevice } from './booking-routes.tsx';
import { type DeclineDraft, type DeclineProblems, EMPTY_DRAFT, problemsOf, readDraft } from './decline-form.ts';
import { DeclinePage } from './decline-page.tsx';
import { bookingIdOf, forVisitors, type Visit } from './gate.ts';
import { dropDraft, keepDraft, readDraftKept } from './kept-draft.ts';
import { listNamed } from './notice-address.ts';

const declinePath = (ctx: HttpContext): string => `${bookingPath(bookingIdOf(ctx))}/decline`;

/** FR-3: the decline form. */
export function registerDecline(router: HttpRouter, deps: PagesDeps): void {
  const form = forVisitors(deps, (visit) => {
    const { reason, notes } = readDraftKept(visit.ctx, deps.settings) ?? EMPTY_DRAFT;
    return showForm(deps, visit, { reason, notes, back: listNamed(visit.ctx.query['back']) ?? null });
  });
  router.get('/dashboard/bookings/:id/decline', async (ctx: HttpContext) => {
    const nobody = (await deps.sessions.read(ctx)) === undefined && !deps.sessions.isStranger(ctx);
    const invited = nobody ? await invitedBy(deps, ctx, bookingIdOf(ctx)) : undefined;
    if (invited === undefined) return form(ctx);
    sendAnswer(ctx, showDeclineLogin(plainReader(deps, ctx), invited, bookingIdOf(ctx)));
  });
  router.post('/dashboard/bookings/:id/decline', async (ctx: HttpContext) => {
    const draft = readDraft(await readForm(ctx, deps.settings.limits));
    const keep = (): void => keepDraft(ctx, deps.settings, declinePath(ctx), draft);
    try {
      if ((await deps.sessions.read(ctx)) === undefined && !deps.sessions.isStranger(ctx)) {
        keep();
        return seeOther(ctx, loginAgainPath(withBack(declinePath(ctx), draft.back)));
      }
      await forVisitors(deps, (visit) => decline(deps, visit, draft))(ctx);
    } catch (error) {
      // Whatever went wrong on our side, nobody writes it twice.
      keep();
      throw error;
    }
  });
}

async function showForm(
  deps: PagesDeps,
  visit: Visit,
  draft: DeclineDraft,
  problems: DeclineProblems = {},
  status = 200,
): Promise<void> {
  const { ctx, session, reader } = visit;
  const id = bookingIdOf(ctx);
  const booking = await deps.bookings.find(session.scope, id);
  if (booking === undefined) return explainAbsence(deps, visit);
  if (!canAnswer(booking, reader.now)) return seeOther(ctx, bookingPath(id));
  const reasons = selectableReasons(await deps.declineReasons.all());
  sendPage(ctx, <DeclinePage view={{ reader, booking, reasons, draft, problems }} />, status);
}

/** Who came by the booking's own link may know that it exists, and is told that another account is needed. */
async function explainAbsence(deps: PagesDeps, { ctx, reader }: Visit): Promise<void> {
  const token = keptToken(DECLINE_TOKEN, deps.settings).read(ctx);
  const linked: Stored | undefined = token === undefined ? undefined : await deps.readLink({ token });
  if (linked?.id !== bookingIdOf(ctx)) throw new HttpProblem('not_found');
  sendPage(ctx, <TroublePage reader={reader} trouble="notAllowed" />, 403);
}

async function decline(deps: PagesDeps, visit: Visit, draft: DeclineDraft): Promise<void> {
  const { ctx, session } = visit;
  const id = bookingIdOf(ctx);
  const problems = problemsOf(draft, selectableReasons(await deps.declineReasons.all()));
  if (Object.keys(problems).length > 0) return showForm(deps, visit, draft, problems, 422);
  const { reason, notes, back } = draft;
  const declined = await deps.declineBooking({ scope: session.scope, id, reason, notes });
  // The table of reasons has changed since the form was checked.
  if (!declined.ok && declined.refusal.code === 'unknown_reason')
    return showForm(deps, visit, draft, { reason: 'missing' }, 422);
  if (!declined.ok && declined.refusal.code === 'notes_required')
    return showForm(deps, visit, draft, { notes: 'missing' }, 422);
  const path = declinePath(ctx);
  keptToken(DECLINE_TOKEN, deps.settings).drop(ctx, path);
  dropDraft(ctx, deps.settings, path);
  rememberDevice(deps, ctx, session);
  finish(ctx, back ?? bookingPath(id), id, declined.ok ? 'declined' : refusedAs('declined', declined.refusal));
}
