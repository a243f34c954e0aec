import { chmodSync, chownSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '@miomente/booking-testing';
import type { CrashingServer } from '../postgres-server.ts';
import { postgresBin, type RunAs, runProgram } from './tools.ts';

/** A PostgreSQL of the system's packages with its own tools, which the embedded one has not. */
export async function startDebianPostgres(folder: string): Promise<CrashingServer> {
  const bin = postgresBin();
  const as = await notRoot();
  const home = join(folder, 'debian-postgres');
  mkdirSync(home);
  if (as.uid !== undefined) {
    chmodSync(folder, 0o755);
    chownSync(home, as.uid, as.gid ?? as.uid);
  }
  const data = join(home, 'data');
  await runProgram(
    `${bin}/initdb`,
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8'],
    as,
  );
  const port = await freePort();
  const settings = `-p ${port} -h 127.0.0.1 -k ${home} -c max_connections=200`;
  const control = (...args: readonly string[]): Promise<string> =>
    runProgram(`${bin}/pg_ctl`, ['-D', data, '-w', '-s', ...args], as);
  // Its output goes to a file: a pipe would stay open for as long as it runs.
  const start = async (): Promise<void> => void (await control('-l', join(home, 'log'), '-o', settings, 'start'));
  await start();
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    get pid() {
      return Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
    },
    crash: async () => void (await control('-m', 'immediate', 'stop')),
    start,
    stop: async () => void (await control('-m', 'fast', 'stop')),
  };
}

/** The user whom Debian makes for PostgreSQL, when this is root. */
async function notRoot(): Promise<RunAs> {
  if (process.getuid?.() !== 0) return {};
  const id = async (kind: '-u' | '-g'): Promise<number> => Number(await runProgram('/usr/bin/id', [kind, 'postgres']));
  return { uid: await id('-u'), gid: await id('-g') };
}
