/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { ListedCourse } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import type { Reader } from '../frame/reader.ts';
import { isFiltered, type ListRequest, listPath } from './list-request.ts';

interface EmptyProps {
  readonly reader: Reader;
  readonly request: ListRequest;
  readonly courses: readonly ListedCourse[];
  /** The number of bookings that match the filter, on other pages. */
  readonly total: number;
}

/** For an empty list: what was searched, and one link that helps. */
export function EmptyList({ reader, request, courses, total }: EmptyProps) {
  const { bookings } = reader.words;
  const [what, more, way] =
    total > 0
      ? [bookings.noneHere, null, { href: listPath(request.filter, 1), name: bookings.firstPage }]
      : isOnlyOpen(request)
        ? [bookings.allAnswered, null, { href: paths.bookings.at(), name: bookings.all }]
        : isFiltered(request.filter)
          ? [
              bookings.notFound,
              lookedFor(reader, request, courses),
              { href: paths.bookings.at(), name: bookings.reset },
            ]
          : [bookings.none, bookings.noneMore, null];
  return (
    <div class="panel stack center">
      <p role="status">
        <b>{what}</b>
        {more !== null && <br />}
        {more !== null && <span class="muted">{more}</span>}
      </p>
      {way !== null && (
        <a class="button" href={way.href}>
          {way.name}
        </a>
      )}
    </div>
  );
}

/** Whether the filter is only "open". */
function isOnlyOpen({ filter }: ListRequest): boolean {
  return filter.status === 'pending' && !isFiltered({ ...filter, status: 'all' });
}

/** "Unter „Abgelehnt“ gibt es ab 01.02.2025 nichts zu „Mustermann“." */
function lookedFor({ words, notation }: Reader, { filter }: ListRequest, courses: readonly ListedCourse[]): string {
  const { bookings } = words;
  const { status, from, to, search, courseId } = filter;
  const where = status === 'all' ? bookings.anywhere : bookings.under(bookings.status[status]);
  const course = courses.find(({ id }) => id === courseId);
  const days =
    from !== null && to !== null
      ? bookings.between(notation.day(from), notation.day(to))
      : from !== null
        ? bookings.since(notation.day(from))
        : to !== null
          ? bookings.until(notation.day(to))
          : '';
  const about = search === '' ? '' : bookings.about(search);
  return `${bookings.nothing(where, days)}${about}${course === undefined ? '' : bookings.inCourse(course.name)}.`;
}
