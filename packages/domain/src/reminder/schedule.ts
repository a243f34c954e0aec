import { earliestStart, eventOf, eventStarted, type WithEvent } from '../time/event-start.ts';
import type { HolidayRegion } from '../time/holiday-region.ts';
import type { DurationMs, Instant } from '../time/instant.ts';
import { afterQuiet } from '../time/quiet-time.ts';
import type { Asking } from './asking.ts';
import type { ReminderPolicy } from './policy.ts';

/** When the two reminders of a clock fall due. */
export interface ReminderTimes {
  readonly first: Instant;
  readonly second: Instant;
}

/** The part of a policy that reminders depend on. */
export type ReminderHours = Pick<
  ReminderPolicy,
  'firstReminderAfterMs' | 'secondReminderAfterMs' | 'workingTime' | 'quietTime'
>;

/** Where a clock starts, and whose holidays stop it. */
export interface ClockStart {
  readonly clockStartedAt: Instant;
  readonly holidays: HolidayRegion | null;
}

/**
 * When reminders are due (reminders#due-times). With L = event start − clock start: the first after min(24 h, L/3), the
 * second after min(48 h, 2L/3). Without an event date, after 24 and 48 hours. Of these, the hours may count within
 * working time only (reminders#working-time), the bounds by the event are always elapsed time; what falls into quiet
 * hours is due when they end, unless the event is near (reminders#quiet-hours).
 * @param holidays whose holidays are no working time; null for those of `HOLIDAYS`
 */
export function reminderTimes(
  policy: ReminderHours,
  clockStartedAt: Instant,
  eventStart: Instant | null,
  holidays: HolidayRegion | null = null,
): ReminderTimes {
  const { first, second } = planned(policy, { clockStartedAt, holidays }, eventStart);
  return {
    first: afterQuiet(policy.quietTime, first.at, eventStart),
    second: afterQuiet(policy.quietTime, second.at, eventStart),
  };
}

/** A reminder before quiet hours are considered. */
interface Planned {
  readonly at: Instant;
  /** The distance to the mail before it, in the hours that count, and its bound in elapsed time. */
  readonly hours: DurationMs;
  readonly atMost: DurationMs;
}

function planned(
  policy: ReminderHours,
  { clockStartedAt, holidays }: ClockStart,
  eventStart: Instant | null,
): { readonly first: Planned; readonly second: Planned } {
  const lead = eventStart === null ? Number.POSITIVE_INFINITY : Math.max(0, eventStart - clockStartedAt);
  const third = Math.floor(lead / 3);
  const thirds = Math.floor((2 * lead) / 3);
  const toFirst = Math.min(policy.firstReminderAfterMs, third);
  const toSecond = Math.min(policy.secondReminderAfterMs, thirds);
  const first = counted(policy, holidays, clockStartedAt, toFirst, third);
  const second = counted(policy, holidays, clockStartedAt, toSecond, thirds);
  const firstDue = afterQuiet(policy.quietTime, first, eventStart);
  // A third of a shorter time is shorter: counted from the same morning, a later start would bring the deadline forward.
  const distance =
    firstDue === first
      ? { hours: toSecond - toFirst, atMost: second - first }
      : { hours: policy.secondReminderAfterMs - policy.firstReminderAfterMs, atMost: halfWay(firstDue, eventStart) };
  return {
    first: { at: first, hours: toFirst, atMost: first - clockStartedAt },
    second: { at: second, ...distance },
  };
}

/** Half of the time to the event: what is between two reminders after a third and two thirds of it. */
function halfWay(from: Instant, eventStart: Instant | null): DurationMs {
  return eventStart === null ? Number.POSITIVE_INFINITY : Math.floor((eventStart - from) / 2);
}

/** So many hours of those that count, but at most so many elapsed ones. */
function counted(
  { workingTime }: Pick<ReminderPolicy, 'workingTime'>,
  holidays: HolidayRegion | null,
  from: Instant,
  hours: DurationMs,
  atMost: DurationMs = Number.POSITIVE_INFINITY,
): Instant {
  return workingTime === null
    ? from + Math.min(hours, atMost)
    : workingTime.after(from, hours, holidays, from + atMost);
}

/** The part of a booking that its due times depend on; every booking has it. */
export interface Scheduled extends WithEvent, ClockStart {
  readonly status: 'pending' | 'confirmed' | 'declined' | 'cancelled';
  readonly historic: boolean;
  readonly hold: 'holded' | 'payment_review' | 'being_changed' | null;
  readonly announcedAt: Instant | null;
  readonly asking: Asking;
  readonly escalation: { readonly at: Instant } | null;
}

/** When the reminders of a booking's clock are due; for a day without a time, those before the day begins. */
export function dueReminders(policy: ReminderPolicy, booking: Scheduled): ReminderTimes {
  return reminderTimes(policy, booking.clockStartedAt, earliestStart(eventOf(booking)), booking.holidays);
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
  const { asking, holidays } = booking;
  const eventStart = earliestStart(eventOf(booking));
  const { first, second } = planned(policy, booking, eventStart);
  const earliest = ({ at, hours, atMost }: Planned): Instant =>
    asking.sentAt === null ? at : Math.max(at, counted(policy, holidays, asking.sentAt, hours, atMost));
  return {
    first: afterQuiet(policy.quietTime, earliest(first), eventStart),
    second: afterQuiet(policy.quietTime, earliest(second), eventStart),
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
  return Math.min(beforeEvent, afterSecondReminder(policy, booking));
}

/** When the second reminder left, or when it will as far as is known; if it was given up, when it was due. */
function secondReminderAt(policy: ReminderPolicy, booking: Scheduled): Instant {
  const { asking } = booking;
  if (asking.step === 2 && asking.mail === 'sent' && asking.sentAt !== null) return asking.sentAt;
  const due = dueReminders(policy, booking);
  const { first, second } = earliestReminders(policy, booking);
  const firstToCome = asking.step === 0 ? first < due.second : asking.step === 1 && asking.mail === 'queued';
  return firstToCome ? secondAfter(policy, booking, first) : second;
}

/** When the second reminder is due if the first one leaves at an instant. */
function secondAfter(policy: ReminderPolicy, booking: Scheduled, first: Instant): Instant {
  const eventStart = earliestStart(eventOf(booking));
  const { at, hours, atMost } = planned(policy, booking, eventStart).second;
  const spaced = counted(policy, booking.holidays, first, hours, atMost);
  return afterQuiet(policy.quietTime, Math.max(at, spaced), eventStart);
}

/** When the time to answer the second reminder is over. */
function afterSecondReminder(policy: ReminderPolicy, booking: Scheduled): Instant {
  return counted(policy, booking.holidays, secondReminderAt(policy, booking), policy.escalationDelayMs);
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
    step === 2 && mail !== 'queued' ? afterSecondReminder(policy, booking) : Number.POSITIVE_INFINITY;
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
