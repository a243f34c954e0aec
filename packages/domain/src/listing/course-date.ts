import { isOpen, type Stored } from '../booking/booking.ts';
import type { BookingPolicy } from '../booking/policy.ts';
import { answerBy } from '../reminder/schedule.ts';
import { earliestStart } from '../time/event-start.ts';
import type { Instant } from '../time/instant.ts';
import { type CourseDateIdentity, courseDateKey, courseDateOf } from './course-date-key.ts';
import { type BookingSummary, LIST_STATUSES, listStatusOf } from './query.ts';

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
