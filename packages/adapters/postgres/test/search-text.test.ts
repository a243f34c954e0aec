import { readFile } from 'node:fs/promises';
import { foldForSearch } from '@miomente/booking-domain';
import { freshDatabase } from '@miomente/booking-testing';
import { expect, test } from 'vitest';
import { keptOne, pendingNumber } from './given.ts';
import { postgresHarness } from './harness.ts';

const { pool } = await freshDatabase();
const { bookings } = postgresHarness(pool).ports;
const MIGRATION = new URL('../../../../migrations/0018_search_without_strokes.sql', import.meta.url);

test('api#search: rows from before the folding of strokes are folded like new ones', async () => {
  const before = 'yılmaz łukasz øster đặng ðħŧ ærø œuvre þórður ŋĸ 100%_';
  const { id } = await keptOne(bookings, pendingNumber(1));
  await pool.query('UPDATE miomente_partner_portal_booking_confirmations SET search_text = $1 WHERE id = $2', [
    before.normalize('NFKD').replace(/\p{M}+/gu, ''),
    id,
  ]);
  await pool.query(await readFile(MIGRATION, 'utf8'));
  const { rows } = await pool.query('SELECT search_text FROM miomente_partner_portal_booking_confirmations');
  expect(rows).toEqual([{ search_text: foldForSearch(before) }]);
});
