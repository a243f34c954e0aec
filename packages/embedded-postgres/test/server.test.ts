import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { connectionTo, DataFolderInUseError } from '../src/index.ts';
import { start, temporaryFolder } from './folders.ts';

test('starts in an empty folder, with a locale that knows umlauts', async () => {
  const { url, reused } = await start({ dataDir: join(await temporaryFolder(), 'deep/down/data'), throwaway: true });
  expect(reused).toBe(false);
  const [row] = await query(url, "select lower('MÜLLER') as lower, 'straße' ilike 'STRASSE' as folds");
  expect(row).toEqual({ lower: 'müller', folds: false });
});

test('keeps the data over a restart', async () => {
  const dataDir = join(await temporaryFolder(), 'data');
  const first = await start({ dataDir });
  await query(first.url, 'create table kept as select 42 as answer');
  await first.stop();
  expect(await connectionTo(dataDir)).toBeUndefined();

  const second = await start({ dataDir });
  expect(second.reused).toBe(false);
  expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
});

test('takes over the server that a killed process left behind, and stops it in the end', async () => {
  const dataDir = join(await temporaryFolder(), 'data');
  const owner = spawn(process.execPath, [fileURLToPath(new URL('owner.mjs', import.meta.url)), dataDir]);
  const [said] = (await once(owner.stdout, 'data')) as [Buffer];
  const leftUrl = said.toString().trim();
  owner.kill('SIGKILL');
  await once(owner, 'exit');

  const server = await start({ dataDir });
  expect(server).toMatchObject({ reused: true, url: leftUrl });
  await server.stop();
  await expect(query(leftUrl, 'select 1')).rejects.toThrow('ECONNREFUSED');
});

test('a second start on the same data names the process that uses it, and does not disturb it', async () => {
  const dataDir = join(await temporaryFolder(), 'data');
  const first = await start({ dataDir, throwaway: true });
  const second = start({ dataDir });
  await expect(second).rejects.toThrow(DataFolderInUseError);
  await expect(second).rejects.toThrow(`process ${process.pid}). Stop that one first, or set DATA_DIR`);
  expect(await query(first.url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('of two starts at once, one runs and the other reports that the folder is in use', async () => {
  const dataDir = join(await temporaryFolder(), 'data');
  const outcomes = await Promise.allSettled([start({ dataDir }), start({ dataDir })]);
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
  expect(refused.map(({ reason }) => (reason as Error).name)).toEqual(['DataFolderInUseError']);
  const running = await connectionTo(dataDir);
  expect(await query(running ?? '', 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('ignores a postmaster.pid whose server has ended', async () => {
  const folder = await temporaryFolder();
  const [mine, other] = [join(folder, 'mine'), join(folder, 'other')];
  await (await start({ dataDir: mine })).stop();
  const { port } = await start({ dataDir: other, throwaway: true });
  await noteServer(mine, { pid: 2 ** 22 + 1, port });
  expect(await connectionTo(mine)).toBeUndefined();
  await noteServer(mine, { pid: process.pid, port });
  await expect(connectionTo(mine)).rejects.toThrow('does not answer to this product');
});

test('connectionTo finds the running server', async () => {
  const dataDir = join(await temporaryFolder(), 'data');
  expect(await connectionTo(dataDir)).toBeUndefined();
  const { url } = await start({ dataDir, throwaway: true });
  expect(await connectionTo(dataDir)).toBe(url);
});

test('a temporary server deletes its data', async () => {
  const server = await start({ dataDir: join(await temporaryFolder(), 'data'), throwaway: true });
  await server.stop();
  await expect(access(server.dataDir)).rejects.toThrow('ENOENT');
});

test('max connections can be set, and further flags override ours', async () => {
  const dataDir = join(await temporaryFolder(), 'data');
  const { url } = await start({ dataDir, throwaway: true, maxConnections: 33, flags: ['-c', 'work_mem=5MB'] });
  expect(await query(url, 'show max_connections')).toEqual([{ max_connections: '33' }]);
  expect(await query(url, 'show work_mem')).toEqual([{ work_mem: '5MB' }]);
});

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function noteServer(dataDir: string, { pid, port }: { pid: number; port: number }): Promise<void> {
  const note = join(dataDir, 'postmaster.pid');
  await writeFile(note, `${pid}\n${dataDir}\n0\n${port}\n\n127.0.0.1\n`);
  onTestFinished(() => rm(note, { force: true }));
}
