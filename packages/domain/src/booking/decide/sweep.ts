import { nextEscalation, nextReminder } from '../../reminder/schedule.ts';
import { eventStarted } from '../../time/event-start.ts';
import type { Booking } from '../booking.ts';
import type { Sweep } from '../command.ts';
import type { BookingEvent } from '../event.ts';
import { evolve } from '../evolve.ts';
import type { BookingPolicy } from '../policy.ts';

/**
 * The reminder and escalation due at `at`; at most one reminder. A first reminder that was not queued before the second
 * was due is left out. The escalation after the second reminder comes when that has left: by {@link decideMailRecord}
 * or a later sweep. Due times are thresholds, not windows, so a downtime loses nothing.
 */
export function decideSweep(policy: BookingPolicy, booking: Booking, { at }: Sweep): readonly BookingEvent[] {
  if (booking.status !== 'pending' || eventStarted(booking, at)) return [];
  const events: BookingEvent[] = [];
  const first = nextReminder(policy, booking);
  if (first?.step === 1 && first.lapsesAt <= at)
    events.push({ type: 'mail_dropped', at, mail: 'first_reminder', reason: 'second_due' });
  const reminder = nextReminder(policy, events.reduce<Booking>(evolve, booking));
  if (reminder !== null && reminder.dueAt <= at) events.push({ type: 'reminded', at, step: reminder.step });
  const escalation = nextEscalation(policy, events.reduce<Booking>(evolve, booking));
  if (escalation !== null && escalation.dueAt <= at) events.push({ type: 'escalated', at, reason: escalation.reason });
  return events;
}
