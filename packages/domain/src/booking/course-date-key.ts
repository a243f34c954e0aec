import { type EventStart, eventOf, isDay, sameStart } from '../time/event-start.ts';
import type { Instant } from '../time/instant.ts';
import type { Booking, BookingDetails } from './booking.ts';

/** What makes bookings of a partner one course date (booking#course-date): the course and when it starts. */
export interface CourseDateIdentity {
  /** Magento's product id, or the course's name where its order items name none. */
  readonly course: number | string;
  readonly eventStart: EventStart | null;
}

/** The course date that a booking is part of. */
export function courseDateOf(booking: Booking): CourseDateIdentity {
  return { ...courseDateIn(booking.details), eventStart: eventOf(booking) };
}

/** The course date that an order item's details name. */
export function courseDateIn({ course: { id, name }, eventStart }: BookingDetails): CourseDateIdentity {
  return { course: id ?? name, eventStart };
}

/** Whether two bookings' course dates are the same one. */
export function sameCourseDate(a: CourseDateIdentity, b: CourseDateIdentity): boolean {
  return a.course === b.course && sameStart(a.eventStart, b.eventStart);
}

/** A course date as addresses name it: nothing to be read by people, and the same as long as the date isn't moved. */
export function courseDateKey({ course, eventStart }: CourseDateIdentity): string {
  return `${typeof course === 'number' ? course : `~${encodeURIComponent(course)}`}.${startKey(eventStart)}`;
}

function startKey(start: EventStart | null): string {
  if (start === null) return 'open';
  return isDay(start) ? `${start.start}-${start.end}` : String(start);
}

const KEY = /^(?:(?<id>[1-9]\d{0,15})|~(?<name>.*))\.(?:open|(?<start>-?\d{1,15})(?:-(?<end>-?\d{1,15}))?)$/s;

/** @returns the course date of a key; undefined for what is no key of {@link courseDateKey} */
export function readCourseDateKey(key: string): CourseDateIdentity | undefined {
  const groups = KEY.exec(key)?.groups;
  if (groups === undefined) return undefined;
  const instants = [groups['start'], groups['end']].filter((instant) => instant !== undefined);
  if (!instants.every(isKeepable)) return undefined;
  const course = groups['id'] === undefined ? decoded(groups['name'] ?? '') : Number(groups['id']);
  return course === undefined ? undefined : { course, eventStart: startOf(groups['start'], groups['end']) };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** First and last instant of the years 1 to 9999; databases and ISO 8601 keep no others in one way. */
const KEEPABLE = [-62_135_596_800_000, 253_402_300_799_999] as const;

/** Whether digits are an instant that every database keeps. */
export function isKeepable(instant: string): boolean {
  const [first, last] = KEEPABLE;
  return Number(instant) >= first && Number(instant) <= last;
}

function startOf(start: string | undefined, end: string | undefined): EventStart | null {
  if (start === undefined) return null;
  return end === undefined
    ? (Number(start) as Instant)
    : { start: Number(start) as Instant, end: Number(end) as Instant };
}
