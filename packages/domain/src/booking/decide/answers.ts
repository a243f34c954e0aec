import type { UnreachableReason } from '../../partner/partner.ts';
import { granted, type Result, refused } from '../../result.ts';
import { eventStarted, latestStart } from '../../time/event-start.ts';
import type { Instant } from '../../time/instant.ts';
import { isExpired, tokenExpiry } from '../../token/token.ts';
import { unreachable } from '../../unreachable.ts';
import type { Booking, ConfirmedBooking, DeclinedBooking, EscalationReason, PendingBooking } from '../booking.ts';
import type { Confirm, DeclineCommand, Reopen, ReopenByOffice } from '../command.ts';
import type { BookingEvent, Reopened } from '../event.ts';
import type { BookingPolicy } from '../policy.ts';
import type { BookingRefusal } from '../refusal.ts';
import { shownOf } from '../shown.ts';
import { escalationAtStart } from './start.ts';

type AnsweredBooking = ConfirmedBooking | DeclinedBooking;

/** The result of a command: events, or a refusal. */
export type Decided = Result<readonly BookingEvent[], BookingRefusal>;

/** The booking when it can be answered now, or a refusal. Its status decides before lateness does. */
function answerable(booking: Booking, now: number): Result<PendingBooking, BookingRefusal> {
  switch (booking.status) {
    case 'pending':
      if (eventStarted(booking, now)) return refused({ code: 'event_started' });
      return booking.hold === 'being_changed' ? refused({ code: 'order_being_changed' }) : granted(booking);
    case 'confirmed':
    case 'declined':
      return refused({ code: 'already_processed', status: booking.status });
    case 'cancelled':
      return refused({ code: 'cancelled' });
    default:
      return unreachable(booking);
  }
}

/** Whether the booking is what the one who answers was shown, as far as that is known (booking#as-shown). */
function isAsShown(booking: Booking, shown: string | undefined): boolean {
  return shown === undefined || shown === shownOf(booking);
}

/** Pending → confirmed; everything else refuses. A link also refuses once its token has expired. */
export function decideConfirm(booking: Booking, { at, actor, channel, notes, shown }: Confirm): Decided {
  const open = answerable(booking, at);
  if (!open.ok) return open;
  if (channel === 'email_token' && isExpired(booking.token, at)) return refused({ code: 'expired' });
  if (!isAsShown(booking, shown)) return refused({ code: 'changed_meanwhile' });
  return granted([{ type: 'confirmed', at, actor, channel, notes }]);
}

/** Pending → declined; everything else refuses. */
export function decideDecline(booking: Booking, { at, actor, channel, reason, notes, shown }: DeclineCommand): Decided {
  const open = answerable(booking, at);
  if (!open.ok) return open;
  if (!isAsShown(booking, shown)) return refused({ code: 'changed_meanwhile' });
  return granted([{ type: 'declined', at, actor, channel, reason, notes }]);
}

/**
 * Confirmed → pending: by link until the token expires, in the portal until the event starts. Declined → pending: in
 * the portal only, and only for some minutes, because the office rebooks the customer after that; then the clock
 * continues (booking#take-decline-back). A partner who was never asked by mail (for a booking from before go-live) is
 * reminded from now on, or phoned; so is one for whom no time is left for reminders.
 */
export function decideReopen(policy: BookingPolicy, booking: Booking, command: Reopen): Decided {
  const { at, channel } = command;
  switch (booking.status) {
    case 'pending':
      return refused({ code: 'not_confirmed' });
    case 'declined':
      if (channel !== 'portal' || !isUndoable(policy, booking, at))
        return refused({ code: 'already_processed', status: 'declined' });
      break;
    case 'confirmed':
      break;
    case 'cancelled':
      return refused({ code: 'cancelled' });
    default:
      return unreachable(booking);
  }
  if (eventStarted(booking, at)) return refused({ code: 'event_started' });
  if (booking.hold === 'being_changed') return refused({ code: 'order_being_changed' });
  if (channel === 'email_token' && isExpired(booking.token, at)) return refused({ code: 'expired' });
  if (!isAsShown(booking, command.shown)) return refused({ code: 'changed_meanwhile' });
  return granted(reopened(policy, booking, command));
}

