import type { BookingId, Stored } from '../booking/booking.ts';
import type { BookingCommand } from '../booking/command.ts';
import { decide } from '../booking/decide/decide.ts';
import { judgeAnswer, shownOf } from '../booking/press-question.ts';
import type { OrderPolicy } from '../order/order.ts';
import { type CustomerNumber, type UnreachableReason, unreachableReason } from '../partner/partner.ts';
import type { NewVisit } from '../ports/link-visits.ts';
import type { Partners } from '../ports/partners.ts';
import { type DurationMs, type Instant, SECOND_MS } from '../time/instant.ts';
import type { Visit, VisitedLink, VisitSign } from '../token/kept-visit.ts';
import type { ConfirmLinkMode } from '../token/link-visit.ts';
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
import { changeBooking } from './change-booking.ts';
import {
  bookingOf,
  confirm,
  confirmByLink,
  INVALID_LINK,
  type LinkDeps,
  type LinkRefused,
  type LoginWanted,
  refusedBy,
  sinceLastMail,
  type Visited,
  visitTo,
} from './follow-link.ts';

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

/** See {@link makePressConfirmLink}. */
export type PressConfirmLink = (
  input: PressInput & { readonly mode: ConfirmLinkMode },
) => Promise<
  ({ readonly type: 'confirmed'; readonly booking: Stored } | QuestionAsked | LoginWanted | LinkRefused) & Visited
>;

/** A second press comes within this of the first: the browser shows only the answer to the second. */
const SAME_PRESS_MS: DurationMs = 15 * SECOND_MS;

function wasJustConfirmed(booking: Stored, now: Instant): boolean {
  if (booking.status !== 'confirmed') return false;
  const { at, channel } = booking.answer;
  return channel === 'email_token' && now - at < SAME_PRESS_MS;
}

/**
 * Somebody, or something, presses the button of a confirm link's page. Whether a person did is for {@link judgePress};
 * whether the booking can still be confirmed for its rules, which come first: nobody is asked about what is over.
 * The button pressed twice is pressed once. `confirmed` proves a person.
 */
export function makePressConfirmLink(deps: PressDeps): PressConfirmLink {
  return async ({ token, mode, press, isKnown }) => {
    const booking = await bookingOf(deps, token);
    if (booking === undefined) return INVALID_LINK;
    const now = deps.clock.now();
    const wouldBe = decide(deps.policy, booking, confirmByLink(booking, now));
    if (!wouldBe.ok && !wasJustConfirmed(booking, now)) {
      return { ...refusedBy(wouldBe.refusal, booking, now), visit: await refusedPress(deps, booking, 'confirm') };
    }
    // `direct` is its user's choice: whatever opens the link confirms, and so does whatever presses.
    const known = mode === 'direct' || isKnown(booking.customerNumber);
    const { verdict, wrong, visit } = await judge(deps, booking, 'confirm', press, known);
    if (verdict !== 'confirm') {
      if (!wouldBe.ok) return { ...refusedBy(wouldBe.refusal, booking, now), visit: { ...visit, verdict: 'refuse' } };
      return { ...notYet(verdict, wrong, booking), visit };
    }
    if (!wouldBe.ok) return { type: 'confirmed', booking, visit };
    const outcome = await confirm(deps, token, booking);
    if (press.answer !== null) await deps.linkVisits.forgiveAnswers(booking.id);
    if (outcome.type === 'confirmed') return { ...outcome, visit };
    const { booking: became } = outcome;
    if (became !== null && wasJustConfirmed(became, deps.clock.now()))
      return { type: 'confirmed', booking: became, visit };
    return { ...outcome, visit: { ...visit, verdict: 'refuse' } };
  };
}

/** See {@link makePressTakeBack}. */
export type PressTakeBack = (
  input: PressInput,
) => Promise<
  (
    | { readonly type: 'reopened'; readonly booking: Stored }
    | { readonly type: 'still_open'; readonly booking: Stored }
    | QuestionAsked
    | LoginWanted
    | LinkRefused
  ) &
    Visited
