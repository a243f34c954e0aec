import type { RowDataPacket } from 'mysql2/promise';
import { expect, test } from 'vitest';
import { freshMariaDatabase } from '../src/index.ts';

const one = await freshMariaDatabase();
const other = await freshMariaDatabase();

test('each call creates a separate database', async () => {
  await one.admin.query('create table mine (id int)');
  const [mine] = await one.admin.query<RowDataPacket[]>('show tables');
  const [theirs] = await other.admin.query<RowDataPacket[]>('show tables');
  expect([mine.length, theirs.length]).toEqual([1, 0]);
});
