import type pg from 'pg';
import { DELIVERIES } from './delivery-row.ts';

/** The deliveries that have not ended, in the order in which they were queued. */
export async function queuedDeliveryIds(pool: pg.Pool): Promise<readonly number[]> {
  const { rows } = await pool.query<{ id: number }>(
    `SELECT id::float8 AS id FROM ${DELIVERIES} WHERE state = 'queued' ORDER BY id`,
  );
  return rows.map(({ id }) => id);
}
