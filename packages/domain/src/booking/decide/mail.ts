import { nextEscalation } from '../../reminder/schedule.ts';
import { tokenExpiry } from '../../token/token.ts';
import { type Booking, eventStarted } from '../booking.ts';
import type { Announce, RecordMail, ReportMail } from '../command.ts';
import type { BookingEvent } from '../event.ts';
import { latestStart } from '../event-start.ts';
import { evolve } from '../evolve.ts';
import { askingStep } from '../mail-kind.ts';
import { isHardBounce } from '../mail-outcome.ts';
import type { BookingPolicy } from '../policy.ts';
import { escalationAtStart } from './start.ts';

/**
 * A mail that asks has left, or never will (delivery#only-what-left-counts). An accepted one counts in any
 * status, for it did leave; with the second reminder the office takes over where no more delay is wanted.
 */
export function decideMailRecord(
  policy: BookingPolicy,
  booking: Booking,
  { at, mail, clock, outcome }: RecordMail,
): readonly BookingEvent[] {
  if (booking.status === 'cancelled' || booking.historic || clock !== booking.clockStartedAt) return [];
  if (outcome.type === 'dropped') {
    const { step, mail: state } = booking.asking;
    const waiting = booking.status === 'pending' && state === 'queued' && step === askingStep(mail);
    return waiting ? [{ type: 'mail_dropped', at, mail, reason: outcome.reason }] : [];
  }
  const accepted: BookingEvent = { type: 'mail_accepted', at: outcome.at, mail };
  const escalation = nextEscalation(policy, evolve(booking, accepted));
  return escalation !== null && escalation.dueAt <= at && !eventStarted(booking, at)
    ? [accepted, { type: 'escalated', at, reason: escalation.reason }]
    : [accepted];
}

/**
 * Every report is kept in the timeline; a hard bounce of a pending booking escalates at once, unless it
 * is of an address that no longer matters.
 */
export function decideMailReport(
  booking: Booking,
  { at, mail, outcome, superseded = false }: ReportMail,
): readonly BookingEvent[] {
  const reported: BookingEvent = { type: 'mail_reported', at, mail, outcome, ...(superseded && { superseded }) };
  const escalates =
    !superseded &&
    isHardBounce(outcome) &&
    booking.status === 'pending' &&
    !booking.historic &&
    booking.escalation === null &&
    booking.hold !== 'being_changed' &&
    !eventStarted(booking, at);
  return escalates ? [reported, { type: 'escalated', at, reason: 'mail_bounced' }] : [reported];
}

/** A pending booking whose partner has not been asked is asked now; its clock starts with that. */
export function decideAnnounce(policy: BookingPolicy, booking: Booking, { at }: Announce): readonly BookingEvent[] {
  if (booking.status !== 'pending' || booking.historic || booking.announcedAt !== null || eventStarted(booking, at))
    return [];
  // Whoever takes this booking's place is asked, or phoned about.
  if (booking.hold === 'being_changed') return [];
  const { eventStart } = booking.details;
  const tokenExpiresAt = tokenExpiry(policy.tokenLifetimeMs, at, latestStart(eventStart));
  const asked: BookingEvent = { type: 'partner_asked', at, mail: 'confirmation_request', tokenExpiresAt };
  const reason = escalationAtStart(policy, { at, eventStart, unreachable: null });
  return reason === null ? [asked] : [asked, { type: 'escalated', at, reason }];
}
