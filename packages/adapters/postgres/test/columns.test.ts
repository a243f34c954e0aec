import { freshDatabase } from '@miomente/booking-testing';
import { expect, test } from 'vitest';
import { WRITTEN } from '../src/bookings/columns.ts';

const { pool } = await freshDatabase();

interface InTheDatabase {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
}

// Columns that the table fills: a row's number, its version, and when it was last written.
const OF_THE_TABLE = ['id', 'version', 'updated_at'];

test('booking#snapshot: the list of columns matches the table, with types and nullability', async () => {
  const { rows } = await pool.query<InTheDatabase>(`
    SELECT column_name AS name, is_nullable = 'YES' AS nullable,
      CASE data_type WHEN 'timestamp with time zone' THEN 'timestamptz' WHEN 'ARRAY' THEN 'text[]' ELSE data_type END AS type
    FROM information_schema.columns WHERE table_name = 'miomente_partner_portal_booking_confirmations'`);
  const listed = WRITTEN.map(({ name, type, nullable }) => ({ name, type, nullable }));
  expect(listed.toSorted(byName)).toEqual(rows.filter(({ name }) => !OF_THE_TABLE.includes(name)).toSorted(byName));
});

function byName(a: InTheDatabase, b: InTheDatabase): number {
  return a.name < b.name ? -1 : 1;
}
