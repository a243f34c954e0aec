import type { ReminderPolicy } from '../reminder/policy.ts';
import { nextEscalation, nextReminder, nextSweepAt, type Scheduled } from '../reminder/schedule.ts';
import { latestStart } from '../time/event-start.ts';
import type { Instant } from '../time/instant.ts';
import type { Booking } from './booking.ts';
import { escalationAtStart } from './decide/start.ts';

/** What the hours of a policy would have caused for some bookings. */
export interface Replay {
  readonly bookings: number;
  readonly firstReminders: number;
  readonly secondReminders: number;
  /** Bookings that a person would have phoned about. */
  readonly calls: number;
  /** Of those, the ones that were answered nevertheless: after the deadline. */
  readonly lateAnswers: number;
}

/** The replay of no bookings. */
export const NO_REPLAY: Replay = { bookings: 0, firstReminders: 0, secondReminders: 0, calls: 0, lateAnswers: 0 };

/**
 * Adds what a policy's hours would have caused for a booking since its clock last started, as if its answer had come when
 * it did, and every mail had left when it was due. Historic bookings are not counted, nor what nobody waited for.
 */
export function replayed(policy: ReminderPolicy, booking: Booking, now: Instant, before: Replay = NO_REPLAY): Replay {
  const { clockStartedAt } = booking;
  const answeredAt = booking.status === 'pending' ? null : (booking.answer?.at ?? null);
  if (booking.historic || (answeredAt !== null && answeredAt <= clockStartedAt)) return before;
  const { reminders, calledAt } = stepsOf(policy, booking, answeredAt ?? endOf(booking, now));
  return {
    bookings: before.bookings + 1,
    firstReminders: before.firstReminders + Number(reminders.includes(1)),
    secondReminders: before.secondReminders + Number(reminders.includes(2)),
    calls: before.calls + Number(calledAt !== null),
    lateAnswers: before.lateAnswers + Number(calledAt !== null && answeredAt !== null),
  };
}

/** Until when an answer was awaited that did not come. */
function endOf(booking: Booking, now: Instant): Instant {
  if (booking.status === 'cancelled') return booking.cancelledAt;
  return Math.min(now, latestStart(booking.details.eventStart) ?? now);
}

interface Steps {
  readonly reminders: readonly (1 | 2)[];
  readonly calledAt: Instant | null;
}

function stepsOf(policy: ReminderPolicy, booking: Booking, until: Instant): Steps {
  const { clockStartedAt: at, announcedAt, escalation, details } = booking;
  // Nobody could be asked by mail, whatever the hours.
  if (announcedAt === null) return { reminders: [], calledAt: escalation?.at ?? null };
  if (escalationAtStart(policy, { at, eventStart: details.eventStart, unreachable: null }) !== null)
    return { reminders: [], calledAt: at };
  const reminders: (1 | 2)[] = [];
  let waiting: Scheduled = {
    status: 'pending',
    historic: false,
    hold: null,
    escalation: null,
    announcedAt,
    clockStartedAt: at,
    holidays: booking.holidays,
    details,
    tookPlace: null,
    asking: { step: 0, mail: 'sent', sentAt: at },
  };
  for (let due = nextSweepAt(policy, waiting); due !== null && due < until; due = nextSweepAt(policy, waiting)) {
    const call = nextEscalation(policy, waiting);
    if (call !== null && call.dueAt <= due) return { reminders, calledAt: call.dueAt };
    const reminder = nextReminder(policy, waiting);
    if (reminder === null) break;
    reminders.push(reminder.step);
    waiting = { ...waiting, asking: { step: reminder.step, mail: 'sent', sentAt: reminder.dueAt } };
  }
  return { reminders, calledAt: null };
}
