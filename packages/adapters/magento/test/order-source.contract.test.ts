import { DEFAULT_ORDER_POLICY, type Order } from '@miomente/booking-domain';
import { type OrderSourceHarness, orderSourceContract } from '@miomente/booking-domain/testing';
import { freshMariaDatabase, startTcpProxy } from '@miomente/booking-testing';
import { createConnection } from 'mysql2/promise';
import { closePool, MagentoOrderSource, openPool } from '../src/index.ts';
import { draftOfOrder, MagentoShop, type ShopEdition } from '../testing/index.ts';
import { settingsFor, through } from './settings.ts';

for (const edition of ['open_source', 'commerce'] as const) {
  const database = await freshMariaDatabase();
  orderSourceContract(`Magento ${edition}`, () => harness(edition, database));
}

async function harness(
  edition: ShopEdition,
  database: Awaited<ReturnType<typeof freshMariaDatabase>>,
): Promise<OrderSourceHarness> {
  const prefix = edition === 'commerce' ? 'mg_' : '';
  const shop = await MagentoShop.open(database.admin, { edition, prefix });
  const proxy = await startTcpProxy(`mysql://${database.host}:${database.port}`);
  const settings = settingsFor(database, { ...through(proxy.url), tablePrefix: prefix });
  const pool = openPool(settings);
  const { eventStartSources } = DEFAULT_ORDER_POLICY;
  const source = new MagentoOrderSource({ pool, settings, eventStartSources });
  const known = new Set<number>();
  const stock = async (order: Order): Promise<void> => {
    for (const { productId, customerNumber } of order.items) {
      if (productId === null || known.has(productId)) continue;
      known.add(productId);
      await shop.addProduct({ productId, values: { customer_number: customerNumber } });
    }
  };
  /** Products have the attribute for the event's start, without a value. */
  const asKept = (order: Order): Order => ({
    ...order,
    items: order.items.map((item) => ({ ...item, attributes: { event_date: null } })),
  });
  return {
    source,
    place: async (order) => {
      await stock(order);
      await shop.remove([order.orderId]);
      await shop.place([draftOfOrder(order)]);
      return asKept(order);
    },
    placeUncommitted: async (order) => {
      await stock(order);
      const { host, port, user, password, name } = database;
      const other = await createConnection({ host, port, user, password, database: name });
      await other.query(`SET time_zone = '+00:00'`);
      await other.beginTransaction();
      await shop.place([draftOfOrder(order)], other);
      return async () => {
        await other.commit();
        await other.end();
      };
    },
    failNext: async () => {
      // A connection that broke while idle is replaced silently; so the next one's first request is the one to lose.
      proxy.cut();
      proxy.loseNextRequest();
    },
    reset: async () => {
      known.clear();
      await shop.empty();
    },
    close: async () => {
      await closePool(pool);
      await proxy.stop();
    },
  };
}
