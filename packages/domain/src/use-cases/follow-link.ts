import type { Stored } from '../booking/booking.ts';
import type { BookingCommand } from '../booking/command.ts';
import { canReopen } from '../booking/decide/answers.ts';
import { decide } from '../booking/decide/decide.ts';
import type { BookingRefusal } from '../booking/refusal.ts';
import { type CustomerNumber, unreachableReason } from '../partner/partner.ts';
import type { Clock } from '../ports/clock.ts';
import type { Partners } from '../ports/partners.ts';
import { systemScope } from '../ports/scope.ts';
import type { TokenMint } from '../ports/token-mint.ts';
import type { Instant } from '../time/instant.ts';
import { judgeVisit, type LinkVisit } from '../token/link-visit.ts';
import { isTokenShaped } from '../token/token.ts';
import { unreachable } from '../unreachable.ts';
import { type ChangeDeps, changeBooking } from './change-booking.ts';

/** Why a link does not do what it was made for; `invalid` says nothing about whether it ever did. */
export type LinkRefusal = 'invalid' | Exclude<BookingRefusal['code'], 'not_confirmed'>;

/** A link that leads nowhere, and what is known of its booking. */
export type LinkRefused =
  | { readonly type: 'refused'; readonly reason: 'invalid'; readonly booking: null }
  | {
      readonly type: 'refused';
      readonly reason: Exclude<LinkRefusal, 'invalid'>;
      readonly booking: Stored;
      /** Whether the same link can take the confirmation back. */
      readonly canTakeBack: boolean;
    };

/** What a visit to the confirm link leads to. */
export type ConfirmLinkOutcome =
  | { readonly type: 'confirmed'; readonly booking: Stored }
  | { readonly type: 'ask'; readonly booking: Stored }
  | { readonly type: 'ignored' }
  | LinkRefused;

/** What following a mailed link needs. */
export interface LinkDeps extends ChangeDeps {
  readonly clock: Clock;
  readonly tokens: TokenMint;
}

const SCOPE = systemScope('the holder of a link token');

async function bookingOf(deps: LinkDeps, token: string): Promise<Stored | undefined> {
  if (!isTokenShaped(token)) return undefined;
  return deps.bookings.findByTokenDigest(SCOPE, deps.tokens.digest(token));
}

const INVALID: LinkRefused = { type: 'refused', reason: 'invalid', booking: null };

function refusedLink(code: Exclude<LinkRefusal, 'invalid'>, booking: Stored, now: Instant): LinkRefused {
  return { type: 'refused', reason: code, booking, canTakeBack: canReopen(booking, 'email_token', now) };
}

function confirmCommand(booking: Stored, at: Instant): BookingCommand {
  const actor = { type: 'partner', customerNumber: booking.customerNumber } as const;
  return { type: 'confirm', at, actor, channel: 'email_token', notes: null };
}

/** See {@link makeFollowConfirmLink}. */
export type FollowConfirmLink = (input: {
  readonly token: string;
  readonly visit: Omit<LinkVisit, 'knownDevice'>;
  /** Whether the visitor's device cookie is this partner's. */
  readonly isDeviceOf: (customerNumber: CustomerNumber) => boolean;
}) => Promise<ConfirmLinkOutcome>;

/**
 * FR-2.1: somebody, or something, follows a confirm link. Whether that counts as the partner's
 * answer is for {@link judgeVisit}; whether the booking can still be confirmed for its rules.
 */
export function makeFollowConfirmLink(deps: LinkDeps): FollowConfirmLink {
  return async ({ token, visit, isDeviceOf }) => {
    const booking = await bookingOf(deps, token);
    if (booking === undefined) return INVALID;
    const verdict = judgeVisit({ ...visit, knownDevice: isDeviceOf(booking.customerNumber) });
    switch (verdict) {
      case 'ignore':
        return { type: 'ignored' };
      case 'ask': {
        const wouldBe = decide(deps.policy, booking, confirmCommand(booking, deps.clock.now()));
        return wouldBe.ok ? { type: 'ask', booking } : linkOutcome(deps, wouldBe.refusal, booking);
      }
      case 'confirm': {
        const confirmed = await changeBooking(
          deps,
          () => bookingOf(deps, token),
          (current) => confirmCommand(current, deps.clock.now()),
        );
        if (confirmed.ok) return { type: 'confirmed', booking: confirmed.value.booking };
        if (confirmed.refusal.code === 'not_found') return INVALID;
        return linkOutcome(deps, confirmed.refusal, (await bookingOf(deps, token)) ?? booking);
      }
      default:
        return unreachable(verdict);
    }
  };
}

function linkOutcome(deps: LinkDeps, refusal: BookingRefusal, booking: Stored): LinkRefused {
  const code = refusal.code === 'not_confirmed' ? 'already_processed' : refusal.code;
  return refusedLink(code, booking, deps.clock.now());
}

/** See {@link makeTakeBackByLink}. */
export type TakeBackByLink = (input: {
  readonly token: string;
}) => Promise<
  | { readonly type: 'reopened'; readonly booking: Stored }
  | { readonly type: 'still_open'; readonly booking: Stored }
  | LinkRefused
>;

/** A partner takes a confirmation back with the button on a used link's page. Pressing twice is once. */
export function makeTakeBackByLink(deps: LinkDeps & { readonly partners: Partners }): TakeBackByLink {
  return async ({ token }) => {
    const found = await bookingOf(deps, token);
    if (found === undefined) return INVALID;
    const blocked = unreachableReason(await deps.partners.find(found.customerNumber));
    const reopened = await changeBooking(
      deps,
      () => bookingOf(deps, token),
      (booking) => ({
        type: 'reopen',
        at: deps.clock.now(),
        actor: { type: 'partner', customerNumber: booking.customerNumber },
        channel: 'email_token',
        unreachable: blocked,
      }),
    );
    if (reopened.ok) return { type: 'reopened', booking: reopened.value.booking };
    const booking = await bookingOf(deps, token);
    if (reopened.refusal.code === 'not_found' || booking === undefined) return INVALID;
    if (reopened.refusal.code === 'not_confirmed') return { type: 'still_open', booking };
    return linkOutcome(deps, reopened.refusal, booking);
  };
}

/** See {@link makeFollowDeclineLink}. */
export type FollowDeclineLink = (input: {
  readonly token: string;
}) => Promise<{ readonly type: 'ask'; readonly booking: Stored } | LinkRefused>;

/** FR-3.1: somebody follows a decline link. Changes nothing; the portal asks for login and reason. */
export function makeFollowDeclineLink(deps: LinkDeps): FollowDeclineLink {
  return async ({ token }) => {
    const booking = await bookingOf(deps, token);
    if (booking === undefined) return INVALID;
    const wouldBe = decide(deps.policy, booking, confirmCommand(booking, deps.clock.now()));
    return wouldBe.ok ? { type: 'ask', booking } : linkOutcome(deps, wouldBe.refusal, booking);
  };
}

/** See {@link makeReadLink}. */
export type ReadLink = (input: { readonly token: string }) => Promise<Stored | undefined>;

/** The booking behind a link, for the pages that a redirect ends on. Changes nothing. */
export function makeReadLink(deps: Pick<LinkDeps, 'bookings' | 'tokens'>): ReadLink {
  return async ({ token }) =>
    isTokenShaped(token) ? deps.bookings.findByTokenDigest(SCOPE, deps.tokens.digest(token)) : undefined;
}
