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

/** How to start an embedded PostgreSQL. */
export interface EmbeddedPostgresOptions {
  /** The data folder. It and its parent are created when missing. */
  readonly dataDir: string;
  /** For tests: nothing is flushed to disk, and the data is deleted when the server stops or this process exits. */
  readonly throwaway?: boolean;
  /** The maximum number of connections; 200 by default. A server that is taken over keeps its own. */
  readonly maxConnections?: number;
  /** Further arguments for `postgres`, such as `['-c', 'log_statement=all']`. They come last, so they override ours. */
  readonly flags?: readonly string[];
  /** Receives PostgreSQL's log lines, and a line with the folder in use when it is not `dataDir`. */
  readonly log?: (line: string) => void;
  /** Receives the folder in use before anything starts there, for callers that may have to stop a start in progress. */
  readonly onFolder?: (path: string) => void;
}

/** A running PostgreSQL that this process owns. */
export interface EmbeddedPostgres {
  /** The URL for the superuser `postgres` and the database `postgres`, with the password. */
  readonly url: string;
  readonly port: number;
  /** The folder in use. It differs from `dataDir` where root can't run PostgreSQL there. */
  readonly dataDir: string;
  /** Whether an earlier process left the server running. */
  readonly reused: boolean;
  /** Rolls back open transactions, stops the server and waits until it has ended. Safe to call again. */
  stop(): Promise<void>;
}

/**
 * Starts a PostgreSQL from npm on a free port of 127.0.0.1, and makes this process its owner. A server that a killed
 * owner left running is taken over.
 * @throws a subclass of `EmbeddedPostgresError` whose message says what to do: no programs for this platform, a folder
 * that can't be written, data of another major version, data that is not ours, a folder in use, a failed start
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
  // pg_ctl works for a server that was started or taken over, and on every platform.
  const mode = throwaway ? '--mode=immediate' : '--mode=fast';
  if (await exists(join(path, 'postmaster.pid'))) {
    await run(binaries.pgCtl, ['stop', `--pgdata=${path}`, mode, '--wait', '--silent'], runAs);
  }
  await ended;
}

/** An aborted test run must not leave a server and its data in memory. */
function discardOnExit(path: string, started: Launched | undefined): () => void {
  const discard = (): void => {
    started?.kill();
    rmSync(path, { recursive: true, force: true, maxRetries: 3 });
  };
  process.once('exit', discard);
  return () => process.off('exit', discard);
}
