import type { Instant } from './instant.ts';

/**
 * A day of an event whose time is unknown: from the day's first instant to that of the next day, in the configured time
 * zone. 23 to 25 hours, because clocks change.
 */
export interface EventDay {
  readonly start: Instant;
  readonly end: Instant;
}

/** When an event starts: an instant, or only a day (orders#day-without-time). */
export type EventStart = Instant | EventDay;

/** Whether only the day is known. */
export function isDay(start: EventStart | null): start is EventDay {
  return start !== null && typeof start !== 'number';
}

/**
 * The earliest instant at which the event may start. Reminders and escalation are computed from it, and lists are
 * sorted by it.
 */
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

/** Whether both are the same instant, or the same day without a time. */
export function sameStart(a: EventStart | null, b: EventStart | null): boolean {
  return isDay(a) && isDay(b) ? a.start === b.start && a.end === b.end : a === b;
}

/**
 * Whether the event was moved, so that a partner must look again. A time that becomes known, or is no longer named, is
 * a move, because the answer was for something else. Midnight that becomes the day alone is not: older versions stored
 * such days as midnight.
 */
export function isMoved(before: EventStart | null, after: EventStart | null): boolean {
  return !sameStart(before, after) && !(isDay(after) && before === after.start);
}

/** How to show an end: as the day itself when it ends with the event's day. */
export function endOf(end: Instant, event: EventStart | null): EventStart {
  return isDay(event) && end === event.end ? event : end;
}

/** The part of a booking that says when its event is. */
export interface WithEvent {
  readonly details: { readonly eventStart: EventStart | null };
  /** When the past event began, if the shop has moved the booking to another date since; else null. */
  readonly tookPlace: EventStart | null;
}

/** The event that a booking is about. A past event stays, whatever date the shop has now. */
export function eventOf({ details, tookPlace }: WithEvent): EventStart | null {
  return tookPlace ?? details.eventStart;
}

/**
 * Whether the event has started; after that it can't be answered. An event without a time counts as started when its
 * day is over.
 */
export function eventStarted(booking: WithEvent, now: Instant): boolean {
  const start = eventOf(booking);
  return start !== null && now >= latestStart(start);
}
