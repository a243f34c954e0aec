import type { Stored } from '../booking/booking.ts';
import { decide } from '../booking/decide/decide.ts';
import { shownOf } from '../booking/shown.ts';
import { type DurationMs, type Instant, SECOND_MS } from '../time/instant.ts';
import type { ConfirmLinkMode } from '../token/link-visit.ts';
import {
  bookingOf,
  confirm,
  confirmByLink,
  INVALID_LINK,
  type LinkRefused,
  type LoginWanted,
  refusedBy,
  type Visited,
} from './follow-link.ts';
import {
  judgeLinkPress,
  notYet,
  type PageOutdated,
  type PressDeps,
  type PressInput,
  type QuestionAsked,
  refusedPress,
} from './judge-link-press.ts';

/** See {@link makePressConfirmLink}. */
export type PressConfirmLink = (
  input: PressInput & { readonly mode: ConfirmLinkMode },
) => Promise<
  (
    | { readonly type: 'confirmed'; readonly booking: Stored }
    | QuestionAsked
    | PageOutdated
    | LoginWanted
    | LinkRefused
  ) &
    Visited
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
    // `direct` is its user's choice: whatever opens the link confirms, and so does whatever presses, whatever it was shown.
    const direct = mode === 'direct';
    const known = direct || isKnown(booking.customerNumber);
    const judged = direct ? { ...press, mark: null } : press;
    const { verdict, wrong, visit } = await judgeLinkPress(deps, booking, 'confirm', judged, known);
    if (verdict !== 'confirm') {
      if (!wouldBe.ok) return { ...refusedBy(wouldBe.refusal, booking, now), visit: { ...visit, verdict: 'refuse' } };
      return { ...notYet(verdict, wrong, booking), visit };
    }
    if (!wouldBe.ok) return { type: 'confirmed', booking, visit };
    const outcome = await confirm(deps, token, booking, direct ? undefined : shownOf(booking));
    if (press.answer !== null) await deps.linkVisits.forgiveAnswers(booking.id);
    if (outcome.type === 'confirmed') return { ...outcome, visit };
    if (outcome.type === 'changed') return { ...outcome, visit: { ...visit, verdict: 'ask' } };
    const { booking: became } = outcome;
    if (became !== null && wasJustConfirmed(became, deps.clock.now()))
      return { type: 'confirmed', booking: became, visit };
    return { ...outcome, visit: { ...visit, verdict: 'refuse' } };
  };
}
