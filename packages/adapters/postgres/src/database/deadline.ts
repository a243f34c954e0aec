import type pg from 'pg';
import { NeverSent } from './failures.ts';

/** How long the caller may still wait, in milliseconds; `Infinity` for work that no client waits for. */
export type TimeLeft = () => number;

/** No client waits. */
export const NO_DEADLINE: TimeLeft = () => Number.POSITIVE_INFINITY;

/**
 * Waits until it is the caller's turn to ask the database.
 * @returns what is to be called when the statement has ended
 * @throws TransientFailure when its turn does not come
 */
export type Turn = () => Promise<() => void>;

/** Whoever asks is next. */
export const NO_TURNS: Turn = async () => () => {};

/** The driver's error has only a message; this one has a code as well. */
class DeadlineSpent extends Error {
  readonly code = 'time-out';
}

/** What a request is told that gets no answer from the database in its time; asking once more would only take longer. */
export function outOfTime(message = 'The database took too long for this request; try it again.'): NeverSent {
  return new NeverSent(message, { cause: new DeadlineSpent() });
}

/**
 * Takes a connection out of the pool, and waits for one no longer than there is time.
 * @throws NeverSent when the time is up
 * @throws what the driver throws when there is no connection
 */
export async function connectWithin(pool: pg.Pool, timeLeft: TimeLeft): Promise<pg.PoolClient> {
  const ms = timeLeft();
  if (ms <= 0) throw outOfTime();
  if (!Number.isFinite(ms)) return pool.connect();
  const connecting = pool.connect();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(outOfTime());
      // It arrives too late, and goes back to the pool.
      connecting.then((client) => client.release()).catch(() => {});
    }, ms);
  });
  return Promise.race([connecting, late]).finally(() => clearTimeout(timer));
}

/**
 * How long one statement may take: the remaining time, but never longer than the pool allows.
 * @returns the driver's setting, which ends the wait and makes the connection unusable
 * @throws NeverSent when the time is up
 */
export function waitAtMost(pool: pg.Pool, timeLeft: TimeLeft): { readonly query_timeout?: number } {
  const ms = timeLeft();
  if (ms <= 0) throw outOfTime();
  if (!Number.isFinite(ms)) return {};
  const { query_timeout: usual } = pool.options;
  return { query_timeout: Math.ceil(Math.min(ms, typeof usual === 'number' && usual > 0 ? usual : ms)) };
}
