import {
  daysLater,
  type Instant,
  type LocalDate,
  localDay,
  type MetricsPeriod,
  type PartnerSort,
} from '@miomente/booking-domain';
import { paths, type QueryValues, withQuery } from '@miomente/booking-paths';
import { z } from 'zod';
import { SORTS, sortName, sortOf } from '../../api/manager/partners-query.ts';
import { dayAsTyped, lenient, searchAsTyped } from '../../guard/fields.ts';
import { readDays } from '../dashboard/list-request.ts';
import { pageField } from './list-request.ts';

/** The period of the metrics: the last so many days, everything, or a custom range. */
export type PeriodName = '30' | '90' | '365' | 'all' | 'own';
/** The names of the periods. */
export const PERIOD_NAMES: readonly PeriodName[] = ['30', '90', '365', 'all', 'own'];
const USUAL: PeriodName = '90';

/** The parameters of an address that name a period. */
export const PERIOD_FIELDS = { period: lenient(z.enum(PERIOD_NAMES), USUAL), from: dayAsTyped, to: dayAsTyped };

/** The parsed parameters. */
export interface PeriodFields {
  readonly period: PeriodName;
  readonly from: string;
  readonly to: string;
}

/** The parameters of the partners' page. */
export const PARTNERS_FIELDS = {
  ...PERIOD_FIELDS,
  search: searchAsTyped,
  sort: lenient(z.enum(SORTS), null),
  page: pageField,
};

/** The parsed parameters. */
export interface PartnersFields extends PeriodFields {
  readonly search: string;
  readonly sort: string | null;
  readonly page: number;
}

/** The period in an address. */
export interface PeriodRequest {
  readonly name: PeriodName;
  readonly period: MetricsPeriod;
  /** A custom range as typed, to be shown again. */
  readonly typed: { readonly from: string; readonly to: string };
  readonly problems: { readonly from: boolean; readonly to: boolean; readonly order: boolean };
}

/** The visitor's request to the partners' page, with its valid parameters. */
export interface PartnersRequest extends PeriodRequest {
  readonly search: string;
  readonly sort: PartnerSort;
  readonly page: number;
}

const LOWEST_RATE: PartnerSort = { key: 'rate', descending: false };

/** Parses the parameters of an address. */
export function partnersRequest(
  { search, sort, page, ...period }: PartnersFields,
  now: Instant,
  timeZone: string,
): PartnersRequest {
  return { ...periodRequest(period, now, timeZone), search, sort: sort === null ? LOWEST_RATE : sortOf(sort), page };
}

/** Parses a period; invalid days of a custom range are left out and named. */
export function periodRequest({ period: name, ...days }: PeriodFields, now: Instant, timeZone: string): PeriodRequest {
  const own = name === 'own';
  const typed = own ? { from: days.from, to: days.to } : { from: '', to: '' };
  const { from, to, problems } = readDays(typed);
  const period = own ? { from, to } : { from: firstDay(name, localDay(now, timeZone)), to: null };
  return { name, period, typed, problems };
}

/** Today is the last day. */
function firstDay(name: PeriodName, today: LocalDate): LocalDate | null {
  return name === 'all' ? null : daysLater(today, 1 - Number(name));
}

/** The part of an address that names a period; nothing for the default. */
export function periodFields({ name, typed }: Pick<PeriodRequest, 'name' | 'typed'>): QueryValues {
  return {
    period: name === USUAL ? null : name,
    from: name === 'own' && typed.from !== '' ? typed.from : null,
    to: name === 'own' && typed.to !== '' ? typed.to : null,
  };
}

/** The address of a page of the list, or of the list as a file. */
export function partnersPath(request: PartnersRequest, page = 1, path: string = paths.partners.at()): string {
  const sort = sortName(request.sort);
  return withQuery(path, {
    ...periodFields(request),
    search: request.search === '' ? null : request.search,
    sort: sort === sortName(LOWEST_RATE) ? null : sort,
    page: page > 1 ? page : null,
  });
}
