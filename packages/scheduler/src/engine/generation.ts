import { EventEmitter } from 'node:events';
import { type Runner, run, type Task, type TaskList, type WorkerEvents } from 'graphile-worker';
import type pg from 'pg';
import type { Report } from '../report.ts';
import { openGate } from './gate.ts';
import type { Cause, Signs } from './progress.ts';
import { quietLogger } from './quiet-logger.ts';

export interface GenerationOptions {
  /** Connections for this engine alone, which ends them: `concurrency` + 2. */
  readonly makePool: () => pg.Pool;
  readonly taskList: TaskList;
  readonly concurrency: number;
  /** How often jobs whose time has come are looked for; new ones announce themselves. */
  readonly pollMs: number;
  /** How long one of the engine's queries may take. */
  readonly deadlineMs: number;
  /** A clock that only goes forward, in milliseconds. */
  readonly now: () => number;
  /** Hears each answer of the database to what there is to do. */
  readonly onFetched: (jobs: number) => void;
  readonly report: Report;
}

/** Why a generation came to its end. */
export interface Ending {
  readonly why: Cause;
  readonly error?: unknown;
}

/** One engine from its start to its end, under a name and with connections of its own. */
export interface Generation {
  /** The name it locks jobs under; undefined until it has started. */
  readonly id: string | undefined;
  /** What it has shown of itself. */
  readonly signs: Signs;
  /** Resolves when it is of no more use. Never rejects. */
  readonly ending: Promise<Ending>;
  /** Takes no more jobs. What is at work goes on to its end; nothing else of it is left. */
  abandon(ending: Ending): void;
  /** Takes no more jobs. Resolves when what was at work has ended. Never rejects. */
  stop(): Promise<void>;
}

/** Starts an engine. It reports trouble by {@link Generation.ending}, and by nothing else. */
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
    onTrouble: (error) => abandon({ why: 'query_failed', error }),
  });
  const events: WorkerEvents = new EventEmitter();
  events.on('pool:create', ({ workerPool }) => {
    id = workerPool.id;
  });
  events.on('localQueue:getJobs:complete', ({ jobs }) => {
    // A closed gate answers too.
    if (over) return;
    signs.fetchedAt = now();
    if (jobs.length > 0) signs.tookAt = now();
    options.onFetched(jobs.length);
  });
  const watched =
    (task: Task): Task =>
    async (payload, helpers) => {
      // Taken and never begun: whoever abandoned the engine gives it back.
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
  // What an engine says that has been told nothing but fairy tales is of no use.
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
    // Rejects when it is just stopping by itself, which is as good.
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
      // One that is still knocking at the database's door has nothing to end.
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
    // The process stops its parts in an order of its own.
    noHandleSignals: true,
    events,
    logger: quietLogger(report),
    // Jobs are fetched and completed several at a time. The local queue is short, for what one process has
    // fetched no other can take while this one waits for an external system that hangs.
    preset: { worker: { localQueue: { size: concurrency * 2 }, completeJobBatchDelay: 0 } },
  });
}
