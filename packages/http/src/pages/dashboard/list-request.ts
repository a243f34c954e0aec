import type { ParsedUrlQuery } from 'node:querystring';
import {
  type BookingFilter,
  dayBounds,
  LIST_STATUSES,
  type LocalDate,
  MAX_PAGE,
  NO_FILTER,
  readDayText,
} from '@miomente/booking-domain';

export const LIST_PATH = '/dashboard/bookings';
const MAX_SEARCH = 100;

/** What a visitor asked the list for, as far as it makes sense, and as it was typed. */
export interface ListRequest {
  readonly filter: BookingFilter;
  readonly page: number;
  /** The days as typed, to be shown again. */
  readonly typed: { readonly from: string; readonly to: string };
  readonly problems: { readonly from: boolean; readonly to: boolean; readonly order: boolean };
}

/** Reads the list's address. What makes no sense is left out rather than refused: people edit addresses. */
export function readListRequest(query: ParsedUrlQuery): ListRequest {
  const text = (name: string): string => {
    const value = query[name];
    return (typeof value === 'string' ? value : (value?.at(-1) ?? '')).trim();
  };
  const typed = { from: text('from').slice(0, MAX_SEARCH), to: text('to').slice(0, MAX_SEARCH) };
  const from = dayIn(typed.from);
  const to = dayIn(typed.to);
  return {
    filter: {
      status: LIST_STATUSES.find((status) => status === text('status')) ?? 'all',
      from: from ?? null,
      to: to ?? null,
      courseId: wholeNumber(text('course_id'), Number.MAX_SAFE_INTEGER),
      search: text('search')
        .replace(/\p{Cc}/gu, ' ')
        .slice(0, MAX_SEARCH)
        .trim(),
    },
    page: wholeNumber(text('page'), MAX_PAGE) ?? 1,
    typed,
    problems: {
      from: typed.from !== '' && from === undefined,
      to: typed.to !== '' && to === undefined,
      order: from !== undefined && to !== undefined && from > to,
    },
  };
}

function wholeNumber(text: string, largest: number): number | null {
  const number = Number(text);
  return /^[1-9]\d*$/.test(text) && number <= largest ? number : null;
}

/** A day as date fields send it, whatever its year, or as people write days (orders#date-notations). */
export function dayIn(text: string): LocalDate | undefined {
  return dayBounds(text, 'UTC') === undefined ? readDayText(text) : text;
}

/** Whether anything narrows the list. */
export function isFiltered(filter: BookingFilter): boolean {
  return listPath(filter, 1) !== LIST_PATH;
}

/** The address of a page of the list. */
export function listPath(filter: BookingFilter, page: number): string {
  const params = new URLSearchParams();
  if (filter.status !== NO_FILTER.status) params.set('status', filter.status);
  if (filter.search !== '') params.set('search', filter.search);
  if (filter.from !== null) params.set('from', filter.from);
  if (filter.to !== null) params.set('to', filter.to);
  if (filter.courseId !== null) params.set('course_id', String(filter.courseId));
  if (page > 1) params.set('page', String(page));
  return params.size === 0 ? LIST_PATH : `${LIST_PATH}?${params}`;
}
