import {
  type CourseDateIdentity,
  courseDateKey,
  isOpen,
  MAX_BATCH,
  MAX_PAGE_SIZE,
  NO_FILTER,
  type PartnerScope,
  type Stored,
} from '@miomente/booking-domain';
import type { Done } from '../inbox/done-address.ts';
import type { Group } from '../inbox/groups.ts';
import type { PagesDeps } from '../pages-deps.ts';

/** A course date with its questions, and what was answered on its page. */
export interface CourseDateQuestions {
  readonly bookings: readonly Stored[];
  readonly groups: readonly Group[];
  readonly done: Done;
  readonly answered: readonly Stored[];
}

/** The bookings of a course date, and its questions as one group; no group when there is nothing to show in it. */
export async function courseDateQuestions(
  { bookings }: Pick<PagesDeps, 'bookings'>,
  { scope, now }: { readonly scope: PartnerScope; readonly now: number },
  { identity, done }: { readonly identity: CourseDateIdentity; readonly done: Done },
): Promise<CourseDateQuestions> {
  const [all, answered] = await Promise.all([
    bookingsOf(bookings, scope, identity, now),
    done.ids.length === 0 ? [] : bookings.findMany(scope, done.ids),
  ]);
  const stillOpen = all.filter((booking) => isOpen(booking, now));
  const open = stillOpen.slice(0, MAX_BATCH);
  // What moved to another date meanwhile is told with the results of the press.
  const settled = answered.filter(({ id }) => all.some((booking) => booking.id === id && !stillOpen.includes(booking)));
  const rows = [...open, ...settled].toSorted((a, b) => a.id - b.id);
  const group: Group = {
    key: courseDateKey(identity),
    identity,
    course: all.at(-1)?.details.course.name ?? '',
    rows,
    open,
    hidden: stillOpen.length - open.length,
    othersCome: false,
  };
  return { bookings: all, groups: rows.length === 0 ? [] : [group], done, answered };
}

/** All bookings of a course date, however many, by id. */
async function bookingsOf(
  bookings: PagesDeps['bookings'],
  scope: PartnerScope,
  identity: CourseDateIdentity,
  now: number,
): Promise<readonly Stored[]> {
  const query = { ...NO_FILTER, courseDate: identity, limit: MAX_PAGE_SIZE };
  const all = new Map<number, Stored>();
  for (let page = 1; ; page += 1) {
    const { rows, total } = await bookings.list(scope, { ...query, page }, now);
    // Between two pages a booking may have moved from one to the other.
    for (const row of rows) all.set(row.id, row);
    if (rows.length === 0 || page * MAX_PAGE_SIZE >= total) return [...all.values()].toSorted((a, b) => a.id - b.id);
  }
}
