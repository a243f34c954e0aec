import { foldForSearch } from '../listing/fold.ts';
import { type PageOf, type Paging, pageFrom } from '../listing/paging.ts';
import type { CustomerNumber, Partner } from '../partner/partner.ts';
import type { ResponseMetrics } from './response-metrics.ts';

/** A partner, with their response metrics. */
export interface MeasuredPartner {
  readonly customerNumber: CustomerNumber;
  /** Null when the customer number is not in the master data. */
  readonly partner: Partner | null;
  readonly metrics: ResponseMetrics;
}

/** What partners can be sorted by; `kept` is the rate of kept promises, `median` and `p90` are answer times. */
export type PartnerSortKey =
  | 'name'
  | 'bookings'
  | 'confirmed'
  | 'declined'
  | 'unanswered'
  | 'rate'
  | 'kept'
  | 'median'
  | 'p90'
  | 'reminders'
  | 'escalations';
/** Every key, in the order of the columns. */
export const PARTNER_SORT_KEYS: readonly PartnerSortKey[] = [
  'name',
  'bookings',
  'confirmed',
  'declined',
  'unanswered',
  'rate',
  'kept',
  'median',
  'p90',
  'reminders',
  'escalations',
];

/** A key and a direction. */
export interface PartnerSort {
  readonly key: PartnerSortKey;
  readonly descending: boolean;
}

/** Whether a search matches a partner: any part of name or customer number, ignoring case and accents. */
export function isFoundBy(
  search: string,
): (partner: Pick<Partner, 'customerNumber'> & { name: string | null }) => boolean {
  const folded = foldForSearch(search);
  return ({ name, customerNumber }) => foldForSearch(`${name ?? ''} ${customerNumber}`).includes(folded);
}

/** One page of measured partners. Missing values come last in both directions; ties are sorted by customer number. */
export function measuredPage(
  all: readonly MeasuredPartner[],
  { sort, ...paging }: Paging & { readonly sort: PartnerSort },
): PageOf<MeasuredPartner> {
  const sign = sort.descending ? -1 : 1;
  const keyed = all.map((measured) => ({ measured, value: sortValue(sort.key, measured) }));
  keyed.sort((a, b) => {
    const { value: valueA } = a;
    const { value: valueB } = b;
    if (valueA !== valueB) {
      if (valueA === null) return 1;
      if (valueB === null) return -1;
      return valueA < valueB ? -sign : sign;
    }
    return a.measured.customerNumber < b.measured.customerNumber ? -1 : 1;
  });
  return pageFrom(
    keyed.map(({ measured }) => measured),
    paging,
  );
}

function sortValue(key: PartnerSortKey, { partner, metrics }: MeasuredPartner): string | number | null {
  switch (key) {
    case 'name':
      return partner === null ? null : foldForSearch(partner.name);
    case 'rate':
      return metrics.confirmationRate;
    case 'kept':
      return metrics.keptRate;
    case 'median':
      return metrics.medianAnswerMs;
    case 'p90':
      return metrics.p90AnswerMs;
    default:
      return metrics[key];
  }
}
