import type { Stored } from '../booking/booking.ts';
import type { BookingCommand } from '../booking/command.ts';
import { canReopen } from '../booking/decide/answers.ts';
import { decide } from '../booking/decide/decide.ts';
import type { BookingRefusal } from '../booking/refusal.ts';
import { shownOf } from '../booking/shown.ts';
import type { CustomerNumber } from '../partner/partner.ts';
import type { Clock } from '../ports/clock.ts';
import type { Deliveries } from '../ports/deliveries.ts';
import type { LinkVisits, NewVisit } from '../ports/link-visits.ts';
import { systemScope } from '../ports/scope.ts';
import type { TokenMint } from '../ports/token-mint.ts';
import type { DurationMs, Instant } from '../time/instant.ts';
import type { Visit } from '../token/kept-visit.ts';
import { judgeVisit, type LinkOpening, type LinkVisit } from '../token/link-visit.ts';
import { MAX_WRONG_ANSWERS } from '../token/press.ts';
import { isTokenShaped } from '../token/token.ts';
import { unreachable } from '../unreachable.ts';
import { type ChangeDeps, changeBooking } from './change-booking.ts';

/** Why a link does not do what it was made for; `invalid` says nothing about whether it ever did. */
export type LinkRefusal = 'invalid' | Exclude<BookingRefusal['code'], 'not_confirmed' | 'changed_meanwhile'>;

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

/** What there is to keep of a visit: null where its link leads to no booking. */
export interface Visited {
  readonly visit: NewVisit | null;
}

/** Too many wrong answers to the question of a link's page: only a login answers for now (links#press-question). */
export interface LoginWanted {
  readonly type: 'login';
  readonly booking: Stored;
}

/** What a visit to the confirm link leads to. */
export type ConfirmLinkOutcome =
  | { readonly type: 'confirmed'; readonly booking: Stored }
  | { readonly type: 'ask'; readonly booking: Stored }
  | LoginWanted
  | { readonly type: 'ignored' }
  | LinkRefused;

/** What following a mailed link needs. */
export interface LinkDeps extends ChangeDeps {
  readonly clock: Clock;
  readonly tokens: TokenMint;
  readonly deliveries: Pick<Deliveries, 'mailsOf'>;
  readonly linkVisits: LinkVisits;
}

/** What no booking shows. */
const NOTHING_SHOWN = '';

const SCOPE = systemScope('the holder of a link token');

/** The booking of a link; undefined for what is no link. */
export async function bookingOf(
  deps: Pick<LinkDeps, 'bookings' | 'tokens'>,
  token: string,
): Promise<Stored | undefined> {
  if (!isTokenShaped(token)) return undefined;
  return deps.bookings.findByTokenDigest(SCOPE, deps.tokens.digest(token));
}

/** What leads to no booking, whatever it is. */
export const INVALID_LINK: LinkRefused & Visited = { type: 'refused', reason: 'invalid', booking: null, visit: null };

function refusedLink(code: Exclude<LinkRefusal, 'invalid'>, booking: Stored, now: Instant): LinkRefused {
  return { type: 'refused', reason: code, booking, canTakeBack: canReopen(booking, 'email_token', now) };
}

/**
 * What a link's holder is told of a booking that refused. A page that showed something else is no refusal of the link: it
 * is shown again.
 */
export function refusedBy(refusal: BookingRefusal, booking: Stored, now: Instant): LinkRefused {
  if (refusal.code === 'changed_meanwhile') throw new Error('A link was refused for what its page had shown.');
  return refusedLink(refusal.code === 'not_confirmed' ? 'already_processed' : refusal.code, booking, now);
}

/** The command of a partner who confirms by link. @param shown what they were shown; undefined where it does not matter */
export function confirmByLink(booking: Stored, at: Instant, shown?: string): BookingCommand {
  const actor = { type: 'partner', customerNumber: booking.customerNumber } as const;
  return { type: 'confirm', at, actor, channel: 'email_token', notes: null, shown };
}

/** How long ago a mail about a booking was last handed over, or may have been; null when none was. */
export async function sinceLastMail(
  { deliveries }: Pick<LinkDeps, 'deliveries'>,
  { id, asking }: Stored,
  now: Instant,
): Promise<DurationMs | null> {
  const mails = await deliveries.mailsOf([id]);
  const handedOver = mails.flatMap(({ state, finishedAt, unsureAt }) => [
    state === 'done' ? finishedAt : null,
    unsureAt,
  ]);
  const known = [...handedOver, asking.sentAt].filter((at) => at !== null);
  return known.length === 0 ? null : now - Math.max(...known);
}

/** A visit to a booking's link, to be kept. */
export function visitTo({ id }: Stored, at: Instant, visit: Visit): NewVisit {
  return { ...visit, bookingId: id, at };
}

/** See {@link makeFollowConfirmLink}. */
export type FollowConfirmLink = (input: {
  readonly token: string;
  readonly visit: Omit<LinkVisit, 'knownDevice' | 'askedAsNow'>;
  /** Whether the visitor's device cookie is this partner's. */
  readonly isDeviceOf: (customerNumber: CustomerNumber) => boolean;
  /** Whether the visitor is logged in as this partner. */
  readonly isLoggedInAs?: (customerNumber: CustomerNumber) => boolean;
}) => Promise<ConfirmLinkOutcome & Visited>;

/**
 * FR-2.1: somebody, or something, follows a confirm link. Whether that counts as the partner's
 * answer is for {@link judgeVisit}; whether the booking can still be confirmed for its rules.
 */
