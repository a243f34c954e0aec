import type { Stored } from '../booking/booking.ts';
import { courseDateKey, courseDateOf } from '../booking/course-date-key.ts';
import type { DatedCourseDate } from '../booking/standing-yes.ts';
import { latestStart } from '../time/event-start.ts';
import { DAY_MS, type DurationMs, type Instant } from '../time/instant.ts';

/** How long a course date stays in a partner's calendar after its event. */
export const KEPT_IN_CALENDAR_MS: DurationMs = 31 * DAY_MS;

/** A course date in a partner's calendar: sums alone, nothing of the customers (portal#calendar). */
export interface CalendarEntry {
  readonly courseDate: DatedCourseDate;
  /** As the newest booking names it. */
  readonly courseName: string;
  readonly confirmedPeople: number;
  /** The people in what has no answer. */
  readonly pendingPeople: number;
  readonly changedAt: Instant;
}

/** A state of a partner's calendar that was shown to somebody. */
export interface CalendarRevision {
  /** From 1; rises with every other calendar that is shown, and never falls. */
  readonly number: number;
  /** When it was first shown; never earlier than that of the one before. */
  readonly at: Instant;
}

/** What a calendar says of a course date as a whole. */
export type CalendarStatus = 'tentative' | 'confirmed' | 'cancelled';

/** Confirmed as soon as anybody is: the partner then hosts the course. Cancelled when nobody is left to come. */
export function calendarStatus({ confirmedPeople, pendingPeople }: CalendarEntry): CalendarStatus {
  if (confirmedPeople > 0) return 'confirmed';
  return pendingPeople > 0 ? 'tentative' : 'cancelled';
}

/** The first instant of what a calendar shows; the same for a whole day, so that time alone changes it once a day. */
export function calendarFrom(now: Instant): Instant {
  return Math.floor(now / DAY_MS) * DAY_MS - KEPT_IN_CALENDAR_MS;
}

/**
 * The entries of a calendar, by start and then by course date.
 * @param changedAt when a booking last changed
 */
export function calendarEntriesOf(
  bookings: readonly Stored[],
  from: Instant,
  changedAt: (booking: Stored) => Instant,
): readonly CalendarEntry[] {
  const groups = new Map<string, Stored[]>();
  for (const booking of bookings) {
    const courseDate = courseDateOf(booking);
    if (courseDate.eventStart === null || latestStart(courseDate.eventStart) <= from) continue;
    const key = courseDateKey(courseDate);
    groups.set(key, [...(groups.get(key) ?? []), booking]);
  }
  return [...groups.values()]
    .map((group) => entryOf(group, changedAt))
    .toSorted((a, b) => latestStart(a.courseDate.eventStart) - latestStart(b.courseDate.eventStart));
}

function entryOf(group: readonly Stored[], changedAt: (booking: Stored) => Instant): CalendarEntry {
  const newest = group.toSorted((a, b) => b.id - a.id)[0] as Stored;
  const peopleIn = (status: Stored['status']): number =>
    group.reduce((sum, booking) => sum + (booking.status === status ? booking.details.participants : 0), 0);
  return {
    courseDate: courseDateOf(newest) as DatedCourseDate,
    courseName: newest.details.course.name,
    confirmedPeople: peopleIn('confirmed'),
    pendingPeople: peopleIn('pending'),
    changedAt: Math.max(...group.map(changedAt)),
  };
}
