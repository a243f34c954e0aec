import { execFile, execFileSync } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedPostgresError } from './errors.ts';

/** The user that PostgreSQL's programs run as, where it is not the user of this process. */
export interface RunAs {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Decides which user runs PostgreSQL, which refuses to run as root. Under root, it runs as the owner of existing data,
 * else as `postgres`, else as `nobody`; no user is created.
 * @returns undefined when the user of this process can run it
 */
export async function runAsFor(dataDir: string): Promise<RunAs | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const found = (await ownerOf(dataDir)) ?? userNamed('postgres') ?? userNamed('nobody');
  if (found !== undefined) return found;
  throw new EmbeddedPostgresError(
    'PostgreSQL refuses to run as root, and this machine has neither a user postgres nor a user nobody to run it as. ' +
      'Start as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.',
  );
}

/** Runs one of PostgreSQL's programs to its end. Of this process's environment, it gets only PATH. */
export async function run(program: string, args: readonly string[], runAs: RunAs | undefined): Promise<string> {
  const { stdout } = await promisify(execFile)(program, args, { ...processOptions(runAs) });
  return stdout;
}

/** The options of every child process: the user, a minimal environment, a working folder that all users can enter. */
export function processOptions(runAs: RunAs | undefined): { cwd: string; env: NodeJS.ProcessEnv } & Partial<RunAs> {
  const { PATH, SystemRoot } = process.env;
  const inherited = SystemRoot === undefined ? { PATH } : { PATH, SystemRoot };
  return { ...runAs, cwd: '/', env: { ...inherited, LC_ALL: 'C', TZ: 'UTC' } };
}

async function ownerOf(dataDir: string): Promise<RunAs | undefined> {
  const owner = await stat(join(dataDir, 'PG_VERSION')).catch(() => undefined);
  return owner === undefined || owner.uid === 0 ? undefined : { uid: owner.uid, gid: owner.gid };
}

function userNamed(name: string): RunAs | undefined {
  const id = (flag: string): number =>
    Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}
