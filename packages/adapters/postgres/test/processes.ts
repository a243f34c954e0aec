import { afterAll } from 'vitest';
import { createPool, createPostgresPorts, type PostgresPorts } from '../src/index.ts';

/**
 * The ports of as many processes on one database as asked for, each with connections of its own. They are closed when
 * the tests of the calling file are over.
 */
export function processesOn<Count extends number>(databaseUrl: string, count: Count): Tuple<Count> {
  const pools = Array.from({ length: count }, () =>
    createPool({
      databaseUrl,
      poolSize: 10,
      connectTimeoutMs: 5_000,
      statementTimeoutMs: 20_000,
      queryTimeoutMs: 25_000,
    }),
  );
  afterAll(() => Promise.all(pools.map((pool) => pool.end())));
  return pools.map((pool) => createPostgresPorts(pool, { timeZone: 'Europe/Berlin' })) as Tuple<Count>;
}

/** As many ports as `Count` says, so that each can be taken by name. */
type Tuple<Count extends number, Held extends readonly PostgresPorts[] = readonly []> = number extends Count
  ? readonly PostgresPorts[]
  : Held['length'] extends Count
    ? Held
    : Tuple<Count, readonly [...Held, PostgresPorts]>;
