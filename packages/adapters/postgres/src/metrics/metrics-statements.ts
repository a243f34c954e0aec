import {
  type CustomerNumber,
  dayBounds,
  type Instant,
  type ManagerScope,
  type MetricsPeriod,
  type PartnerScope,
} from '@miomente/booking-domain';
import { hasStarted } from '../bookings/event-start.ts';
import { bookingsIn } from '../bookings/scoped.ts';
import type { Query } from '../database/database.ts';
import { toSql } from '../database/instants.ts';
import { Parameters } from '../database/parameters.ts';
import { EXACT_BELOW } from './answer-times.ts';
import { ANSWER_TIMES, figuresAt } from './figures.ts';
import { KEPT_FIGURES } from './kept-figures.ts';

/** What a statement of metrics depends on. */
export interface Measuring {
  readonly period: MetricsPeriod;
  readonly now: Instant;
  readonly timeZone: string;
}

/** Who may see metrics: the office those of all, a partner their own. */
export type Measured = ManagerScope | PartnerScope;

/** The bookings of a period that count. */
function counted(scope: Measured, { period: { from, to }, timeZone }: Measuring, parameters: Parameters): string {
  let rows = `${bookingsIn(scope, parameters)} AND NOT b.historic`;
  if (from !== null) rows += bound('>=', dayBounds(from, timeZone)?.start, parameters);
  if (to !== null) rows += bound('<', dayBounds(to, timeZone)?.end, parameters);
  return rows;
}

function bound(operator: string, instant: Instant | undefined, parameters: Parameters): string {
  return instant === undefined
    ? ' AND false'
    : ` AND b.created_at ${operator} ${parameters.add(toSql(instant))}::timestamptz`;
}

/** A query that jumps from one customer number with a booking that counts to the next, along the index. */
function everyNumber(scope: Measured, parameters: Parameters): string {
  const rows = `${bookingsIn(scope, parameters)} AND NOT b.historic`;
  return `
    WITH RECURSIVE partner AS (
      (SELECT b.customer_number AS number FROM ${rows} ORDER BY b.customer_number LIMIT 1)
      UNION ALL
      SELECT (SELECT b.customer_number FROM ${rows} AND b.customer_number > partner.number
              ORDER BY b.customer_number LIMIT 1)
      FROM partner WHERE partner.number IS NOT NULL
    )
    SELECT number FROM partner WHERE number IS NOT NULL`;
}

/** Every customer number with a booking that counts. Only the office, whose scope is asked for, may see all. */
export function numbersStatement(_scope: ManagerScope): Query {
  return { text: `SELECT customer_number AS number FROM ${KEPT_FIGURES} WHERE bookings > 0`, values: [] };
}

/**
 * As {@link figuresStatement}, over all time: from what is kept, of however many bookings. What is unanswered is
 * counted. Percentiles of few answers are exact; of others `answer_times` has the text of their histogram.
 */
export function keptFiguresStatement(scope: Measured, numbers: readonly CustomerNumber[], now: Instant): Query {
  const parameters = new Parameters();
  const at = `${parameters.add(toSql(now))}::timestamptz`;
  const wanted = `${parameters.add(numbers)}::text[]`;
  const own = scope.type === 'partner' ? `AND customer_number = ${parameters.add(scope.customerNumber)}` : '';
  const rows = `${bookingsIn(scope, parameters)} AND NOT b.historic`;
  const counts = ['bookings', 'confirmed', 'declined', 'cancelled', 'reminders', 'escalations', 'taken_back'];
  return parameters.query(`
    WITH kept AS MATERIALIZED (
      SELECT * FROM ${KEPT_FIGURES} WHERE bookings > 0 AND customer_number = ANY (${wanted}) ${own}
    ),
    missed AS (
      SELECT b.customer_number, count(*) AS unanswered FROM ${rows} AND b.status = 'pending' AND ${hasStarted(at)}
      GROUP BY b.customer_number
    )
    SELECT kept.customer_number AS number, ${counts.map((name) => `kept.${name}::float8`).join(', ')},
      coalesce(missed.unanswered, 0)::float8 AS unanswered,
      CASE WHEN kept.answers < ${EXACT_BELOW}
        THEN (SELECT ${ANSWER_TIMES} FROM ${rows} AND b.customer_number = kept.customer_number) END AS times,
      kept.answer_times::text
    FROM kept LEFT JOIN missed USING (customer_number)
    UNION ALL
    SELECT NULL, 0, 0, 0, 0, 0, 0, 0, 0, ${ANSWER_TIMES}, NULL
    FROM kept, LATERAL (SELECT * FROM ${rows} AND b.customer_number = kept.customer_number) AS b
    WHERE (SELECT sum(answers) FROM kept) < ${EXACT_BELOW}`);
}

/**
 * The metrics of each of these partners with bookings in the period, and in a row without number the percentiles over
 * all of them. One index read per partner: of a million bookings over 2,000 partners it reads only those of the period.
 */
export function figuresStatement(scope: Measured, numbers: readonly CustomerNumber[], measuring: Measuring): Query {
  const parameters = new Parameters();
  const rows = counted(scope, measuring, parameters);
  const at = `${parameters.add(toSql(measuring.now))}::timestamptz`;
  const wanted = `unnest(${parameters.add(numbers)}::text[]) AS wanted (number)`;
  return parameters.query(`
    SELECT wanted.number, figures.*
    FROM ${wanted}, LATERAL (SELECT ${figuresAt(at)} FROM ${rows} AND b.customer_number = wanted.number) AS figures
    WHERE figures.bookings > 0
    UNION ALL
    SELECT NULL, 0, 0, 0, 0, 0, 0, 0, 0, ${ANSWER_TIMES}
    FROM ${wanted}, LATERAL (SELECT * FROM ${rows} AND b.customer_number = wanted.number) AS b`);
}

/** The metrics of each week with bookings, of one partner or all, partner by partner here, too. */
export function weeksStatement(scope: Measured, customerNumber: CustomerNumber | null, measuring: Measuring): Query {
  const parameters = new Parameters();
  const rows = counted(scope, measuring, parameters);
  const at = `${parameters.add(toSql(measuring.now))}::timestamptz`;
  const zone = `${parameters.add(measuring.timeZone)}::text`;
  const wanted =
    customerNumber === null
      ? everyNumber(scope, parameters)
      : `SELECT ${parameters.add(customerNumber)}::text AS number`;
  return parameters.query(`
    SELECT to_char(date_trunc('week', b.created_at AT TIME ZONE ${zone}), 'YYYY-MM-DD') AS week, ${figuresAt(at)}
    FROM (${wanted}) AS wanted, LATERAL (SELECT * FROM ${rows} AND b.customer_number = wanted.number) AS b
    GROUP BY 1 ORDER BY 1`);
}
