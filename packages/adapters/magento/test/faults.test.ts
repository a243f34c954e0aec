import { asOrderId, DAY_MS, HOUR_MS, MINUTE_MS, type OrderSource, TransientFailure } from '@miomente/booking-domain';
import { SeededRandom } from '@miomente/booking-domain/testing';
import { startTcpProxy } from '@miomente/booking-testing';
import { createConnection } from 'mysql2/promise';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { closePool, MagentoOrderSource, openPool } from '../src/index.ts';
import { itemIdOf, magentoTime, orderRows, SHAPES, shaped, stockCatalogue } from '../testing/index.ts';
import { openShop } from './open-shop.ts';
import { settingsFor, through } from './settings.ts';
import { NOW, type World, worldAround } from './world.ts';

const { shop, source, database, readerWith } = await openShop();
const proxy = await startTcpProxy(`mysql://${database.host}:${database.port}`);
afterAll(() => proxy.stop());
beforeAll(() => stockCatalogue(shop));
beforeEach(() => shop.connection.query('DELETE FROM sales_order'));

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i + 1);
const booked = async (world: World): Promise<readonly number[]> =>
  (await world.bookings()).map((booking) => booking.order.orderId).toSorted((a, b) => a - b);

async function place(orderIds: readonly number[], at: (orderId: number) => number): Promise<void> {
  await shop.place(orderIds.map((orderId) => orderRows({ orderId, at: at(orderId) })));
}

describe('F7 webhooks are lost', () => {
  it('one in twenty, then all for 26 hours: one run creates every booking, and none twice', async () => {
    const world = await worldAround(source);
    const random = new SeededRandom(7);
    await place(numbers(120), (id) => NOW + id * 15 * MINUTE_MS);
    for (const orderId of numbers(120)) {
      world.clock.set(NOW + orderId * 15 * MINUTE_MS);
      const outage = orderId > 16;
      if (!outage && random.next() > 0.05) await world.receiveOrder(asOrderId(orderId));
    }
    await world.reconcile();
    expect(await booked(world)).toEqual(numbers(120));
    await world.work();
    expect(world.mailer.accepted).toHaveLength(120);
  });
});

describe('F8 a transaction commits late', () => {
  // Ids that no other test uses: a transaction on a deleted order's place also locks the adjacent rows.
  it.each([
    ['10 s', 10_000, 1_001],
    ['5 min', 5 * MINUTE_MS, 1_011],
    ['50 min', 50 * MINUTE_MS, 1_021],
  ])('a transaction that commits %s after the run passed its timestamp', async (_, lateMs, late) => {
    const world = await worldAround(source);
    const { host, port, user, password, name } = database;
    const slow = await createConnection({ host, port, user, password, database: name });
    await slow.query(`SET time_zone = '+00:00'`);
    await slow.beginTransaction();
    await shop.place([orderRows({ orderId: late, at: NOW })], slow);
    await place([late + 1], () => NOW + lateMs);
    world.clock.set(NOW + lateMs);
    await world.reconcile();
    expect(await booked(world)).toEqual([late + 1]);
    await slow.commit();
    await slow.end();
    await world.reconcile();
    expect(await booked(world)).toEqual([late, late + 1]);
  });
});

describe('F9 equal timestamps', () => {
  it('three pages with the same second are all read', async () => {
    const pages: number[] = [];
    const world = await worldAround(source, { pageSize: 20, onProgress: (orders) => pages.push(orders) });
    await place(numbers(70), (id) => (id === 35 ? NOW - 1_000 : NOW));
    await world.reconcile();
    expect([await booked(world), pages]).toEqual([numbers(70), [20, 40, 60, 70]]);
  });
});

