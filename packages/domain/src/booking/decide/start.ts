import type { UnreachableReason } from '../../partner/partner.ts';
import { type EventStart, earliestStart } from '../../time/event-start.ts';
import type { Instant } from '../../time/instant.ts';
import type { EscalationReason } from '../booking.ts';
import type { BookingPolicy } from '../policy.ts';

/**
 * Why a clock that starts at `at` is escalated at once (reminders#escalation): the partner can't be reached, the order
 * has no date, or the event is too near for reminders.
 * @returns null when reminders come first
 */
export function escalationAtStart(
  policy: Pick<BookingPolicy, 'escalateBeforeEventMs'>,
  start: {
    readonly at: Instant;
    readonly eventStart: EventStart | null;
    readonly unreachable: UnreachableReason | 'partner_unreachable' | null;
  },
): EscalationReason | null {
  if (start.unreachable !== null) return start.unreachable;
  if (start.eventStart === null) return 'no_event_date';
  return start.at >= earliestStart(start.eventStart) - policy.escalateBeforeEventMs ? 'event_near' : null;
}
