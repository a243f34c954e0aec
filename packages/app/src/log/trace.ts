import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * Which request is at work, known to whatever runs because of it without being handed through every
 * call; so a mail's line in the log is found by the id of the webhook or answer that caused it.
 */
export interface Trace {
  /** The id of the request at work; null when the product acts by itself. */
  current(): string | null;
  /** Runs work, with all that it awaits, under a request's id. */
  run<Value>(requestId: string | null, work: () => Value): Value;
}

export function makeTrace(): Trace {
  const store = new AsyncLocalStorage<string | null>();
  return {
    current: () => store.getStore() ?? null,
    run: (requestId, work) => store.run(requestId, work),
  };
}
