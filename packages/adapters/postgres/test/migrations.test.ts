import { readdirSync } from 'node:fs';
import { freshDatabase } from '@miomente/booking-testing';
import { expect, test } from 'vitest';
import { bookingMigrations, migrate, pendingMigrations } from '../src/index.ts';

const { url, pool } = await freshDatabase();

test('decision 8: a migrated database is current, and migrating it again does nothing', async () => {
  expect(await pendingMigrations(pool)).toEqual([]);
  expect(await migrate(url)).toEqual([]);
  const { rows } = await pool.query('SELECT name FROM miomente_partner_portal_migrations ORDER BY name');
  expect(rows.map((row) => row.name)).toEqual(readdirSync(bookingMigrations.folder).sort());
});
