import {
  courseLine,
  dateOption,
  itemIdOf,
  MagentoShop,
  magentoTime,
  options,
  orderRows,
  randomOrders,
  stockCatalogue,
} from '@miomente/booking-magento/testing';
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

/** The address of a Magento database that does not exist yet, on the one server. */
async function emptyShop(stage: Stage, database: string): Promise<FullShop['access']> {
  const server = await stage.part('mariadb', async () => {
    const started = await startMariaDb({ bufferPoolMegabytes: 1_024 });
    if (started === undefined) throw new Error('There is no MariaDB. Run: node scripts/test-tools.mjs');
    stage.atEnd(() => started.stop());
    return started;
  });
  const { hostname: host, port, username: user } = new URL(server.url);
  return { host, port: Number(port), user, database };
}
const YEARS_MS = 2 * 365 * 86_400_000;
const UNTIL = Date.parse('2026-03-02T09:00:00Z');
const AT_ONCE = 1_000;

/** A shop with two years of orders of every shape. */
export function fullShop(stage: Stage, orders: number): Promise<FullShop> {
  return stage.part(`shop of ${orders}`, async () => {
    const access = await emptyShop(stage, DATABASE);
    await fill(stage, access, orders);
    const connection = await createConnection({ ...access, dateStrings: true, supportBigNumbers: true });
    stage.atEnd(() => connection.end());
    await connection.query(`SET time_zone = '+00:00'`);
    return { access, connection, until: UNTIL };
  });
}

/** Its tables, without orders. */
async function open({ host, port, user, database }: FullShop['access']): Promise<MagentoShop> {
  const connection = await createConnection({ host, port, user, multipleStatements: true });
  await connection.query(`CREATE DATABASE ${database}; USE ${database}`);
  return MagentoShop.open(connection);
}

async function fill(stage: Stage, access: FullShop['access'], orders: number): Promise<void> {
  const shop = await open(access);
  const { connection } = shop;
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

/** Orders that were just placed, one course each, and how their shop is reached. */
export interface NewOrders {
  readonly access: FullShop['access'];
  readonly orderIds: readonly number[];
}

/** No made-up booking has one as high. */
const FIRST_NEW_ORDER = 100_000_001;
const FIRST_PRODUCT = 1_001;
const DAY_MS = 86_400_000;

/** A shop with orders of an hour ago for courses in a month, a course for each of the partners in turn. */
export function newOrders(stage: Stage, count: number, partners: readonly string[]): Promise<NewOrders> {
  return stage.part(`${count} new orders`, async () => {
    const access = await emptyShop(stage, 'new_orders');
    const shop = await open(access);
    for (const [n, partner] of partners.entries())
      await shop.addProduct({ productId: FIRST_PRODUCT + n, type: 'virtual', values: { customer_number: partner } });
    const at = Math.floor(Date.now() / 1_000) * 1_000 - 3_600_000;
    const starts = `${magentoTime(at + 30 * DAY_MS).slice(0, 10)} 18:00:00`;
    const orderIds = Array.from({ length: count }, (_, n) => FIRST_NEW_ORDER + n);
    const drafts = orderIds.map((orderId, n) =>
      orderRows(
        { orderId, at },
        {
          items: [
            courseLine(itemIdOf(orderId), {
              product_id: FIRST_PRODUCT + (n % partners.length),
              product_options: options([dateOption(starts, starts)]),
            }),
          ],
        },
      ),
    );
    for (let from = 0; from < count; from += AT_ONCE) await shop.place(drafts.slice(from, from + AT_ONCE));
    await shop.connection.query('ANALYZE TABLE sales_order, sales_order_item, sales_order_address');
    await shop.connection.end();
    return { access, orderIds };
  });
}
