import { PORTS, type RateLimiter, TransientFailure } from '@miomente/booking-domain';
import { freshDatabase } from '@miomente/booking-testing';
import { Container } from 'inversify';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { createPool, postgresConfig, rateLimiterModule } from '../src/index.ts';
import { postgresRateLimiter, REQUESTS_A_MINUTE } from '../src/rate-limiter.ts';

const TABLE = 'miomente_partner_portal_rate_limits';
const keySecret = 'what clients of the tests are kept under';
const { url, pool } = await freshDatabase();
const otherPool = createPool({ ...postgresConfig.parse({}), databaseUrl: url });
afterAll(() => otherPool.end());

let one: RateLimiter;
let other: RateLimiter;
beforeEach(async () => {
  await pool.query(`DELETE FROM ${TABLE}`);
  // Like two processes, each with its own connections and memory.
  one = postgresRateLimiter(pool, { keySecret });
  other = postgresRateLimiter(otherPool, { keySecret });
});

describe('api#limits: limits', () => {
  test.each([
    ['partner', 100],
    ['manager', 100],
    ['link', 60],
    ['login', 10],
  ] as const)('%s: %i requests a minute, across all processes', async (bucket, limit) => {
    const standings = await Promise.all(
      Array.from({ length: limit + 8 }, (_, i) => (i % 2 === 0 ? one : other).consume(bucket, 'somebody')),
    );
    expect(standings.filter((standing) => standing?.allowed === true)).toHaveLength(limit);
    const left = standings.flatMap((standing) => (standing?.allowed === true ? [standing.remaining] : []));
    expect(left.sort((a, b) => a - b)).toEqual(Array.from({ length: limit }, (_, i) => i));
    for (const standing of standings) {
      expect(standing?.limit).toBe(limit);
      expect(standing?.resetMs).toBeGreaterThan(0);
      expect(standing?.resetMs).toBeLessThanOrEqual(60_000);
    }
  });

  test('each client and each bucket is counted separately', async () => {
    for (let i = 0; i <= REQUESTS_A_MINUTE.login; i += 1) await one.consume('login', '203.0.113.7');
    expect(await one.consume('login', '203.0.113.7')).toMatchObject({ allowed: false, remaining: 0 });
    expect(await one.consume('login', '203.0.113.8')).toMatchObject({ allowed: true, remaining: 9 });
    expect(await one.consume('link', '203.0.113.7')).toMatchObject({ allowed: true, remaining: 59 });
  });

  test('counting restarts when the minute is over', async () => {
    await one.consume('login', '203.0.113.7');
    expect(await other.consume('login', '203.0.113.7')).toMatchObject({ remaining: 8 });
    await pool.query(`UPDATE ${TABLE} SET expire = expire - 60000`);
    expect(await one.consume('login', '203.0.113.7')).toMatchObject({ allowed: true, remaining: 9 });
  });

  test('a client that continues after a refusal does not reach the database', async () => {
    for (let i = 0; i < REQUESTS_A_MINUTE.login + 20; i += 1) await one.consume('login', '203.0.113.7');
    const { rows } = await pool.query<{ points: number }>(`SELECT points FROM ${TABLE}`);
    expect(rows).toEqual([{ points: REQUESTS_A_MINUTE.login + 1 }]);
  });

  test('nobody can read visitors from the table, nor find them by hashing all addresses', async () => {
    await one.consume('link', '203.0.113.7');
    await postgresRateLimiter(pool, { keySecret: 'another secret' }).consume('link', '203.0.113.7');
    const { rows } = await pool.query<{ key: string }>(`SELECT key FROM ${TABLE}`);
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toContain('203');
  });
});

test('a failing store says so, without names', async () => {
  await pool.query(`ALTER TABLE ${TABLE} RENAME TO elsewhere`);
  await expect(one.consume('link', '203.0.113.7')).rejects.toThrow(/SQLSTATE 42P01.*npm run migrate/);
  await pool.query(`ALTER TABLE elsewhere RENAME TO ${TABLE}`);
  const nowhere = createPool({ ...postgresConfig.parse({}), databaseUrl: 'postgres://127.0.0.1:1/none' });
  await expect(postgresRateLimiter(nowhere, { keySecret }).consume('link', 'x')).rejects.toThrow(TransientFailure);
  await nowhere.end();
});

test('the module binds it, once', () => {
  const container = new Container();
  const identifier = Symbol('pool');
  container.bind(identifier).toConstantValue(pool);
  container.load(rateLimiterModule(identifier, { keySecret }));
  expect(container.get(PORTS.rateLimiter)).toBe(container.get(PORTS.rateLimiter));
});
