import { ATTENTIONS, type Instant, type ManagerScope, type Waiting, type Workload } from '@miomente/booking-domain';
import { attentionCondition } from '../bookings/attention.ts';
import { bookingsIn } from '../bookings/scoped.ts';
import type { Database, Query } from '../database/database.ts';
import { toSql } from '../database/instants.ts';
import { Parameters } from '../database/parameters.ts';
import { DELIVERIES } from '../outbox/delivery-row.ts';
import { flaggedItemsAt } from '../records/flagged-order-items.ts';
import { PARTNERS } from '../records/mark-statement.ts';

/** Each count reads along the index of its list. */
export function workloadStatement(scope: ManagerScope, now: Instant): Query {
  const parameters = new Parameters();
  const at = `${parameters.add(toSql(now))}::timestamptz`;
  const rows = bookingsIn(scope, parameters);
  const counts = ATTENTIONS.map(
    (attention) => `(SELECT count(*)::float8 FROM ${rows} AND ${attentionCondition(attention, at)}) AS ${attention}`,
  );
  return parameters.query(`
    SELECT ${counts.join(',\n')},
      (SELECT count(*)::float8 FROM ${flaggedItemsAt(at)}) AS "orderItems",
      (SELECT count(*)::float8 FROM ${DELIVERIES} WHERE state = 'dead') AS "deadDeliveries",
      (SELECT count(*)::float8 FROM ${PARTNERS} WHERE address_marked_at IS NOT NULL) AS "markedAddresses"`);
}

const NOTHING: Waiting = {
  escalated: 0,
  missed: 0,
  flagged: 0,
  rebooking: 0,
  orderItems: 0,
  deadDeliveries: 0,
  markedAddresses: 0,
};

/** `Workload` on PostgreSQL. */
export function postgresWorkload(db: Database): Workload {
  return { count: async (scope, now) => (await db.read<Waiting>(workloadStatement(scope, now)))[0] ?? NOTHING };
}
