import type { ParsedUrlQuery } from 'node:querystring';
import {
  daysLater,
  type Instant,
  type LocalDate,
  localDay,
  type MetricsPeriod,
  type PartnerSort,
} from '@miomente/booking-domain';
import { SORTS, sortName, sortOf } from '../../api/manager/partners-query.ts';
import { dayIn } from '../dashboard/list-request.ts';
import { readPage } from './list-request.ts';

export const PARTNERS_PATH = '/manager/partners';
const MAX_SEARCH = 100;

/** What a visitor measures over: the last so many days, everything, or days of their own. */
export type PeriodName = '30' | '90' | '365' | 'all' | 'own';
export const PERIOD_NAMES: readonly PeriodName[] = ['30', '90', '365', 'all', 'own'];
const USUAL: PeriodName = '90';

/** The period in an address. */
export interface PeriodRequest {
  readonly name: PeriodName;
  readonly period: MetricsPeriod;
  /** Days of one's own as typed, to be shown again. */
  readonly typed: { readonly from: string; readonly to: string };
  readonly problems: { readonly from: boolean; readonly to: boolean; readonly order: boolean };
}

/** What a visitor asked the partners' page for, as far as it makes sense. */
export interface PartnersRequest extends PeriodRequest {
  readonly search: string;
  readonly sort: PartnerSort;
  readonly page: number;
}

const LOWEST_RATE: PartnerSort = { key: 'rate', descending: false };

export function readPartnersRequest(query: ParsedUrlQuery, now: Instant, timeZone: string): PartnersRequest {
  const sort = textIn(query, 'sort');
  return {
    ...readPeriod(query, now, timeZone),
    search: textIn(query, 'search')
      .replace(/\p{Cc}/gu, ' ')
      .slice(0, MAX_SEARCH)
      .trim(),
    sort: SORTS.includes(sort) ? sortOf(sort) : LOWEST_RATE,
    page: readPage(query),
  };
}

/** Reads a period; days of one's own that make no sense are left out and named. */
export function readPeriod(query: ParsedUrlQuery, now: Instant, timeZone: string): PeriodRequest {
  const name = PERIOD_NAMES.find((known) => known === textIn(query, 'period')) ?? USUAL;
  const today = localDay(now, timeZone);
  const own = name === 'own';
  const typed = own
    ? { from: textIn(query, 'from').slice(0, MAX_SEARCH), to: textIn(query, 'to').slice(0, MAX_SEARCH) }
    : { from: '', to: '' };
  const [from, to] = [dayIn(typed.from), dayIn(typed.to)];
  return {
    name,
    period: own ? { from: from ?? null, to: to ?? null } : { from: firstDay(name, today), to: null },
    typed,
    problems: {
      from: typed.from !== '' && from === undefined,
      to: typed.to !== '' && to === undefined,
      order: from !== undefined && to !== undefined && from > to,
    },
  };
}

/** Today is the last of the days. */
function firstDay(name: PeriodName, today: LocalDate): LocalDate | null {
  return name === 'all' ? null : daysLater(today, 1 - Number(name));
}

function textIn(query: ParsedUrlQuery, name: string): string {
  const value = query[name];
  return (typeof value === 'string' ? value : (value?.at(-1) ?? '')).trim();
}

/** The part of an address that names a period; nothing for the usual one. */
export function periodParams({ name, typed }: Pick<PeriodRequest, 'name' | 'typed'>): URLSearchParams {
  const params = new URLSearchParams();
  if (name !== USUAL) params.set('period', name);
  if (name === 'own' && typed.from !== '') params.set('from', typed.from);
  if (name === 'own' && typed.to !== '') params.set('to', typed.to);
  return params;
}

/** The address of a page of the list, or of the list as a file. */
export function partnersPath(request: PartnersRequest, page = 1, path: string = PARTNERS_PATH): string {
  const params = periodParams(request);
  if (request.search !== '') params.set('search', request.search);
  if (sortName(request.sort) !== sortName(LOWEST_RATE)) params.set('sort', sortName(request.sort));
  if (page > 1) params.set('page', String(page));
  return params.size === 0 ? path : `${path}?${params}`;
}
