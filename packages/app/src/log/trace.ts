import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * The id of the current request, available to everything that runs because of it. So the log line of a mail has the id
 * of the webhook or answer that caused the mail.
 */
export interface Trace {
  /** The id of the current request; null when the product acts on its own. */
  current(): string | null;
  /** Runs work and everything it awaits under a request id. */
  run<Value>(requestId: string | null, work: () => Value): Value;
}

/** Creates a trace on Node's AsyncLocalStorage. */
export function makeTrace(): Trace {
  const store = new AsyncLocalStorage<string | null>();
  return {
    current: () => store.getStore() ?? null,
    run: (requestId, work) => store.run(requestId, work),
  };
}
