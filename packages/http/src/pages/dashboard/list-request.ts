import type { ParsedUrlQuery } from 'node:querystring';
import {
  type BookingFilter,
  instantOf,
  LIST_STATUSES,
  type LocalDate,
  MAX_PAGE,
  NO_FILTER,
} from '@miomente/booking-domain';

export const LIST_PATH = '/dashboard/bookings';
const LONGEST_SEARCH = 100;
const LARGEST_ID = 2_147_483_647;

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
  const typed = { from: text('from').slice(0, LONGEST_SEARCH), to: text('to').slice(0, LONGEST_SEARCH) };
  const from = dayIn(typed.from);
  const to = dayIn(typed.to);
  return {
    filter: {
      status: LIST_STATUSES.find((status) => status === text('status')) ?? 'all',
      from: from ?? null,
      to: to ?? null,
      courseId: wholeNumber(text('course_id'), LARGEST_ID),
      search: text('search')
        .replace(/\p{Cc}/gu, ' ')
        .slice(0, LONGEST_SEARCH)
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

/** A day as date fields send it, or as it is written by hand: `25.01.2026`, `25.1.26`, `25. 1. 2026`. */
export function dayIn(text: string): LocalDate | undefined {
  const german = /^(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4}|\d{2})$/.exec(text);
  const year = german?.[3]?.length === 2 ? `20${german[3]}` : german?.[3];
  const date = german === null ? text : `${year}-${german[2]?.padStart(2, '0')}-${german[1]?.padStart(2, '0')}`;
  return instantOf({ date, time: '12:00' }, 'UTC') === undefined ? undefined : date;
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
