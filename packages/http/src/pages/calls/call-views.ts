import { type CustomerNumber, DEFAULT_PAGE_SIZE, selectableReasons } from '@miomente/booking-domain';
import { HttpProblem } from '../../problem/http-problem.ts';
import type { ManagerSession } from '../../session/session.ts';
import { noticeOf } from '../dashboard/list-routes.tsx';
import type { NoticeFields } from '../dashboard/notice-address.ts';
import type { Reader } from '../frame/reader.ts';
import type { Visitor } from '../gates.ts';
import type { PagesDeps } from '../pages-deps.ts';
import type { CallDraft } from './call-form.ts';
import type { CallNews } from './call-notice.tsx';
import type { ToldFields } from './told-address.ts';

/** Somebody of the office. */
export type OfficeVisitor = Visitor<ManagerSession>;

type RefusalCode = Exclude<
  keyof Reader['words']['calls']['refused'],
  'free_again' | 'note_too_long' | 'nothing_pressed'
>;
type AnyCode = RefusalCode | 'not_found' | 'answers_missing';

/** Why a press changed nothing, in words. */
export async function whyNot(
  deps: PagesDeps,
  { session, reader }: OfficeVisitor,
  customerNumber: CustomerNumber,
  code: AnyCode,
): Promise<string> {
  const { refused } = reader.words.calls;
  const { notation, now } = reader;
  switch (code) {
    case 'claimed_by_other': {
      const claim = (await deps.readCalls.claims(session.scope)).get(customerNumber);
      return claim === undefined ? refused.free_again : refused.claimed_by_other(claim.by, notation.time(claim.since));
    }
    case 'called_meanwhile': {
      const last = (await deps.readCalls.callsTo(session.scope, customerNumber)).at(-1);
      return last === undefined ? refused.free_again : refused.called_meanwhile(last.by, notation.near(last.at, now));
    }
    case 'nothing_to_call':
      return refused.nothing_to_call(await nameOf(deps, reader, customerNumber));
    case 'call_back_past':
      return refused.call_back_past(notation.dateTime(now));
    case 'not_found':
    case 'answers_missing':
      return refused.nothing_pressed;
    default:
      return refused[code];
  }
}

async function nameOf(deps: PagesDeps, { words }: Reader, customerNumber: CustomerNumber): Promise<string> {
  return (await deps.partners.find(customerNumber))?.name ?? words.manager.unknownPartner(customerNumber);
}

/** The list of calls, with what the last press did. */
export async function deskView(
  deps: PagesDeps,
  { session, reader }: OfficeVisitor,
  query: ToldFields & NoticeFields & { readonly page: number },
) {
  const { page } = query;
  const [listed, reasons, notice, news] = await Promise.all([
    deps.readCalls.page(session.scope, { page, limit: DEFAULT_PAGE_SIZE }),
    deps.declineReasons.all(),
    noticeOf(deps, session, query),
    newsOf(deps, { session, reader }, query),
  ]);
  const { rows: entries, total, questions } = listed;
  return { reader, reasons: selectableReasons(reasons), page, news, notice, entries, total, questions };
}

/** One call, with what was typed. @throws HttpProblem 404 for a number that nothing is known of */
export async function callView(
  deps: PagesDeps,
  { session, reader }: OfficeVisitor,
  customerNumber: CustomerNumber,
  form: { readonly draft: CallDraft; readonly problem: string | null; readonly page: number },
) {
  const [entry, partner, reasons] = await Promise.all([
    deps.readCalls.silent(session.scope, customerNumber),
    deps.partners.find(customerNumber),
    deps.declineReasons.all(),
  ]);
  if (entry === undefined && partner === undefined) throw new HttpProblem('not_found');
  const name = partner?.name ?? reader.words.manager.unknownPartner(customerNumber);
  return { reader, entry, name, reasons: selectableReasons(reasons), news: null, ...form };
}

/** What the last press did, as it is now; null when the address names nothing that is so. */
async function newsOf(
  deps: PagesDeps,
  { session, reader }: OfficeVisitor,
  { told, of, answered }: ToldFields,
): Promise<CallNews | null> {
  if (told === null || of === null) return null;
  const [partner, calls, claims, bookings] = await Promise.all([
    deps.partners.find(of),
    deps.readCalls.callsTo(session.scope, of),
    deps.readCalls.claims(session.scope),
    answered.length === 0 ? [] : deps.bookings.findMany(session.scope, answered),
  ]);
  if (partner === undefined && calls.length === 0) return null;
  const claim = claims.get(of) ?? null;
  if (told === 'released' && claim?.by === session.address) return null;
  if (told === 'nothing_to_call' && (await deps.readCalls.entry(session.scope, of)) !== undefined) return null;
  const name = partner?.name ?? reader.words.manager.unknownPartner(of);
  const theirs = bookings.filter((booking) => booking.customerNumber === of);
  const caller = claim === null || claim.by === session.address ? null : claim;
  return { told, name, last: calls.at(-1) ?? null, caller, answered: theirs };
}
