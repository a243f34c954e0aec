import { freshDatabase, startTcpProxy } from '@miomente/booking-testing';
import { afterAll, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { loadConfig } from '../src/config/load.ts';
import { migrateAll } from '../src/database/migrate-all.ts';
import { readinessOf } from '../src/database/readiness.ts';
import { makeLogger } from '../src/log/logger.ts';
import { linkSettings } from '../src/start/scheduler-alone.ts';
import { compose } from '../src/wiring/compose.ts';
import { APP } from '../src/wiring/identifiers.ts';
import { take } from '../src/wiring/provide.ts';
import { dataFolder, SECRETS } from './support/environment.ts';

const { url, pool } = await freshDatabase();
await migrateAll(url);
const DATA_DIR = dataFolder();
const HISTORY = 'miomente_partner_portal_migrations';
const database = new URL(url).pathname.slice(1);

/** The product on a database, wired but not started. */
function product(databaseUrl = url, extra: Record<string, string> = {}) {
  const config = loadConfig({ ...SECRETS, DATABASE_URL: databaseUrl, DATA_DIR, ...extra });
  const log = makeLogger('silent');
  const container = compose({ config, http: linkSettings(config), databaseUrl, log });
  onTestFinished(() => container.unbindAllAsync());
  return container;
}
const eventually = (ready: () => Promise<unknown>, what: object) =>
  vi.waitFor(async () => expect(await ready()).toMatchObject(what), { timeout: 20_000, interval: 100 });

beforeEach(() => pool.query('delete from miomente_partner_portal_settings'));
afterAll(() => pool.query(`alter database ${database} reset default_transaction_read_only`));

it('running#readiness: is ready while the database accepts a write', async () => {
  await eventually(readinessOf(product()), { ready: true });
  const { rows } = await pool.query(`select from miomente_partner_portal_settings where name = 'readiness'`);
  expect(rows).toHaveLength(1);
});

it('running#readiness: F25 is not ready on a read-only server, and ready again when it accepts writes', async () => {
  const ready = readinessOf(product());
  await eventually(ready, { ready: true });
  const writer = await pool.connect();
  onTestFinished(() => writer.release());
  await writer.query('set default_transaction_read_only = off');
  await writer.query(`alter database ${database} set default_transaction_read_only = on`);
  await writer.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  await eventually(ready, { ready: false, reason: expect.stringContaining('25006') });
  await writer.query(`alter database ${database} set default_transaction_read_only = off`);
  await writer.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  await eventually(ready, { ready: true });
});

it('running#readiness: is not ready when the write fails for another reason, such as a full disk', async () => {
  await pool.query(`
    create function full_disk() returns trigger language plpgsql as
    $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$;
    create trigger full_disk before insert on miomente_partner_portal_settings execute function full_disk()`);
  const ready = readinessOf(product());
  await eventually(ready, { ready: false, reason: expect.stringContaining('53100') });
  await pool.query('drop function full_disk cascade');
  await eventually(ready, { ready: true });
});

it('running#readiness: F24 stays ready when requests use all connections', async () => {
  const container = product(url, { DATABASE_POOL_SIZE: '2' });
  const taken = await Promise.all([1, 2].map(() => take(container, APP.pool).connect()));
  await eventually(readinessOf(container), { ready: true });
  for (const client of taken) client.release();
});

it('running#readiness: F22 reports within a second that a half-open database does not answer, and is ready once it works again', async () => {
  const proxy = await startTcpProxy(url);
  onTestFinished(() => proxy.stop());
  const ready = readinessOf(product(proxy.url));
  await eventually(ready, { ready: true });
  proxy.fallSilent();
  expect(await ready()).toEqual({ ready: false, reason: 'The database does not answer within 1000 ms.' });
  proxy.heal();
  await eventually(ready, { ready: true });
});

it('running#served-within-one-release: F34 stays ready on a database that is newer, for as long as it is served', async () => {
  const { rows } = await pool.query<{ known: number }>(`select count(*)::int as known from ${HISTORY}`);
  const known = rows[0]?.known ?? 0;
  const newer = (servesFrom: number) =>
    pool.query(`insert into ${HISTORY} (name, checksum, serves_from) values ('9999_newer.sql', '', $1)`, [servesFrom]);
  onTestFinished(async () => void (await pool.query(`delete from ${HISTORY} where name = '9999_newer.sql'`)));
  await newer(known);
  await eventually(readinessOf(product()), { ready: true });
  await pool.query(`update ${HISTORY} set serves_from = $1 where name = '9999_newer.sql'`, [known + 1]);
  await eventually(readinessOf(product()), { ready: false, reason: expect.stringContaining('9999_newer.sql') });
});

it('running#readiness: a scheduler is ready while its worker makes progress', async () => {
  let working = false;
  const ready = readinessOf(product(), { isWorking: () => working });
  await eventually(ready, { ready: false, reason: 'The outbox worker makes no progress.' });
  working = true;
  await eventually(ready, { ready: true });
});
