import { type Booking, isOpen, type Stored } from '../booking/booking.ts';
import { earliestStart, eventOf, eventStarted } from '../time/event-start.ts';
import type { Instant } from '../time/instant.ts';

/**
 * The order of every list (FR-1.7, api#list-order): open bookings (`isOpen`) first, nearest event first, those without
 * a date after them; then the others, latest event first, those without a date last. Ties are sorted by id, so that
 * pages never overlap.
 */
export function compareForList(now: Instant): (a: Stored<Booking>, b: Stored<Booking>) => number {
  return (a, b) => {
    const urgentA = isOpen(a, now);
    const urgentB = isOpen(b, now);
    if (urgentA !== urgentB) return urgentA ? -1 : 1;
    const undated = urgentA ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
    const startA = earliestStart(eventOf(a)) ?? undated;
    const startB = earliestStart(eventOf(b)) ?? undated;
    if (startA !== startB) return urgentA === startA < startB ? -1 : 1;
    return urgentA ? a.id - b.id : b.id - a.id;
  };
}

/**
 * The order of the office's lists: future events first, soonest first; then those without a date; then past events,
 * latest first, so that the newest missed booking is not behind years of old ones. Ties are sorted by id.
 */
export function compareForAttention(now: Instant): (a: Stored<Booking>, b: Stored<Booking>) => number {
  return (a, b) => {
    const overA = eventStarted(a, now);
    const overB = eventStarted(b, now);
    if (overA !== overB) return overA ? 1 : -1;
    const startA = earliestStart(eventOf(a)) ?? Number.POSITIVE_INFINITY;
    const startB = earliestStart(eventOf(b)) ?? Number.POSITIVE_INFINITY;
    if (startA !== startB) return overA === startA < startB ? 1 : -1;
    return overA ? b.id - a.id : a.id - b.id;
  };
}
