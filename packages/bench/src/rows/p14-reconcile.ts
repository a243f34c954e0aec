import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import {
  DEFAULT_ORDER_POLICY,
  DEFAULT_POLICY,
  makeImportOrders,
  makeReconcileOrders,
  type ReconcileOrders,
} from '@miomente/booking-domain';
import { closePool, MagentoOrderSource, magentoConfig, openPool } from '@miomente/booking-magento';
import { HmacTokenMint, systemClock } from '@miomente/booking-node';
import { createPostgresPorts } from '@miomente/booking-postgres';
import type { RowDataPacket } from 'mysql2';
import type { Connection } from 'mysql2/promise';
import type pg from 'pg';
import type { Bench } from '../bench.ts';
import { interleave, timed } from '../measure/interleave.ts';
import { type FullShop, fullShop } from '../stage/magento.ts';
import { command, productEnvironment } from '../stage/product.ts';
import type { Stage } from '../stage/stage.ts';

const ORDERS = 200_000;
const PAGE = 500;

/** What a first import may hold in memory, in megabytes. */
const MEMORY_MB = 300;

export const reconcile: Bench = {
  row: 'P14',
  what: `reconciling ${ORDERS.toLocaleString('en')} orders, none new`,
  run: async (stage) => {
    const shop = await fullShop(stage, ORDERS);
    const database = await stage.database('reconcile');
    const first = await firstImport(stage, shop, database.url);
    // What the server does by itself within a minute or two.
    await database.pool.query('analyze');
    const run = reconciler(stage, shop, database.pool);
    const { ours, other } = await interleave({
      ours: () => timed(run),
      other: () => timed(() => bareRead(shop.connection)),
    });
    const read = { row: 'P14', unit: 'ms', other, against: 'the bare SQL read of the same rows' } as const;
    const { ms, peakMb } = first;
    return [
      { ...read, what: reconcile.what, ours, ratio: ours / other, goal: { atMost: 1.5 } },
      { ...read, what: 'their first import', ours: ms, ratio: ms / other, goal: null },
      {
        row: 'P14',
        what: 'memory of the first import',
        unit: 'MB',
        ours: peakMb,
        other: MEMORY_MB,
        against: 'the limit',
        ratio: peakMb / MEMORY_MB,
        goal: { atMost: 1 },
      },
    ];
  },
};

/** The shop as the product is told of it. */
function configurationOf({ access }: FullShop): Record<string, string> {
  return {
    MAGENTO_DB_HOST: access.host,
    MAGENTO_DB_PORT: String(access.port),
    MAGENTO_DB_USER: access.user,
    MAGENTO_DB_NAME: access.database,
  };
}

/** The first import as an operator starts it: how long it takes, and the most memory it holds. */
async function firstImport(stage: Stage, shop: FullShop, databaseUrl: string): Promise<{ ms: number; peakMb: number }> {
  const env = {
    ...productEnvironment(databaseUrl, await stage.folder()),
    ...configurationOf(shop),
    GO_LIVE_AT: new Date(shop.until).toISOString(),
  };
  const started = performance.now();
  const child = spawn(process.execPath, [command('reconcile'), '--from', '2020-01-01'], { env, stdio: 'inherit' });
  let peakMb = 0;
  const watch = setInterval(() => {
    peakMb = Math.max(peakMb, peakOf(child.pid));
  }, WATCH_EVERY_MS);
  const [code] = await once(child, 'exit');
  clearInterval(watch);
  if (code !== 0) throw new Error(`The first import ended with ${code}.`);
  return { ms: performance.now() - started, peakMb };
}

const WATCH_EVERY_MS = 100;

/** The most resident memory a process has had, as Linux tells it. */
function peakOf(pid: number | undefined): number {
  try {
    const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kilobytes ?? 0) / 1_024;
  } catch {
    return 0;
  }
}

/** A reconciler with real adapters on both sides that starts from the beginning each time. */
function reconciler(stage: Stage, shop: FullShop, pool: pg.Pool): ReconcileOrders {
  const ports = createPostgresPorts(pool, { timeZone: DEFAULT_ORDER_POLICY.timeZone });
  const settings = magentoConfig.parse(configurationOf(shop));
  const shopPool = openPool(settings);
  stage.atEnd(() => closePool(shopPool));
  const { eventStartSources } = DEFAULT_ORDER_POLICY;
  const shared = {
    ...ports,
    orders: new MagentoOrderSource({ pool: shopPool, settings, eventStartSources }),
    tokens: new HmacTokenMint({ current: 'only-for-measuring-only-for-measuring', previous: undefined }),
    clock: systemClock,
    policy: { ...DEFAULT_POLICY, goLiveAt: shop.until },
    orderPolicy: DEFAULT_ORDER_POLICY,
  };
  const importOrders = makeImportOrders({
    ...shared,
    onOrderFailure: (orderId) => stage.say(`order ${orderId} could not be imported`),
  });
  return makeReconcileOrders({
    ...shared,
    importOrders,
    watermarks: { read: async () => undefined, advance: ports.watermarks.advance },
  });
}

const PAGE_SQL = `SELECT entity_id, increment_id, original_increment_id, edit_increment, state, store_id,
    customer_firstname, customer_lastname, customer_email, order_currency_code, store_currency_code,
    base_currency_code, grand_total, total_paid, total_refunded, relation_parent_id, relation_child_id,
    created_at, updated_at
  FROM sales_order WHERE updated_at >= ? AND (updated_at > ? OR entity_id > ?)
  ORDER BY updated_at, entity_id LIMIT ${PAGE}`;
const LINES_SQL = `SELECT item_id, order_id, parent_item_id, store_id, product_id, product_options, sku, name,
    qty_ordered, qty_canceled, qty_refunded, row_total, row_total_incl_tax, tax_amount, discount_amount,
    discount_tax_compensation_amount
  FROM sales_order_item WHERE order_id IN (?) ORDER BY order_id, item_id`;
const ADDRESSES_SQL = `SELECT parent_id, address_type, firstname, lastname, email, telephone
  FROM sales_order_address WHERE parent_id IN (?) AND address_type IN ('billing', 'shipping')
  ORDER BY parent_id, entity_id`;

/** Every order with its lines and addresses, page by page, and nothing done with them. */
async function bareRead(connection: Connection): Promise<void> {
  let [updatedAt, orderId, read] = ['0000-00-00 00:00:00', 0, 0];
  for (;;) {
    const [orders] = await connection.query<RowDataPacket[]>(PAGE_SQL, [updatedAt, updatedAt, orderId]);
    const ids = orders.map((row) => Number(row['entity_id']));
    if (ids.length === 0) break;
    await connection.query(LINES_SQL, [ids]);
    await connection.query(ADDRESSES_SQL, [ids]);
    read += ids.length;
    [updatedAt, orderId] = [String(orders.at(-1)?.['updated_at']), ids.at(-1) ?? 0];
    if (ids.length < PAGE) break;
  }
  if (read !== ORDERS) throw new Error(`The bare read found ${read} of ${ORDERS} orders.`);
}
