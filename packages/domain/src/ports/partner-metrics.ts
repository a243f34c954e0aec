import type { PageOf, Paging } from '../listing/paging.ts';
import type { MeasuredPartner, PartnerSort } from '../metrics/measured-partner.ts';
import type { MetricsPeriod, MetricsWeek } from '../metrics/period.ts';
import type { ResponseMetrics } from '../metrics/response-metrics.ts';
import type { CustomerNumber } from '../partner/partner.ts';
import type { Instant } from '../time/instant.ts';
import type { ManagerScope, PartnerScope } from './scope.ts';

/** Which partners to measure, and how to sort them. */
export interface MetricsQuery extends MetricsPeriod, Paging {
  /** Any part of the partner's name or customer number, ignoring case and accents; empty matches all. */
  readonly search: string;
  /** Only partners whose address is marked as bounced. */
  readonly bounced: boolean;
  readonly sort: PartnerSort;
}

/** One page of partners, and the metrics over the bookings of all that match. */
export interface MetricsPage extends PageOf<MeasuredPartner> {
  readonly overall: ResponseMetrics;
}

/**
 * The partners' response metrics (US-8, api#metrics): `responseMetrics` over their bookings, without those from before
 * go-live. A booking belongs to the day on which it came in, whatever restarted its clock.
 */
export interface PartnerMetrics {
  /**
   * Every partner in the master data, and every unknown customer number with a booking that counts,
   * whether they have bookings in the period or not.
   */
  list(scope: ManagerScope, query: MetricsQuery, now: Instant): Promise<MetricsPage>;
  /** One partner; without bookings in the period all is zero. A partner's own scope sees no other's. */
  ofPartner(
    scope: ManagerScope | PartnerScope,
    customerNumber: CustomerNumber,
    period: MetricsPeriod,
    now: Instant,
  ): Promise<ResponseMetrics>;
  /** The weeks of a period that have bookings, of one partner or (null) of all, earliest first. */
  weeks(
    scope: ManagerScope | PartnerScope,
    customerNumber: CustomerNumber | null,
    period: MetricsPeriod,
    now: Instant,
  ): Promise<readonly MetricsWeek[]>;
}
