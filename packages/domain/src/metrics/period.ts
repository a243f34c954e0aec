import type { LocalDate } from '../time/wall-clock.ts';
import type { ResponseMetrics } from './response-metrics.ts';

/** The days on which bookings came in, both inclusive, in the configured time zone; null for no limit. */
export interface MetricsPeriod {
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
}

/** The metrics of the bookings that came in within a week. */
export interface MetricsWeek {
  /** The week's Monday. */
  readonly week: LocalDate;
  readonly metrics: ResponseMetrics;
}
