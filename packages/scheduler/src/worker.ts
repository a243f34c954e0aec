import { EventEmitter } from 'node:events';
import { Logger, type Runner, run, type TaskList, type WorkerEvents } from 'graphile-worker';
import type pg from 'pg';
import { failureOf } from './failure.ts';
import type { Leases } from './leases.ts';
import type { Report } from './report.ts';
import type { Rest } from './rest.ts';

export interface WorkerOptions {
  readonly pool: pg.Pool;
  readonly taskList: TaskList;
  readonly concurrency: number;
  /** How often jobs whose time has come are looked for; new ones announce themselves. */
  readonly pollMs: number;
  readonly leases: Leases;
  readonly rest: Rest;
  readonly report: Report;
}

export interface OutboxWorker {
  /** Says that the worker lives, if it is at work just now. Says nothing once it has been stopped. */
  renewLease(): Promise<void>;
  /**
   * Takes no more jobs and waits for those at work, but not beyond the deadline; what is not done
   * then is given back for others.
   * @returns whether jobs had to be given back
   */
  stop(deadline: Promise<unknown>): Promise<boolean>;
}

const RESTART_AFTER_MS = 1_000;

/** Runs the queue's worker, and a new one whenever it gives up (it does when the database is away for long). */
export function startWorker(options: WorkerOptions): OutboxWorker {
  const stopping = new AbortController();
  const current: { runner?: Runner; id?: string } = {};
  const ended = keepRunning(options, current, stopping.signal);
  const lease = { over: false, renewed: Promise.resolve() };
  return {
    renewLease: async () => {
      if (current.id === undefined || lease.over) return;
      const renewed = options.leases.renew(current.id);
      lease.renewed = renewed.catch(() => {});
      await renewed;
    },
    stop: async (deadline) => {
      stopping.abort();
      const { runner, id } = current;
      // Rejects when the worker is just giving up by itself, which is as good.
      runner?.stop().catch(() => {});
      const late = await Promise.race([ended.then(() => false), deadline.then(() => true)]);
      // A renewal on its way would write the worker down again after its end.
      lease.over = true;
      await lease.renewed;
      if (id !== undefined) await options.leases.end(id);
      return late;
    },
  };
}

async function keepRunning(
  options: WorkerOptions,
  current: { runner?: Runner; id?: string },
  stopping: AbortSignal,
): Promise<void> {
  while (!stopping.aborted) {
    try {
      current.runner = await runOnPool(options, (id) => {
        current.id = id;
      });
      // Stopped while it was starting.
      if (stopping.aborted) current.runner.stop().catch(() => {});
      await current.runner.promise;
    } catch (error) {
      options.report({ event: 'worker_ended', ...failureOf(error) });
    }
    if (!stopping.aborted) await options.rest(RESTART_AFTER_MS, stopping);
  }
}

async function runOnPool(options: WorkerOptions, onId: (id: string) => void): Promise<Runner> {
  const events: WorkerEvents = new EventEmitter();
  // Jobs are locked by the name of the pool of workers, which is new with every start.
  events.on('pool:create', ({ workerPool }) => onId(workerPool.id));
  return run({
    pgPool: options.pool,
    taskList: options.taskList,
    concurrency: options.concurrency,
    pollInterval: options.pollMs,
    parsedCronItems: [],
    // The process stops its parts in an order of its own.
    noHandleSignals: true,
    events,
    logger: quietLogger(options.report),
    // Jobs are fetched and completed several at a time. The local queue is short, for what one process has
    // fetched no other can take while this one waits for a neighbour that hangs.
    preset: { worker: { localQueue: { size: options.concurrency * 2 }, completeJobBatchDelay: 0 } },
  });
}

/** The engine's own words hold messages of errors and payloads; of its troubles only the code is passed on. */
function quietLogger(report: Report): Logger {
  return new Logger(() => (level, _message, meta) => {
    // Tasks have reported their failures themselves.
    if (level !== 'error' || meta?.['failure'] === true) return;
    report({ event: 'engine_trouble', code: failureOf(meta?.['error'] ?? meta?.['fatalError']).code });
  });
}
