import { endAtOnce } from '../database/end-at-once.ts';
import type { Database, OnFolder } from '../database/open-database.ts';
import { say } from '../process/command.ts';
import { endOnUnhandled } from '../process/last-words.ts';
import { Started } from '../process/started.ts';
import { stopOnSignal } from '../process/stop-signals.ts';

const STOP_WITHIN_MS = 10_000;
/** The exit code that shells expect after Ctrl-C. */
const BROKEN_OFF = 130;

/** What a run has started. */
export interface Run {
  readonly started: Started;
  /** Opens a database. It is stopped last, and also when the process is stopped while it is still opening. */
  readonly opens: (open: (onFolder: OnFolder) => Promise<Database>) => Promise<Database>;
}

/**
 * Starts something that runs until Ctrl-C or SIGTERM, which stop it regularly within 10 seconds, also during its start.
 * An unhandled error ends it at once. When the start fails, everything already started is stopped before the failure is
 * thrown.
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

/** Runs an operation to its end. Ctrl-C or SIGTERM abort it with exit code 130, and leave nothing running. */
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

/**
 * The reader of our output may end first. Without this, the next printed line would end this process and its requests.
 */
function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}
