const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
/** npm passes a Ctrl-C on to us which the terminal has sent us already: that is one Ctrl-C, not two. */
const SAME_KEYPRESS_MS = 1_000;

export interface StopOptions {
  /** Stops everything in good order. */
  readonly stop: () => Promise<void>;
  /** Leaves at once; what it starts must not need to be waited for. */
  readonly kill: () => void;
  /** After this long the process ends even if something does not stop. */
  readonly withinMs: number;
}

/** Ends the process in good order on SIGINT or SIGTERM, and at once on the next one. */
export function stopOnSignal({ stop, kill, withinMs }: StopOptions): void {
  let since: number | undefined;
  const leave = (code: number): never => {
    kill();
    process.exit(code);
  };
  const hear = (): void => {
    if (since !== undefined) {
      if (performance.now() - since > SAME_KEYPRESS_MS) leave(130);
      return;
    }
    since = performance.now();
    setTimeout(() => leave(1), withinMs).unref();
    stop().then(
      () => process.exit(0),
      () => leave(1),
    );
  };
  for (const signal of SIGNALS) process.on(signal, hear);
}
