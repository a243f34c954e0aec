import { AsyncLocalStorage } from 'node:async_hooks';

/** By when the request at work must have its answer, known to all that runs because of it. */
export interface RequestDeadline {
  /** What is left for the request at work, in milliseconds; `Infinity` where none is, as in a scheduler's work. */
  timeLeft(): number;
  /** Runs work, with all that it awaits, under one deadline so many milliseconds from now. */
  within<Value>(ms: number, work: () => Value): Value;
  /** From now on no request has longer than so many milliseconds from now: the process is stopping. */
  endWithin(ms: number): void;
  /** Runs work that takes as long as it takes, such as a sweep that was asked for by a request. */
  without<Value>(work: () => Value): Value;
}

export function makeRequestDeadline(): RequestDeadline {
  const store = new AsyncLocalStorage<number>();
  let end = Number.POSITIVE_INFINITY;
  return {
    timeLeft: () => {
      const until = store.getStore();
      return until === undefined ? Number.POSITIVE_INFINITY : Math.min(until, end) - performance.now();
    },
    endWithin: (ms) => {
      end = performance.now() + ms;
    },
    within: (ms, work) => store.run(performance.now() + ms, work),
    without: (work) => store.exit(work),
  };
}
