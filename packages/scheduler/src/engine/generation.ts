import { EventEmitter } from 'node:events';
import { type Runner, run, type Task, type TaskList, type WorkerEvents } from 'graphile-worker';
import type pg from 'pg';
import type { Report } from '../report.ts';
import { openGate } from './gate.ts';
import type { Cause, Signs } from './progress.ts';
import { quietLogger } from './quiet-logger.ts';

/** Options of {@link startGeneration}. */
export interface GenerationOptions {
  /** Creates the connections of one engine, which closes them: `concurrency` + 2. */
  readonly makePool: () => pg.Pool;
  readonly taskList: TaskList;
  readonly concurrency: number;
  /** How often the engine looks for jobs whose time has come, in milliseconds. New jobs are announced. */
  readonly pollMs: number;
  /** The time limit for one query of the engine, in milliseconds. */
  readonly deadlineMs: number;
  /** A monotonic clock, in milliseconds. */
  readonly now: () => number;
  /** Called each time the database has answered which jobs there are. */
  readonly onFetched: (jobs: number) => void;
  readonly report: Report;
}

/** Why an engine ended. */
export interface Ending {
  readonly why: Cause;
  readonly error?: unknown;
}

/** One run of the engine, from start to end, with its own name and connections. */
export interface Generation {
  /** The name that it locks jobs under; undefined until it has started. */
  readonly id: string | undefined;
  /** The signs of progress it has shown. */
  readonly signs: Signs;
  /** Resolves when the engine is no longer usable. Never rejects. */
  readonly ending: Promise<Ending>;
  /** Takes no more jobs and closes the connections. Running jobs continue to their end. */
  abandon(ending: Ending): void;
  /** Takes no more jobs. Resolves when the running ones have ended. Never rejects. */
  stop(): Promise<void>;
}

/** Starts an engine. It reports problems by {@link Generation.ending} only. */
export function startGeneration(options: GenerationOptions): Generation {
  const { now, concurrency } = options;
  const atWork = new Map<string, number>();
  let id: string | undefined;
  let over = false;
  let end: (ending: Ending) => void = () => {};
  const ending = new Promise<Ending>((resolve) => {
    end = resolve;
  });
  const signs: { -readonly [Sign in keyof Signs]: Signs[Sign] } = { startedAt: now(), concurrency, atWork };

  const gate = openGate({
    pool: options.makePool(),
    deadlineMs: options.deadlineMs,
    onError: (error) => abandon({ why: 'query_failed', error }),
  });
  const events: WorkerEvents = new EventEmitter();
  events.on('pool:create', ({ workerPool }) => {
    id = workerPool.id;
  });
  events.on('localQueue:getJobs:complete', ({ jobs }) => {
    // A closed gate answers, too; such an answer does not count.
    if (over) return;
    signs.fetchedAt = now();
    if (jobs.length > 0) signs.tookAt = now();
    options.onFetched(jobs.length);
  });
  const watched =
    (task: Task): Task =>
    async (payload, helpers) => {
      // Fetched but not started: the caller that abandoned the engine gives the job back.
      if (over) return;
      atWork.set(helpers.job.id, now());
      signs.movedAt = now();
      try {
        await task(payload, helpers);
      } finally {
        atWork.delete(helpers.job.id);
        signs.movedAt = now();
      }
    };
  const tasks = Object.entries(options.taskList).map(([name, task]) => [name, watched(task as Task)]);
  // Messages of an engine behind a closed gate are meaningless.
  const report: Report = (event) => over || options.report(event);
  const running = startEngine({ ...options, report }, gate.pool, Object.fromEntries(tasks), events);
  running.then(
    (runner) => runner.promise.then(() => abandon({ why: 'ended_by_itself' }), endedWith),
    (error: unknown) => endedWith(error),
  );
  function endedWith(error: unknown): void {
    abandon({ why: 'ended_by_itself', error });
  }
  function stopEngine(): Promise<void> {
    // Rejects when the engine is already stopping, which is fine.
    return running.then((runner) => runner.stop().then(() => runner.promise)).catch(() => {});
  }
  function abandon(cause: Ending): void {
    if (over) return;
    over = true;
    gate.close();
    end(cause);
    void stopEngine();
  }
  return {
    get id() {
      return id;
    },
    signs,
    ending,
    abandon,
    stop: async () => {
      // An engine that is still connecting has nothing to finish.
      if (signs.fetchedAt === undefined) gate.close();
      await stopEngine();
      over = true;
      gate.close();
    },
  };
}

function startEngine(
  { concurrency, pollMs, report }: GenerationOptions,
  pgPool: pg.Pool,
  taskList: TaskList,
  events: WorkerEvents,
): Promise<Runner> {
  return run({
    pgPool,
    taskList,
    concurrency,
    pollInterval: pollMs,
    parsedCronItems: [],
    // The process handles signals itself, to stop its parts in order.
    noHandleSignals: true,
    events,
    logger: quietLogger(report),
    // Jobs are fetched and completed in batches. The local queue is short, because no other process can take a job that
    // this one has fetched while it waits for a slow external system.
    preset: { worker: { localQueue: { size: concurrency * 2 }, completeJobBatchDelay: 0 } },
  });
}
