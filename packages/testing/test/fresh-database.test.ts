import { expect, inject, test } from 'vitest';
import { freshDatabase } from '../src/index.ts';

const one = await freshDatabase();
const other = await freshDatabase();

test('each call creates a separate database', async () => {
  await one.pool.query('create table mine ()');
  const { rows } = await other.pool.query("select to_regclass('mine') as found");
  expect(rows).toEqual([{ found: null }]);
});

test('the database is on the server of this run', () => {
  expect(new URL(one.url).host).toBe(new URL(inject('postgres').url).host);
});

test('a broken connection does not end the tests', async () => {
  await other.pool.query('select 1');
  await one.pool.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
    new URL(other.url).pathname.slice(1),
  ]);
  const { rows } = await one.pool.query('select 1 as one');
  expect(rows).toEqual([{ one: 1 }]);
});
