import {
  type CourseDate,
  type CourseDateQuery,
  DEFAULT_PAGE_SIZE,
  type ListedCourse,
  MAX_PAGE_SIZE,
  NO_FILTER,
  type PartnerScope,
  type Stored,
} from '@miomente/booking-domain';
import type { PartnerSession } from '../../session/session.ts';
import type { NoticeShown } from '../dashboard/notice-address.ts';
import type { Reader } from '../frame/reader.ts';
import type { Visitor } from '../gates.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { type Done, inboxPath, withDone } from './done-address.ts';
import { type Group, groupsOf } from './groups.ts';
import { countUpcoming } from './upcoming.ts';

/** The questions of a page, and what was answered there. */
export interface InboxQuestions {
  readonly page: number;
  readonly pages: number;
  readonly groups: readonly Group[];
  readonly done: Done;
  /** What was answered on this page, where the visitor may see it. */
  readonly answered: readonly Stored[];
}

/** The content of the page of what needs an answer. */
export interface InboxView extends InboxQuestions {
  readonly reader: Reader;
  readonly policy: PagesDeps['policy'];
  readonly courses: readonly ListedCourse[];
  /** How many course dates lie ahead. */
  readonly upcoming: number;
  /** The course dates of today, soonest first. */
  readonly today: readonly CourseDate[];
  readonly notice: NoticeShown | null;
  /** The page with what was answered on it. */
  readonly here: string;
}

type Reads = Pick<PagesDeps, 'bookings'>;

/** The questions of a page of the inbox. */
export async function inboxQuestions(
  { bookings }: Reads,
  { scope, now }: { readonly scope: PartnerScope; readonly now: number },
  { page, done }: { readonly page: number; readonly done: Done },
): Promise<InboxQuestions> {
  const [dates, answered] = await Promise.all([
    bookings.courseDates(scope, { ...NO_FILTER, status: 'pending', page, limit: DEFAULT_PAGE_SIZE }, now),
    done.ids.length === 0 ? [] : bookings.findMany(scope, done.ids),
  ]);
  const groups = groupsOf(dates.rows, answered, now);
  return { page, pages: Math.ceil(dates.total / DEFAULT_PAGE_SIZE), groups, done, answered };
}

/** Everything that the inbox shows. */
export async function inboxView(
  deps: PagesDeps,
  { session, reader }: Visitor<PartnerSession>,
  asked: { readonly page: number; readonly done: Done },
  notice: NoticeShown | null,
): Promise<InboxView> {
  const today = reader.notation.dayOf(reader.now);
  const todays: CourseDateQuery = {
    ...NO_FILTER,
    from: today,
    to: today,
    sequence: 'soonest',
    page: 1,
    limit: MAX_PAGE_SIZE,
  };
  const [questions, dates, courses, upcoming] = await Promise.all([
    inboxQuestions(deps, { scope: session.scope, now: reader.now }, asked),
    deps.bookings.courseDates(session.scope, todays, reader.now),
    deps.bookings.courses(session.scope),
    countUpcoming(deps, { session, reader }),
  ]);
  return {
    ...questions,
    reader,
    policy: deps.policy,
    courses,
    upcoming,
    today: dates.rows.filter(({ people }) => people > 0),
    notice,
    here: withDone(inboxPath(asked.page), asked.done),
  };
}
