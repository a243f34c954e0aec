/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import {
  type BookingId,
  type CallOutcome,
  type CustomerNumber,
  keptNotes,
  MAX_NOTES_LENGTH,
  MINUTE_MS,
} from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { customerNumber, lenient, wholeNumber } from '../../guard/fields.ts';
import { type Page, page } from '../../guard/page.ts';
import { leadsTo, type PageAnswer, sends, shows } from '../../guard/page-answer.ts';
import { HttpProblem } from '../../problem/http-problem.ts';
import type { HttpContext } from '../../request/context.ts';
import { dropDraft, keepDraft, readDraftKept } from '../dashboard/kept-draft.ts';
import { NOTICE_FIELDS } from '../dashboard/notice-address.ts';
import { officeGate } from '../gates.ts';
import { pageField } from '../manager/list-request.ts';
import type { PagesDeps } from '../pages-deps.ts';
import {
  answersOf,
  type CallDraft,
  callBackAt,
  isTooLong,
  isTyped,
  NOTHING_TYPED,
  OUTCOME_FIELDS,
  type OutcomeFields,
  TYPED_FIELDS,
} from './call-form.ts';
import { callView, deskView, type OfficeVisitor, whyNot } from './call-views.ts';
import { callsNow } from './calls-now.ts';
import { CallPage, DeskPage } from './desk-page.tsx';
import { deskPath, TOLD_FIELDS } from './told-address.ts';

const ONE_PARTNER = { customerNumber };
const SEEN = lenient(wholeNumber(0), null);
const CLAIM = lenient(wholeNumber(1), null);
const TO_THE_LIST = 'The list of calls, saying what happened';

/** Whom the office calls, who does, and what comes of it. */
export function callPages(deps: PagesDeps): readonly Page[] {
  const gate = officeGate(deps);
  const ownPage = ({ params }: { readonly params: { readonly customerNumber: CustomerNumber } }): string =>
    paths.call.at(params);
  const keep = ({ ctx, params, form: { note, day, time } }: Kept): void =>
    keepDraft(ctx, deps.settings, paths.call.at(params), { note, day, time });
  return [
    page({
      method: 'get',
      address: paths.office,
      about: 'The office’s home: whom to call, who does, and what came of it',
      gate,
      query: { page: pageField, ...TOLD_FIELDS, ...NOTICE_FIELDS },
      answers: { 200: 'A page of the list' },
      handle: async ({ who, query }) => shows(<DeskPage view={await deskView(deps, who, query)} />),
    }),
    page({
      method: 'get',
      address: paths.callsNow,
      about: 'Who is calling whom, as JSON, for the script of the calls',
      gate,
      answers: { 200: 'The claims that have not ended' },
      handle: async ({ who }) => sends('application/json', JSON.stringify(await callsNow(deps, who))),
    }),
    page({
      method: 'get',
      address: paths.call,
      about: 'One partner to call, with what was typed before a login',
      gate,
      params: ONE_PARTNER,
      query: { page: pageField },
      answers: { 200: 'The call', 303: 'The list of calls, when nothing is open any more' },
      problems: ['not_found'],
      handle: async ({ ctx, who, params, query }) => {
        const draft = { ...NOTHING_TYPED, ...readDraftKept(ctx, deps.settings) };
        const view = await callView(deps, who, params.customerNumber, { draft, problem: null, page: query.page });
        if (view.entry === undefined && !isTyped(draft))
          return leadsTo(deskPath(query.page, { told: 'nothing_to_call', of: params.customerNumber }));
        return shows(<CallPage view={view} />);
      },
    }),
    page({
      method: 'post',
      address: paths.claimCall,
      about: 'Claims a partner for a call',
      gate,
      params: ONE_PARTNER,
      form: { ...TYPED_FIELDS, seen: SEEN, page: pageField },
      comeBack: ownPage,
      keepForm: keep,
      answers: {
        200: 'The call with what was typed before',
        303: TO_THE_LIST,
        409: 'The same, and why it is not theirs',
      },
      problems: ['not_found'],
      handle: async ({ ctx, who, params, form }) => claim(deps, ctx, who, { ...params, ...form }),
    }),
    page({
      method: 'post',
      address: paths.releaseCall,
      about: 'Gives a claim back',
      gate,
      params: ONE_PARTNER,
      form: { claim: CLAIM, page: pageField },
      comeBack: () => paths.office.at(),
      answers: { 303: TO_THE_LIST },
      problems: ['not_found'],
      handle: async ({ who: { session }, params, form }) => {
        const released = await deps.releaseCall({ scope: session.scope, ...params, fence: form.claim });
        if (!released.ok && released.refusal.code === 'not_found') throw new HttpProblem('not_found');
        // Released twice, or run out: what was wanted is so.
        return leadsTo(deskPath(form.page, { told: 'released', of: params.customerNumber }));
      },
    }),
    page({
      method: 'post',
      address: paths.callOutcome,
      about: 'Says what came of a call',
      gate,
      params: ONE_PARTNER,
      form: { ...OUTCOME_FIELDS, page: pageField },
      comeBack: ownPage,
      keepForm: keep,
      answers: {
        303: TO_THE_LIST,
        409: 'The call with what was typed, and who has it now',
        422: 'The call with what was typed, and what is missing',
      },
      problems: ['not_found'],
      handle: async ({ ctx, who, params, form }) => report(deps, ctx, who, { ...params, ...form }),
    }),
  ];
}

