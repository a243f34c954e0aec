import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import type { Binaries } from './binaries.ts';
import type { DataFolder } from './data-folder.ts';
import { DataFolderInUseError, ServerDidNotStartError } from './errors.ts';
import { processOptions } from './run-as.ts';

/** A server that this process started. */
export interface Launched {
  readonly port: number;
  /** Waits for the server to end. Keeps this process alive until then. */
  ended(): Promise<void>;
  /** Kills the server without waiting, for use while this process exits. */
  kill(): void;
}

const attempts = 3;

/**
 * Starts the server on a free port of 127.0.0.1, and waits until it accepts connections.
 * @throws {@link DataFolderInUseError} or {@link ServerDidNotStartError}
 */
export async function launch(
  folder: DataFolder,
  binaries: Binaries,
  settings: readonly string[],
  log: (line: string) => void,
): Promise<Launched> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const child = spawn(binaries.postgres, ['-D', folder.path, '-p', String(port), ...settings], {
      ...processOptions(folder.runAs),
      // In its own process group: Ctrl-C in a terminal must reach the application first, not the database.
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const said = await untilReadyOrGone(child, log);
    if (said === 'ready') return launched(child, port);
    // Another process took the port between the check and PostgreSQL's start.
    if (said.includes('could not create any TCP/IP sockets') && attempt < attempts) continue;
    throw said.includes('lock file "postmaster.pid" already exists') ? inUse(folder, said) : notStarted(folder, said);
  }
}

function launched(child: ChildProcess, port: number): Launched {
  const end = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  // Without unref, a process that forgets to stop the server would never end. `ended` refs it again, so that stop can
  // be awaited.
  child.unref();
  (child.stderr as unknown as { unref(): void }).unref();
  return {
    port,
    ended: () => {
      if (child.exitCode === null && child.signalCode === null) child.ref();
      return child.exitCode === null && child.signalCode === null ? end : Promise.resolve();
    },
    kill: () => child.kill('SIGQUIT'),
  };
}

/**
 * Waits until the server is ready.
 * @returns `ready`, or PostgreSQL's output when it ended. Later output goes to the log.
 */
function untilReadyOrGone(child: ChildProcess, log: (line: string) => void): Promise<string> {
  return new Promise((resolve) => {
    let said = '';
    let ready = false;
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.trimEnd().split('\n')) log(line);
      if (ready) return;
      said += text;
      ready = said.includes('ready to accept connections');
      if (ready) resolve('ready');
    });
    child.once('error', (error) => resolve(`${said}${error.message}`));
    child.once('close', () => resolve(said));
  });
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

const inUse = ({ path }: DataFolder, said: string): DataFolderInUseError =>
  new DataFolderInUseError(
    `The data folder ${path} is in use by another process${/PID (\d+)/.exec(said)?.[0].replace('PID', ' ') ?? ''}. ` +
      'Stop that process, or set DATA_DIR to another folder. If the process of that number is no PostgreSQL ' +
      `(the machine was switched off, and the number given out again), delete ${path}/postmaster.pid.`,
  );

const notStarted = ({ path }: DataFolder, said: string): ServerDidNotStartError =>
  new ServerDidNotStartError(`PostgreSQL did not start on the data folder ${path}. It said:\n${said.slice(-4_000)}`);
