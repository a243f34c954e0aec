import type { Random } from '@miomente/booking-domain';
import type { Delay } from './delay.ts';
import { type Ending, type Generation, type GenerationOptions, startGeneration } from './engine/generation.ts';
import { type Cause, hung, judge, type Patience, type Verdict } from './engine/progress.ts';
import { type Failure, failureOf } from './failure.ts';
import type { Leases } from './leases.ts';

export interface WorkerOptions extends Omit<GenerationOptions, 'onFetched'>, Patience {
  readonly leases: Leases;
  readonly delay: Delay;
  readonly random: Random;
  /** What a failed query of the engine's means. */
  readonly explained: (error: unknown) => unknown;
}

export interface OutboxWorker {
  /**
   * Looks whether the engine gets on, and replaces one that doesn't. Renews the lease of one that does, and gives
   * back what earlier ones have left.
   * @returns whether work that is due is left lying, whatever has been tried
   */
  check(): Promise<boolean>;
  /** Whether an engine is at work and gets on, without asking the database. */
  isWorking(): boolean;
  /** Resolves when an engine has first been told what there is to do. */
  readonly atWork: Promise<void>;
  /**
   * Takes no more jobs and waits for those at work, but not beyond the deadline; what is not done
   * then is given back for others.
   * @returns whether jobs had to be given back
   */
  stop(deadline: Promise<unknown>): Promise<boolean>;
}

const MIN_PAUSE_MS = 100;
const MAX_PAUSE_MS = 1_000;

/**
 * Runs the queue's engine, and a fresh one under a new name and with new connections whenever one fails, ends
 * unasked or doesn't get on. Nothing of a former one is used again; what it had begun goes on to its end.
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
  /** Lets nothing be written down about a worker after its end. */
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
    // A query that was lost on its way may still take jobs in that name when it arrives.
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
    // The database is back: what earlier engines hold is not kept waiting for the next heartbeat.
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
      // A renewal on its way would write the worker down again after its end.
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
      // A database that is away is said once, not with every knock on its door.
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
