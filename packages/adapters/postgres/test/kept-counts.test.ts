import {
  type Booking,
  managerScope,
  NO_FILTER,
  partnerScope,
  type Stored,
  systemScope,
} from '@miomente/booking-domain';
import { freshDatabase } from '@miomente/booking-testing';
import { fillDatabase } from '@miomente/booking-testing/many-bookings';
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { postgresKeptCounts, postgresKeptFigures } from '../src/index.ts';
import { confirming, declining, keptOne, pendingNumber } from './given.ts';
import { postgresHarness } from './harness.ts';

const { pool } = await freshDatabase();
const harness = postgresHarness(pool);
const { bookings } = harness.ports;
const counts = postgresKeptCounts(pool);
const figures = postgresKeptFigures(pool);
const scope = systemScope('tests of kept counts');
const PAGE = { ...NO_FILTER, page: 1, limit: 20 };
const TABLE = 'miomente_partner_portal_booking_confirmations';
const COUNTS = 'miomente_partner_portal_booking_counts';
const CHANGES = 'miomente_partner_portal_booking_count_changes';

const FIGURE_CHANGES = 'miomente_partner_portal_figure_changes';

const waiting = async (table = CHANGES): Promise<number> => (await pool.query(`SELECT FROM ${table}`)).rows.length;

let last = 0;
const another = (): Booking => {
  last += 1;
  return pendingNumber(last);
};

beforeEach(async () => {
  await harness.reset();
  await counts.fold();
  await figures.fold();
});

/** What may happen to a booking, and to the counts beside it. */
const ACTS = {
  confirm: async (booking: Stored) => bookings.commitAll([confirming(booking)]),
  decline: async (booking: Stored) => bookings.commitAll([declining(booking)]),
  cancel: async ({ id }: Stored) =>
    pool.query(
      `UPDATE ${TABLE} SET status = 'cancelled', cancelled_at = now(), cancellation_cause = 'refunded',
         declined_at = NULL, declined_by = NULL, decline_reason = NULL, decline_notes = NULL WHERE id = $1`,
      [id],
    ),
  'go to another partner': async ({ id }: Stored) =>
    pool.query(`UPDATE ${TABLE} SET customer_number = 'P-MOVED' WHERE id = $1`, [id]),
  'turn historic': async ({ id }: Stored) =>
    pool.query(`UPDATE ${TABLE} SET historic = NOT historic WHERE id = $1`, [id]),
  'be reminded and escalated': async ({ id }: Stored) =>
    pool.query(
      `UPDATE ${TABLE} SET reminder_count = 1 + reminder_count % 2, last_reminder_at = now(), escalated_at = now(),
         escalation_reason = 'no_answer' WHERE id = $1`,
      [id],
    ),
  'be taken back': async ({ id }: Stored) =>
    pool.query(`UPDATE ${TABLE} SET taken_back_at = now() WHERE id = $1`, [id]),
  'have waited longer': async ({ id }: Stored) =>
    pool.query(`UPDATE ${TABLE} SET clock_started_at = clock_started_at - interval '3 hours' WHERE id = $1`, [id]),
  'be folded': async () => {
    await counts.fold();
    await figures.fold();
  },
};

test('api#kept-counts, api#kept-figures: whatever happens to bookings, what is kept is what is counted', {
  timeout: 120_000,
}, async () => {
  const act = fc.record({
    of: fc.nat({ max: 3 }),
    act: fc.constantFrom(...(Object.keys(ACTS) as (keyof typeof ACTS)[])),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 12 }), async (acts) => {
      await harness.reset();
      const ids: number[] = [];
      for (let n = 0; n < 4; n += 1) ids.push((await keptOne(bookings, another())).id);
      for (const { of, act: name } of acts) {
        const booking = await bookings.find(scope, ids[of] as Stored['id']);
        if (booking !== undefined && (booking.status === 'pending' || name !== 'decline')) {
          if (booking.status !== 'pending' && name === 'confirm') continue;
          await ACTS[name](booking);
        }
        expect(await counts.check()).toEqual([]);
        expect(await figures.check()).toEqual([]);
      }
    }),
    { numRuns: 15 },
  );
});

