/**
 * The reminder clock as it was when it knew nothing but elapsed time, word for word: what a clock without working time
 * and quiet hours gives must be the same to the millisecond.
 * @module
 */
import {
  type Booking,
  earliestStart,
  eventOf,
  eventStarted,
  type Instant,
  type ReminderPolicy,
} from '@miomente/booking-domain';

type Scheduled = Booking;

interface ReminderTimes {
  readonly first: Instant;
  readonly second: Instant;
}

function reminderTimes(
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

function dueReminders(policy: ReminderPolicy, booking: Scheduled): ReminderTimes {
  return reminderTimes(policy, booking.clockStartedAt, earliestStart(eventOf(booking)));
}

function comesTooLate(booking: Scheduled, at: Instant): boolean {
  const eventStart = earliestStart(eventOf(booking));
  return eventStart !== null && at >= eventStart;
}

function earliestReminders(policy: ReminderPolicy, booking: Scheduled): ReminderTimes {
  const { clockStartedAt, asking } = booking;
  const { first, second } = dueReminders(policy, booking);
  if (asking.sentAt === null) return { first, second };
  return {
    first: Math.max(first, asking.sentAt + (first - clockStartedAt)),
    second: Math.max(second, asking.sentAt + (second - first)),
  };
}

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

export function answerBy(policy: ReminderPolicy, booking: Scheduled): Instant | null {
  const eventStart = earliestStart(eventOf(booking));
  // Nobody waits for the answer to a booking from before go-live.
  if (eventStart === null || booking.historic) return null;
  if (booking.escalation !== null) return booking.escalation.at;
  const beforeEvent = Math.max(booking.clockStartedAt, eventStart - policy.escalateBeforeEventMs);
  return Math.min(beforeEvent, secondReminderAt(policy, booking) + policy.escalationDelayMs);
}

function secondReminderAt(policy: ReminderPolicy, booking: Scheduled): Instant {
  const { asking } = booking;
  if (asking.step === 2 && asking.mail === 'sent' && asking.sentAt !== null) return asking.sentAt;
  const due = dueReminders(policy, booking);
  const { first, second } = earliestReminders(policy, booking);
  const firstToCome = asking.step === 0 ? first < due.second : asking.step === 1 && asking.mail === 'queued';
  return firstToCome ? Math.max(due.second, first + (due.second - due.first)) : second;
}

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

export function nextSweepAt(policy: ReminderPolicy, booking: Scheduled): Instant | null {
  const due = [nextReminder(policy, booking)?.dueAt, nextEscalation(policy, booking)?.dueAt].filter(
    (instant) => instant !== undefined,
  );
  return due.length === 0 ? null : Math.min(...due);
}
