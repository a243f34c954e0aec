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
import { answerTimesOf, percentilesOf, together } from './answer-times.ts';
import { type FiguresRow, metricsOf, NO_FIGURES, summed } from './figures.ts';
import {
  figuresStatement,
  keptFiguresStatement,
  type Measured,
  type Measuring,
  numbersStatement,
  weeksStatement,
} from './metrics-statements.ts';

type PartnerFigures = FiguresRow & { readonly number: CustomerNumber | null };
/** The figures of partners with bookings, and the percentiles over all of them. */
interface Figures {
  readonly each: ReadonlyMap<CustomerNumber, FiguresRow>;
  readonly times: FiguresRow['times'];
}
type WeekFigures = FiguresRow & { readonly week: string };

/**
 * `PartnerMetrics` on PostgreSQL. The database counts bookings; the domain decides which partners match and how they
 * are sorted, over as many rows as there are partners.
 */
export function postgresPartnerMetrics(db: Database, { timeZone }: { readonly timeZone: string }): PartnerMetrics {
  const figures = (scope: Measured, numbers: readonly CustomerNumber[], measuring: Measuring): Promise<Figures> => {
    const { from, to } = measuring.period;
    const always = from === null && to === null;
    return always ? keptFigures(db, scope, numbers, measuring.now) : readFigures(db, scope, numbers, measuring);
  };
  return {
    list: async (scope, query, now) => {
      const everybody = await everyPartner(db, scope);
      const found = everybody
        .filter(({ partner }) => !query.bounced || partner?.addressMark != null)
        .filter(({ customerNumber, partner }) =>
          isFoundBy(query.search)({ customerNumber, name: partner?.name ?? null }),
        );
      const numbers = found.map(({ customerNumber }) => customerNumber);
      const { each, times } = await figures(scope, numbers, { period: query, now, timeZone });
      const measured = found.map((one): MeasuredPartner => {
        return { ...one, metrics: metricsOf(each.get(one.customerNumber) ?? NO_FIGURES) };
      });
      return { ...measuredPage(measured, query), overall: metricsOf(summed([...each.values()], times)) };
    },
    ofPartner: async (scope, customerNumber, period, now) => {
      const { each } = await figures(scope, [customerNumber], { period, now, timeZone });
      return metricsOf(each.get(customerNumber) ?? NO_FIGURES);
    },
    weeks: async (scope, customerNumber, period, now) => {
      const rows = await db.read<WeekFigures>(weeksStatement(scope, customerNumber, { period, now, timeZone }));
      return rows.map(({ week, ...row }) => ({ week, metrics: metricsOf(row) }));
    },
  };
}

async function readFigures(db: Database, ...of: Parameters<typeof figuresStatement>): Promise<Figures> {
  const rows = await db.read<PartnerFigures>(figuresStatement(...of));
  return figuresOf(rows, () => null);
}

async function keptFigures(db: Database, ...of: Parameters<typeof keptFiguresStatement>): Promise<Figures> {
  const rows = await db.read<PartnerFigures & { answer_times: string | null }>(keptFiguresStatement(...of));
  const kept = rows.map(({ answer_times, ...row }) => ({ ...row, answerTimes: answerTimesOf(answer_times) }));
  return figuresOf(
    kept.map(({ answerTimes, ...row }) => ({ ...row, times: row.times ?? percentilesOf(answerTimes) })),
    () => percentilesOf(together(kept.map(({ answerTimes }) => answerTimes))),
  );
}

/** @param timesOfAll where no row has the percentiles over all */
function figuresOf(rows: readonly PartnerFigures[], timesOfAll: () => FiguresRow['times']): Figures {
  const each = new Map(rows.flatMap(({ number, ...row }) => (number === null ? [] : [[number, row]])));
  return { each, times: rows.find(({ number }) => number === null)?.times ?? timesOfAll() };
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
