import {
  answerBy,
  type Booking,
  type BookingPolicy,
  earliestStart,
  eventStarted,
  type Instant,
  isOpen,
  type OrderHold,
  reminderTimes,
  unreachable,
} from '@miomente/booking-domain';

/** The state of a booking for the person who can answer it. */
export type Standing =
  | { readonly type: 'open'; readonly answerBy: Instant | null; readonly short: boolean }
  | { readonly type: 'overdue'; readonly since: Instant }
  | { readonly type: 'missed' }
  /** From before go-live, without a date: nobody waits for an answer. */
  | { readonly type: 'unneeded' }
  | { readonly type: 'confirmed'; readonly at: Instant }
  | { readonly type: 'declined'; readonly at: Instant; readonly reason: string }
  | { readonly type: 'cancelled'; readonly at: Instant };

/** The hold that matters: for an answered booking, only that its order is being changed. */
export function holdOf({ status, hold }: Booking): OrderHold | null {
  return status === 'pending' || (status !== 'cancelled' && hold === 'being_changed') ? hold : null;
}

/** The state of a booking now. */
export function standingOf(policy: BookingPolicy, booking: Booking, now: Instant): Standing {
  switch (booking.status) {
    case 'pending':
      if (eventStarted(booking, now)) return { type: 'missed' };
      return isOpen(booking, now) ? waiting(policy, booking, now) : { type: 'unneeded' };
    case 'confirmed':
      return { type: 'confirmed', at: booking.answer.at };
    case 'declined':
      return { type: 'declined', at: booking.answer.at, reason: booking.answer.reason };
    case 'cancelled':
      return { type: 'cancelled', at: booking.cancelledAt };
    default:
      return unreachable(booking);
  }
}

function waiting(policy: BookingPolicy, booking: Booking, now: Instant): Standing {
  const deadline = answerBy(policy, booking);
  if (deadline !== null && deadline <= now) return { type: 'overdue', since: deadline };
  return { type: 'open', answerBy: deadline, short: deadline !== null && isShortNotice(policy, booking) };
}

/** Whether the event is so near that reminders come sooner than configured. */
function isShortNotice(policy: BookingPolicy, { clockStartedAt, details, holidays }: Booking): boolean {
  const { second } = reminderTimes(policy, clockStartedAt, earliestStart(details.eventStart), holidays);
  return second < reminderTimes(policy, clockStartedAt, null, holidays).second;
}
