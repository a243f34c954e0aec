import {
  DEFAULT_ORDER_POLICY,
  DEFAULT_POLICY,
  makeImportOrders,
  makeReconcileOrders,
  type ReconcileOrders,
} from '@miomente/booking-domain';
import { closePool, MagentoOrderSource, type MagentoSettings, openPool } from '@miomente/booking-magento';
import { HmacTokenMint, systemClock } from '@miomente/booking-node';
import { createPostgresPorts } from '@miomente/booking-postgres';
import type { RowDataPacket } from 'mysql2';
import type { Connection } from 'mysql2/promise';
import type { Bench, Finding } from '../bench.ts';
import { interleave, timed } from '../measure/interleave.ts';
import { type FullShop, fullShop } from '../stage/magento.ts';
import type { Stage } from '../stage/stage.ts';

const ORDERS = 200_000;
const PAGE = 500;

export const reconcile: Bench = {
  row: 'P14',
  what: `reconciling ${ORDERS.toLocaleString('en')} orders, none new`,
  run: async (stage) => {
    const shop = await fullShop(stage, ORDERS);
    const run = await reconciler(stage, shop);
    const first = await timed(run);
    const { ours, other } = await interleave({
      ours: () => timed(run),
      other: () => timed(() => bareRead(shop.connection)),
    });
    const common = { row: 'P14', unit: 'ms', other, against: 'the bare SQL read of the same rows' } as const;
    const findings: readonly Finding[] = [
      { ...common, what: reconcile.what, ours, ratio: ours / other, goal: { atMost: 1.5 } },
      { ...common, what: 'their first import', ours: first, ratio: first / other, goal: null },
    ];
    return findings;
  },
};

/** A reconciler with real adapters on both sides that starts from the beginning each time. */
async function reconciler(stage: Stage, { access, until }: FullShop): Promise<ReconcileOrders> {
  const { pool } = await stage.database('reconcile');
  const ports = createPostgresPorts(pool, { timeZone: DEFAULT_ORDER_POLICY.timeZone });
  const settings: MagentoSettings = {
    ...access,
    password: '',
    tls: false,
    tablePrefix: '',
    partnerAttribute: 'customer_number',
    connections: 4,
    connectTimeoutMs: 5_000,
    statementTimeoutMs: 20_000,
    readTimeoutMs: 30_000,
  };
  const shopPool = openPool(settings);
  stage.atEnd(() => closePool(shopPool));
  const { eventStartSources } = DEFAULT_ORDER_POLICY;
  const shared = {
    ...ports,
    orders: new MagentoOrderSource({ pool: shopPool, settings, eventStartSources }),
    tokens: new HmacTokenMint({ current: 'only-for-measuring-only-for-measuring', previous: undefined }),
    clock: systemClock,
    policy: { ...DEFAULT_POLICY, goLiveAt: until },
    orderPolicy: DEFAULT_ORDER_POLICY,
  };
  const importOrders = makeImportOrders({
    ...shared,
    onFailure: (orderId) => stage.say(`order ${orderId} could not be imported`),
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
