import { AsyncLocalStorage } from 'node:async_hooks';

/** By when the request at work must have its answer, known to all that runs because of it. */
export interface RequestDeadline {
  /** What is left for the request at work, in milliseconds; `Infinity` where none is, as in a scheduler's work. */
  timeLeft(): number;
  /** Runs work, with all that it awaits, under one deadline so many milliseconds from now. */
  within<Value>(ms: number, work: () => Value): Value;
  /** Runs work that takes as long as it takes, such as a sweep that was asked for by a request. */
  without<Value>(work: () => Value): Value;
}

export function makeRequestDeadline(): RequestDeadline {
  const store = new AsyncLocalStorage<number>();
  return {
    timeLeft: () => (store.getStore() ?? Number.POSITIVE_INFINITY) - performance.now(),
    within: (ms, work) => store.run(performance.now() + ms, work),
    without: (work) => store.exit(work),
  };
}
