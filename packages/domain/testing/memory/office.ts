import {
  type Attention,
  dayBounds,
  isFoundBy,
  localDay,
  type MeasuredPartner,
  type MetricsPeriod,
  measuredPage,
  mondayOf,
  type PartnerMetrics,
  type ResponseMetrics,
  responseMetrics,
  responseRecord,
  type Stored,
  type Workload,
} from '@miomente/booking-domain';
import { isIn } from './bookings.ts';
import { needsAttention } from './lists.ts';
import { isStillToCome } from './order-records.ts';
import type { MemoryState } from './state.ts';

/** `PartnerMetrics` in memory: the domain's own reckoning. */
export function memoryPartnerMetrics(
  { bookings, partners }: MemoryState,
  { timeZone }: { readonly timeZone: string },
): PartnerMetrics {
  const counting = (): readonly Stored[] =>
    [...bookings.values()].map(({ booking }) => booking).filter(({ historic }) => !historic);
  const within = (period: MetricsPeriod): readonly Stored[] => counting().filter(isWithin(period, timeZone));
  const measure = (of: readonly Stored[], now: number): ResponseMetrics =>
    responseMetrics(of.map((booking) => responseRecord(booking, now)));
  return {
    list: async (_scope, query, now) => {
      const numbers = new Set([...partners.keys(), ...counting().map(({ customerNumber }) => customerNumber)]);
      const found = [...numbers]
        .map((customerNumber) => ({ customerNumber, partner: partners.get(customerNumber) ?? null }))
        .filter(({ partner }) => !query.bounced || partner?.addressMark != null)
        .filter(({ customerNumber, partner }) =>
          isFoundBy(query.search)({ customerNumber, name: partner?.name ?? null }),
        );
      const groups = groupBy(within(query), ({ customerNumber }) => customerNumber);
      const measured = found.map((one): MeasuredPartner => {
        return { ...one, metrics: measure(groups.get(one.customerNumber) ?? [], now) };
      });
      const all = found.flatMap(({ customerNumber }) => groups.get(customerNumber) ?? []);
      return { ...measuredPage(measured, query), overall: measure(all, now) };
    },
    ofPartner: async (scope, customerNumber, period, now) =>
      measure(
        within(period).filter((booking) => isIn(scope, booking) && booking.customerNumber === customerNumber),
        now,
      ),
    weeks: async (scope, customerNumber, period, now) => {
      const own = within(period).filter(
        (booking) => isIn(scope, booking) && (customerNumber === null || booking.customerNumber === customerNumber),
      );
      const weeks = groupBy(own, ({ createdAt }) => mondayOf(localDay(createdAt, timeZone)));
      return [...weeks]
        .map(([week, of]) => ({ week, metrics: measure(of, now) }))
        .sort((a, b) => (a.week < b.week ? -1 : 1));
    },
  };
}

function groupBy<Of, Key>(all: readonly Of[], keyOf: (one: Of) => Key): ReadonlyMap<Key, readonly Of[]> {
  const groups = new Map<Key, Of[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one)) ?? [];
    group.push(one);
    groups.set(keyOf(one), group);
  }
  return groups;
}

function isWithin({ from, to }: MetricsPeriod, timeZone: string): (booking: Stored) => boolean {
  const start = from === null ? Number.NEGATIVE_INFINITY : (dayBounds(from, timeZone)?.start ?? Number.NaN);
  const end = to === null ? Number.POSITIVE_INFINITY : (dayBounds(to, timeZone)?.end ?? Number.NaN);
  return ({ createdAt }) => createdAt >= start && createdAt < end;
}

/** `Workload` in memory. */
export function memoryWorkload({ bookings, deliveries, flaggedOrderItems, partners }: MemoryState): Workload {
  return {
    count: async (_scope, now) => {
      const of = (attention: Attention): number =>
        [...bookings.values()].filter(({ booking }) => needsAttention(attention, now)(booking)).length;
      return {
        escalated: of('escalated'),
        missed: of('missed'),
        flagged: of('flagged'),
        rebooking: of('rebooking'),
        orderItems: [...flaggedOrderItems.values()].filter(isStillToCome(now)).length,
        deadDeliveries: [...deliveries.values()].filter(({ state }) => state === 'dead').length,
        markedAddresses: [...partners.values()].filter(({ addressMark }) => addressMark !== null).length,
      };
    },
  };
}
