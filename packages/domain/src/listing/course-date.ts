import { type BookingId, isOpen, type Stored } from '../booking/booking.ts';
import { type CourseDateIdentity, courseDateKey, courseDateOf } from '../booking/course-date-key.ts';
import type { BookingPolicy } from '../booking/policy.ts';
import { answerBy } from '../reminder/schedule.ts';
import { earliestStart } from '../time/event-start.ts';
import type { Instant } from '../time/instant.ts';
import { type BookingQuery, type BookingSummary, LIST_STATUSES, listStatusOf } from './query.ts';

/**
 * The sequence of course dates. `open_first`: what has something to answer, the nearest first, then the rest, the
 * newest first. `soonest` and `latest`: by their start alone. Those without a date are last within their part.
 */
export type CourseDateSequence = 'open_first' | 'soonest' | 'latest';

/** A list of course dates; without a sequence it is `open_first`. */
export interface CourseDateQuery extends BookingQuery {
  readonly sequence?: CourseDateSequence | undefined;
  /** Bookings without a date pass the filter's days, too, as long as somebody may come ({@link isAwaitingDate}). */
  readonly andUndated?: boolean | undefined;
}

/** Whether a booking has no date yet, and somebody comes or may come: it belongs to what lies ahead. */
export function isAwaitingDate({ details, tookPlace, historic, status }: Stored): boolean {
  const undated = (tookPlace ?? details.eventStart) === null;
  return undated && !historic && (status === 'pending' || status === 'confirmed');
}

/** All bookings of a partner with the same course and the same start, as a list shows them. */
export interface CourseDate {
  readonly identity: CourseDateIdentity;
  /** As the newest booking names it. */
  readonly course: { readonly id: number | null; readonly name: string };
  readonly counts: BookingSummary;
  /** How many people take part in what is open or confirmed. */
  readonly people: number;
  /** Its first booking, which orders those that start at the same time. */
  readonly firstId: BookingId;
  /** Its open bookings, in the sequence they came in. */
  readonly open: readonly Stored[];
}

/** Until when the most urgent of a course date's open bookings is to be answered; null when none has such a time. */
export function courseDateAnswerBy(policy: BookingPolicy, { open }: Pick<CourseDate, 'open'>): Instant | null {
  const deadlines = open.flatMap((booking) => answerBy(policy, booking) ?? []);
  return deadlines.length === 0 ? null : (Math.min(...deadlines) as Instant);
}

/** Puts bookings together by course date, in a sequence; ties by the first booking. */
export function courseDatesOf(
  bookings: readonly Stored[],
  now: Instant,
  sequence: CourseDateSequence = 'open_first',
): readonly CourseDate[] {
  const groups = new Map<string, Stored[]>();
  for (const booking of bookings) {
    const key = courseDateKey(courseDateOf(booking));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [booking]);
    else group.push(booking);
  }
  return [...groups.values()].map((group) => courseDateFrom(group, now)).toSorted(COMPARE[sequence]);
}

/** @param group at least one booking */
function courseDateFrom(group: readonly Stored[], now: Instant): CourseDate {
  const sorted = group.toSorted((a, b) => a.id - b.id);
  const [first, newest] = [sorted[0] as Stored, sorted.at(-1) as Stored];
  const counts = Object.fromEntries(LIST_STATUSES.map((status) => [status, 0])) as Record<keyof BookingSummary, number>;
  for (const booking of sorted) counts[listStatusOf(booking, now)] += 1;
  const open = sorted.filter((booking) => isOpen(booking, now));
  const coming = [...open, ...sorted.filter(({ status }) => status === 'confirmed')];
  return {
    identity: courseDateOf(newest),
    course: { id: newest.details.course.id, name: newest.details.course.name },
    counts,
    people: coming.reduce((sum, { details }) => sum + details.participants, 0),
    firstId: first.id,
    open,
  };
}

const COMPARE: Readonly<Record<CourseDateSequence, (a: CourseDate, b: CourseDate) => number>> = {
  open_first: (a, b) => {
    const [openA, openB] = [a.counts.pending > 0, b.counts.pending > 0];
    if (openA !== openB) return openA ? -1 : 1;
    return openA ? bySoonest(a, b) : byLatest(a, b);
  },
  soonest: bySoonest,
  latest: byLatest,
};

function bySoonest(a: CourseDate, b: CourseDate): number {
  const [startA, startB] = [startOr(a, Number.POSITIVE_INFINITY), startOr(b, Number.POSITIVE_INFINITY)];
  return startA === startB ? a.firstId - b.firstId : startA < startB ? -1 : 1;
}

function byLatest(a: CourseDate, b: CourseDate): number {
  const [startA, startB] = [startOr(a, Number.NEGATIVE_INFINITY), startOr(b, Number.NEGATIVE_INFINITY)];
  return startA === startB ? b.firstId - a.firstId : startA > startB ? -1 : 1;
}

const startOr = ({ identity }: CourseDate, undated: number): number => earliestStart(identity.eventStart) ?? undated;