export function makeFollowConfirmLink(deps: LinkDeps): FollowConfirmLink {
  return async ({ token, visit: { mode, opening }, isDeviceOf, isLoggedInAs = () => false }) => {
    const booking = await bookingOf(deps, token);
    if (booking === undefined) return INVALID_LINK;
    const now = deps.clock.now();
    const knownDevice = isDeviceOf(booking.customerNumber);
    const known = knownDevice || isLoggedInAs(booking.customerNumber);
    const sinceMailMs = await sinceLastMail(deps, booking, now);
    const seen = (verdict: Visit['verdict']): NewVisit =>
      visitTo(booking, now, { link: 'confirm', kind: opening, verdict, signs: known ? ['known'] : [], sinceMailMs });
    const verdict = judgeVisit({ mode, opening, knownDevice, askedAsNow: isAskedAsNow(booking) });
    switch (verdict) {
      case 'ignore':
        return { type: 'ignored', visit: seen('ignore') };
      case 'ask': {
        const wouldBe = decide(deps.policy, booking, confirmByLink(booking, now));
        if (!wouldBe.ok) return { ...refusedBy(wouldBe.refusal, booking, now), visit: seen('refuse') };
        const lockedOut = !known && (await deps.linkVisits.answersTaken(booking.id, now)) >= MAX_WRONG_ANSWERS;
        if (lockedOut) return { type: 'login', booking, visit: seen('ask_for_login') };
        return { type: 'ask', booking, visit: seen('ask') };
      }
      case 'confirm': {
        // Whoever has `direct` wants every visit to confirm, whatever was read.
        const outcome = await confirm(deps, token, booking, mode === 'direct' ? undefined : shownOf(booking));
        if (outcome.type === 'changed') return { type: 'ask', booking: outcome.booking, visit: seen('ask') };
        return { ...outcome, visit: seen(outcome.type === 'confirmed' ? 'confirm' : 'refuse') };
      }
      default:
        return unreachable(verdict);
    }
  };
}

/**
 * Whether a mail that asks about the booking as it is now was handed over (links#asked-as-now): a moved date and a raised
 * number start the asking anew. A mail whose delivery is unsure doesn't count: who has it reads the page as well.
 */
function isAskedAsNow({ asking }: Stored): boolean {
  return asking.sentAt !== null;
}

/**
 * Confirms the booking of a link; whoever was quicker decides what its holder is told.
 * @param shown what its holder was shown: `changed`, and not confirmed, when the booking is something else by the time it is
 * written; undefined where that does not matter
 */
export async function confirm(
  deps: LinkDeps,
  token: string,
  before: Stored,
  shown: string | undefined,
): Promise<
  | { readonly type: 'confirmed'; readonly booking: Stored }
  | { readonly type: 'changed'; readonly booking: Stored }
  | LinkRefused
> {
  // An edited order puts another booking behind the link.
  const isSame = ({ id }: Stored): boolean => shown === undefined || id === before.id;
  const confirmed = await changeBooking(
    deps,
    () => bookingOf(deps, token),
    (current) => confirmByLink(current, deps.clock.now(), isSame(current) ? shown : NOTHING_SHOWN),
  );
  if (confirmed.ok) return { type: 'confirmed', booking: confirmed.value.booking };
  if (confirmed.refusal.code === 'not_found') return { type: 'refused', reason: 'invalid', booking: null };
  const became = (await bookingOf(deps, token)) ?? before;
  if (confirmed.refusal.code === 'changed_meanwhile') return { type: 'changed', booking: became };
  return refusedBy(confirmed.refusal, became, deps.clock.now());
}

/** See {@link makeFollowDeclineLink}. */
export type FollowDeclineLink = (input: {
  readonly token: string;
  /** How it was opened; `press` counts for nothing here. */
  readonly opening?: LinkOpening;
  /** Whether it was followed from the page of the confirm link: that is no sign of a program (links#press). */
  readonly fromPage?: boolean;
}) => Promise<({ readonly type: 'ask'; readonly booking: Stored } | LinkRefused) & Visited>;

/** FR-3.1: somebody follows a decline link. Changes nothing; the portal asks for login and reason. */
export function makeFollowDeclineLink(deps: LinkDeps): FollowDeclineLink {
  return async ({ token, opening = 'click', fromPage = false }) => {
    const booking = await bookingOf(deps, token);
    if (booking === undefined) return INVALID_LINK;
    const now = deps.clock.now();
    const wouldBe = decide(deps.policy, booking, confirmByLink(booking, now));
    const outcome: { readonly type: 'ask'; readonly booking: Stored } | LinkRefused = wouldBe.ok
      ? { type: 'ask', booking }
      : refusedBy(wouldBe.refusal, booking, now);
    const sinceMailMs = await sinceLastMail(deps, booking, now);
    const link = fromPage ? 'decline_from_page' : 'decline';
    const verdict = wouldBe.ok ? 'ask' : 'refuse';
    return { ...outcome, visit: visitTo(booking, now, { link, kind: opening, verdict, signs: [], sinceMailMs }) };
  };
}

/** See {@link makeReadLink}. */
export type ReadLink = (input: { readonly token: string }) => Promise<Stored | undefined>;

/** The booking behind a link, for the pages that a redirect ends on. Changes nothing. */
export function makeReadLink(deps: Pick<LinkDeps, 'bookings' | 'tokens'>): ReadLink {
  return ({ token }) => bookingOf(deps, token);
}
