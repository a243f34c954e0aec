import type pg from 'pg';
import { NeverSent } from './failures.ts';

/** How long the caller may still wait, in milliseconds; `Infinity` for work that no client waits for. */
export type TimeLeft = () => number;

/** No client waits. */
export const NO_DEADLINE: TimeLeft = () => Number.POSITIVE_INFINITY;

/** The driver's error has only a message; this one has a code as well. */
class DeadlineSpent extends Error {
  readonly code = 'time-out';
}

const spent = (): NeverSent =>
  new NeverSent('The database took too long for this request; try it again.', { cause: new DeadlineSpent() });

/**
 * How many requests may wait for each connection. In a longer queue every one of them would wait until its deadline, and
 * none be served: those that come too many are sent away at once, while the others still have the time.
 */
const WAITING_PER_CONNECTION = 10;

const crowded = (): NeverSent =>
  new NeverSent('Too many requests wait for the database; try this one again.', { cause: new DeadlineSpent() });

/**
 * Takes a connection out of the pool, and waits for one no longer than there is time.
 * @throws NeverSent when the time is up, or too many wait already
 * @throws what the driver throws when there is no connection
 */
export async function connectWithin(pool: pg.Pool, timeLeft: TimeLeft): Promise<pg.PoolClient> {
  const ms = timeLeft();
  if (ms <= 0) throw spent();
  if (!Number.isFinite(ms)) return pool.connect();
  if (pool.waitingCount >= WAITING_PER_CONNECTION * pool.options.max) throw crowded();
  const connecting = pool.connect();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(spent());
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
  if (ms <= 0) throw spent();
  if (!Number.isFinite(ms)) return {};
  const { query_timeout: usual } = pool.options;
  return { query_timeout: Math.ceil(Math.min(ms, typeof usual === 'number' && usual > 0 ? usual : ms)) };
}
