import { asOrderId, systemScope } from '@miomente/booking-domain';
import { freshDatabase } from '@miomente/booking-testing';
import { beforeEach, expect, test } from 'vitest';
import { confirming, creating, declining, kept, keptOne, mail, pendingNumber } from './given.ts';
import { postgresHarness } from './harness.ts';
import { processesOn } from './processes.ts';

const { url, pool } = await freshDatabase();
const harness = postgresHarness(pool);
const [{ bookings: one }, { bookings: other }] = processesOn(url, 2);
const scope = systemScope('tests of races');

beforeEach(() => harness.reset());

test('F28 I4: in 200 rounds of confirm against decline, on two processes, there is one winner each', async () => {
  const winners = { confirmed: 0, declined: 0 };
  for (let round = 0; round < 200; round += 1) {
    const before = await keptOne(one, pendingNumber(round));
    const outcomes = await Promise.all([one.commitAll([confirming(before)]), other.commitAll([declining(before)])]);
    expect(outcomes.map(({ type }) => type).toSorted()).toEqual(['committed', 'stale']);
    const status = (await one.find(scope, before.id))?.status;
    if (status === 'confirmed' || status === 'declined') winners[status] += 1;
  }
  expect(winners.confirmed + winners.declined).toBe(200);
  expect(await harness.deliveryRows()).toHaveLength(200);
  const audit = await pool.query(`SELECT count(*)::int AS n FROM miomente_partner_portal_booking_audit
    WHERE type IN ('confirmed', 'declined')`);
  expect(audit.rows).toEqual([{ n: 200 }]);
});

test('F4: 50 creations of one order item at once, on two processes, make one booking and one job', async () => {
  const twins = Array.from({ length: 50 }, (_, n) => ({ ...pendingNumber(n), order: pendingNumber(0).order }));
  const outcomes = await Promise.all(
    twins.map((twin, n) => (n % 2 === 0 ? one : other).commitAll([creating(twin, [mail('receipt')])])),
  );
  expect(outcomes.filter(({ type }) => type === 'committed')).toHaveLength(1);
  expect(await one.findByOrders(scope, [asOrderId(1_000)])).toHaveLength(1);
  expect(await harness.jobs()).toHaveLength(1);
});

test('F28 I5: sweeps that meet the same bookings from both ends take each a step once, and none fails', async () => {
  let bookings = await kept(one, ...Array.from({ length: 60 }, (_, n) => pendingNumber(n)));
  for (let round = 0; round < 20; round += 1) {
    const changes = bookings.map((booking) => ({ ...confirming(booking), booking }));
    const [up, down] = await Promise.all([one.commitEach(changes), other.commitEach(changes.toReversed())]);
    const mirrored = down.toReversed();
    for (const [i, outcome] of up.entries())
      expect([outcome.type, mirrored[i]?.type].sort()).toEqual(['committed', 'stale']);
    bookings = [...up, ...mirrored].flatMap((outcome) => (outcome.type === 'committed' ? [outcome.booking] : []));
  }
  expect(await harness.jobs()).toHaveLength(20 * 60);
});

test('an order’s items created in opposite order at once never block each other', async () => {
  const items = Array.from({ length: 30 }, (_, n) => creating(pendingNumber(n)));
  const outcomes = await Promise.all([one.commitEach(items), other.commitEach(items.toReversed())]);
  expect(outcomes.flat().filter(({ type }) => type === 'committed')).toHaveLength(30);
});
