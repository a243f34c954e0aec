import { earliestStart, eventOf, eventStarted, type WithEvent } from '../time/event-start.ts';
import type { Instant } from '../time/instant.ts';
import type { Asking } from './asking.ts';
import type { ReminderPolicy } from './policy.ts';

/** When the two reminders of a clock fall due. */
export interface ReminderTimes {
  readonly first: Instant;
  readonly second: Instant;
}

/**
 * When reminders fall due (reminders#due-times). With L = event start − clock start: the first after
 * min(24 h, L/3), the second after min(48 h, 2L/3), in exact elapsed time. Without an event date
 * the plain 24 and 48 hours.
 */
export function reminderTimes(
  policy: Pick<ReminderPolicy, 'firstReminderAfterMs' | 'secondReminderAfterMs'>,
  clockStartedAt: Instant,
  eventStart: Instant | null,
): ReminderTimes {
  const lead = eventStart === null ? Number.POSITIVE_INFINITY : Math.max(0, eventStart - clockStartedAt);
  return {
    first: clockStartedAt + Math.min(policy.firstReminderAfterMs, Math.floor(lead / 3)),
    second: clockStartedAt + Math.min(policy.secondReminderAfterMs, Math.floor((2 * lead) / 3)),
  };
}

/** As much of a booking as says when it is next due; every booking is one. */
export interface Scheduled extends WithEvent {
  readonly status: 'pending' | 'confirmed' | 'declined' | 'cancelled';
  readonly historic: boolean;
  readonly hold: 'holded' | 'payment_review' | 'being_changed' | null;
  readonly announcedAt: Instant | null;
  readonly clockStartedAt: Instant;
  readonly asking: Asking;
  readonly escalation: { readonly at: Instant } | null;
}

/** When the reminders of a booking's clock fall due; those of a day without a time before the day begins. */
export function dueReminders(policy: ReminderPolicy, booking: Scheduled): ReminderTimes {
  return reminderTimes(policy, booking.clockStartedAt, earliestStart(eventOf(booking)));
}

/** On the very day of an event without a time the office phones; a reminder would only follow the request. */
export function comesTooLate(booking: Scheduled, at: Instant): boolean {
  const eventStart = earliestStart(eventOf(booking));
  return eventStart !== null && at >= eventStart;
}

/**
 * When each reminder may leave at the soonest: at its due time, and no sooner after the mail before it was
 * taken over than their due times lie apart (reminders#spacing). What was kept back by an outage or a hold
 * has not left, so nothing is counted from it.
 */
export function earliestReminders(policy: ReminderPolicy, booking: Scheduled): ReminderTimes {
  const { clockStartedAt, asking } = booking;
  const { first, second } = dueReminders(policy, booking);
  if (asking.sentAt === null) return { first, second };
  return {
    first: Math.max(first, asking.sentAt + (first - clockStartedAt)),
    second: Math.max(second, asking.sentAt + (second - first)),
  };
}

/**
 * When the next reminder falls due, or null when none will, or none can be said to while a mail that asks
 * is still on its way. The first is left out from the instant on at which the second is due: `lapsesAt`.
 */
export function nextReminder(
  policy: ReminderPolicy,
  booking: Scheduled,
): { readonly step: 1 | 2; readonly dueAt: Instant; readonly lapsesAt: Instant } | null {
  const { status, historic, hold, announcedAt, asking } = booking;
  if (status !== 'pending' || historic || hold !== null || announcedAt === null) return null;
  if (asking.mail === 'queued' || asking.step === 2) return null;
  const earliest = earliestReminders(policy, booking);
  const { second: secondDue } = dueReminders(policy, booking);
  const next =
    asking.step === 0 && earliest.first < secondDue
      ? ({ step: 1, dueAt: earliest.first, lapsesAt: secondDue } as const)
      : ({ step: 2, dueAt: earliest.second, lapsesAt: Number.POSITIVE_INFINITY } as const);
  return comesTooLate(booking, next.dueAt) ? null : next;
}

/**
 * When a person takes over unless the partner answers: right after the second reminder (and the
 * configured delay), at the latest a fixed time before the event, whatever reminders were sent;
 * at the clock's start if the event is nearer than that. This is "Antwort bis" in portal and mails.
 * Once a person has taken over, the instant at which that happened.
 * @returns null when the order names no date: such a booking is with the office from the start; null also of
 *   historic ones (booking#before-go-live)
 */
export function answerBy(policy: ReminderPolicy, booking: Scheduled): Instant | null {
  const eventStart = earliestStart(eventOf(booking));
  // Nobody waits for the answer to a booking from before go-live.
  if (eventStart === null || booking.historic) return null;
  if (booking.escalation !== null) return booking.escalation.at;
  const beforeEvent = Math.max(booking.clockStartedAt, eventStart - policy.escalateBeforeEventMs);
  return Math.min(beforeEvent, secondReminderAt(policy, booking) + policy.escalationDelayMs);
}

/** When the second reminder left, or when it will as far as can be said now; when it was given up, when it was due. */
function secondReminderAt(policy: ReminderPolicy, booking: Scheduled): Instant {
  const { asking } = booking;
  if (asking.step === 2 && asking.mail === 'sent' && asking.sentAt !== null) return asking.sentAt;
  const due = dueReminders(policy, booking);
  const { first, second } = earliestReminders(policy, booking);
  const firstToCome = asking.step === 0 ? first < due.second : asking.step === 1 && asking.mail === 'queued';
  return firstToCome ? Math.max(due.second, first + (due.second - due.first)) : second;
}

/**
 * When escalation falls due, or null when it has happened or never will. Unlike {@link answerBy}
 * it waits for the second reminder to have left, for nobody is phoned about mails that are still here. One that was
 * given up will not leave: the office phones in its place.
 */
export function nextEscalation(
  policy: ReminderPolicy,
  booking: Scheduled,
): { readonly reason: 'no_answer' | 'reminder_not_sent' | 'event_near'; readonly dueAt: Instant } | null {
  if (booking.status !== 'pending' || booking.historic || booking.escalation !== null) return null;
  if (booking.hold === 'being_changed') return null;
  const eventStart = earliestStart(eventOf(booking));
  const beforeEvent =
    eventStart === null
      ? Number.POSITIVE_INFINITY
      : Math.max(booking.clockStartedAt, eventStart - policy.escalateBeforeEventMs);
  const { step, mail } = booking.asking;
  const afterReminders =
    step === 2 && mail !== 'queued'
      ? secondReminderAt(policy, booking) + policy.escalationDelayMs
      : Number.POSITIVE_INFINITY;
  const dueAt = Math.min(beforeEvent, afterReminders);
  if (dueAt === Number.POSITIVE_INFINITY || eventStarted(booking, dueAt)) return null;
  const unanswered = mail === 'unsent' ? 'reminder_not_sent' : 'no_answer';
  return { reason: afterReminders <= beforeEvent ? unanswered : 'event_near', dueAt };
}

/**
 * The next instant at which a sweep has something to do for this booking; null when never. Kept
 * beside the booking so that a sweep finds due bookings by one index.
 */
export function nextSweepAt(policy: ReminderPolicy, booking: Scheduled): Instant | null {
  const due = [nextReminder(policy, booking)?.dueAt, nextEscalation(policy, booking)?.dueAt].filter(
    (instant) => instant !== undefined,
  );
  return due.length === 0 ? null : Math.min(...due);
}
