import type { OutboxWorker } from './worker.ts';

/** What a scheduler says of itself to whoever supervises it. Asks nobody, so that it answers at once. */
export interface Health {
  /** Whether the worker gets on: it takes what is due, or has looked and there is nothing. */
  isWorking(): boolean;
  /**
   * False when only a new start of the process can help: due work is left lying although the database takes
   * everything and fresh engines were tried, or the scheduler has stopped looking. A database that is away is no reason.
   */
  isAlive(): boolean;
}

export interface HealthOptions {
  readonly now: () => number;
  /** How long the scheduler may not have looked. */
  readonly silentMs: number;
  /** How long work may be left lying. */
  readonly stuckMs: number;
}

/** Keeps what the heartbeats find. */
export function makeHealth(
  worker: Pick<OutboxWorker, 'isWorking'>,
  { now, silentMs, stuckMs }: HealthOptions,
): Health & {
  /** Takes one heartbeat's turn. @param look tells whether work is left lying; it throws when the database is away */
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
