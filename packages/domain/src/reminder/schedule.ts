import { type Booking, eventOf, eventStarted } from '../booking/booking.ts';
import { earliestStart } from '../booking/event-start.ts';
import type { BookingPolicy } from '../booking/policy.ts';
import type { Instant } from '../time/instant.ts';

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
  policy: Pick<BookingPolicy, 'firstReminderAfterMs' | 'secondReminderAfterMs'>,
  clockStartedAt: Instant,
  eventStart: Instant | null,
): ReminderTimes {
  const lead = eventStart === null ? Number.POSITIVE_INFINITY : Math.max(0, eventStart - clockStartedAt);
  return {
    first: clockStartedAt + Math.min(policy.firstReminderAfterMs, Math.floor(lead / 3)),
    second: clockStartedAt + Math.min(policy.secondReminderAfterMs, Math.floor((2 * lead) / 3)),
  };
}

/** As much of a booking as says when it is next due. */
export type Scheduled = Pick<
  Booking,
  | 'status'
  | 'historic'
  | 'hold'
  | 'announcedAt'
  | 'clockStartedAt'
  | 'reminders'
  | 'escalation'
  | 'details'
  | 'tookPlace'
>;

/**
 * When the next reminder falls due, or null when none will. The second never follows the first
 * sooner than the distance between their due times, however late the first was.
 */
export function nextReminder(
  policy: BookingPolicy,
  booking: Scheduled,
): { readonly step: 1 | 2; readonly dueAt: Instant } | null {
  if (booking.status !== 'pending' || booking.historic || booking.hold !== null || booking.announcedAt === null)
    return null;
  const { count, lastAt } = booking.reminders;
  if (count === 2) return null;
  const eventStart = earliestStart(eventOf(booking));
  const times = reminderTimes(policy, booking.clockStartedAt, eventStart);
  const step = count === 0 ? 1 : 2;
  const dueAt =
    step === 1 ? times.first : Math.max(times.second, (lastAt ?? times.first) + (times.second - times.first));
  // On the very day of an event without a time the office phones; a reminder would only follow the request.
  return eventStart !== null && dueAt >= eventStart ? null : { step, dueAt };
}

/**
 * When a person takes over unless the partner answers: right after the second reminder (and the
 * configured delay), at the latest a fixed time before the event, whatever reminders were sent;
 * at the clock's start if the event is nearer than that. This is "Antwort bis" in portal and mails.
 * Once a person has taken over, the instant at which that happened.
 * @returns null when the order names no date: such a booking is with the office from the start; null also of
 *   historic ones (booking#before-go-live)
 */
export function answerBy(policy: BookingPolicy, booking: Scheduled): Instant | null {
  const eventStart = earliestStart(eventOf(booking));
  // Nobody waits for the answer to a booking from before go-live.
  if (eventStart === null || booking.historic) return null;
  if (booking.escalation !== null) return booking.escalation.at;
  const beforeEvent = Math.max(booking.clockStartedAt, eventStart - policy.escalateBeforeEventMs);
  return Math.min(beforeEvent, secondReminderAt(policy, booking) + policy.escalationDelayMs);
}

/** When the second reminder went, or when it will go as far as can be said now. */
function secondReminderAt(policy: BookingPolicy, booking: Scheduled): Instant {
  const { count, lastAt } = booking.reminders;
  if (count === 2 && lastAt !== null) return lastAt;
  const times = reminderTimes(policy, booking.clockStartedAt, earliestStart(eventOf(booking)));
  return count === 1 && lastAt !== null ? Math.max(times.second, lastAt + (times.second - times.first)) : times.second;
}

/**
 * When escalation falls due, or null when it has happened or never will. Unlike {@link answerBy}
 * it waits for the second reminder to have gone, for the partner is phoned only after both.
 */
export function nextEscalation(
  policy: BookingPolicy,
  booking: Scheduled,
): { readonly reason: 'no_answer' | 'event_near'; readonly dueAt: Instant } | null {
  if (booking.status !== 'pending' || booking.historic || booking.escalation !== null) return null;
  if (booking.hold === 'being_changed') return null;
  const eventStart = earliestStart(eventOf(booking));
  const { count, lastAt } = booking.reminders;
  const beforeEvent =
    eventStart === null
      ? Number.POSITIVE_INFINITY
      : Math.max(booking.clockStartedAt, eventStart - policy.escalateBeforeEventMs);
  const afterReminders = count === 2 && lastAt !== null ? lastAt + policy.escalationDelayMs : Number.POSITIVE_INFINITY;
  const dueAt = Math.min(beforeEvent, afterReminders);
  if (dueAt === Number.POSITIVE_INFINITY || eventStarted(booking, dueAt)) return null;
  return { reason: afterReminders <= beforeEvent ? 'no_answer' : 'event_near', dueAt };
}

/**
 * The next instant at which a sweep has something to do for this booking; null when never. Kept
 * beside the booking so that a sweep finds due bookings by one index.
 */
export function nextSweepAt(policy: BookingPolicy, booking: Scheduled): Instant | null {
  const due = [nextReminder(policy, booking)?.dueAt, nextEscalation(policy, booking)?.dueAt].filter(
    (instant) => instant !== undefined,
  );
  return due.length === 0 ? null : Math.min(...due);
}
