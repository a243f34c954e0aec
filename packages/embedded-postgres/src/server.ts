import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Binaries, binariesFor } from './binaries.ts';
import { ensureCluster } from './cluster.ts';
import { type DataFolder, exists, openDataFolder } from './data-folder.ts';
import { type Launched, launch } from './launch.ts';
import { type Ownership, takeOwnership } from './ownership.ts';
import { run } from './run-as.ts';
import { findRunningServer, urlFor } from './running-server.ts';

export interface EmbeddedPostgresOptions {
  /** Where the data lives between starts. Created when absent; its parent too. */
  readonly dataDir: string;
  /** For tests: nothing is flushed to disk, and the data goes when the server stops or this process exits. */
  readonly throwaway?: boolean;
  /** How many connections the server accepts; 200 when not given. A server that is reused keeps the number it has. */
  readonly maxConnections?: number;
  /** More arguments for `postgres`, such as `['-c', 'log_statement=all']`; they come last, and so win. */
  readonly flags?: readonly string[];
  /** Hears what PostgreSQL writes to its log, and where the data went if not to `dataDir`. */
  readonly log?: (line: string) => void;
  /** Hears the folder in use before anything is started there, for whoever may have to end a start that is under way. */
  readonly onFolder?: (path: string) => void;
}

export interface EmbeddedPostgres {
  /** For the superuser `postgres` and the database `postgres`, password included. */
  readonly url: string;
  readonly port: number;
  /** The folder in use; not the one asked for where root can't run PostgreSQL there. */
  readonly dataDir: string;
  /** Whether the server was left running by an earlier process. */
  readonly reused: boolean;
  /** Breaks off open transactions, ends the server and waits for its end. Can be called again. */
  stop(): Promise<void>;
}

/**
 * Starts a PostgreSQL of one's own, from npm, on a free port of 127.0.0.1, and makes this process its owner. A server
 * that an earlier owner left running (`kill -9`) is taken over instead.
 *
 * Throws a subclass of `EmbeddedPostgresError`, whose message says what to do: no binaries for this platform, a folder
 * that can't be written, data of another major version, data that is not ours, a folder in use, a failed start.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { throwaway = false, log = () => {} } = options;
  const folder = await openDataFolder(options.dataDir);
  if (folder.path !== resolve(options.dataDir)) log(`PostgreSQL can't enter ${options.dataDir}: using ${folder.path}`);
  options.onFolder?.(folder.path);
  const binaries = await binariesFor(folder.runAs);
  await ensureCluster(folder, binaries, throwaway);
  const found = await findRunningServer(folder.path);
  const started = found === undefined ? await launch(folder, binaries, settings(options), log) : undefined;
  const port = started?.port ?? found?.port ?? 0;
  const url = await urlFor(folder.path, port);
  const ownership = await takeOwnership(url, folder.path);
  const forget = throwaway ? discardOnExit(folder.path, started) : () => {};
  const stop = async (): Promise<void> => {
    await stopServer(folder, binaries, ownership, started, throwaway);
    forget();
    if (throwaway) await rm(folder.path, { recursive: true, force: true });
  };
  let stopping: Promise<void> | undefined;
  return {
    url,
    port,
    dataDir: folder.path,
    reused: started === undefined,
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}

function settings({ throwaway = false, maxConnections = 200, flags = [] }: EmbeddedPostgresOptions): readonly string[] {
  const set = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', `max_connections=${maxConnections}`];
  if (throwaway) set.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off');
  return [...set.flatMap((setting) => ['-c', setting]), ...flags];
}

async function stopServer(
  { path, runAs }: DataFolder,
  binaries: Binaries,
  ownership: Ownership,
  started: Launched | undefined,
  throwaway: boolean,
): Promise<void> {
  const ended = started?.ended();
  await ownership.release();
  // pg_ctl works alike for a server started and one taken over, and on every platform.
  const mode = throwaway ? '--mode=immediate' : '--mode=fast';
  if (await exists(join(path, 'postmaster.pid'))) {
    await run(binaries.pgCtl, ['stop', `--pgdata=${path}`, mode, '--wait', '--silent'], runAs);
  }
  await ended;
}

/** A test run that is broken off must not leave a server and its data in memory. */
function discardOnExit(path: string, started: Launched | undefined): () => void {
  const discard = (): void => {
    started?.kill();
    rmSync(path, { recursive: true, force: true, maxRetries: 3 });
  };
  process.once('exit', discard);
  return () => process.off('exit', discard);
}
