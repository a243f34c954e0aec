import { type MetricsQuery, PARTNER_SORT_KEYS, type PartnerSort, type PartnerSortKey } from '@miomente/booking-domain';
import { z } from 'zod';
import { day, searchText } from '../../guard/fields.ts';
import { inOrder, orderFault } from '../bookings/list-query.ts';
import { PAGING } from './paging-json.ts';

/** Every sort order: a key, or a key with a minus before it for descending. */
export const SORTS: readonly string[] = PARTNER_SORT_KEYS.flatMap((key) => [key, `-${key}`]);

/** Writes a sort order for an address. */
export function sortName({ key, descending }: PartnerSort): string {
  return descending ? `-${key}` : key;
}

/** @param name one of {@link SORTS} */
export function sortOf(name: string): PartnerSort {
  const descending = name.startsWith('-');
  return { key: (descending ? name.slice(1) : name) as PartnerSortKey, descending };
}

const PERIOD = {
  from: day.optional().meta({ description: 'Bookings that came in on this day or later, in `TIME_ZONE`.' }),
  to: day.optional().meta({ description: 'Bookings that came in on this day or earlier; not before `from`.' }),
};

/** The days of the metrics. */
export const PERIOD_QUERY = z
  .strictObject(PERIOD)
  .refine(inOrder, orderFault)
  .transform(({ from, to }) => ({ from: from ?? null, to: to ?? null }));

/** The parameters of the list of partners. */
export const PARTNERS_QUERY = z
  .strictObject({
    ...PERIOD,
    search: searchText
      .optional()
      .meta({ description: 'A part of name or customer number, in any case.', examples: ['kochschule'] }),
    bounced: z
      .literal('true')
      .optional()
      .meta({ description: 'Only partners whose address bounced.', examples: ['true'] }),
    sort: z
      .enum(SORTS)
      .default('name')
      .meta({ description: 'A minus means falling. What has no value is last. Ties by customer number.' }),
    ...PAGING,
  })
  .refine(inOrder, orderFault)
  .transform(({ from, to, search, bounced, sort, page, limit }) => ({
    asked: { page, limit },
    of: {
      from: from ?? null,
      to: to ?? null,
      search: search ?? '',
      bounced: bounced !== undefined,
      sort: sortOf(sort),
    } satisfies Omit<MetricsQuery, 'page' | 'limit'>,
  }));
