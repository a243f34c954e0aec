import type { Random } from '@miomente/booking-domain';
import type { Delay } from './delay.ts';
import { type Ending, type Generation, type GenerationOptions, startGeneration } from './engine/generation.ts';
import { type Cause, hung, judge, type Patience, type Verdict } from './engine/progress.ts';
import { type Failure, failureOf } from './failure.ts';
import type { Leases } from './leases.ts';

/** Options of {@link startWorker}. */
export interface WorkerOptions extends Omit<GenerationOptions, 'onFetched'>, Patience {
  readonly leases: Leases;
  readonly delay: Delay;
  readonly random: Random;
  /** What a failed query of the engine's means. */
  readonly explained: (error: unknown) => unknown;
}

/** A running outbox worker. */
export interface OutboxWorker {
  /**
   * Checks the engine and replaces one that makes no progress. Renews the lease of one that does, and gives back the
   * jobs of earlier engines.
   * @returns whether due jobs are not taken although a working engine was tried
   */
  check(): Promise<boolean>;
  /** Whether an engine runs and makes progress. Does not ask the database. */
  isWorking(): boolean;
  /** Resolves when an engine has first been told which jobs there are. */
  readonly atWork: Promise<void>;
  /**
   * Takes no more jobs and waits for the running ones, until the deadline at most. Unfinished jobs are given back.
   * @returns whether jobs had to be given back
   */
  stop(deadline: Promise<unknown>): Promise<boolean>;
}

const MIN_PAUSE_MS = 100;
const MAX_PAUSE_MS = 1_000;

/**
 * Runs the queue's engine. When an engine fails, ends unexpectedly or makes no progress, a new one starts with a new
 * name and new connections. Nothing of the old one is reused; its running jobs continue to their end.
 */
export function startWorker(options: WorkerOptions): OutboxWorker {
  const { leases, now, stallMs, leaseMs } = options;
  const stopping = new AbortController();
  const former = new Map<Generation, number>();
  let current: Generation | undefined;
  let awakeSince = now();
  let lookedAt = now();
  let tookAt = now();
  let lease = Promise.resolve();

  const verdictOn = ({ signs }: Generation, waitingMs: number): Verdict =>
    judge(signs, { now: now(), awakeSince, waitingMs }, options);
  /** Writes nothing about a worker after its end. */
  const renew = async (id: string | undefined): Promise<void> => {
    if (id === undefined || stopping.signal.aborted) return;
    const renewed = leases.renew(id);
    lease = renewed.catch(() => {});
    await renewed;
  };
  const settle = async (generation: Generation, since: number): Promise<void> => {
    const { id, signs } = generation;
    const lost = hung(signs, now(), leaseMs);
    const kept = [...signs.atWork.keys()].filter((job) => !lost.includes(job));
    if (id !== undefined) await leases.giveBack(id, kept, lost);
    if (kept.length > 0) return renew(id);
    // A delayed query may still lock jobs under this name when it arrives.
    if (now() - since < leaseMs) return;
    if (id !== undefined) await leases.end(id);
    former.delete(generation);
  };
  const retire = (generation: Generation): void => {
    former.set(generation, now());
    settle(generation, now()).catch(() => {});
  };
  const running = keepRunning(options, stopping.signal, {
    started: (generation) => {
      current = generation;
    },
    ended: retire,
    took: () => {
      tookAt = now();
    },
    // The database is back: the jobs of earlier engines are given back now, not at the next heartbeat.
    recovered: () => {
      for (const [generation, since] of former) settle(generation, since).catch(() => {});
    },
  });

  return {
    atWork: running.atWork,
    isWorking: () =>
      current?.signs.fetchedAt !== undefined && !former.has(current) && verdictOn(current, 0) === 'progress',
    check: async () => {
      if (now() - lookedAt > stallMs) awakeSince = now();
      lookedAt = now();
      const looked = current;
      let verdict = looked === undefined ? 'progress' : verdictOn(looked, 0);
      if (looked !== undefined && verdict !== 'progress') looked.abandon({ why: verdict });
      const waitingMs = await leases.waitingMs(Object.keys(options.taskList));
      if (looked !== undefined && verdict === 'progress') {
        verdict = verdictOn(looked, waitingMs);
        if (verdict === 'progress') await renew(looked.id);
        else looked.abandon({ why: verdict });
      }
      for (const [generation, since] of former) await settle(generation, since);
      const busy = looked !== undefined && looked.signs.atWork.size >= looked.signs.concurrency;
      return !busy && waitingMs > stallMs && now() - Math.max(tookAt, awakeSince) > stallMs;
    },
    stop: async (deadline) => {
      stopping.abort();
      const ended = Promise.all([running.ended, ...[...former.keys()].map((generation) => generation.stop())]);
      const late = await Promise.race([ended.then(() => false), deadline.then(() => true)]);
      // A renewal in flight would write the worker's lease again after its end.
      await lease;
      for (const generation of [current, ...former.keys()]) {
        const id = generation?.id;
        if (id === undefined) continue;
        await leases.giveBack(id, [...(generation?.signs.atWork.keys() ?? [])]);
        await leases.end(id);
      }
      return late;
    },
  };
}

interface Watcher {
  started(generation: Generation): void;
  ended(generation: Generation): void;
  took(): void;
  recovered(): void;
}

function keepRunning(
  options: WorkerOptions,
  stopping: AbortSignal,
  watcher: Watcher,
): { readonly ended: Promise<void>; readonly atWork: Promise<void> } {
  const { report, delay, random, explained } = options;
  let working: () => void = () => {};
  const atWork = new Promise<void>((resolve) => {
    working = resolve;
  });
  const stopped = new Promise<undefined>((resolve) => {
    stopping.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  const run = async (): Promise<void> => {
    for (let failures = 0; !stopping.aborted; ) {
      const generation = startGeneration({
        ...options,
        onFetched: (jobs) => {
          if (jobs > 0) watcher.took();
          if (failures > 0) {
            report({ event: 'worker_at_work', afterFailures: failures });
            watcher.recovered();
          }
          failures = 0;
          working();
        },
      });
      watcher.started(generation);
      const ending = await Promise.race([generation.ending, stopped]);
      if (ending === undefined) return generation.stop();
      // An unreachable database is reported once, not at every attempt to connect.
      if (failures === 0) report({ event: 'worker_abandoned', ...inWords(ending, explained) });
      failures += 1;
      watcher.ended(generation);
      const pauseMs = Math.min(MAX_PAUSE_MS, MIN_PAUSE_MS * 2 ** (failures - 1));
      await delay(pauseMs * (0.5 + random.next()), stopping);
    }
  };
  return { ended: run(), atWork };
}

function inWords(
  { why, error }: Ending,
  explained: WorkerOptions['explained'],
): { readonly why: Cause } & Partial<Failure> {
  return error === undefined ? { why } : { why, ...failureOf(explained(error)) };
}
