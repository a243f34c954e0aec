import { endAtOnce } from '../database/end-at-once.ts';
import type { Database, OnFolder } from '../database/open-database.ts';
import { say } from '../process/command.ts';
import { endOnUnhandled } from '../process/last-words.ts';
import { Started } from '../process/started.ts';
import { stopOnSignal } from '../process/stop-signals.ts';

const STOP_WITHIN_MS = 10_000;
/** What shells expect of a command that Ctrl-C broke off. */
const BROKEN_OFF = 130;

/** What a process has started, in sequence. */
export interface Run {
  readonly started: Started;
  /** Opens a database, to be ended last, also when the process is stopped while it is still being opened. */
  readonly opens: (open: (onFolder: OnFolder) => Promise<Database>) => Promise<Database>;
}

/**
 * Starts something that runs until Ctrl-C or SIGTERM, which stop it in good order within 10
 * seconds, also while it is starting. An error that nothing handles ends it at once. What a failed
 * start has begun is stopped again before its failure is thrown on.
 */
export async function runUntilStopped(start: (run: Run) => Promise<void>): Promise<void> {
  const { run, stopping } = beginRun(0);
  try {
    await start(run);
  } catch (error) {
    await run.started.stopAll().catch(() => {});
    if (!stopping()) throw error;
  }
}

/** Does one thing to its end; Ctrl-C or SIGTERM break it off, with exit code 130, and leave nothing running. */
export async function runToItsEnd(work: (run: Run) => Promise<void>): Promise<void> {
  const { run, stopping } = beginRun(BROKEN_OFF);
  try {
    await work(run);
  } catch (error) {
    if (!stopping()) throw error;
  } finally {
    await run.started.stopAll();
  }
}

function beginRun(exitCode: number): { readonly run: Run; readonly stopping: () => boolean } {
  outliveReaders();
  const started = new Started();
  let folder: string | undefined;
  let stopping = false;
  const stop = (): Promise<void> => {
    stopping = true;
    say('Stopping; Ctrl-C again ends it at once.');
    return started.stopAll();
  };
  const kill = (): void => endAtOnce(folder);
  stopOnSignal({ stop, kill, withinMs: STOP_WITHIN_MS, exitCode });
  endOnUnhandled(kill);
  const opens: Run['opens'] = (open) => {
    const opening = open((path) => {
      folder = path;
    });
    started.add(async () => (await opening.catch(() => undefined))?.stop());
    return opening;
  };
  return { run: { started, opens }, stopping: () => stopping };
}

/** Whatever reads our output may end first; without this the next line would end us, with requests under way. */
function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}