test('api#kept-counts: lists show what is kept, folded or not, each partner their own', async () => {
  const booking = await keptOne(bookings, another());
  await bookings.commitAll([confirming(booking)]);
  await bookings.commitAll([declining(await keptOne(bookings, another()))]);
  await keptOne(bookings, another());
  const own = partnerScope(booking.customerNumber);
  const expected = { pending: 1, confirmed: 1, declined: 1, cancelled: 0, unanswered: 0 };
  expect((await bookings.list(own, PAGE, booking.createdAt)).summary).toEqual(expected);
  await counts.fold();
  expect(await waiting()).toBe(0);
  expect((await bookings.list(own, PAGE, booking.createdAt)).summary).toEqual(expected);
  expect((await bookings.list(scope, PAGE, booking.createdAt)).summary).toEqual(expected);
});

test('api#kept-counts: two changes of one partner’s bookings do not wait for each other', async () => {
  const [first, second] = [await keptOne(bookings, another()), await keptOne(bookings, another())];
  const holder = await pool.connect();
  try {
    await holder.query('BEGIN');
    await holder.query(
      `UPDATE ${TABLE} SET status = 'confirmed', confirmed_at = now(), confirmed_by = 'portal' WHERE id = $1`,
      [first.id],
    );
    expect((await bookings.commitAll([confirming(second)])).type).toBe('committed');
    await counts.fold();
    await figures.fold();
    await holder.query('COMMIT');
  } finally {
    holder.release();
  }
  expect(await counts.check()).toEqual([]);
  expect(await figures.check()).toEqual([]);
});

test('api#kept-counts: many that fold at once lose nothing', async () => {
  await fillDatabase(pool, { bookings: 500, partners: 5, until: Date.parse('2026-03-02T09:00:00Z'), seed: 1 });
  await pool.query(`INSERT INTO ${CHANGES} (customer_number, confirmed, declined, cancelled)
    SELECT 'P-X', 1, 0, 0 FROM generate_series(1, 200)`);
  await pool.query(`INSERT INTO ${COUNTS} VALUES ('P-X', -200, 0, 0)`);
  await pool.query(`UPDATE ${TABLE} SET reminder_count = 1 + reminder_count % 2, last_reminder_at = now()`);
  await Promise.all(Array.from({ length: 8 }, () => Promise.all([counts.fold(), figures.fold()])));
  await figures.fold();
  expect([await waiting(), await waiting(FIGURE_CHANGES)]).toEqual([0, 0]);
  expect(await counts.check()).toEqual([]);
  expect(await figures.check()).toEqual([]);
  await pool.query(`DELETE FROM ${TABLE} WHERE id % 7 = 0
    AND NOT EXISTS (SELECT FROM miomente_partner_portal_booking_audit AS a WHERE a.booking_id = ${TABLE}.id)`);
  expect(await counts.check()).toEqual([]);
  expect(await figures.check()).toEqual([]);
});

test('api#kept-counts: a check finds what is wrong, and counting again mends it', async () => {
  const booking = await keptOne(bookings, another());
  await bookings.commitAll([confirming(booking)]);
  await pool.query(`DELETE FROM ${CHANGES}`);
  const { customerNumber } = booking;
  expect(await counts.check()).toEqual([{ customerNumber, kept: [0, 0, 0], counted: [1, 0, 0] }]);
  await counts.rebuild();
  expect(await counts.check()).toEqual([]);
});

test('api#kept-figures: a check finds what is wrong, and measuring again mends it', async () => {
  const { customerNumber } = await keptOne(bookings, another());
  const { customerNumber: other, id } = await keptOne(bookings, { ...another(), customerNumber: 'P-OTHER' as never });
  await pool.query(`DELETE FROM ${FIGURE_CHANGES} WHERE customer_number = $1`, [customerNumber]);
  expect(await figures.check()).toEqual([customerNumber]);
  await figures.fold();
  await pool.query(`UPDATE miomente_partner_portal_figures SET answer_times[7] = 1 WHERE customer_number = $1`, [
    other,
  ]);
  expect(await figures.check()).toEqual([customerNumber, other].toSorted());
  await figures.rebuild();
  expect(await figures.check()).toEqual([]);
  await pool.query(`UPDATE ${TABLE} SET historic = true WHERE id = $1`, [id]);
  expect(await figures.check()).toEqual([]);
  const all = { from: null, to: null, search: '', bounced: false, page: 1, limit: 10 } as const;
  const { rows } = await harness.ports.partnerMetrics.list(
    managerScope('office@example.org'),
    { ...all, sort: { key: 'name', descending: false } },
    Date.now(),
  );
  expect(rows.map((row) => row.customerNumber)).toEqual([customerNumber]);
});
