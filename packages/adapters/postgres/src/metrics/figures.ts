import { confirmationRate, keptRate, type ResponseMetrics } from '@miomente/booking-domain';
import { hasStarted } from '../bookings/event-start.ts';

/** Metrics as read, by column. */
export interface FiguresRow {
  readonly bookings: number;
  readonly confirmed: number;
  readonly declined: number;
  readonly cancelled: number;
  readonly unanswered: number;
  readonly reminders: number;
  readonly escalations: number;
  readonly taken_back: number;
  /** Median and 90th percentile in milliseconds; null when nothing was answered. */
  readonly times: readonly [number, number] | null;
}

/**
 * The answer time of a row `b`: from when the standing answer was expected until it came, in whole milliseconds.
 * `date_part` uses floats and takes a third of `extract`'s time; instants are whole milliseconds, so rounding makes it
 * exact. Where the clock starts with the answer, nobody had waited, so there is no answer time.
 */
const ANSWER_MS = `nullif(round(1000 * date_part('epoch',
  CASE b.status WHEN 'confirmed' THEN b.confirmed_at WHEN 'declined' THEN b.declined_at END - b.clock_started_at)), 0)`;

/** Both percentiles from one sort. */
export const ANSWER_TIMES: string = `percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY ${ANSWER_MS}) AS times`;

/**
 * `responseMetrics` as aggregates over rows `b`. All columns are in the index of the metrics.
 * @param at SQL of the instant at which an event has started
 */
export function figuresAt(at: string): string {
  const counting = (condition: string): string => `count(*) FILTER (WHERE ${condition})::float8`;
  return `count(*)::float8 AS bookings,
    ${counting(`b.status = 'confirmed'`)} AS confirmed,
    ${counting(`b.status = 'declined'`)} AS declined,
    ${counting(`b.status = 'cancelled'`)} AS cancelled,
    ${counting(`b.status = 'pending' AND ${hasStarted(at)}`)} AS unanswered,
    coalesce(sum(b.reminder_count), 0)::float8 AS reminders,
    count(b.escalated_at)::float8 AS escalations,
    count(b.taken_back_at)::float8 AS taken_back,
    ${ANSWER_TIMES}`;
}

/** The metrics of no bookings. */
export const NO_FIGURES: FiguresRow = {
  bookings: 0,
  confirmed: 0,
  declined: 0,
  cancelled: 0,
  unanswered: 0,
  reminders: 0,
  escalations: 0,
  taken_back: 0,
  times: null,
};

/** The sums of several; their percentiles must be computed again. */
export function summed(all: readonly FiguresRow[], times: FiguresRow['times']): FiguresRow {
  const sum = (field: Exclude<keyof FiguresRow, 'times'>): number => all.reduce((total, row) => total + row[field], 0);
  return {
    bookings: sum('bookings'),
    confirmed: sum('confirmed'),
    declined: sum('declined'),
    cancelled: sum('cancelled'),
    unanswered: sum('unanswered'),
    reminders: sum('reminders'),
    escalations: sum('escalations'),
    taken_back: sum('taken_back'),
    times,
  };
}

/** Builds the domain's metrics from a row. */
export function metricsOf({ times, ...counts }: FiguresRow): ResponseMetrics {
  const {
    bookings,
    confirmed,
    declined,
    cancelled,
    unanswered,
    reminders,
    escalations,
    taken_back: takenBack,
  } = counts;
  return {
    bookings,
    confirmed,
    declined,
    cancelled,
    unanswered,
    confirmationRate: confirmationRate({ confirmed, declined, unanswered }),
    medianAnswerMs: times?.[0] ?? null,
    p90AnswerMs: times?.[1] ?? null,
    reminders,
    escalations,
    takenBack,
    keptRate: keptRate({ confirmed, takenBack }),
  };
}
