/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { type BookingId, canAnswer, type Stored, selectableReasons } from '@miomente/booking-domain';
import { paths, withQuery } from '@miomente/booking-paths';
import { z } from 'zod';
import { lenient, notesAsTyped, typed } from '../../guard/fields.ts';
import { type Page, page } from '../../guard/page.ts';
import { leadsTo, type PageAnswer, shows } from '../../guard/page-answer.ts';
import { HttpProblem } from '../../problem/http-problem.ts';
import type { HttpContext } from '../../request/context.ts';
import type { PartnerSession } from '../../session/session.ts';
import { shownListField, shownOfEach } from '../booking/shown-fields.tsx';
import { rememberDevice } from '../dashboard/booking-routes.tsx';
import { type DeclineProblems, EMPTY_DRAFT, problemsOf } from '../dashboard/decline-form.ts';
import { dropDraft, keepDraft, readDraftKept } from '../dashboard/kept-draft.ts';
import { partnerGate, type Visitor } from '../gates.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { backToQuestions } from './after-answer.ts';
import { DeclineManyPage } from './decline-many-page.tsx';
import { idsAsText, idsText, inboxPath, NOTHING_DONE, type Worklist, withDone, worklistNamed } from './done-address.ts';

const worklistField = z
  .unknown()
  .transform((back): Worklist => (typeof back === 'string' ? worklistNamed(back) : undefined) ?? INBOX);
const INBOX: Worklist = { type: 'inbox', path: inboxPath(1), page: 1, done: NOTHING_DONE };
const pathOf = ({ path, done }: Worklist): string => withDone(path, done);

interface ManyForm {
  readonly ids: readonly BookingId[];
  /** What the form showed of each, if it says so. */
  readonly shown?: readonly string[] | undefined;
  readonly back: Worklist;
  readonly reason: string;
  readonly notes: string;
}

const RESULTS = { 303: 'The page it was pressed on, with a result for each booking' } as const;

/** The same answer for several bookings: exactly those that the page showed (portal#answers-what-was-shown). */
export function answerManyPages(deps: PagesDeps): readonly Page[] {
  const gate = partnerGate(deps);
  const formPath = (ids: readonly BookingId[], back: Worklist): string =>
    withQuery(paths.declineMany.at(), { ids: idsText(ids), back: pathOf(back) });
  return [
    page({
      method: 'post',
      address: paths.confirmMany,
      about: 'Confirms the bookings that a page showed',
      gate,
      form: { ids: idsAsText, shown: shownListField, back: worklistField },
      comeBack: () => paths.bookings.at(),
      answers: RESULTS,
      handle: async ({ ctx, who, form: { ids, shown: said, back } }) => {
        const shown = shownOfEach(ids, said);
        const answer = { action: 'confirm' } as const;
        const answered = await deps.answerBookings({ scope: who.session.scope, ids, answer, shown });
        if (!answered.ok) throw new Error(`Confirming was refused as ${answered.refusal.code}.`);
        rememberDevice(deps, ctx, who.session);
        return backToQuestions(deps, who, back, ids, 'confirmed');
      },
    }),
    page({
      method: 'get',
      address: paths.declineMany,
      about: 'The form to decline several bookings with one reason',
      gate,
      query: { ids: lenient(idsAsText, []), back: worklistField },
      answers: { 200: 'The form', 303: 'The page of questions, if none of them can be answered' },
      handle: async ({ ctx, who, query: { ids, back } }) => {
        const kept = readDraftKept(ctx, deps.settings);
        // What was typed for other bookings, or by somebody else on this device, belongs into no other form.
        const draft = kept?.['about'] === idsText(ids) ? { ...EMPTY_DRAFT, ...kept } : EMPTY_DRAFT;
        return showForm(deps, who, { ...draft, ids, back }, { problems: {}, status: 200 as const });
      },
    }),
    page({
      method: 'post',
      address: paths.declineMany,
      about: 'Declines the bookings that a page showed, with one reason',
      gate,
      // The form is read before the login is asked for, so the handler refuses what names no bookings.
      form: {
        ids: lenient(idsAsText, []),
        shown: shownListField,
        back: worklistField,
        reason: typed,
        notes: notesAsTyped,
      },
      comeBack: ({ form }) => (form === undefined ? paths.bookings.at() : formPath(form.ids, form.back)),
      keepForm: ({ ctx, form: { ids, reason, notes } }) =>
        keepDraft(ctx, deps.settings, paths.declineMany.at(), { reason, notes, about: idsText(ids) }),
      answers: { ...RESULTS, 422: 'The form again, with what is missing' },
      handle: async ({ ctx, who, form }) => declineMany(deps, ctx, who, form),
    }),
  ];
}

async function declineMany(deps: PagesDeps, ctx: HttpContext, who: Visitor<PartnerSession>, form: ManyForm) {
  const { ids, shown: said, back, reason, notes } = form;
  if (ids.length === 0) throw new HttpProblem('invalid_request', { issues: [{ path: 'body.ids', code: 'malformed' }] });
  const again = (problems: DeclineProblems) => showForm(deps, who, form, { problems, status: 422 as const });
  const draft = { reason, notes, back: null };
  const problems = problemsOf(draft, selectableReasons(await deps.declineReasons.all()));
  if (Object.keys(problems).length > 0) return again(problems);
  const scope = who.session.scope;
  const answer = { action: 'decline', reason, notes } as const;
  const answered = await deps.answerBookings({ scope, ids, answer, shown: shownOfEach(ids, said) });
  // The table of reasons has changed since the form was validated.
  if (!answered.ok)
    return again(answered.refusal.code === 'unknown_reason' ? { reason: 'missing' } : { notes: 'missing' });
  dropDraft(ctx, deps.settings, paths.declineMany.at());
  rememberDevice(deps, ctx, who.session);
  return backToQuestions(deps, who, back, ids, 'declined');
}

/** The form about those of the bookings that can still be answered; the others are told when it is sent. */
async function showForm<Status extends number>(
  deps: PagesDeps,
  { session, reader }: Visitor<PartnerSession>,
  { ids, back, reason, notes }: ManyForm,
  { problems, status }: { readonly problems: DeclineProblems; readonly status: Status },
): Promise<PageAnswer<Status | 303>> {
  const found: readonly Stored[] = ids.length === 0 ? [] : await deps.bookings.findMany(session.scope, ids);
  const bookings = found.filter((booking) => canAnswer(booking, reader.now)).toSorted((a, b) => a.id - b.id);
  if (bookings.length === 0) return leadsTo(pathOf(back));
  const reasons = selectableReasons(await deps.declineReasons.all());
  const view = { reader, bookings, ids, reasons, draft: { reason, notes, back: pathOf(back) }, problems };
  return shows(<DeclineManyPage view={view} />, status);
}
