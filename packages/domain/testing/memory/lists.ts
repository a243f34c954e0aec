import {
  type Attention,
  type BookingFilter,
  type BookingPage,
  type BookingQuery,
  type BookingSummary,
  type CourseDate,
  type CourseDateQuery,
  type CustomerNumber,
  canAnswer,
  compareForList,
  comparePlaces,
  courseDateOf,
  courseDatesOf,
  dayBounds,
  earliestStart,
  foldForSearch,
  type Instant,
  isAwaitingDate,
  isFoundBy,
  isMissed,
  type ListedCourse,
  listStatusOf,
  NO_FILTER,
  type PageOf,
  type Partner,
  type PastDates,
  type PastDatesQuery,
  pageFrom,
  placeOf,
  type Scope,
  type Stored,
  sameCourseDate,
  searchText,
  unreachable,
} from '@miomente/booking-domain';

/** What a list depends on beside the bookings and the query. */
export interface ListSetting {
  readonly now: Instant;
  readonly timeZone: string;
  readonly scope: Scope;
  readonly partners: ReadonlyMap<CustomerNumber, Partner>;
}

/** Whether a booking passes every filter but the status. */
function passes(filter: BookingFilter, { timeZone, scope, partners }: ListSetting): (booking: Stored) => boolean {
  const from = filter.from === null ? undefined : dayBounds(filter.from, timeZone)?.start;
  const to = filter.to === null ? undefined : dayBounds(filter.to, timeZone)?.end;
  const search = foldForSearch(filter.search);
  const isFound = isFoundBy(filter.search);
  return (booking) => {
    const { details, tookPlace, order, customerNumber } = booking;
    const { course, customer } = details;
    const eventStart = earliestStart(tookPlace ?? details.eventStart);
    if (filter.from !== null && !(from !== undefined && eventStart !== null && eventStart >= from)) return false;
    if (filter.to !== null && !(to !== undefined && eventStart !== null && eventStart < to)) return false;
    if (filter.courseId !== null && course.id !== filter.courseId) return false;
    if (filter.courseDate !== undefined && !sameCourseDate(filter.courseDate, courseDateOf(booking))) return false;
    if (searchText(customer, order.orderNumber).includes(search)) return true;
    return scope.type !== 'partner' && isFound({ customerNumber, name: partners.get(customerNumber)?.name ?? null });
  };
}

/** One page of these bookings. */
export function pageOf(bookings: readonly Stored[], query: BookingQuery, setting: ListSetting): BookingPage<Stored> {
  const { now } = setting;
  const passing = bookings.filter(passes(query, setting));
  const wanted = passing.filter((booking) => query.status === 'all' || listStatusOf(booking, now) === query.status);
  const start = (query.page - 1) * query.limit;
  const rows = wanted.toSorted(compareForList(now)).slice(start, start + query.limit);
  return { rows, total: wanted.length, summary: summaryOf(passing, now) };
}

/** One page of their course dates. */
export function courseDatePageOf(
  bookings: readonly Stored[],
  query: CourseDateQuery,
  setting: ListSetting,
): PageOf<CourseDate> {
  const inDays = passes(query, setting);
  const otherwise = passes({ ...query, from: null, to: null }, setting);
  const alsoUndated = (booking: Stored): boolean =>
    query.andUndated === true && isAwaitingDate(booking) && otherwise(booking);
  const passing = bookings.filter((booking) => inDays(booking) || alsoUndated(booking));
  const all = courseDatesOf(passing, setting.now, query.sequence);
  return pageFrom(
    all.filter(({ counts }) => query.status === 'all' || counts[query.status] > 0),
    query,
  );
}

/** A part of their past course dates. */
export function pastDatesOf(
  bookings: readonly Stored[],
  { to, beyond, limit }: PastDatesQuery,
  setting: ListSetting,
): PastDates {
  const past = bookings.filter(passes({ ...NO_FILTER, to }, setting));
  const latest = courseDatesOf(past, setting.now, 'latest').filter((date) => {
    const place = placeOf(date);
    if (place === null || beyond === null) return place !== null;
    const side = comparePlaces(place, beyond.place);
    return beyond.direction === 'older' ? side < 0 : side > 0;
  });
  const rows = beyond?.direction === 'newer' ? latest.slice(-limit) : latest.slice(0, limit);
  return { rows, more: latest.length > limit };
}

function summaryOf(bookings: readonly Stored[], now: Instant): BookingSummary {
  const summary = { pending: 0, confirmed: 0, declined: 0, cancelled: 0, unanswered: 0 };
  for (const booking of bookings) summary[listStatusOf(booking, now)] += 1;
  return summary;
}

/** Whether a booking stands on a manager's list. */
export function needsAttention(attention: Attention, now: Instant): (booking: Stored) => boolean {
  return (booking) => {
    // A date before the order is for a manager to look at, and makes a booking historic.
    if (attention === 'flagged' && booking.status !== 'cancelled' && booking.flags.includes('event_before_order'))
      return true;
    if (booking.historic) return false;
    switch (attention) {
      case 'escalated':
        return booking.status === 'pending' && booking.escalation !== null && canAnswer(booking, now);
      case 'missed':
        return isMissed(booking, now);
      case 'flagged':
        return booking.status !== 'cancelled' && booking.flags.length > 0;
      case 'rebooking':
        return booking.status === 'declined';
      default:
        return unreachable(attention);
    }
  };
}

/** Each course once, by name. */
export function coursesOf(bookings: readonly Stored[]): readonly ListedCourse[] {
  const names = new Map<number, string>();
  for (const { course } of bookings.map((booking) => booking.details)) {
    if (course.id !== null) names.set(course.id, course.name);
  }
  const courses = [...names].map(([id, name]) => ({ id, name }));
  return courses.sort((a, b) => (a.name === b.name ? a.id - b.id : a.name < b.name ? -1 : 1));
}
