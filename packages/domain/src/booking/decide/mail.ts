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
 * A mail that asks has left, or never will (delivery#only-what-left-counts). An accepted one counts in any
 * status, for it did leave; with the end of the second reminder the office takes over where no more delay is wanted.
 */
export function decideMailRecord(
  policy: BookingPolicy,
  booking: Booking,
  { at, mail, clock, outcome }: RecordMail,
): readonly BookingEvent[] {
  if (booking.status === 'cancelled' || booking.historic || clock !== booking.clockStartedAt) return [];
  const { step, mail: state } = booking.asking;
  // Of a declined booking too: taken back, its reminders go on from what has left.
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
 * Every report is kept in the timeline. A hard bounce of a pending booking escalates at once. One of an address
 * that the partner no longer has escalates nothing; what was only ever sent there is sent to the one of now.
 */
export function decideMailReport(
  policy: BookingPolicy,
  booking: Booking,
  { at, mail, outcome, superseded = false, again }: ReportMail,
): readonly BookingEvent[] {
  const reported: BookingEvent = { type: 'mail_reported', at, mail, outcome, ...(superseded && { superseded }) };
  if (!isHardBounce(outcome)) return [reported];
  if (superseded) {
    if (again === undefined) return [reported];
    return asks(again.mail)
      ? [reported, ...(canBeAsked(booking, at) ? askNow(policy, booking, at, again.mail) : [])]
      : [{ ...reported, again: { ...again, afterMs: null } }];
  }
  return booking.escalation === null && canBeAsked(booking, at)
    ? [reported, { type: 'escalated', at, reason: 'mail_bounced' }]
    : [reported];
}

/** A pending booking whose partner has not been asked is asked now; its clock starts with that. */
export function decideAnnounce(policy: BookingPolicy, booking: Booking, { at }: Announce): readonly BookingEvent[] {
  return booking.announcedAt === null && canBeAsked(booking, at) ? askNow(policy, booking, at) : [];
}

/** Whoever takes the place of a booking whose order is being changed is asked, or phoned about. */
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
  // A reminder would speak of a mail that never arrived.
  const mail = instead === 'first_reminder' || instead === 'second_reminder' ? 'confirmation_request' : instead;
  const asked: BookingEvent = { type: 'partner_asked', at, mail, tokenExpiresAt };
  const reason = escalationAtStart(policy, { at, eventStart, unreachable: null });
  return reason === null ? [asked] : [asked, { type: 'escalated', at, reason }];
}
