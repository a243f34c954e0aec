import { nextEscalation, nextReminder } from '../../reminder/schedule.ts';
import { type Booking, eventStarted } from '../booking.ts';
import type { Sweep } from '../command.ts';
import type { BookingEvent } from '../event.ts';
import { evolve } from '../evolve.ts';
import type { BookingPolicy } from '../policy.ts';

/**
 * The reminder and escalation due at `at`: at most one reminder further, and the escalation that
 * follows the second at once. Thresholds, never windows, so that downtime loses nothing.
 */
export function decideSweep(policy: BookingPolicy, booking: Booking, { at }: Sweep): readonly BookingEvent[] {
  if (booking.status !== 'pending' || eventStarted(booking, at)) return [];
  const events: BookingEvent[] = [];
  const reminder = nextReminder(policy, booking);
  if (reminder !== null && reminder.dueAt <= at) events.push({ type: 'reminded', at, step: reminder.step });
  const reminded = events.reduce<Booking>(evolve, booking);
  const escalation = nextEscalation(policy, reminded);
  if (escalation !== null && escalation.dueAt <= at) events.push({ type: 'escalated', at, reason: escalation.reason });
  return events;
}
