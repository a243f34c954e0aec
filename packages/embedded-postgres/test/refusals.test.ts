import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { installedFolder } from '../src/binaries.ts';
import {
  DataFolderNotOursError,
  DataFolderNotWritableError,
  DataFolderVersionError,
  NoBinariesError,
  ServerDidNotStartError,
} from '../src/index.ts';
import { start, temporaryFolder } from './folders.ts';

test('refuses data of another major version, changes nothing, and names both ways to continue', async () => {
  const dataDir = join(await temporaryFolder(), 'data');
  await mkdir(dataDir);
  await writeFile(join(dataDir, 'PG_VERSION'), '15\n');
  const refusal = start({ dataDir });
  await expect(refusal).rejects.toThrow(DataFolderVersionError);
  await expect(refusal).rejects.toThrow(/made by PostgreSQL 15; this product brings PostgreSQL 18.*mv .*pg_dumpall/);
  expect(await readdir(dataDir)).toEqual(['PG_VERSION']);
});

test('refuses a data folder under a file', async () => {
  const file = join(await temporaryFolder(), 'file');
  await writeFile(file, '');
  const refusal = start({ dataDir: join(file, 'data') });
  await expect(refusal).rejects.toThrow(DataFolderNotWritableError);
  await expect(refusal).rejects.toThrow(/can't be written: a part of its path is a file.*chown.*DATA_DIR/);
});

test('refuses a folder without write permission', async () => {
  // Root ignores permissions, so the test uses a folder of the kernel.
  const folder = process.getuid?.() === 0 ? '/sys' : await temporaryFolder();
  if (folder !== '/sys') await chmod(folder, 0o555);
  const refusal = start({ dataDir: join(folder, 'booking/data') });
  await expect(refusal).rejects.toThrow(DataFolderNotWritableError);
  await expect(refusal).rejects.toThrow(
    /can't be written: (this user lacks the permission|the file system is read-only)/,
  );
});

test('refuses a folder with other files', async () => {
  const dataDir = await temporaryFolder();
  await writeFile(join(dataDir, 'holiday.jpg'), '');
  await expect(start({ dataDir })).rejects.toThrow(DataFolderNotOursError);
  expect(await readdir(dataDir)).toEqual(['holiday.jpg']);
});

test('refuses a database that others created', async () => {
  const dataDir = await temporaryFolder();
  await writeFile(join(dataDir, 'PG_VERSION'), '18\n');
  await expect(start({ dataDir })).rejects.toThrow('set DATABASE_URL to it');
});

test('refuses a platform without programs', async () => {
  await expect(installedFolder('sunos', 'sparc')).rejects.toThrow(NoBinariesError);
  await expect(installedFolder('sunos', 'sparc')).rejects.toThrow('set DATABASE_URL');
});

test('names the programs that were not installed', async () => {
  const other = process.platform === 'darwin' ? 'linux' : 'darwin';
  await expect(installedFolder(other, 'arm64')).rejects.toThrow(`for ${other}-arm64 is not installed`);
});

test('passes on the output of a PostgreSQL that does not start', async () => {
  const dataDir = join(await temporaryFolder(), 'data');
  const refusal = start({ dataDir, flags: ['-c', 'no_such_setting=1'] });
  await expect(refusal).rejects.toThrow(ServerDidNotStartError);
  await expect(refusal).rejects.toThrow('no_such_setting');
});