interface Kept {
  readonly ctx: HttpContext;
  readonly params: { readonly customerNumber: CustomerNumber };
  readonly form: CallDraft;
}
interface OnPage {
  readonly customerNumber: CustomerNumber;
  readonly page: number;
}

async function claim(
  deps: PagesDeps,
  ctx: HttpContext,
  who: OfficeVisitor,
  form: OnPage & CallDraft & { readonly seen: number | null },
): Promise<PageAnswer<200 | 303 | 409>> {
  const { customerNumber, page, seen } = form;
  const claimed = await deps.claimCall({ scope: who.session.scope, customerNumber, seen });
  if (!claimed.ok && claimed.refusal.code === 'not_found') throw new HttpProblem('not_found');
  if (isTyped(form)) {
    const problem = claimed.ok ? null : await whyNot(deps, who, customerNumber, claimed.refusal.code);
    const view = await callView(deps, who, customerNumber, { draft: form, problem, page });
    return shows(<CallPage view={view} />, claimed.ok ? 200 : 409);
  }
  dropDraft(ctx, deps.settings, paths.call.at(form));
  if (claimed.ok) return leadsTo(deskPath(page, { at: customerNumber }));
  const { code } = claimed.refusal;
  return leadsTo(deskPath(page, code === 'not_found' ? {} : { told: code, of: customerNumber, at: customerNumber }));
}

/** Keeps what came of a call; a refusal shows the call again with all that was typed. */
async function report(
  deps: PagesDeps,
  ctx: HttpContext,
  who: OfficeVisitor,
  form: OnPage & OutcomeFields,
): Promise<PageAnswer<303 | 409 | 422>> {
  const { customerNumber, page, claim: fence, note } = form;
  const answers = answersOf(form);
  const outcome = answers.length > 0 ? 'answered' : form.outcome;
  const again = async <Status extends 409 | 422>(problem: string, status: Status) => {
    const view = await callView(deps, who, customerNumber, { draft: form, problem, page });
    return shows(<CallPage view={view} />, status);
  };
  const { refused } = who.reader.words.calls;
  if (isTooLong(form)) return again(refused.note_too_long(who.reader.notation.count(MAX_NOTES_LENGTH)), 422);
  if (outcome === null) return again(refused.nothing_pressed, 422);
  const done = (goesOn: boolean, ids: readonly BookingId[]): PageAnswer<303> => {
    dropDraft(ctx, deps.settings, paths.call.at(form));
    const at = goesOn ? { at: customerNumber } : {};
    return leadsTo(deskPath(page, { told: outcome, of: customerNumber, answered: ids, ...at }));
  };
  const ids = answers.map(({ id }) => id);
  const repeated = await isRepeated(deps, who, { customerNumber, outcome, note });
  if (outcome === 'note' && repeated) return done(true, []);
  const at = outcome === 'call_back' ? callBackAt(form, deps.settings.timeZone) : null;
  const { scope } = who.session;
  // A form without a number means no claim.
  const told = await deps.recordCall({ scope, customerNumber, fence: fence ?? 0, outcome, answers, at, note });
  if (told.ok) return done(told.value.claim !== null, ids);
  const { code } = told.refusal;
  if (code === 'not_found') throw new HttpProblem('not_found');
  const notTheirs = code === 'claimed_by_other' || code === 'not_claimed';
  if (notTheirs && (repeated || (await isRepeated(deps, who, { customerNumber, outcome, note }))))
    return done(false, ids);
  return again(await whyNot(deps, who, customerNumber, code), notTheirs ? 409 : 422);
}

/** A second press comes within this time of the first. */
const SAME_PRESS_MS = MINUTE_MS;

/** Whether the same was kept a moment ago: the button was pressed twice. */
async function isRepeated(
  deps: PagesDeps,
  { session }: OfficeVisitor,
  {
    customerNumber,
    outcome,
    note,
  }: { readonly customerNumber: CustomerNumber; readonly outcome: CallOutcome; readonly note: string },
): Promise<boolean> {
  const last = (await deps.readCalls.callsTo(session.scope, customerNumber)).at(-1);
  if (last?.outcome !== outcome || last.by !== session.address) return false;
  // With answers the note is kept with them.
  const same = outcome === 'answered' || last.note === keptNotes(note);
  return same && deps.clock.now() - last.at < SAME_PRESS_MS;
}
