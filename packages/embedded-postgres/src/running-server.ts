import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { locateDataFolder, passwordFile } from './data-folder.ts';
import { codeOf, DataFolderInUseError } from './errors.ts';

/** A running server that uses a data folder. */
export interface RunningServer {
  readonly url: string;
  readonly port: number;
}

const startingOrStopping = '57P03';
const patienceMs = 30_000;

/**
 * The URL of the server that already runs on `dataDir`; undefined when none runs. For commands that join a running
 * product. It starts and stops nothing.
 */
export async function connectionTo(dataDir: string): Promise<string | undefined> {
  const { path } = await locateDataFolder(dataDir);
  return (await findRunningServer(path))?.url;
}

/**
 * Finds the server that runs on the folder. After a crash, `postmaster.pid` may name a process and a port that others
 * use by now, so the server found at that port must itself report this folder. Waits for a server that is starting,
 * recovering or stopping.
 * @throws {@link DataFolderInUseError} when the server refuses us
 */
export async function findRunningServer(path: string): Promise<RunningServer | undefined> {
  for (const giveUpAt = Date.now() + patienceMs; ; await delay(50)) {
    const noted = await readNote(path);
    if (noted === undefined || !isAlive(noted.pid)) return undefined;
    const url = await urlFor(path, noted.port);
    try {
      return (await servesFolder(url, path)) ? { url, port: noted.port } : undefined;
    } catch (error) {
      const code = codeOf(error) ?? '';
      if (code === startingOrStopping && Date.now() < giveUpAt) continue;
      // Class 28: the server has another password, so this folder's cluster is not the one that it runs.
      if (code.startsWith('28') || code === startingOrStopping) throw inUseByStranger(path, noted, error);
      return undefined;
    }
  }
}

/** The URL for the user `postgres` at the given port. */
export async function urlFor(path: string, port: number): Promise<string> {
  const password = await readFile(passwordFile(path), 'utf8').catch(() => '');
  return `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;
}

/** Reads process id and port from `postmaster.pid`: the first and the fourth line. */
async function readNote(path: string): Promise<{ pid: number; port: number } | undefined> {
  const lines = (await readFile(join(path, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return pid > 0 && port > 0 ? { pid, port } : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

async function servesFolder(url: string, path: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, query_timeout: 5_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    return (await realpath(rows[0]?.data_directory ?? '')) === (await realpath(path));
  } finally {
    await client.end().catch(() => {});
  }
}

const inUseByStranger = (path: string, noted: { pid: number; port: number }, cause: unknown): DataFolderInUseError =>
  new DataFolderInUseError(
    `The data folder ${path} is in use by a PostgreSQL server that does not answer to this product (process ` +
      `${noted.pid}, port ${noted.port}). Stop that server, or set DATA_DIR to another folder.`,
    { cause },
  );
