import { type Booking, isOpen, type Stored } from '../booking/booking.ts';
import type { BookingPolicy } from '../booking/policy.ts';
import { answerBy } from '../reminder/schedule.ts';
import { type EventStart, earliestStart, eventOf, isDay, sameStart } from '../time/event-start.ts';
import type { Instant } from '../time/instant.ts';
import { type BookingSummary, LIST_STATUSES, listStatusOf } from './query.ts';

/** What makes bookings of a partner one course date (booking#course-date): the course and when it starts. */
export interface CourseDateIdentity {
  /** Magento's product id, or the course's name where its order items name none. */
  readonly course: number | string;
  readonly eventStart: EventStart | null;
}

/** All bookings of a partner with the same course and the same start, as a list shows them. */
export interface CourseDate {
  readonly identity: CourseDateIdentity;
  /** As the newest booking names it. */
  readonly course: { readonly id: number | null; readonly name: string };
  readonly counts: BookingSummary;
  /** How many people take part in what is open or confirmed. */
  readonly people: number;
  /** Its open bookings, in the sequence they came in. */
  readonly open: readonly Stored[];
}

/** The course date that a booking is part of. */
export function courseDateOf(booking: Booking): CourseDateIdentity {
  const { id, name } = booking.details.course;
  return { course: id ?? name, eventStart: eventOf(booking) };
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
const isKeepable = (instant: string): boolean => {
  const [first, last] = KEEPABLE;
  return Number(instant) >= first && Number(instant) <= last;
};

function startOf(start: string | undefined, end: string | undefined): EventStart | null {
  if (start === undefined) return null;
  return end === undefined
    ? (Number(start) as Instant)
    : { start: Number(start) as Instant, end: Number(end) as Instant };
}

/** Until when the most urgent of a course date's open bookings is to be answered; null when none has such a time. */
export function courseDateAnswerBy(policy: BookingPolicy, { open }: Pick<CourseDate, 'open'>): Instant | null {
  const deadlines = open.flatMap((booking) => answerBy(policy, booking) ?? []);
  return deadlines.length === 0 ? null : (Math.min(...deadlines) as Instant);
}

/**
 * Puts bookings together by course date, in the sequence of every list: those with something open first, the nearest
 * first, without a date last; then the rest, the newest first. Ties by the first booking.
 */
export function courseDatesOf(bookings: readonly Stored[], now: Instant): readonly CourseDate[] {
  const groups = new Map<string, Stored[]>();
  for (const booking of bookings) {
    const key = courseDateKey(courseDateOf(booking));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [booking]);
    else group.push(booking);
  }
  return [...groups.values()]
    .map((group) => ({ group: group.toSorted((a, b) => a.id - b.id), ...courseDateFrom(group, now) }))
    .toSorted(bySequence)
    .map(({ group: _, ...courseDate }) => courseDate);
}

/** @param group at least one booking */
function courseDateFrom(group: readonly Stored[], now: Instant): CourseDate {
  const sorted = group.toSorted((a, b) => a.id - b.id);
  const newest = sorted.at(-1) as Stored;
  const counts = Object.fromEntries(LIST_STATUSES.map((status) => [status, 0])) as Record<keyof BookingSummary, number>;
  for (const booking of sorted) counts[listStatusOf(booking, now)] += 1;
  const open = sorted.filter((booking) => isOpen(booking, now));
  const coming = [...open, ...sorted.filter(({ status }) => status === 'confirmed')];
  return {
    identity: courseDateOf(newest),
    course: { id: newest.details.course.id, name: newest.details.course.name },
    counts,
    people: coming.reduce((sum, { details }) => sum + details.participants, 0),
    open,
  };
}

type Placed = CourseDate & { readonly group: readonly Stored[] };

function bySequence(a: Placed, b: Placed): number {
  const [openA, openB] = [a.counts.pending > 0, b.counts.pending > 0];
  if (openA !== openB) return openA ? -1 : 1;
  const undated = openA ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  const startA = earliestStart(a.identity.eventStart) ?? undated;
  const startB = earliestStart(b.identity.eventStart) ?? undated;
  if (startA !== startB) return openA === startA < startB ? -1 : 1;
  const first = (a.group[0]?.id ?? 0) - (b.group[0]?.id ?? 0);
  return openA ? first : -first;
}
