import {
  type BookingFilter,
  dayBounds,
  LIST_STATUSES,
  type LocalDate,
  NO_FILTER,
  readDayText,
} from '@miomente/booking-domain';
import { paths, withQuery } from '@miomente/booking-paths';
import { z } from 'zod';
import { dayAsTyped, id, lenient, pageNumber, searchAsTyped } from '../../guard/fields.ts';

/** The parameters of the list. Invalid ones are ignored and not refused, because people edit addresses. */
export const LIST_FIELDS = {
  tab: lenient(z.enum(['upcoming', 'past']), null),
  status: lenient(z.enum([...LIST_STATUSES, 'all']), null),
  search: searchAsTyped,
  from: dayAsTyped,
  to: dayAsTyped,
  course_id: lenient(id, null),
  page: lenient(pageNumber, 1),
};

/** The parsed parameters. */
export interface ListFields {
  readonly tab: 'upcoming' | 'past' | null;
  readonly status: BookingFilter['status'] | null;
  readonly search: string;
  readonly from: string;
  readonly to: string;
  readonly course_id: number | null;
  readonly page: number;
}

/** The visitor's request, with its valid parameters, and its days as typed. */
export interface ListRequest {
  readonly filter: BookingFilter;
  readonly page: number;
  /** The days as typed, to be shown again. */
  readonly typed: { readonly from: string; readonly to: string };
  readonly problems: { readonly from: boolean; readonly to: boolean; readonly order: boolean };
}

/** Parses the parameters of the list's address; invalid days are left out, and named. */
export function listRequest(fields: Omit<ListFields, 'tab'>): ListRequest {
  const { status, search, course_id: courseId, page, ...typed } = fields;
  const { from, to, problems } = readDays(typed);
  return {
    filter: { status: status ?? 'all', from, to, courseId, search },
    page,
    typed: { from: typed.from, to: typed.to },
    problems,
  };
}

/** First and last day of a filter as typed; null for an invalid one, and the error. */
export function readDays(typed: ListRequest['typed']): {
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  readonly problems: ListRequest['problems'];
} {
  const [from, to] = [dayIn(typed.from), dayIn(typed.to)];
  return {
    from: from ?? null,
    to: to ?? null,
    problems: {
      from: typed.from !== '' && from === undefined,
      to: typed.to !== '' && to === undefined,
      order: from !== undefined && to !== undefined && from > to,
    },
  };
}

/** A day as date fields send it, whatever its year, or as people write it (orders#date-notations). */
export function dayIn(text: string): LocalDate | undefined {
  return dayBounds(text, 'UTC') === undefined ? readDayText(text) : text;
}

/**
 * What a partner's address shows: what needs an answer, the course dates ahead or behind, or bookings in a list. A
 * status, `all` too, and any filter ask for the list (portal#tabs).
 */
export function listPlace(fields: ListFields): 'inbox' | 'upcoming' | 'past' | 'list' {
  const { status, search, from, to, course_id: courseId } = fields;
  if (status !== null || search !== '' || from !== '' || to !== '' || courseId !== null) return 'list';
  return fields.tab ?? 'inbox';
}

/** Whether any filter is set. */
export function isFiltered(filter: BookingFilter): boolean {
  const { status, from, to, courseId, search } = filter;
  return status !== NO_FILTER.status || from !== null || to !== null || courseId !== null || search !== '';
}

/** The address of a page of the list. */
export function listPath(filter: BookingFilter, page: number): string {
  return withQuery(paths.bookings.at(), {
    // Without any filter the address is that of what needs an answer.
    status: filter.status === NO_FILTER.status && isFiltered(filter) ? null : filter.status,
    search: filter.search === '' ? null : filter.search,
    from: filter.from,
    to: filter.to,
    course_id: filter.courseId,
    page: page > 1 ? page : null,
  });
}
