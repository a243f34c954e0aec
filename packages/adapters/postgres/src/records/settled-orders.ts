import { createHash } from 'node:crypto';
import type { OrderId, SettledOrders, SystemScope } from '@miomente/booking-domain';
import { bookingsIn } from '../bookings/scoped.ts';
import type { Database, Query } from '../database/database.ts';
import { Parameters } from '../database/parameters.ts';

const TABLE = 'miomente_partner_portal_settled_orders';

// In sorted order, so that two of these statements never wait for each other.
const SETTLE = `
  INSERT INTO ${TABLE} AS settled (magento_order_id, fingerprint, booking_versions)
  SELECT order_id, fingerprint, versions
  FROM unnest($1::bigint[], $2::text[], $3::bigint[]) AS given (order_id, fingerprint, versions)
  ORDER BY order_id
  ON CONFLICT (magento_order_id) DO UPDATE
  SET fingerprint = excluded.fingerprint, booking_versions = excluded.booking_versions, settled_at = now()
  WHERE (settled.fingerprint, settled.booking_versions) IS DISTINCT FROM
    (excluded.fingerprint, excluded.booking_versions)`;

/** `SettledOrders` on PostgreSQL. */
export function postgresSettledOrders(db: Database): SettledOrders {
  return {
    unsettled: async (scope, policy, marks) => {
      const under = underPolicy(policy);
      const known = marks.flatMap(({ orderId, fingerprint }) =>
        fingerprint === null ? [] : [{ orderId, fingerprint: under + fingerprint }],
      );
      const unknown = marks.filter(({ fingerprint }) => fingerprint === null).map(({ orderId }) => orderId);
      if (known.length === 0) return new Set(unknown);
      const rows = await db.read<{ readonly order_id: OrderId }>(unsettledStatement(scope, known));
      return new Set([...unknown, ...rows.map((row) => row.order_id)]);
    },
    settle: async (policy, orders) => {
      if (orders.length === 0) return;
      const under = underPolicy(policy);
      const columns = [
        orders.map(({ orderId }) => orderId),
        orders.map(({ fingerprint }) => under + fingerprint),
        orders.map(({ versions }) => versions),
      ];
      await db.rows({ text: SETTLE, values: columns });
    },
  };
}

/**
 * Reads the bookings as they are now. Removing an order from the table when one of its bookings changes would miss a
 * change that commits while the order is being settled.
 */
export function unsettledStatement(
  scope: SystemScope,
  marks: readonly { readonly orderId: OrderId; readonly fingerprint: string }[],
): Query {
  const parameters = new Parameters();
  const ids = parameters.add(marks.map(({ orderId }) => orderId));
  const fingerprints = parameters.add(marks.map(({ fingerprint }) => fingerprint));
  return parameters.query(`
    SELECT mark.order_id::float8 AS order_id
    FROM unnest(${ids}::bigint[], ${fingerprints}::text[]) AS mark (order_id, fingerprint)
    LEFT JOIN LATERAL (
      -- The limit keeps the planner from joining a page of marks with a scan of the whole table.
      SELECT fingerprint, booking_versions FROM ${TABLE} WHERE magento_order_id = mark.order_id LIMIT 1
    ) AS settled ON true
    WHERE settled.fingerprint IS DISTINCT FROM mark.fingerprint OR settled.booking_versions <> coalesce(
      (SELECT sum(b.version) FROM ${bookingsIn(scope, parameters)} AND b.magento_order_id = mark.order_id), 0)`);
}

/** The prefix of fingerprints taken under a policy, so that two policies' fingerprints are never the same. */
function underPolicy(policy: string): string {
  return `${createHash('sha256').update(policy).digest('hex').slice(0, 8)}:`;
}
