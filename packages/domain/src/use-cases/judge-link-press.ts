import type { BookingId, Stored } from '../booking/booking.ts';
import { judgeAnswer } from '../booking/press-question.ts';
import { shownOf } from '../booking/shown.ts';
import type { OrderPolicy } from '../order/order.ts';
import type { CustomerNumber } from '../partner/partner.ts';
import type { NewVisit } from '../ports/link-visits.ts';
import type { Instant } from '../time/instant.ts';
import type { Visit, VisitedLink, VisitSign } from '../token/kept-visit.ts';
import {
  doubtsOf,
  type JudgedAnswer,
  judgePress,
  MAX_WRONG_ANSWERS,
  OTHER_LINK_WITHIN_MS,
  type PressPolicy,
  type PressSignals,
  type PressVerdict,
} from '../token/press.ts';
import { unreachable } from '../unreachable.ts';
import { type LinkDeps, type LoginWanted, sinceLastMail, visitTo } from './follow-link.ts';

/** What the button of a link's page does. */
export type PressAction = 'confirm' | 'take_back';

/** What the signed mark of a page view says (links#press-mark). */
export interface PressMark {
  readonly bookingId: BookingId;
  readonly action: PressAction;
  /** What the page showed, as `shownOf` has it. */
  readonly shown: string;
  /** When the page was made. */
  readonly at: Instant;
}

/** A press on the button of a link's page, as its form brought it. */
export interface LinkPress {
  /** Null for none, or one that is not signed by us. */
  readonly mark: PressMark | null;
  readonly trap: boolean;
  /** Whether this browser has pressed a trap before. */
  readonly trapBefore: boolean;
  /** What was typed into the question; null when the page did not ask. */
  readonly answer: string | null;
}

/** A doubtful press: nothing is changed, and the page asks what only the mail says. */
export interface QuestionAsked {
  readonly type: 'question';
  readonly booking: Stored;
  /** What is wrong with what was typed; null when nothing was asked before. */
  readonly wrong: Exclude<JudgedAnswer, 'right'> | null;
}

/** Nothing is changed: the page showed another date, or other people, than the booking has now (links#press-mark). */
export interface PageOutdated {
  readonly type: 'changed';
  readonly booking: Stored;
}

/** What pressing needs beside what following a link needs. */
export interface PressDeps extends LinkDeps {
  readonly press: PressPolicy;
  readonly orderPolicy: Pick<OrderPolicy, 'timeZone'>;
}

/** Whose button was pressed, and how. */
export interface PressInput {
  /** The token of the link. */
  readonly token: string;
  readonly press: LinkPress;
  /** Whether the visitor is logged in as this partner, or comes with a device that is known as theirs. */
  readonly isKnown: (customerNumber: CustomerNumber) => boolean;
}

/** What somebody is shown whose press does not count yet. */
export function notYet(
  verdict: Exclude<PressVerdict, 'confirm'>,
  wrong: QuestionAsked['wrong'],
  booking: Stored,
): QuestionAsked | PageOutdated | LoginWanted {
  switch (verdict) {
    case 'show_again':
      return { type: 'changed', booking };
    case 'ask':
    case 'ask_again':
      return { type: 'question', booking, wrong };
    case 'ask_for_login':
      return { type: 'login', booking };
    default:
      return unreachable(verdict);
  }
}

/** A press on a link that can't be used any more, to be kept. */
export async function refusedPress(deps: PressDeps, booking: Stored, link: VisitedLink): Promise<NewVisit> {
  const now = deps.clock.now();
  const sinceMailMs = await sinceLastMail(deps, booking, now);
  return visitTo(booking, now, { link, kind: 'press', verdict: 'refuse', signs: [], sinceMailMs });
}

/** What a press is worth, and the visit to be kept. */
export interface JudgedPress {
  readonly wrong: QuestionAsked['wrong'];
  readonly verdict: PressVerdict;
  readonly visit: NewVisit;
}

/**
 * Gathers what is known of a press, and judges it. An answer is taken before it is known whether it is right.
 * @param known whether session or device are the partner's
 */
export async function judgeLinkPress(
  deps: PressDeps,
  booking: Stored,
  action: PressAction,
  press: LinkPress,
  known: boolean,
): Promise<JudgedPress> {
  const now = deps.clock.now();
  const { mark, answer } = press;
  const judged = answer === null ? null : judgeAnswer(booking, answer, deps.orderPolicy.timeZone);
  const [sinceMailMs, otherLink, wrongBefore] = await Promise.all([
    sinceLastMail(deps, booking, now),
    known || mark === null ? false : openedOtherLink(deps, booking, mark),
    known ? 0 : answersBefore(deps, booking, judged, now),
  ]);
  const signals: PressSignals = {
    known,
    mark: mark === null ? null : { ageMs: now - mark.at, page: pageOf(mark, booking, action) },
    trap: press.trap,
    trapBefore: press.trapBefore,
    otherLink,
    sinceMailMs,
    answer: judged,
    wrongBefore,
  };
  const verdict = judgePress(signals, deps.press);
  const keptAs = verdict === 'show_again' ? 'ask' : verdict;
  const kept: Visit = {
    link: action,
    kind: 'press',
    verdict: keptAs,
    signs: signsOf(signals, deps.press),
    sinceMailMs,
  };
  return { verdict, wrong: judged === 'right' ? null : judged, visit: visitTo(booking, now, kept) };
}

/** Another booking behind the same link replaces the one that the page showed: its order was edited. */
function pageOf(mark: PressMark, booking: Stored, action: PressAction): 'own' | 'outdated' | 'foreign' {
  if (mark.action !== action) return 'foreign';
  return mark.bookingId === booking.id && mark.shown === shownOf(booking) ? 'own' : 'outdated';
}

/** The page of a used link may have been reached by either link: there only both within the time say anything. */
async function openedOtherLink(deps: PressDeps, { id }: Stored, { action, at }: PressMark): Promise<boolean> {
  const opened = await deps.linkVisits.openedNear(id, at, OTHER_LINK_WITHIN_MS);
  return opened.includes('decline') && (action === 'confirm' || opened.includes('confirm'));
}

async function answersBefore(
  deps: PressDeps,
  { id }: Stored,
  answer: JudgedAnswer | null,
  now: Instant,
): Promise<number> {
  if (answer === null || answer === 'unreadable') return deps.linkVisits.answersTaken(id, now);
  return (await deps.linkVisits.takeAnswer(id, now)) ?? MAX_WRONG_ANSWERS;
}

function signsOf(signals: PressSignals, policy: PressPolicy): readonly VisitSign[] {
  if (signals.known) return ['known'];
  const answered: readonly VisitSign[] = signals.answer === null ? [] : [`answered_${signals.answer}`];
  return [...doubtsOf(signals, policy), ...answered];
}