describe('F10 Magento is down, stalls in the middle of a page, or resets', () => {
  const FAULTS = { stalled: () => proxy.fallSilent(), reset: () => proxy.loseNextAnswer() };

  /** A reader that runs a hook before statements, selected by their text. */
  function watchedReader(onStatement: (sql: string) => void): OrderSource {
    const settings = settingsFor(database, { ...through(proxy.url), readTimeoutMs: 1_500 });
    const pool = openPool(settings);
    afterAll(() => closePool(pool));
    pool.pool.on('connection', (connection) => {
      const query = connection.query.bind(connection) as (...given: unknown[]) => unknown;
      const watched = (...given: unknown[]): unknown => {
        onStatement(String(given[0]));
        return query(...given);
      };
      Object.assign(connection, { query: watched });
    });
    return new MagentoOrderSource({ pool, settings, eventStartSources: [] });
  }

  it.each(['stalled', 'reset'] as const)(
    '%s: the watermark covers finished work only, and the next run completes it',
    async (fault) => {
      let pages = 0;
      const world = await worldAround(
        watchedReader((sql) => {
          // The orders of the second page are read, their lines are not. It is the last page, so no other is read at
          // the same time.
          if (pages === 1 && sql.includes('`sales_order_item`')) FAULTS[fault]();
        }),
        {
          pageSize: 20,
          onProgress: () => {
            pages += 1;
          },
        },
      );
      await place(numbers(30), (id) => NOW - HOUR_MS + id * 1_000);
      await expect(world.reconcile()).rejects.toThrow(TransientFailure);
      expect(await world.watermark()).toBe(NOW - HOUR_MS + 20_000);
      expect(await booked(world)).toEqual(numbers(20));
      pages = Number.NEGATIVE_INFINITY;
      proxy.heal();
      await world.reconcile();
      expect(await booked(world)).toEqual(numbers(30));
    },
  );

  it('restart: connections that broke while idle make no run fail', async () => {
    const reader = readerWith({ ...through(proxy.url), readTimeoutMs: 1_500 });
    const world = await worldAround(reader);
    await place(numbers(3), () => NOW);
    await Promise.all([reader.byId(asOrderId(1)), reader.byId(asOrderId(2)), reader.byId(asOrderId(3))]);
    proxy.cut();
    await world.reconcile();
    expect(await booked(world)).toEqual(numbers(3));
  });

  it('down: an announced order is fetched again until it can be read', async () => {
    const reader = readerWith({ ...through(proxy.url), readTimeoutMs: 500, connectTimeoutMs: 300 });
    const world = await worldAround(reader);
    await place([1], () => NOW);
    proxy.fallSilent();
    expect(await world.receiveOrder(asOrderId(1))).toEqual({ type: 'awaited' });
    proxy.heal();
    world.clock.advance(MINUTE_MS);
    await world.work();
    expect(await booked(world)).toEqual([1]);
  });
});

describe('F11 clocks differ', () => {
  it.each([-5, 5])('Magento’s clock is %i minutes off: no order is missed', async (minutes) => {
    const world = await worldAround(source);
    const seen: number[] = [];
    for (const orderId of numbers(12)) {
      world.clock.set(NOW + orderId * 10 * MINUTE_MS);
      const theirs = (world.clock.now() + minutes * MINUTE_MS) / 1_000;
      await database.admin.query(`SET timestamp = ${theirs}`);
      const { updated_at: _, created_at: __, ...order } = orderRows({ orderId, at: NOW }).order;
      await shop.place([{ ...orderRows({ orderId, at: NOW }), order }]);
      seen.push(orderId);
      await world.reconcile();
      expect(await booked(world)).toEqual(seen);
    }
    await database.admin.query('SET timestamp = DEFAULT');
    expect((await source.byId(asOrderId(12)))?.updatedAt).toBe(NOW + 2 * HOUR_MS + minutes * MINUTE_MS);
  });

  it('a clock that was once wrong by years hides nothing after it', async () => {
    const world = await worldAround(source);
    await place([1], () => NOW + 4_000 * DAY_MS);
    await world.reconcile();
    await place([2], () => NOW + MINUTE_MS);
    world.clock.advance(2 * MINUTE_MS);
    await world.reconcile();
    expect(await booked(world)).toEqual([1, 2]);
  });
});

describe('rows that break an assumption', () => {
  it('never stop a run and lose no order: each becomes a booking, is flagged, or is in a state without bookings', async () => {
    const names = Object.keys(SHAPES);
    const world = await worldAround(source, { pageSize: 7 });
    await shop.place(names.map((name, i) => shaped(name, { orderId: i + 1, at: NOW - HOUR_MS + i * 1_000 })));
    await world.reconcile();
    expect(world.failures).toEqual([]);
    const seen = new Set([...(await world.bookings()), ...(await world.flagged())].map(({ order }) => order.orderId));
    const unseen = names.filter((_, i) => !seen.has(asOrderId(i + 1)));
    expect(unseen).toEqual([
      'awaiting an online payment',
      'in payment review',
      'on hold',
      'cancelled',
      'refunded and closed',
      // Treated like a voucher (orders#product-gone).
      'of a deleted product without a date',
      'without items',
      'of an unknown state',
      'without a state',
    ]);
  });

  it('a row without any date counts as the beginning of time, and is read', async () => {
    const world = await worldAround(source, { pageSize: 1 });
    await database.admin.query(`SET sql_mode = ''`);
    const dateless = { created_at: '0000-00-00 00:00:00', updated_at: '0000-00-00 00:00:00' };
    await shop.place(
      [1, 2, 3].map((orderId) => orderRows({ orderId, at: NOW }, { order: orderId < 3 ? dateless : {} })),
    );
    await world.reconcile();
    expect(await booked(world)).toEqual([1, 2, 3]);
  });

  it('the hourly comparison notices an edit of a line alone', async () => {
    const world = await worldAround(source);
    await place([1], () => NOW);
    await world.reconcile();
    const before = (await world.booking(itemIdOf(1))).details.participants;
    await shop.changeItem(itemIdOf(1), { qty_ordered: '5.0000' });
    expect((await source.byId(asOrderId(1)))?.updatedAt).toBe(Date.parse(`${magentoTime(NOW).replace(' ', 'T')}Z`));
    await world.compareUpcoming();
    expect([before, (await world.booking(itemIdOf(1))).details.participants]).toEqual([2, 5]);
  });
});
