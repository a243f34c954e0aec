import { randomBytes } from 'node:crypto';
import { chown, mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { type DataFolder, exists, passwordFile } from './data-folder.ts';
import { codeOf, DataFolderNotOursError, DataFolderVersionError } from './errors.ts';
import { run } from './run-as.ts';

/**
 * Makes sure that the folder has a cluster that these programs can run. Creates one in a missing or empty folder;
 * leaves any other folder unchanged.
 * @throws {@link DataFolderVersionError} or {@link DataFolderNotOursError} when the folder can't be used
 */
export async function ensureCluster(folder: DataFolder, binaries: Binaries, throwaway: boolean): Promise<void> {
  if (await isEmpty(folder.path)) await createCluster(folder, binaries, throwaway);
  const version = await readFile(join(folder.path, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (version === undefined) {
    throw new DataFolderNotOursError(
      `The data folder ${folder.path} holds something that is not a PostgreSQL database. ` +
        'Empty it, or set DATA_DIR to another folder.',
    );
  }
  requireMajor(folder.path, version.trim(), binaries.major);
  if (await exists(passwordFile(folder.path))) return;
  throw new DataFolderNotOursError(
    `The data folder ${folder.path} holds a PostgreSQL database that this product did not make. ` +
      'Set DATA_DIR to another folder; or start that database yourself, and set DATABASE_URL to it.',
  );
}

function requireMajor(path: string, found: string, needed: number): void {
  if (found === String(needed)) return;
  throw new DataFolderVersionError(
    `The data folder ${path} was made by PostgreSQL ${found}; this product brings PostgreSQL ${needed}, which can't ` +
      `read it. To start with an empty database, move it away (mv ${path} ${path}-${found}). To keep the data, dump it with PostgreSQL ` +
      `${found} (pg_dumpall) and restore it afterwards, or set DATABASE_URL to a PostgreSQL ${found} that runs it.`,
  );
}

/**
 * Creates the cluster in a temporary folder and renames it in one step. A start that is killed leaves no half-finished
 * cluster, and of two starts at once exactly one wins.
 */
async function createCluster({ path, runAs }: DataFolder, binaries: Binaries, throwaway: boolean): Promise<void> {
  const unfinished = `${path}.new-${randomBytes(6).toString('hex')}`;
  const secret = `${unfinished}.password`;
  try {
    await mkdir(unfinished, { mode: 0o700 });
    await writeFile(secret, randomBytes(18).toString('base64url'), { mode: 0o600, flag: 'wx' });
    if (runAs) for (const made of [unfinished, secret]) await chown(made, runAs.uid, runAs.gid);
    await run(binaries.initdb, [...initdbArgs(unfinished, secret), ...(throwaway ? ['--no-sync'] : [])], runAs);
    await rename(secret, passwordFile(unfinished));
    await moveToPlace(unfinished, path);
  } finally {
    for (const left of [unfinished, secret]) await rm(left, { recursive: true, force: true });
  }
}

const initdbArgs = (dataDir: string, secret: string): readonly string[] => [
  `--pgdata=${dataDir}`,
  '--username=postgres',
  '--auth=scram-sha-256',
  `--pwfile=${secret}`,
  '--encoding=UTF8',
  // With the locale C, lower('MÜLLER') would not change the umlaut.
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--no-instructions',
];

async function moveToPlace(from: string, to: string): Promise<void> {
  // Windows does not rename onto an empty folder.
  await rmdir(to).catch(() => {});
  await rename(from, to).catch((error: unknown) => {
    if (!['ENOTEMPTY', 'EEXIST'].includes(codeOf(error) ?? '')) throw error;
  });
}

async function isEmpty(path: string): Promise<boolean> {
  return readdir(path).then(
    (entries) => entries.length === 0,
    (error: unknown) => {
      if (codeOf(error) === 'ENOENT') return true;
      throw error;
    },
  );
}
