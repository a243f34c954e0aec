import { type Booking, eventStarted } from '../booking/booking.ts';
import type { BookingMailKind, SendMail } from '../booking/message.ts';
import { type Partner, unreachableReason } from '../partner/partner.ts';
import { type Instant, MINUTE_MS } from '../time/instant.ts';
import { unreachable } from '../unreachable.ts';

/** What becomes of a queued mail when its turn comes. */
export type MailDecision =
  | { readonly type: 'send' }
  | { readonly type: 'wait'; readonly afterMs: number; readonly reason: string }
  | { readonly type: 'skip'; readonly reason: string };

/** Mails that ask for an answer. */
const ASKING: readonly BookingMailKind[] = ['confirmation_request', 'look_again', 'confirm_again'];
/** What takes the booking's place is asked about then, under the same link (booking#order-being-changed). */
const WAIT_FOR_CHANGED_ORDER: MailDecision = {
  type: 'wait',
  afterMs: 10 * MINUTE_MS,
  reason: 'waits for the order to be changed',
};

const SEND: MailDecision = { type: 'send' };
const skip = (reason: string): MailDecision => ({ type: 'skip', reason });

/**
 * Whether a queued mail is still wanted, judged on the booking as it is now: no reminder to a
 * partner who has just answered, no receipt for an answer taken back (delivery#read-again).
 * @param facts `told`: whether a mail that told the partner of this booking has gone out; `waitedMs`: how
 *   long this one has been queued
 */
export function decideMail(
  message: SendMail,
  booking: Booking,
  {
    partner,
    told,
    now,
    waitedMs,
  }: {
    readonly partner: Partner | undefined;
    readonly told: boolean;
    readonly now: Instant;
    readonly waitedMs: number;
  },
): MailDecision {
  const blocked = unreachableReason(partner);
  if (blocked !== null) return skip(blocked);
  if (booking.hold === 'being_changed' && ASKING.includes(message.mail)) return WAIT_FOR_CHANGED_ORDER;
  switch (message.mail) {
    case 'confirmation_request':
      return askable(booking, now);
    case 'first_reminder':
    case 'second_reminder':
      if (booking.hold !== null) return skip('order_on_hold');
      return message.about === booking.clockStartedAt ? askable(booking, now) : skip('asked_anew');
    case 'look_again':
    case 'confirm_again':
      return message.about === booking.clockStartedAt ? askable(booking, now) : skip('asked_anew');
    case 'details_changed':
      return booking.status === 'cancelled' ? skip('cancelled') : SEND;
    case 'receipt':
      return booking.status === 'confirmed' && booking.answer.at === message.about ? SEND : skip('answer_changed');
    case 'decline_confirmation': {
      if (booking.status !== 'declined' || booking.answer.at !== message.about) return skip('answer_changed');
      const leftMs = (message.afterMs ?? 0) - waitedMs;
      return booking.ticket?.id == null && leftMs > 0
        ? { type: 'wait', afterMs: leftMs, reason: 'waits for the ticket' }
        : SEND;
    }
    case 'cancellation_notice':
      if (booking.status !== 'cancelled') return skip('not_cancelled');
      // Whoever confirmed knew of it, if only from the office's call.
      return told || booking.answer?.type === 'confirmation' ? SEND : skip('never_told');
    default:
      return unreachable(message.mail);
  }
}

function askable(booking: Booking, now: Instant): MailDecision {
  if (booking.status !== 'pending') return skip('answered');
  return eventStarted(booking, now) ? skip('event_started') : SEND;
}