>;

/**
 * A partner takes a confirmation back with the button on a used link's page. The press is judged like one that
 * confirms. Pressing twice is once. `reopened` proves a person; `still_open` proves nobody.
 */
export function makePressTakeBack(deps: PressDeps & { readonly partners: Partners }): PressTakeBack {
  return async ({ token, press, isKnown }) => {
    const booking = await bookingOf(deps, token);
    if (booking === undefined) return INVALID_LINK;
    const now = deps.clock.now();
    const blocked = unreachableReason(await deps.partners.find(booking.customerNumber));
    const told = async (current: Stored, refusal: Parameters<typeof refusedBy>[0]) => {
      const visit = await refusedPress(deps, current, 'take_back');
      if (refusal.code === 'not_confirmed') return { type: 'still_open', booking: current, visit } as const;
      return { ...refusedBy(refusal, current, now), visit };
    };
    const wouldBe = decide(deps.policy, booking, reopenByLink(booking, now, blocked));
    if (!wouldBe.ok) return told(booking, wouldBe.refusal);
    const { verdict, wrong, visit } = await judge(deps, booking, 'take_back', press, isKnown(booking.customerNumber));
    if (verdict !== 'confirm') return { ...notYet(verdict, wrong, booking), visit };
    const reopened = await changeBooking(
      deps,
      () => bookingOf(deps, token),
      (current) => reopenByLink(current, deps.clock.now(), blocked),
    );
    if (press.answer !== null) await deps.linkVisits.forgiveAnswers(booking.id);
    if (reopened.ok) return { type: 'reopened', booking: reopened.value.booking, visit };
    const became = await bookingOf(deps, token);
    if (reopened.refusal.code === 'not_found' || became === undefined) return INVALID_LINK;
    return told(became, reopened.refusal);
  };
}

function reopenByLink(booking: Stored, at: Instant, blocked: UnreachableReason | null): BookingCommand {
  const actor = { type: 'partner', customerNumber: booking.customerNumber } as const;
  return { type: 'reopen', at, actor, channel: 'email_token', unreachable: blocked };
}

function notYet(
  verdict: Exclude<PressVerdict, 'confirm'>,
  wrong: QuestionAsked['wrong'],
  booking: Stored,
): QuestionAsked | LoginWanted {
  switch (verdict) {
    case 'ask':
    case 'ask_again':
      return { type: 'question', booking, wrong };
    case 'ask_for_login':
      return { type: 'login', booking };
    default:
      return unreachable(verdict);
  }
}

async function refusedPress(deps: PressDeps, booking: Stored, link: VisitedLink): Promise<NewVisit> {
  const now = deps.clock.now();
  const sinceMailMs = await sinceLastMail(deps, booking, now);
  return visitTo(booking, now, { link, kind: 'press', verdict: 'refuse', signs: [], sinceMailMs });
}

interface Judged {
  readonly wrong: QuestionAsked['wrong'];
  readonly verdict: PressVerdict;
  readonly visit: NewVisit;
}

/** Gathers what is known of a press, and judges it. An answer is taken before it is known whether it is right. */
async function judge(
  deps: PressDeps,
  booking: Stored,
  action: PressAction,
  press: LinkPress,
  known: boolean,
): Promise<Judged> {
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
    mark: mark === null ? null : { ageMs: now - mark.at, own: isOwn(mark, booking, action) },
    trap: press.trap,
    trapBefore: press.trapBefore,
    otherLink,
    sinceMailMs,
    answer: judged,
    wrongBefore,
  };
  const verdict = judgePress(signals, deps.press);
  const kept: Visit = { link: action, kind: 'press', verdict, signs: signsOf(signals, deps.press), sinceMailMs };
  return { verdict, wrong: judged === 'right' ? null : judged, visit: visitTo(booking, now, kept) };
}

function isOwn(mark: PressMark, booking: Stored, action: PressAction): boolean {
  return mark.bookingId === booking.id && mark.action === action && mark.shown === shownOf(booking);
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
