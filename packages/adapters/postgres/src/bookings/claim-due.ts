import {
  type BookingId,
  type Bookings,
  type DueClaim,
  type Instant,
  type SweepId,
  type SystemScope,
  wholeMails,
} from '@miomente/booking-domain';
import type { Database, Query } from '../database/database.ts';
import { fromNow, instantOf, toSql } from '../database/instants.ts';
import { Parameters } from '../database/parameters.ts';
import { BOOKING_COLUMNS } from './columns.ts';
import { isAheadOrUndated } from './event-start.ts';
import { type BookingRow, bookingOf } from './read-booking.ts';
import { bookingsIn } from './scoped.ts';

const CLAIMS = 'miomente_partner_portal_sweep_claims';

type Page = {
  readonly sweep: SweepId;
  readonly next_due: Instant | null;
  readonly next_id: BookingId | null;
};

/** `Bookings.claimDue` on PostgreSQL, in one statement. */
export function postgresClaims(db: Database): Bookings['claimDue'] {
  return async (scope, now, claim) => {
    const rows = await db.rows<Page & (BookingRow | { readonly id: null })>(claimStatement(scope, now, claim));
    const [page] = rows;
    if (page === undefined) throw new Error('A claim gave no page.');
    return {
      sweep: page.sweep,
      bookings: rows.flatMap((row) => (row.id === null ? [] : [bookingOf(row)])),
      next: page.next_due === null || page.next_id === null ? null : { dueAt: page.next_due, id: page.next_id },
    };
  };
}

/**
 * Claims what is due, partner by partner. Two of these statements at once agree on each partner by the row of its claim:
 * the first writes it, and the other waits for that, sees another `turn` than it had read, and goes without.
 *
 * It walks what is due from `after` on, and asks for every booking whether its partner is claimed: as a join this would
 * be planned as a sort of all that is due.
 */
export function claimStatement(
  scope: SystemScope,
  now: Instant,
  { sweep, after, limit, forMs, others }: DueClaim,
): Query {
  const parameters = new Parameters();
  const at = `${parameters.add(toSql(now))}::timestamptz`;
  const enough = `${parameters.add(limit)}::integer`;
  const most = `${parameters.add(wholeMails(limit))}::integer`;
  const taken = `${parameters.add(others === 'taken')}::boolean`;
  const until = fromNow(parameters.add(forMs));
  const beyond =
    after === null
      ? ''
      : `AND (b.next_sweep_at, b.id) > (${parameters.add(toSql(after.dueAt))}::timestamptz, ${parameters.add(after.id)}::bigint)`;
  const turn = `(SELECT coalesce(${parameters.add(sweep)}::text::uuid, gen_random_uuid()) AS sweep)`;
  const due = `${bookingsIn(scope, parameters)} AND b.status = 'pending' AND b.next_sweep_at <= ${at} ${beyond}
      AND ${isAheadOrUndated(at)}
      AND (${taken} OR coalesce((
        SELECT claim.claimed_until <= now() OR claim.sweep = (SELECT sweep FROM turn)
          OR coalesce((b.next_sweep_at, b.id) > (claim.up_to_due, claim.up_to_id), false)
        FROM ${CLAIMS} AS claim WHERE claim.customer_number = b.customer_number), true))`;
  return parameters.query(`
WITH turn AS MATERIALIZED ${turn},
first AS MATERIALIZED (
  SELECT customer_number, next_sweep_at, id, row_number() OVER (ORDER BY next_sweep_at, id) AS place
  FROM (
    SELECT b.customer_number, b.next_sweep_at, b.id FROM ${due} ORDER BY b.next_sweep_at, b.id LIMIT ${enough}
  ) AS found
),
partners AS MATERIALIZED (SELECT customer_number, min(place) AS place FROM first GROUP BY customer_number),
own AS MATERIALIZED (
  SELECT partners.customer_number, partners.place, found.*
  FROM partners CROSS JOIN LATERAL (
    SELECT b.next_sweep_at, b.id, row_number() OVER (ORDER BY b.next_sweep_at, b.id) AS n
    FROM ${due} AND b.customer_number = partners.customer_number
    ORDER BY b.next_sweep_at, b.id LIMIT ${most}
  ) AS found
),
sized AS MATERIALIZED (
  SELECT customer_number, place, sum(count(*)) OVER (ORDER BY place) - count(*) < ${enough} AS wanted,
    max(next_sweep_at) FILTER (WHERE n = ${most}) AS up_to_due, max(id) FILTER (WHERE n = ${most}) AS up_to_id
  FROM own GROUP BY customer_number, place
),
claimed AS (
  INSERT INTO ${CLAIMS} AS claim (customer_number, sweep, claimed_until, turn, up_to_due, up_to_id)
  SELECT customer_number, turn.sweep, ${until}, coalesce(seen.turn, 0) + 1, sized.up_to_due, sized.up_to_id
  FROM sized CROSS JOIN turn LEFT JOIN ${CLAIMS} AS seen USING (customer_number)
  WHERE wanted ORDER BY customer_number
  ON CONFLICT (customer_number) DO UPDATE SET sweep = EXCLUDED.sweep, claimed_until = EXCLUDED.claimed_until,
    turn = EXCLUDED.turn, up_to_due = EXCLUDED.up_to_due, up_to_id = EXCLUDED.up_to_id
  WHERE claim.turn = EXCLUDED.turn - 1
  RETURNING claim.customer_number
),
page AS MATERIALIZED (
  SELECT next_sweep_at, id FROM first
  WHERE place = coalesce((SELECT min(place) - 1 FROM sized WHERE NOT wanted), ${enough})
)
SELECT turn.sweep, ${instantOf('page.next_sweep_at')} AS next_due, page.id::float8 AS next_id, booking.*
FROM turn LEFT JOIN page ON true LEFT JOIN (
  SELECT b.next_sweep_at AS due_at, ${BOOKING_COLUMNS}
  FROM claimed JOIN own USING (customer_number)
  CROSS JOIN LATERAL (SELECT * FROM ${bookingsIn(scope, parameters)} AND b.id = own.id OFFSET 0) AS b
) AS booking ON true
ORDER BY booking.due_at, booking.id`);
}
