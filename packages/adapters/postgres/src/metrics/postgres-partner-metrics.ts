import {
  type CustomerNumber,
  isFoundBy,
  type ManagerScope,
  type MeasuredPartner,
  measuredPage,
  type Partner,
  type PartnerMetrics,
} from '@miomente/booking-domain';
import type { Database } from '../database/database.ts';
import { allPartners } from '../records/partners.ts';
import { type FiguresRow, metricsOf, NO_FIGURES, summed } from './figures.ts';
import { figuresStatement, numbersStatement, weeksStatement } from './metrics-statements.ts';

type PartnerFigures = FiguresRow & { readonly number: CustomerNumber | null };
type WeekFigures = FiguresRow & { readonly week: string };

/**
 * `PartnerMetrics` on PostgreSQL. The database counts bookings; the domain decides which partners match and how they
 * are sorted, over as many rows as there are partners.
 */
export function postgresPartnerMetrics(db: Database, { timeZone }: { readonly timeZone: string }): PartnerMetrics {
  const figures = (...of: Parameters<typeof figuresStatement>) => db.read<PartnerFigures>(figuresStatement(...of));
  return {
    list: async (scope, query, now) => {
      const everybody = await everyPartner(db, scope);
      const found = everybody
        .filter(({ partner }) => !query.bounced || partner?.addressMark != null)
        .filter(({ customerNumber, partner }) =>
          isFoundBy(query.search)({ customerNumber, name: partner?.name ?? null }),
        );
      const numbers = found.map(({ customerNumber }) => customerNumber);
      const rows = await figures(scope, numbers, { period: query, now, timeZone });
      const byNumber = new Map(rows.map((row) => [row.number, row]));
      const measured = found.map((one): MeasuredPartner => {
        return { ...one, metrics: metricsOf(byNumber.get(one.customerNumber) ?? NO_FIGURES) };
      });
      const overall = metricsOf(
        summed(
          rows.filter(({ number }) => number !== null),
          byNumber.get(null)?.times ?? null,
        ),
      );
      return { ...measuredPage(measured, query), overall };
    },
    ofPartner: async (scope, customerNumber, period, now) => {
      const rows = await figures(scope, [customerNumber], { period, now, timeZone });
      return metricsOf(rows.find(({ number }) => number !== null) ?? NO_FIGURES);
    },
    weeks: async (scope, customerNumber, period, now) => {
      const rows = await db.read<WeekFigures>(weeksStatement(scope, customerNumber, { period, now, timeZone }));
      return rows.map(({ week, ...row }) => ({ week, metrics: metricsOf(row) }));
    },
  };
}

/** Every partner of the master data, and unknown numbers with bookings that count. */
async function everyPartner(
  db: Database,
  scope: ManagerScope,
): Promise<readonly { readonly customerNumber: CustomerNumber; readonly partner: Partner | null }[]> {
  const [known, booked] = await Promise.all([
    allPartners(db),
    db.read<{ number: CustomerNumber }>(numbersStatement(scope)),
  ]);
  const unknown = booked.filter(({ number }) => !known.has(number));
  return [
    ...[...known].map(([customerNumber, partner]) => ({ customerNumber, partner })),
    ...unknown.map(({ number }) => ({ customerNumber: number, partner: null })),
  ];
}
