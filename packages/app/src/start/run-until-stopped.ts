import { endAtOnce } from '../database/end-at-once.ts';
import type { Database } from '../database/open-database.ts';
import { say } from '../process/command.ts';
import { endOnUnhandled } from '../process/last-words.ts';
import { Started } from '../process/started.ts';
import { stopOnSignal } from '../process/stop-signals.ts';

const STOP_WITHIN_MS = 10_000;

/** What a process that runs on has started, in sequence. */
export interface Run {
  readonly started: Started;
  /** Takes note of a database, to be ended last. */
  readonly owns: (database: Database) => void;
}

/**
 * Starts something that runs until Ctrl-C or SIGTERM, which stop it in good order within 10
 * seconds. An error that nothing handles ends it at once. What a failed start has begun is stopped again before its failure is thrown on.
 */
export async function runUntilStopped(start: (run: Run) => Promise<void>): Promise<void> {
  outliveReaders();
  const started = new Started();
  let own: Database | undefined;
  const stop = (): Promise<void> => {
    say('Stopping; Ctrl-C again ends it at once.');
    return started.stopAll();
  };
  stopOnSignal({ stop, kill: () => endAtOnce(own?.folder), withinMs: STOP_WITHIN_MS });
  endOnUnhandled(() => endAtOnce(own?.folder));
  const owns = (database: Database): void => {
    own = database;
    started.add(() => database.stop());
  };
  try {
    await start({ started, owns });
  } catch (error) {
    await started.stopAll().catch(() => {});
    throw error;
  }
}

/** Whatever reads our output may end first; without this the next line would end us, with requests under way. */
function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}
