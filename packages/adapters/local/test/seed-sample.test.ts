import { afterEach, expect, test } from 'vitest';
import { type SeedDeps, seedSample } from '../src/index.ts';
import { dump, NOW, sampleDatabase } from './fixture.ts';
import { type SampleProduct, sampleProduct } from './seed-fixture.ts';

const { pool } = await sampleDatabase();
const other = await sampleDatabase();

afterEach(() =>
  pool.query(`truncate sample.orders, sample.order_items, sample.products, sample.mails, sample.tickets,
    sample.ticket_notes, sample.seeding restart identity cascade`),
);

test('a second call does nothing, also on a later day', async () => {
  const { deps } = sampleProduct(pool);
  expect(await seedSample(deps)).toEqual({ seeded: true });
  const before = await dump(pool);
  expect(await seedSample({ ...deps, now: NOW + 86_400_000 })).toEqual({ seeded: false });
  expect(await dump(pool)).toBe(before);
});

test('of two processes at once, one plays the history', async () => {
  const product = sampleProduct(pool);
  const outcomes = await Promise.all([seedSample(product.deps), seedSample(product.deps)]);
  expect(outcomes.filter(({ seeded }) => seeded)).toHaveLength(1);
  const { rows } = await pool.query('select count(*) - count(distinct placed_as) as extra from sample.orders');
  // Copies made by edits have no name.
  expect(rows).toEqual([{ extra: '2' }]);
  expect((await product.mailbox.list({ page: 1, perPage: 500 })).entries.filter(({ copies }) => copies > 1)).toEqual(
    [],
  );
});

test('interrupted repeatedly, it continues where it stopped and ends the same', async () => {
  const product = sampleProduct(pool);
  const interruptions = await seedWithPowerCuts(product.deps, 9);
  expect(interruptions).toBeGreaterThan(10);
  const undisturbed = sampleProduct(other.pool);
  await seedSample(undisturbed.deps);
  expect(await outline(product)).toEqual(await outline(undisturbed));
});

/** Simulates a power cut before every n-th delivery, and a restart an hour later. */
async function seedWithPowerCuts(deps: SeedDeps, every: number): Promise<number> {
  for (let cuts = 0; ; cuts += 1) {
    let rounds = 0;
    const queuedDeliveries: SeedDeps['queuedDeliveries'] = async () => {
      rounds += 1;
      if (rounds === every) throw new Error('the power went out');
      return deps.queuedDeliveries();
    };
    try {
      await seedSample({ ...deps, queuedDeliveries, now: NOW + cuts * 3_600_000 });
      return cuts;
    } catch (error) {
      if (!String(error).includes('power')) throw error;
    }
  }
}

async function outline(product: SampleProduct): Promise<unknown> {
  const bookings = (await product.bookings()).map(({ status, order, createdAt, reminders, ...rest }) => {
    const answer = 'answer' in rest ? rest.answer : null;
    return [status, order.orderNumber, createdAt, reminders, rest.escalation, rest.ticket?.id, answer, rest.details];
  });
  const mails = (await product.mailbox.list({ page: 1, perPage: 500 })).entries;
  const tickets = (await product.ticketDesk.list({ page: 1, perPage: 500 })).entries;
  return [bookings, mails.map(({ kind, bookingId, receivedAt }) => [kind, bookingId, receivedAt]), tickets];
}
