import { asOrderId, PermanentFailure, TransientFailure } from '@miomente/booking-domain';
import { freePort, freshMariaDatabase, startTcpProxy } from '@miomente/booking-testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { orderRows, stockCatalogue } from '../../testing/index.ts';
import { openShop } from '../open-shop.ts';
import { through } from '../settings.ts';

const AT = Date.parse('2026-03-02T09:00:00Z');
const CANARY = 'canary-of-a-password';
const { shop, database, readerWith, source } = await openShop();
const empty = await freshMariaDatabase();
const poor = `poor_${database.name.slice(-8)}`;
const proxy = await startTcpProxy(`mysql://${database.host}:${database.port}`);

beforeAll(async () => {
  await stockCatalogue(shop);
  await shop.place([orderRows({ orderId: 1, at: AT })]);
  await database.admin.query(
    `CREATE USER '${poor}'@'%' IDENTIFIED BY '${CANARY}'; GRANT SELECT ON ${database.name}.sales_order TO '${poor}'@'%'`,
  );
});
afterAll(async () => {
  await database.admin.query(`DROP USER '${poor}'@'%'`);
  await proxy.stop();
});

async function failureOf(reading: Promise<unknown>): Promise<Error> {
  return reading.then(
    () => expect.unreachable('The read succeeded.'),
    (error: Error) => error,
  );
}

describe('a failure says what to fix, and contains nothing that must not be logged', () => {
  it.each([
    [
      'a wrong password',
      { user: poor, password: `${CANARY}x` },
      PermanentFailure,
      /MAGENTO_DB_USER.*MAGENTO_DB_PASSWORD/,
    ],
    ['a database that is not there', { database: 'nowhere' }, PermanentFailure, /MAGENTO_DB_NAME/],
    [
      'a database without Magento',
      { database: empty.name },
      PermanentFailure,
      /MAGENTO_DB_NAME and MAGENTO_TABLE_PREFIX/,
    ],
    ['a wrong prefix', { tablePrefix: 'other_' }, PermanentFailure, /MAGENTO_TABLE_PREFIX/],
    ['a table that may not be read', { user: poor, password: CANARY }, PermanentFailure, /grant it SELECT/],
    ['encryption that the server lacks', { tls: true }, PermanentFailure, /MAGENTO_DB_TLS/],
    ['a host that is not there', { host: 'nowhere.invalid' }, TransientFailure, /MAGENTO_DB_HOST/],
  ])('%s', async (_, over, kind, words) => {
    const failure = await failureOf(readerWith(over).byId(asOrderId(1)));
    expect(failure).toBeInstanceOf(kind);
    expect(failure.message).toMatch(words);
    const everything = `${failure.message} ${failure.stack} ${JSON.stringify(failure.cause)} ${String(failure.cause)}`;
    for (const secret of [CANARY, poor, database.host, 'SELECT entity_id']) expect(everything).not.toContain(secret);
  });

  it('a port without a server', async () => {
    const failure = await failureOf(readerWith({ port: await freePort() }).byId(asOrderId(1)));
    expect(failure).toBeInstanceOf(TransientFailure);
    expect(failure.message).toMatch(/MAGENTO_DB_HOST and MAGENTO_DB_PORT/);
  });
});

describe('F10 a shop that does not answer blocks nobody', () => {
  it('silent before its greeting', async () => {
    const reader = readerWith({ ...through(proxy.url), connectTimeoutMs: 500 });
    proxy.fallSilent();
    expect(await failureOf(reader.byId(asOrderId(1)))).toBeInstanceOf(TransientFailure);
    proxy.heal();
    expect((await reader.byId(asOrderId(1)))?.orderId).toBe(1);
  });

  it('silent in the middle of a read, repeatedly: no connection leaks', async () => {
    const reader = readerWith({ ...through(proxy.url), readTimeoutMs: 1_000, connections: 2 });
    for (let round = 0; round < 2; round += 1) {
      expect((await reader.byId(asOrderId(1)))?.orderId).toBe(1);
      proxy.fallSilent();
      const failures = await Promise.all([1, 2, 3, 4].map((id) => failureOf(reader.byId(asOrderId(id)))));
      for (const failure of failures) {
        expect(failure).toBeInstanceOf(TransientFailure);
        expect(failure.message).toMatch(/MAGENTO_DB_READ_SECONDS/);
      }
      proxy.heal();
    }
    expect((await reader.byId(asOrderId(1)))?.orderId).toBe(1);
  });

  it('reset while idle: the next read may fail, the one after it works', async () => {
    const reader = readerWith(through(proxy.url));
    await reader.byId(asOrderId(1));
    proxy.cut();
    await reader.byId(asOrderId(1)).catch((error: unknown) => expect(error).toBeInstanceOf(TransientFailure));
    expect((await reader.byId(asOrderId(1)))?.orderId).toBe(1);
  });

  it('the server ends a statement that waits too long', async () => {
    const reader = readerWith({ statementTimeoutMs: 300 });
    await database.admin.query('LOCK TABLES sales_order_address WRITE');
    const failure = await failureOf(reader.byId(asOrderId(1)));
    await database.admin.query('UNLOCK TABLES');
    expect(failure).toBeInstanceOf(TransientFailure);
    expect(failure.message).toMatch(/MAGENTO_DB_STATEMENT_SECONDS/);
  });
});

describe('results do not depend on the server’s settings', () => {
  it('times are UTC on every connection, whatever the server’s time zone', async () => {
    const orders = await Promise.all(Array.from({ length: 12 }, () => source.byId(asOrderId(1))));
    expect(new Set(orders.map((order) => order?.updatedAt))).toEqual(new Set([AT]));
  });

  it('an order is read from one snapshot, also when another transaction commits meanwhile', async () => {
    await database.admin.query('SET GLOBAL TRANSACTION ISOLATION LEVEL READ COMMITTED');
    const reader = readerWith({});
    const stop = new AbortController();
    const writing = (async () => {
      // From 1: of a total of 0, another column is read.
      for (let n = 1; !stop.signal.aborted; n += 1) {
        await database.admin.query(
          `START TRANSACTION; UPDATE sales_order SET grand_total = ${n} WHERE entity_id = 1;
           UPDATE sales_order_item SET row_total_incl_tax = ${n} WHERE order_id = 1; COMMIT`,
        );
      }
    })();
    for (let n = 0; n < 100; n += 1) {
      const order = await reader.byId(asOrderId(1));
      expect(order?.items[0]?.rowTotalGross).toBe(order?.grandTotal);
    }
    stop.abort();
    await writing;
    await database.admin.query('SET GLOBAL TRANSACTION ISOLATION LEVEL REPEATABLE READ');
  });
});
