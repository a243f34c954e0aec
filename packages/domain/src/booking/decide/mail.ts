import { nextEscalation } from '../../reminder/schedule.ts';
import { eventStarted, latestStart } from '../../time/event-start.ts';
import type { Instant } from '../../time/instant.ts';
import { tokenExpiry } from '../../token/token.ts';
import type { Booking } from '../booking.ts';
import type { Announce, RecordMail, ReportMail } from '../command.ts';
import type { BookingEvent } from '../event.ts';
import { evolve } from '../evolve.ts';
import { type AskingMailKind, askingStep, asks } from '../mail-kind.ts';
import { isHardBounce } from '../mail-outcome.ts';
import type { BookingPolicy } from '../policy.ts';
import { escalationAtStart } from './start.ts';

/**
 * A mail that asks for an answer has left, or will not (delivery#only-what-left-counts). A mail that has left counts in
 * any status. When the second reminder ends, the booking is escalated, unless a delay is configured.
 */
export function decideMailRecord(
  policy: BookingPolicy,
  booking: Booking,
  { at, mail, clock, outcome }: RecordMail,
): readonly BookingEvent[] {
  if (booking.status === 'cancelled' || booking.historic || clock !== booking.clockStartedAt) return [];
  const { step, mail: state } = booking.asking;
  // Also for a declined booking: when the decline is taken back, its reminders continue from the mails that have left.
  const open = booking.status === 'pending' || booking.status === 'declined';
  const awaited = open && state === 'queued' && step === askingStep(mail);
  if (outcome.type === 'dropped' && !awaited) return [];
  const ended: BookingEvent =
    outcome.type === 'accepted'
      ? { type: 'mail_accepted', at: outcome.at, mail }
      : { type: 'mail_dropped', at, mail, reason: outcome.reason };
  const escalation = nextEscalation(policy, evolve(booking, ended));
  return escalation !== null && escalation.dueAt <= at && !eventStarted(booking, at)
    ? [ended, { type: 'escalated', at, reason: escalation.reason }]
    : [ended];
}

/**
 * Every report is recorded in the timeline, and what we left out with the reason. A hard bounce escalates a pending booking at once. A bounce at an old
 * address escalates nothing; mails that were only sent there are sent to the current one.
 */
export function decideMailReport(
  policy: BookingPolicy,
  booking: Booking,
  { at, mail, outcome, unreachable, superseded = false, again }: ReportMail,
): readonly BookingEvent[] {
  const reported: BookingEvent = {
    type: 'mail_reported',
    at,
    mail,
    outcome,
    ...(superseded && { superseded }),
    ...(unreachable !== undefined && { unreachable }),
  };
  if (!isHardBounce(outcome)) return [reported];
  if (superseded) {
    if (again === undefined) return [reported];
    return asks(again.mail)
      ? [reported, ...(canBeAsked(booking, at) ? askNow(policy, booking, at, again.mail) : [])]
      : [{ ...reported, again: { ...again, afterMs: null } }];
  }
  return booking.escalation === null && canBeAsked(booking, at)
    ? [reported, { type: 'escalated', at, reason: unreachable ?? 'mail_bounced' }]
    : [reported];
}

/** A pending booking whose partner has not been asked is asked now, which starts its clock. */
export function decideAnnounce(policy: BookingPolicy, booking: Booking, { at }: Announce): readonly BookingEvent[] {
  return booking.announcedAt === null && canBeAsked(booking, at) ? askNow(policy, booking, at) : [];
}

/** Whether the partner can be asked now: nobody is while the order is being changed, or once the event has begun. */
function canBeAsked(booking: Booking, at: Instant): boolean {
  return (
    booking.status === 'pending' && !booking.historic && booking.hold !== 'being_changed' && !eventStarted(booking, at)
  );
}

function askNow(
  policy: BookingPolicy,
  { details: { eventStart } }: Booking,
  at: Instant,
  instead: AskingMailKind = 'confirmation_request',
): readonly BookingEvent[] {
  const tokenExpiresAt = tokenExpiry(policy.tokenLifetimeMs, at, latestStart(eventStart));
  // A reminder would refer to a mail that never arrived.
  const mail = instead === 'first_reminder' || instead === 'second_reminder' ? 'confirmation_request' : instead;
  const asked: BookingEvent = { type: 'partner_asked', at, mail, tokenExpiresAt };
  const reason = escalationAtStart(policy, { at, eventStart, unreachable: null });
  return reason === null ? [asked] : [asked, { type: 'escalated', at, reason }];
}
