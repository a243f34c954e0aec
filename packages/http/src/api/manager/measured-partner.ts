import {
  type CustomerNumber,
  type ManagerScope,
  type MeasuredPartner,
  type MetricsPeriod,
  NO_FILTER,
  partnerScope,
} from '@miomente/booking-domain';
import type { HttpDeps } from '../../deps.ts';

/**
 * A partner's metrics in a period; also for one who has bookings and no master data.
 * @returns undefined when there is neither
 */
export async function measuredPartner(
  { partners, partnerMetrics, bookings, clock }: Pick<HttpDeps, 'partners' | 'partnerMetrics' | 'bookings' | 'clock'>,
  scope: ManagerScope,
  customerNumber: CustomerNumber,
  period: MetricsPeriod,
): Promise<MeasuredPartner | undefined> {
  const now = clock.now();
  const [partner, metrics] = await Promise.all([
    partners.find(customerNumber),
    partnerMetrics.ofPartner(scope, customerNumber, period, now),
  ]);
  if (partner !== undefined || metrics.bookings > 0) return { customerNumber, partner: partner ?? null, metrics };
  const { total } = await bookings.list(partnerScope(customerNumber), { ...NO_FILTER, page: 1, limit: 1 }, now);
  return total === 0 ? undefined : { customerNumber, partner: null, metrics };
}