function reopened(policy: BookingPolicy, booking: AnsweredBooking, command: Reopen): readonly BookingEvent[] {
  const { at, actor, channel, unreachable: blocked = 'partner_unreachable' } = command;
  const { eventStart } = booking.details;
  const event: Reopened =
    booking.status === 'declined'
      ? {
          type: 'reopened',
          answer: 'decline',
          at,
          actor,
          channel,
          clock: 'goes_on',
          tokenExpiresAt: booking.token.expiresAt,
        }
      : {
          type: 'reopened',
          at,
          actor,
          channel,
          tokenExpiresAt: tokenExpiry(policy.tokenLifetimeMs, at, latestStart(eventStart)),
        };
  const reason = whyPhoned(policy, booking, at, blocked);
  return [asReached(booking, event, blocked), ...(reason === null ? [] : [{ type: 'escalated' as const, at, reason }])];
}

/** Why the office must phone now that an answer was taken back; null when reminders come first, or it phones already. */
function whyPhoned(
  policy: BookingPolicy,
  booking: AnsweredBooking,
  at: Instant,
  blocked: UnreachableReason | 'partner_unreachable' | null,
): EscalationReason | null {
  const withdrawn = booking.status === 'confirmed' && booking.customerInformed !== null;
  // A customer who was told must not find a locked door: the office hears of it at once, whatever it phoned about before.
  if (withdrawn && booking.escalation?.reason !== 'confirmation_withdrawn') return 'confirmation_withdrawn';
  if (booking.escalation !== null) return null;
  const { eventStart } = booking.details;
  return escalationAtStart(policy, { at, eventStart, unreachable: booking.announcedAt === null ? blocked : null });
}

/** A partner who was never asked by mail can be reminded by mail from now on, if mail reaches them. */
function asReached(booking: AnsweredBooking, event: Reopened, blocked: string | null): Reopened {
  return booking.announcedAt === null && blocked === null ? { ...event, reaches: true } : event;
}

/** Until when the partner can take this decline back in the portal. */
export function declineUndoUntil(policy: BookingPolicy, { answer }: DeclinedBooking): Instant {
  return answer.at + policy.declineUndoMs;
}

/** Only the office can take back a decline that it entered after a call, or that is some minutes old. */
function isUndoable(policy: BookingPolicy, booking: DeclinedBooking, now: Instant): boolean {
  return booking.answer.channel !== 'phone' && now < declineUndoUntil(policy, booking);
}

/**
 * Confirmed or declined → pending, until the event starts (booking#office-takes-back). The partner is asked again by
 * mail. A partner whom no mail reaches is phoned, and so is one for whom no time is left for reminders.
 */
export function decideReopenByOffice(policy: BookingPolicy, booking: Booking, command: ReopenByOffice): Decided {
  const { at, actor, unreachable: blocked } = command;
  if (booking.status === 'pending') return refused({ code: 'not_confirmed' });
  if (booking.status === 'cancelled') return refused({ code: 'cancelled' });
  if (eventStarted(booking, at)) return refused({ code: 'event_started' });
  if (booking.hold === 'being_changed') return refused({ code: 'order_being_changed' });
  if (!isAsShown(booking, command.shown)) return refused({ code: 'changed_meanwhile' });
  const { eventStart } = booking.details;
  const tokenExpiresAt = tokenExpiry(policy.tokenLifetimeMs, at, latestStart(eventStart));
  const reason = escalationAtStart(policy, { at, eventStart, unreachable: blocked });
  const reopened: BookingEvent = { type: 'reopened', at, actor, channel: 'phone', tokenExpiresAt };
  const asked: BookingEvent = { type: 'partner_asked', at, mail: 'confirm_again', tokenExpiresAt };
  return granted([
    booking.status === 'declined' ? { ...reopened, answer: 'decline' } : reopened,
    ...(blocked === null ? [asked] : []),
    ...(reason === null ? [] : [{ type: 'escalated' as const, at, reason }]),
  ]);
}

/** Whether the office can take the answer back now. */
export function canReopenByOffice(booking: Booking, now: Instant): boolean {
  if (booking.hold === 'being_changed' || eventStarted(booking, now)) return false;
  return booking.status === 'confirmed' || booking.status === 'declined';
}

/** Whether a partner can still take a confirmation back. Pages use it to show the button. */
export function canReopen(booking: Booking, channel: Reopen['channel'], now: number): boolean {
  if (booking.status !== 'confirmed' || booking.hold === 'being_changed' || eventStarted(booking, now)) return false;
  return channel === 'portal' || !isExpired(booking.token, now);
}

/** Whether the partner can take a decline back now, in the portal. Pages use it to show the button. */
export function canUndoDecline(policy: BookingPolicy, booking: Booking, now: Instant): booking is DeclinedBooking {
  if (booking.status !== 'declined' || booking.hold === 'being_changed' || eventStarted(booking, now)) return false;
  return isUndoable(policy, booking, now);
}
