import { AsyncLocalStorage } from 'node:async_hooks';
import { Place, type Turns } from './turns.ts';

/**
 * By when the request at work must have its answer, and when it is its turn, known to all that runs because of it. Work
 * without a request, such as a scheduler's, has neither.
 */
export interface RequestDeadline {
  /** What is left for the request at work, in milliseconds; `Infinity` where none is. */
  timeLeft(): number;
  /**
   * Waits for the turn of the request at work; no turns are taken where none is.
   * @returns what says that the statement has ended
   * @throws TransientFailure when there is no time, or no room to wait
   */
  turn(): Promise<() => void>;
  /** How many requests wait for their turn. */
  waiting(): number;
  /** Runs work, with all that it awaits, under one deadline so many milliseconds from now. */
  within<Value>(ms: number, work: () => Promise<Value>): Promise<Value>;
  /** From now on no request has longer than so many milliseconds from now: the process is stopping. */
  endWithin(ms: number): void;
  /** Runs work that takes as long as it takes, such as a sweep that was asked for by a request. */
  without<Value>(work: () => Value): Value;
}

const NOTHING = (): void => {};

export function makeRequestDeadline(turns: Turns): RequestDeadline {
  const store = new AsyncLocalStorage<{ readonly until: number; readonly place: Place }>();
  let end = Number.POSITIVE_INFINITY;
  const timeLeft = (): number => {
    const request = store.getStore();
    return request === undefined ? Number.POSITIVE_INFINITY : Math.min(request.until, end) - performance.now();
  };
  return {
    timeLeft,
    turn: async () => {
      const request = store.getStore();
      return request === undefined ? NOTHING : turns.enter(request.place, timeLeft());
    },
    waiting: () => turns.waiting,
    endWithin: (ms) => {
      end = performance.now() + ms;
    },
    within: (ms, work) => {
      const until = performance.now() + ms;
      const around = store.getStore();
      // A part of a request with time of its own is no request of its own: it would wait for itself.
      if (around !== undefined) return store.run({ until, place: around.place }, work);
      const place = new Place();
      return store.run({ until, place }, work).finally(() => turns.end(place));
    },
    without: (work) => store.exit(work),
  };
}
