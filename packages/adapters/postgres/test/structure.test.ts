import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PORTS } from '@miomente/booking-domain';
import { freshDatabase } from '@miomente/booking-testing';
import { Container } from 'inversify';
import { describe, expect, test } from 'vitest';
import { type PostgresPorts, postgresConfig, postgresModule } from '../src/index.ts';

const { pool } = await freshDatabase();
const sources = fileURLToPath(new URL('../src', import.meta.url));

test('no query over bookings without a scope: only the scoped read and the commit name the table', () => {
  const files = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const naming = files.filter((file) => readFileSync(`${sources}/${file}`, 'utf8').includes('booking_confirmations'));
  expect(naming.sort()).toEqual(['bookings/commit-statement.ts', 'bookings/table.ts']);
  const importing = files.filter((file) => readFileSync(`${sources}/${file}`, 'utf8').includes("/table.ts'"));
  // Growth asks for the size of the table's file, and reads no booking.
  expect(importing.sort()).toEqual(['bookings/scoped.ts', 'database/growth.ts']);
});

test('only this package and the measuring tools know a table of ours or of the queue', () => {
  const layers = ['domain', 'http', 'scheduler', 'app', 'texts'].map((layer) => `${sources}/../../../${layer}/src`);
  const files = layers.flatMap((layer) =>
    readdirSync(layer, { recursive: true, encoding: 'utf8' }).map((file) => `${layer}/${file}`),
  );
  const code = files.filter((file) => /\.tsx?$/.test(file));
  expect(code.length).toBeGreaterThan(200);
  expect(code.filter((file) => /miomente_partner_portal|graphile_worker\./.test(readFileSync(file, 'utf8')))).toEqual(
    [],
  );
});

test('the module binds every port, once, on one pool', async () => {
  const container = new Container();
  const identifier = Symbol('pool');
  container.bind(identifier).toConstantValue(pool);
  container.load(postgresModule(identifier, { timeZone: 'Europe/Berlin' }));
  const names: readonly (keyof PostgresPorts)[] = [
    'bookings',
    'deliveries',
    'partners',
    'declineReasons',
    'logins',
    'revokedSessions',
    'flaggedOrderItems',
    'awaitedOrders',
    'watermarks',
  ];
  for (const name of names) expect(container.get(PORTS[name])).toBe(container.get(PORTS[name]));
  const reasons = container.get<PostgresPorts['declineReasons']>(PORTS.declineReasons);
  expect(await reasons.all()).toHaveLength(5);
});

describe('configuration', () => {
  const DATABASE_URL = 'postgres://user:password@localhost:5432/bookings';

  test('needs nothing', () => {
    expect(postgresConfig.parse({ DATABASE_URL })).toEqual({
      databaseUrl: DATABASE_URL,
      poolSize: 20,
      connectTimeoutMs: 5_000,
      statementTimeoutMs: 15_000,
      queryTimeoutMs: 17_000,
      preparedStatements: true,
    });
  });

  test('reports all problems at their variables', () => {
    const wrong = { DATABASE_URL: 'mysql://x', DATABASE_POOL_SIZE: '1', DATABASE_STATEMENT_TIMEOUT_SECONDS: '0' };
    const issues = postgresConfig.safeParse(wrong).error?.issues ?? [];
    expect(issues.map(({ path, message }) => [path.join('.'), message])).toEqual([
      ['DATABASE_URL', 'must be an address such as postgres://user:password@host:5432/database'],
      ['DATABASE_POOL_SIZE', 'must be a whole number of connections from 2 to 500'],
      ['DATABASE_STATEMENT_TIMEOUT_SECONDS', 'must be a number of seconds from 0.05 to 3600'],
    ]);
  });
});
