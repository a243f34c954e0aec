import {
  type CustomerNumber,
  dayBounds,
  type Instant,
  type ManagerScope,
  type MetricsPeriod,
  type PartnerScope,
} from '@miomente/booking-domain';
import { bookingsIn } from '../bookings/scoped.ts';
import type { Query } from '../database/database.ts';
import { toSql } from '../database/instants.ts';
import { Parameters } from '../database/parameters.ts';
import { ANSWER_TIMES, figuresAt } from './figures.ts';

/** What a statement of metrics depends on. */
export interface Measuring {
  readonly period: MetricsPeriod;
  readonly now: Instant;
  readonly timeZone: string;
}

/** Who may see metrics: the office those of all, a partner their own. */
type Measured = ManagerScope | PartnerScope;

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

/** Every customer number with a booking that counts. */
export function numbersStatement(scope: ManagerScope): Query {
  const parameters = new Parameters();
  return parameters.query(everyNumber(scope, parameters));
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
