import type { DurationMs } from '../time/instant.ts';
import type { QuietTime } from '../time/quiet-time.ts';
import type { WorkingTime } from '../time/working-time.ts';

/** When partners are reminded and phoned. Durations in milliseconds. */
export interface ReminderPolicy {
  /** `REMINDER_FIRST_HOURS`: first reminder, at the latest after a third of the time to the event. */
  readonly firstReminderAfterMs: DurationMs;
  /** `REMINDER_SECOND_HOURS`: second reminder, at the latest after two thirds. */
  readonly secondReminderAfterMs: DurationMs;
  /** `ESCALATION_DELAY_HOURS`: time to answer the second reminder before a person phones. */
  readonly escalationDelayMs: DurationMs;
  /** A person phones at the latest this long before the event. */
  readonly escalateBeforeEventMs: DurationMs;
  /** `REMINDER_CLOCK=working`: the time in which the hours above count; null for elapsed time (reminders#working-time). */
  readonly workingTime: WorkingTime | null;
  /** `QUIET_HOURS`: when reminders and receipts wait; null for never (reminders#quiet-hours). */
  readonly quietTime: QuietTime | null;
}
