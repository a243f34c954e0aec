import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { access, lstat, mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { codeOf, DataFolderNotWritableError, EmbeddedPostgresError } from './errors.ts';
import { type RunAs, run, runAsFor } from './run-as.ts';

/** The folder of a cluster, and the user it belongs to. */
export interface DataFolder {
  readonly path: string;
  readonly runAs: RunAs | undefined;
}

/** The file inside the data folder with the password of the user `postgres`. */
export const passwordFile = (path: string): string => join(path, 'embedded-postgres.password');

/**
 * The folder to use for `dataDir`. It differs from `dataDir` in one case: PostgreSQL can't run as root, and the user it
 * runs as can't enter the parent of `dataDir` (a clone under /root). Then it is a folder under /var/tmp. Creates
 * nothing.
 */
export async function locateDataFolder(dataDir: string): Promise<DataFolder> {
  const wanted = resolve(dataDir);
  const relocated = join(
    '/var/tmp',
    `embedded-postgres-${createHash('sha256').update(wanted).digest('hex').slice(0, 16)}`,
  );
  const runAs = await runAsFor(wanted);
  if (runAs === undefined || (await canEnter(dirname(wanted), runAs))) return { path: wanted, runAs };
  const path = join(relocated, 'data');
  return { path, runAs: await runAsFor(path) };
}

/**
 * Creates the parent of the folder, and makes sure that PostgreSQL can write there.
 * @throws {@link DataFolderNotWritableError} when it can't
 */
export async function openDataFolder(dataDir: string): Promise<DataFolder> {
  try {
    await mkdir(dirname(resolve(dataDir)), { recursive: true });
    const folder = await locateDataFolder(dataDir);
    const parent = dirname(folder.path);
    if (folder.path !== resolve(dataDir)) await makeOwnParent(parent);
    const target = (await exists(folder.path)) ? folder.path : parent;
    await access(target, constants.R_OK | constants.W_OK | constants.X_OK);
    return folder;
  } catch (cause) {
    const reason = whyNot[codeOf(cause) ?? ''];
    if (reason === undefined) throw cause;
    throw new DataFolderNotWritableError(
      `The data folder ${resolve(dataDir)} can't be written: ${reason}. ` +
        'Give the user who starts the product that folder (chown), or set DATA_DIR to another one.',
      { cause },
    );
  }
}

const whyNot: Readonly<Record<string, string>> = {
  EACCES: 'this user lacks the permission',
  EPERM: 'this user lacks the permission',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'a part of its path is a file',
  EEXIST: 'a part of its path is a file',
  ENOSPC: 'the disk is full',
};

/** Everybody can write to /var/tmp, so a folder that another user created is not used. */
async function makeOwnParent(parent: string): Promise<void> {
  await mkdir(parent, { mode: 0o755 }).catch((error: unknown) => {
    if (codeOf(error) !== 'EEXIST') throw error;
  });
  const found = await lstat(parent);
  if (found.isDirectory() && found.uid === process.getuid?.()) return;
  throw new EmbeddedPostgresError(`${parent} was not made by this user. Delete it, and start again.`);
}

async function canEnter(folder: string, runAs: RunAs): Promise<boolean> {
  if (!(await exists(folder))) return canEnter(dirname(folder), runAs);
  return run('test', ['-x', folder], runAs).then(
    () => true,
    () => false,
  );
}

/** Whether a file or folder exists. */
export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    (error: unknown) => {
      if (codeOf(error) === 'ENOENT') return false;
      throw error;
    },
  );
}
