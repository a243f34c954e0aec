import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { anyPort, dataFolder } from './support/environment.ts';
import { isAlive, startCommand } from './support/process.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** A data folder that the user who runs PostgreSQL under root can enter, so that the database is inside. */
function openFolder(): string {
  const folder = dataFolder();
  chmodSync(dirname(folder), 0o755);
  return folder;
}

/** The process id of the database in a data folder, once there is one. */
const databaseIn = (folder: string): Promise<number> =>
  vi.waitFor(() => {
    const file = join(folder, 'postgres', 'postmaster.pid');
    const pid = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0;
    return pid > 0 ? pid : Promise.reject(new Error('No database is being started yet.'));
  }, 20_000);

describe('running#stopped-at-any-time: no process is left behind', () => {
  it.each([
    ['main', 0],
    ['migrate', 130],
  ] as const)('%s, stopped while its database starts, leaves none behind', async (command, code) => {
    const DATA_DIR = openFolder();
    const running = startCommand(command, { DATA_DIR, PORT: String(await anyPort()) });
    const database = await databaseIn(DATA_DIR);
    running.child.kill('SIGINT');
    expect(await running.ended).toBe(code);
    await vi.waitFor(() => expect(isAlive(database)).toBe(false), 10_000);
    expect(running.output()).not.toMatch(/^\s+at /m);
  });

  it('a SIGTERM to npm reaches the process, past the shell between them', { timeout: 90_000 }, async () => {
    const DATA_DIR = openFolder();
    const { PATH = '', HOME = '' } = process.env;
    const env = { PATH, HOME, DATA_DIR, PORT: String(await anyPort()) };
    const npm = spawn('npm', ['start'], { cwd: ROOT, env, stdio: 'ignore' });
    const database = await databaseIn(DATA_DIR);
    npm.kill('SIGTERM');
    await once(npm, 'close');
    await vi.waitFor(() => expect(isAlive(database)).toBe(false), 30_000);
  });
});
