import type { Instant } from './instant.ts';

/**
 * A day on which an event takes place at a time that nobody named: from the day's first instant to the
 * first of the next, in the configured time zone. 23 to 25 hours, for clocks change.
 */
export interface EventDay {
  readonly start: Instant;
  readonly end: Instant;
}

/** When an event starts: an instant, or no more than a day (orders#day-without-time). */
export type EventStart = Instant | EventDay;

/** Whether only the day is known. */
export function isDay(start: EventStart | null): start is EventDay {
  return start !== null && typeof start !== 'number';
}

/** The earliest instant at which the event may start: what reminders and escalation count towards, and lists sort by. */
export function earliestStart(start: EventStart): Instant;
export function earliestStart(start: EventStart | null): Instant | null;
export function earliestStart(start: EventStart | null): Instant | null {
  return isDay(start) ? start.start : start;
}

/** The instant from which the event has certainly started: until then it can be answered. */
export function latestStart(start: EventStart): Instant;
export function latestStart(start: EventStart | null): Instant | null;
export function latestStart(start: EventStart | null): Instant | null {
  return isDay(start) ? start.end : start;
}

/** Whether both say the same: the same instant, or the same day without a time. */
export function sameStart(a: EventStart | null, b: EventStart | null): boolean {
  return isDay(a) && isDay(b) ? a.start === b.start && a.end === b.end : a === b;
}

/**
 * Whether the event was put to another time, so that a partner has to look again. A time that becomes
 * known, or is no longer named, is another time: the answer was given to something else. Midnight that
 * turns out to be the day alone is the same: midnight is what such a day was once taken for.
 */
export function isMoved(before: EventStart | null, after: EventStart | null): boolean {
  return !sameStart(before, after) && !(isDay(after) && before === after.start);
}

/** What ends at an instant, as people say it: with the day itself where it ends with the event's day. */
export function endOf(end: Instant, event: EventStart | null): EventStart {
  return isDay(event) && end === event.end ? event : end;
}

/** As much of a booking as says when its event is. */
export interface WithEvent {
  readonly details: { readonly eventStart: EventStart | null };
  /** When the event began that took place, where the shop has put the booking to another date since; else null. */
  readonly tookPlace: EventStart | null;
}

/** The event that a booking is about: one that took place stays so, whatever date the shop names now. */
export function eventOf({ details, tookPlace }: WithEvent): EventStart | null {
  return tookPlace ?? details.eventStart;
}

/**
 * Whether the event has started, after which nothing can be answered any more. One whose time is not known
 * counts as started when its day is over.
 */
export function eventStarted(booking: WithEvent, now: Instant): boolean {
  const start = eventOf(booking);
  return start !== null && now >= latestStart(start);
}
