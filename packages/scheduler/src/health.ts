import type { OutboxWorker } from './worker.ts';

/** The health of a scheduler for its supervisor. It is kept in memory, so it answers at once. */
export interface Health {
  /** Whether the worker makes progress: it takes due jobs, or has looked and found none. */
  isWorking(): boolean;
  /**
   * False when only a restart can help: due jobs are not taken although the database works and new engines were tried,
   * or the heartbeats have stopped. An unreachable database is no reason.
   */
  isAlive(): boolean;
}

/** Options of {@link makeHealth}. */
export interface HealthOptions {
  readonly now: () => number;
  /** The longest time without a heartbeat, in milliseconds. */
  readonly silentMs: number;
  /** The longest time that due jobs may wait, in milliseconds. */
  readonly stuckMs: number;
}

/** Remembers the results of the heartbeats. */
export function makeHealth(
  worker: Pick<OutboxWorker, 'isWorking'>,
  { now, silentMs, stuckMs }: HealthOptions,
): Health & {
  /** Runs one heartbeat. @param look returns whether due jobs are not taken; throws when the database is unreachable */
  turn(look: () => Promise<boolean>): Promise<void>;
} {
  let lookedAt = now();
  let stuckSince: number | undefined;
  return {
    isWorking: () => worker.isWorking(),
    isAlive: () => {
      const stuck = stuckSince !== undefined && now() - stuckSince > stuckMs;
      return !stuck && now() - lookedAt <= silentMs;
    },
    turn: async (look) => {
      let leftLying = false;
      try {
        leftLying = await look();
      } finally {
        lookedAt = now();
        stuckSince = leftLying ? (stuckSince ?? now()) : undefined;
      }
    },
  };
}
