import type { OrderCursor, Watermarks } from '@miomente/booking-domain';
import type { Database } from '../database/database.ts';
import { instantOf, toSql } from '../database/instants.ts';

const TABLE = 'miomente_partner_portal_watermarks';
const READ = `
  SELECT ${instantOf('order_updated_at')} AS "updatedAt", magento_order_id::float8 AS "orderId"
  FROM ${TABLE} WHERE name = $1`;
const ADVANCE = `
  INSERT INTO ${TABLE} (name, order_updated_at, magento_order_id) VALUES ($1, $2, $3)
  ON CONFLICT (name) DO UPDATE SET
    order_updated_at = excluded.order_updated_at, magento_order_id = excluded.magento_order_id, moved_at = now()`;

/** `Watermarks` on PostgreSQL. */
export function postgresWatermarks(db: Database): Watermarks {
  return {
    read: async (name) => (await db.read<OrderCursor>({ text: READ, values: [name] }))[0],
    advance: async (name, { updatedAt, orderId }) => {
      await db.rows({ text: ADVANCE, values: [name, toSql(updatedAt), orderId] });
    },
  };
}
