import { MagentoShop, randomOrders, stockCatalogue } from '@miomente/booking-magento/testing';
import { startMariaDb } from '@miomente/booking-testing/mariadb';
import { type Connection, createConnection } from 'mysql2/promise';
import type { Stage } from './stage.ts';

/** A Magento database full of orders, and how it is reached. */
export interface FullShop {
  readonly access: { readonly host: string; readonly port: number; readonly user: string; readonly database: string };
  /** A connection that reads as the product's do. */
  readonly connection: Connection;
  /** When the last order was placed. */
  readonly until: number;
}

const DATABASE = 'shop';
const YEARS_MS = 2 * 365 * 86_400_000;
const UNTIL = Date.parse('2026-03-02T09:00:00Z');
const AT_ONCE = 1_000;

/** A shop with two years of orders of every shape. */
export function fullShop(stage: Stage, orders: number): Promise<FullShop> {
  return stage.part(`shop of ${orders}`, async () => {
    const server = await startMariaDb({ bufferPoolMegabytes: 1_024 });
    if (server === undefined) throw new Error('There is no MariaDB. Run: node scripts/test-tools.mjs');
    stage.atEnd(() => server.stop());
    const { hostname: host, port, username: user } = new URL(server.url);
    const access = { host, port: Number(port), user, database: DATABASE };
    await fill(stage, access, orders);
    const connection = await createConnection({ ...access, dateStrings: true, supportBigNumbers: true });
    stage.atEnd(() => connection.end());
    await connection.query(`SET time_zone = '+00:00'`);
    return { access, connection, until: UNTIL };
  });
}

async function fill(stage: Stage, { host, port, user }: FullShop['access'], orders: number): Promise<void> {
  const connection = await createConnection({ host, port, user, multipleStatements: true });
  await connection.query(`CREATE DATABASE ${DATABASE}; USE ${DATABASE}`);
  const shop = await MagentoShop.open(connection);
  await stockCatalogue(shop);
  let batch: Parameters<MagentoShop['place']>[0][number][] = [];
  for (const order of randomOrders({ seed: 5, count: orders, from: UNTIL - YEARS_MS, to: UNTIL })) {
    batch.push(order);
    if (batch.length < AT_ONCE && order.order.entity_id !== orders) continue;
    await shop.place(batch);
    batch = [];
  }
  await connection.query('ANALYZE TABLE sales_order, sales_order_item, sales_order_address');
  stage.say(`${await shop.count('sales_order')} orders stand in the shop`);
  await connection.end();
}
