import type { Stored } from '../booking/booking.ts';
import type { BookingCommand } from '../booking/command.ts';
import { decide } from '../booking/decide/decide.ts';
import { shownOf } from '../booking/shown.ts';
import { type UnreachableReason, unreachableReason } from '../partner/partner.ts';
import type { Partners } from '../ports/partners.ts';
import type { Instant } from '../time/instant.ts';
import { changeBooking } from './change-booking.ts';
import { bookingOf, INVALID_LINK, type LinkRefused, type LoginWanted, refusedBy, type Visited } from './follow-link.ts';
import {
  judgeLinkPress,
  notYet,
  type PageOutdated,
  type PressDeps,
  type PressInput,
  type QuestionAsked,
  refusedPress,
} from './judge-link-press.ts';

/** See {@link makePressTakeBack}. */
export type PressTakeBack = (
  input: PressInput,
) => Promise<
  (
    | { readonly type: 'reopened'; readonly booking: Stored }
    | { readonly type: 'still_open'; readonly booking: Stored }
    | QuestionAsked
    | PageOutdated
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
    const { verdict, wrong, visit } = await judgeLinkPress(
      deps,
      booking,
      'take_back',
      press,
      isKnown(booking.customerNumber),
    );
    if (verdict !== 'confirm') return { ...notYet(verdict, wrong, booking), visit };
    const reopened = await changeBooking(
      deps,
      () => bookingOf(deps, token),
      // An edited order puts another booking behind the link.
      (current) => reopenByLink(current, deps.clock.now(), blocked, current.id === booking.id ? shownOf(booking) : ''),
    );
    if (press.answer !== null) await deps.linkVisits.forgiveAnswers(booking.id);
    if (reopened.ok) return { type: 'reopened', booking: reopened.value.booking, visit };
    const became = await bookingOf(deps, token);
    if (reopened.refusal.code === 'not_found' || became === undefined) return INVALID_LINK;
    if (reopened.refusal.code === 'changed_meanwhile')
      return { type: 'changed', booking: became, visit: { ...visit, verdict: 'ask' } };
    return told(became, reopened.refusal);
  };
}

function reopenByLink(booking: Stored, at: Instant, blocked: UnreachableReason | null, shown?: string): BookingCommand {
  const actor = { type: 'partner', customerNumber: booking.customerNumber } as const;
  return { type: 'reopen', at, actor, channel: 'email_token', unreachable: blocked, shown };
}
