import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { DataFolderInUseError } from './errors.ts';

/** Ownership of a server: this process is the one that will stop it. */
export interface Ownership {
  release(): Promise<void>;
}

const lock = 'hashtext($$embedded-postgres owner$$), 0';
const patienceMs = 1_000;

/**
 * Makes this process the owner of the server, which will stop it. A session-level lock marks the owner, because it
 * vanishes with the process, even with one that was killed. So a server left behind has no owner, and a server in use
 * has one. A file with a process id would outlive the process, and could later name another one.
 * @throws {@link DataFolderInUseError} when another process holds the lock for a second
 */
export async function takeOwnership(url: string, path: string): Promise<Ownership> {
  const client = new pg.Client({ connectionString: url, application_name: `embedded-postgres owner ${process.pid}` });
  client.on('error', () => {});
  await client.connect();
  // The server may need a moment to close the connection of an owner that was just killed.
  for (const giveUpAt = Date.now() + patienceMs; !(await tryLock(client)); await delay(50)) {
    if (Date.now() < giveUpAt) continue;
    const owner = await ownerName(client);
    await client.end();
    throw new DataFolderInUseError(
      `The data folder ${path} is in use by another run of this product (${owner}). ` +
        'Stop that one first, or set DATA_DIR to another folder.',
    );
  }
  // The types lack this method. Without it, the process could not end before it releases the lock.
  (client as unknown as { unref(): void }).unref();
  return { release: () => client.end().catch(() => {}) };
}

async function tryLock(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>(`select pg_try_advisory_lock(${lock}) as taken`);
  return rows[0]?.taken === true;
}

async function ownerName(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ pid: string }>(
    `select substring(application_name from '\\d+$') as pid from pg_stat_activity
     where application_name like 'embedded-postgres owner %' and pid <> pg_backend_pid()`,
  );
  return rows[0] === undefined ? 'process unknown' : `process ${rows[0].pid}`;
}
