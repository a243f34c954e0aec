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
 * When reminders are due (reminders#due-times). With L = event start − clock start: the first after min(24 h, L/3), the
 * second after min(48 h, 2L/3), in exact elapsed time. Without an event date, after 24 and 48 hours.
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

/** The part of a booking that its due times depend on; every booking has it. */
export interface Scheduled extends WithEvent {
  readonly status: 'pending' | 'confirmed' | 'declined' | 'cancelled';
  readonly historic: boolean;
  readonly hold: 'holded' | 'payment_review' | 'being_changed' | null;
  readonly announcedAt: Instant | null;
  readonly clockStartedAt: Instant;
  readonly asking: Asking;
  readonly escalation: { readonly at: Instant } | null;
}

/** When the reminders of a booking's clock are due; for a day without a time, those before the day begins. */
export function dueReminders(policy: ReminderPolicy, booking: Scheduled): ReminderTimes {
  return reminderTimes(policy, booking.clockStartedAt, earliestStart(eventOf(booking)));
}

/** On the day of an event without a time, the office phones: a reminder would follow too soon after the request. */
export function comesTooLate(booking: Scheduled, at: Instant): boolean {
  const eventStart = earliestStart(eventOf(booking));
  return eventStart !== null && at >= eventStart;
}

/**
 * The earliest time for each reminder: its due time, but not before the distance between the due times has passed since
 * the previous mail was accepted (reminders#spacing). A mail that an outage or a hold prevented has not left, so
 * nothing is counted from it.
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
 * When the next reminder is due; null when none will be, or when that is unknown while a mail that asks for an answer
 * is on its way. The first reminder is left out from the instant at which the second is due: `lapsesAt`.
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
 * When a person takes over unless the partner answers: after the second reminder (and the configured delay), at the
 * latest a fixed time before the event, whatever reminders were sent; at the clock's start if the event is nearer than
 * that. This is "Antwort bis" in portal and mails. After the escalation, the instant of the escalation.
 * @returns null when the order has no date, because the office handles such a booking from the start; null also for
 * historic ones (booking#before-go-live)
 */
export function answerBy(policy: ReminderPolicy, booking: Scheduled): Instant | null {
  const eventStart = earliestStart(eventOf(booking));
  // Nobody waits for the answer to a booking from before go-live.
  if (eventStart === null || booking.historic) return null;
  if (booking.escalation !== null) return booking.escalation.at;
  const beforeEvent = Math.max(booking.clockStartedAt, eventStart - policy.escalateBeforeEventMs);
  return Math.min(beforeEvent, secondReminderAt(policy, booking) + policy.escalationDelayMs);
}

/** When the second reminder left, or when it will as far as is known; if it was given up, when it was due. */
function secondReminderAt(policy: ReminderPolicy, booking: Scheduled): Instant {
  const { asking } = booking;
  if (asking.step === 2 && asking.mail === 'sent' && asking.sentAt !== null) return asking.sentAt;
  const due = dueReminders(policy, booking);
  const { first, second } = earliestReminders(policy, booking);
  const firstToCome = asking.step === 0 ? first < due.second : asking.step === 1 && asking.mail === 'queued';
  return firstToCome ? Math.max(due.second, first + (due.second - due.first)) : second;
}

/**
 * When escalation is due; null when it has happened or never will. Unlike {@link answerBy}, it waits until the second
 * reminder has left, because the office must not phone about mails that have not left. When that reminder was given up,
 * the office phones in its place.
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
 * The next instant at which a sweep has work for this booking; null when never. It is stored with the booking, so that
 * a sweep finds due bookings with one index.
 */
export function nextSweepAt(policy: ReminderPolicy, booking: Scheduled): Instant | null {
  const due = [nextReminder(policy, booking)?.dueAt, nextEscalation(policy, booking)?.dueAt].filter(
    (instant) => instant !== undefined,
  );
  return due.length === 0 ? null : Math.min(...due);
}
