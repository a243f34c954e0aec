import {
  type BookingPolicy,
  type CourseDate,
  type CourseDateIdentity,
  canAnswer,
  courseDateKey,
  courseDateOf,
  earliestStart,
  type Instant,
  isOpen,
  MAX_BATCH,
  type Stored,
} from '@miomente/booking-domain';
import { mostUrgent } from '../course-date/urgency.tsx';
import type { Done } from './done-address.ts';

/** The questions of one course date, with what was just answered in its place. */
export interface Group {
  readonly key: string;
  readonly identity: CourseDateIdentity;
  readonly course: string;
  /** Open ones and those just answered, in the sequence they came in. */
  readonly rows: readonly Stored[];
  readonly open: readonly Stored[];
  /** Open ones beyond those shown: the group is answered in steps. */
  readonly hidden: number;
  /** Whether somebody else comes, whom the course date's page shows. */
  readonly othersCome: boolean;
}

/** The questions that one page shows. */
interface Questions {
  readonly groups: readonly Group[];
  readonly done: Done;
}

/**
 * The groups of a page, soonest first, without a date last. What was just answered stays where it was, also when its
 * whole group is answered (portal#answered-in-place).
 * @param done bookings that were answered on this page; those that are open again are shown as questions
 */
export function groupsOf(dates: readonly CourseDate[], done: readonly Stored[], now: Instant): readonly Group[] {
  const settled = done.filter((booking) => !isOpen(booking, now));
  const shown = dates.map((date) => groupOf(date, settled));
  const keyOf = (booking: Stored): string => courseDateKey(courseDateOf(booking));
  const others = new Set(settled.map(keyOf).filter((key) => shown.every((group) => group.key !== key)));
  const whole = [...others].map((key) => settledGroup(settled.filter((booking) => keyOf(booking) === key)));
  return [...shown, ...whole].toSorted(bySoonest);
}

function groupOf({ identity, course, counts, open }: CourseDate, settled: readonly Stored[]): Group {
  const key = courseDateKey(identity);
  const shown = open.slice(0, MAX_BATCH);
  const done = settled.filter((booking) => courseDateKey(courseDateOf(booking)) === key);
  return {
    key,
    identity,
    course: course.name,
    rows: [...shown, ...done].toSorted((a, b) => a.id - b.id),
    open: shown,
    hidden: open.length - shown.length,
    othersCome: counts.confirmed > 0,
  };
}

/** @param bookings at least one */
function settledGroup(bookings: readonly Stored[]): Group {
  const [first] = bookings as readonly [Stored];
  const identity = courseDateOf(first);
  const rows = bookings.toSorted((a, b) => a.id - b.id);
  const othersCome = rows.some(({ status }) => status === 'confirmed');
  return {
    key: courseDateKey(identity),
    identity,
    course: first.details.course.name,
    rows,
    open: [],
    hidden: 0,
    othersCome,
  };
}

function bySoonest(a: Group, b: Group): number {
  const startOf = ({ identity }: Group): number => earliestStart(identity.eventStart) ?? Number.POSITIVE_INFINITY;
  const [startA, startB] = [startOf(a), startOf(b)];
  return startA === startB ? (a.rows[0]?.id ?? 0) - (b.rows[0]?.id ?? 0) : startA < startB ? -1 : 1;
}

/** The bookings of a group that can be answered together: none without a date (api#undated-group), and never just one. */
export function answeredTogether(
  { identity, open }: Pick<Group, 'identity' | 'open'>,
  now: Instant,
): readonly Stored[] {
  const can = open.filter((booking) => canAnswer(booking, now));
  return identity.eventStart === null || can.length < 2 ? [] : can;
}

/** About as many questions as somebody reads at once. */
const ENOUGH = 8;

/**
 * The keys of the groups that are not folded: the most urgent until about eight questions show, where the last press
 * was, and where the next question is.
 */
export function unfolded(policy: BookingPolicy, questions: Questions, now: Instant): ReadonlySet<string> {
  const { groups, done } = questions;
  const due = ({ open }: Group): number => mostUrgent(policy, open)?.deadline ?? Number.POSITIVE_INFINITY;
  const urgent = groups
    .filter(({ open }) => open.length > 0)
    .map((group) => ({ ...group, due: due(group) }))
    .toSorted((a, b) => (a.due === b.due ? 0 : a.due - b.due));
  const keys = new Set<string>();
  let shown = 0;
  for (const { key, open } of urgent) {
    if (shown >= ENOUGH) break;
    keys.add(key);
    shown += open.length;
  }
  const pressed = done.ids.slice(0, done.last);
  const next = nextQuestion(questions, now);
  for (const { key, rows } of groups)
    if (rows.some((booking) => pressed.includes(booking.id) || booking.id === next?.booking.id)) keys.add(key);
  return keys;
}

/** The next question after the last press, in the page's sequence; the first when there is none after it. */
export function nextQuestion(
  { groups, done }: Questions,
  now: Instant,
): { readonly group: Group; readonly booking: Stored } | undefined {
  const pressed = done.ids.slice(0, done.last);
  const rows = groups.flatMap((group) => group.rows.map((booking) => ({ group, booking })));
  const from = rows.findIndex(({ booking }) => pressed.includes(booking.id));
  const isQuestion = ({ booking }: (typeof rows)[number]): boolean => canAnswer(booking, now);
  return rows.slice(Math.max(from, 0)).find(isQuestion) ?? rows.find(isQuestion);
}
