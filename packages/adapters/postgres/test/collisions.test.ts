import { systemScope, TransientFailure } from '@miomente/booking-domain';
import { freshDatabase } from '@miomente/booking-testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { confirming, creating, keptOne, pendingNumber } from './given.ts';
import { postgresHarness } from './harness.ts';

const { pool } = await freshDatabase();
const harness = postgresHarness(pool);
const { bookings } = harness.ports;
const scope = systemScope('tests of collisions');
const TABLE = 'miomente_partner_portal_booking_confirmations';

beforeEach(() => harness.reset());
afterEach(() => pool.query('DROP FUNCTION IF EXISTS collide() CASCADE; DROP SEQUENCE IF EXISTS collisions'));

/** Has the first writes of bookings undone as PostgreSQL does when it must; a sequence is not undone with them. */
async function collide(state: string, times: number): Promise<void> {
  await pool.query(`
    CREATE SEQUENCE collisions;
    CREATE FUNCTION collide() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF nextval('collisions') <= ${times} THEN RAISE EXCEPTION 'collision' USING ERRCODE = '${state}'; END IF;
      RETURN NULL;
    END $$;
    CREATE TRIGGER collide AFTER INSERT OR UPDATE ON ${TABLE} FOR EACH STATEMENT EXECUTE FUNCTION collide()`);
}

test.each(['40001', '40P01'])('F24 what PostgreSQL undid with %s is made again, once', async (state) => {
  const before = await keptOne(bookings, pendingNumber(1));
  await collide(state, 2);
  expect(await bookings.commitAll([confirming(before)])).toMatchObject({ type: 'committed' });
  expect(await bookings.find(scope, before.id)).toMatchObject({ status: 'confirmed', version: before.version + 1 });
});

test.each(['40001', '40P01'])('F24 what is undone with %s again and again is a failure that passes', async (state) => {
  await collide(state, 1_000);
  await expect(bookings.commitAll([creating(pendingNumber(1))])).rejects.toBeInstanceOf(TransientFailure);
  expect(await harness.deliveryRows()).toEqual([]);
});
