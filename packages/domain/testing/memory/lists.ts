import {
  type Attention,
  type BookingFilter,
  type BookingPage,
  type BookingQuery,
  type BookingSummary,
  compareForList,
  dayBounds,
  eventStarted,
  foldForSearch,
  type Instant,
  isMissed,
  type ListedCourse,
  type Stored,
  searchText,
  unreachable,
} from '@miomente/booking-domain';

/** Whether a booking passes every filter but the status. */
function passes(filter: BookingFilter, timeZone: string): (booking: Stored) => boolean {
  const from = filter.from === null ? undefined : dayBounds(filter.from, timeZone)?.start;
  const to = filter.to === null ? undefined : dayBounds(filter.to, timeZone)?.end;
  const search = foldForSearch(filter.search);
  return ({ details: { eventStart, course, customer }, order }) => {
    if (filter.from !== null && !(from !== undefined && eventStart !== null && eventStart >= from)) return false;
    if (filter.to !== null && !(to !== undefined && eventStart !== null && eventStart < to)) return false;
    if (filter.courseId !== null && course.id !== filter.courseId) return false;
    return searchText(customer, order.orderNumber).includes(search);
  };
}

/** One page of these bookings. */
export function pageOf(
  bookings: readonly Stored[],
  query: BookingQuery,
  { now, timeZone }: { readonly now: Instant; readonly timeZone: string },
): BookingPage<Stored> {
  const passing = bookings.filter(passes(query, timeZone));
  const wanted = passing.filter((booking) => query.status === 'all' || booking.status === query.status);
  const start = (query.page - 1) * query.limit;
  const rows = wanted.toSorted(compareForList(now)).slice(start, start + query.limit);
  return { rows, total: wanted.length, summary: summaryOf(passing) };
}

function summaryOf(bookings: readonly Stored[]): BookingSummary {
  const summary = { pending: 0, confirmed: 0, declined: 0, cancelled: 0 };
  for (const { status } of bookings) summary[status] += 1;
  return summary;
}

/** Whether a booking stands on a manager's list. */
export function needsAttention(attention: Attention, now: Instant): (booking: Stored) => boolean {
  return (booking) => {
    if (booking.historic) return false;
    switch (attention) {
      case 'escalated':
        return booking.status === 'pending' && booking.escalation !== null && !eventStarted(booking, now);
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
